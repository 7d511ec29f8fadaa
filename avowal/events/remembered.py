"""Answers of reports, remembered for some minutes where so many rows had to be looked at that counting takes long.

They are kept in memory alone, for the purpose that they were read for, and forgotten when the policy changes, days are
closed, somebody is erased or a log was imported. What fewer than BUSY_ROWS tell is counted anew each time.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from avowal.events.outcomes import Answer

BUSY_ROWS = 100_000
"""Rows looked at from which on an answer is remembered."""
KEPT_SECONDS = 300.0
AGAIN_SECONDS = 240.0
"""After which what people still ask for is counted anew, beside everything else."""
WANTED_SECONDS = 12 * 3600.0

Read = Callable[[str, str, Mapping[str, object]], Answer]
_Question = tuple[str, str, str]


@dataclass
class _Remembered:
    answer: Answer
    at: float
    wanted_at: float


class Remembered:
    """Answers of `read` by purpose, query and parameters; usable from several threads."""

    def __init__(self, read: Read, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._read = read
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
            if found is not None and now - found.at < KEPT_SECONDS:
                found.wanted_at = now
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
            age = self._age
        began = self._monotonic()
        purpose, query, parameters = question
        answer = self._read(purpose, query, json.loads(parameters))
        with self._lock:
            if age == self._age and answer.rows_read >= BUSY_ROWS:
                self._answers[question] = _Remembered(answer, began, wanted_at)
        return answer
