"""Answers of reports, remembered for some minutes: as long as no row came, and on busy days although some came.

An answer is told again while the parts of the tables that it was made of are the same. Where so many rows had to be
looked at that counting takes long (BUSY_ROWS), it is told for KEPT_SECONDS although rows came. Answers are kept in
memory alone, for the purpose that they were read for, and forgotten when the policy changes, somebody is erased or a
log was imported.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from avowal.events.outcomes import Answer

BUSY_ROWS = 20_000
"""Rows looked at from which on an answer is remembered."""
KEPT_SECONDS = 300.0
MOST_ANSWERS = 1000
AGAIN_SECONDS = 240.0
"""After which what people still ask for is counted anew, beside everything else."""
WANTED_SECONDS = 12 * 3600.0

Read = Callable[[str, str, Mapping[str, object]], Answer]
State = Callable[[frozenset[str]], object]
"""What changes whenever the rows of these collections do."""
_Question = tuple[str, str, str]


@dataclass
class _Remembered:
    answer: Answer
    state: object
    at: float
    wanted_at: float

    @property
    def is_busy(self) -> bool:
        return self.answer.rows_read >= BUSY_ROWS


class Remembered:
    """Answers of `read` by purpose, query and parameters; usable from several threads."""

    def __init__(self, read: Read, state: State, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._state = state
        self._of: dict[str, frozenset[str]] = {}
        self._monotonic = monotonic
        self._answers: dict[_Question, _Remembered] = {}
        self._age = 0
        self._lock = threading.Lock()

    def read(self, purpose: str, query: str, parameters: Mapping[str, object]) -> Answer:
        """As `read`, at most KEPT_SECONDS old. Raises what it raises."""
        question = (purpose, query, json.dumps(parameters, sort_keys=True))
        now = self._monotonic()
        with self._lock:
            found = self._answers.get(question)
            if found is not None and now - found.at >= KEPT_SECONDS:
                found = None
            if found is not None:
                found.wanted_at = now
                if found.is_busy:
                    return found.answer
        if found is not None and found.state == self._state(found.answer.collections):
            return found.answer
        return self._ask(question, wanted_at=now)

    def forget(self) -> None:
        """Count everything anew; an answer that is under way is not remembered."""
        with self._lock:
            self._answers.clear()
            self._age += 1

    def refresh(self) -> int:
        """Count anew what people still ask for, before it is too old, and drop the rest; how many answers."""
        now = self._monotonic()
        with self._lock:
            old = [(key, one.wanted_at) for key, one in self._answers.items() if now - one.at >= AGAIN_SECONDS]
            wanted = [(key, at) for key, at in old if now - at < WANTED_SECONDS]
            wanted = [(key, at) for key, at in wanted if self._answers[key].is_busy]
            for key in {key for key, _ in old} - {key for key, _ in wanted}:
                del self._answers[key]
        for question, wanted_at in wanted:
            try:
                self._ask(question, wanted_at=wanted_at)
            except Exception:
                with self._lock:
                    self._answers.pop(question, None)  # whoever asks next is told what went wrong
                raise
        return len(wanted)

    def _ask(self, question: _Question, *, wanted_at: float) -> Answer:
        with self._lock:
            age, known = self._age, self._of.get(question[1])
        began, state = self._monotonic(), self._state(known) if known is not None else None
        purpose, query, parameters = question
        answer = self._read(purpose, query, json.loads(parameters))
        with self._lock:
            self._of[query] = answer.collections
            if age == self._age and (state is not None or answer.rows_read >= BUSY_ROWS):
                if len(self._answers) >= MOST_ANSWERS:
                    self._answers.clear()
                self._answers[question] = _Remembered(answer, state, began, wanted_at)
        return answer
