"""The spool: rows on disk and synced before anybody is answered, so that a crash loses nothing acknowledged.

Each collection has a directory; a writer appends to its own segment there. A segment is born as `.new`, locked
(`flock`) and only then named `.open`; full or half a second old it becomes `.jsonl`. Whoever can take the lock of an
`.open` segment knows that its writer is dead. One thread writes for all requests: it gathers what is waiting, writes,
syncs once, and then answers everybody (group commit).
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from avowal.events.segment import Segment, used_bytes

COLLECTION_NAME = re.compile(r"^[a-z][a-z0-9_]{0,62}$")
LIMIT_BYTES = 1 << 30
SEGMENT_ROWS = 5_000
SEGMENT_BYTES = 4 << 20
SEGMENT_SECONDS = 0.5
GATHER_SECONDS = 0.002
BUSY_BATCH = 4  # rows in the last batch from which it is worth waiting for more
NOTE_SECONDS = 0.02  # rows for which nobody waits are gathered that long: waking a thread costs more than a row


class SpoolFull(Exception):
    """The spool has reached its limit, or its disk is full: nothing was kept. The store is probably away."""


_Answer = asyncio.Future[None]


class _Sleep(Enum):
    """What wakes the writer: nothing, for it does not sleep; any row; or one for which somebody waits."""

    NONE = 0
    UNTIL_ANY = 1
    UNTIL_URGENT = 2


@dataclass
class _Rows:
    """The rows of one collection that wait to be written, and who waits for any of them to be on disk."""

    lines: list[bytes] = field(default_factory=list)
    answers: list[_Answer] = field(default_factory=list)


_Waiting = dict[str, _Rows]


class Spool:
    """One process's way into the spool under `directory`; call from any event loop or thread."""

    def __init__(
        self,
        directory: Path,
        *,
        limit_bytes: int = LIMIT_BYTES,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        token: Callable[[], str] = lambda: secrets.token_hex(4),
    ) -> None:
        self._directory = directory
        self._limit = limit_bytes
        self._clock, self._monotonic, self._token = clock, monotonic, token
        self._waiting: _Waiting = {}
        self._lock = threading.Lock()
        self._wake = threading.Condition(self._lock)
        self._sleep = _Sleep.NONE
        self._closing = False
        self._segments: dict[str, Segment] = {}
        self._used, self._measured_at = 0, float("-inf")
        self._pending = 0
        self.lost = 0
        """Rows noted (not awaited) that could not be kept."""
        self.trouble: str | None = None
        """Why the last write failed, or None when it did not."""
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._measure()
        self._writer = threading.Thread(target=self._run, name="spool", daemon=True)
        self._writer.start()

    def keep(self, collection: str, line: bytes) -> Awaitable[None]:
        """To await until `line` is on disk and synced. SpoolFull when there is no room, OSError when the disk fails."""
        answer = asyncio.get_running_loop().create_future()
        if not self._accept(collection, _whole(collection, line), answer):
            answer.set_exception(SpoolFull(self._full()))
        return answer

    def note(self, collection: str, line: bytes) -> bool:
        """Hand `line` over without waiting; it is synced within half a second. False when there is no room.

        What cannot be kept is counted in `lost`, and `trouble` says why.
        """
        if self._accept(collection, _whole(collection, line), None):
            return True
        self.lost += 1
        self.trouble = self._full()
        return False

    def close(self) -> None:
        """Write what is waiting, finish all segments and end the writer."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._writer.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _full(self) -> str:
        return (
            f"The spool {self._directory} has reached its limit of {self._limit} bytes. "
            "See at /health/ready whether the event store takes it."
        )

    def _accept(self, collection: str, line: bytes, answer: _Answer | None) -> bool:
        size = len(line)
        with self._lock:
            if self._closing:
                raise RuntimeError("The spool is closed.")
            fits = self._used + self._pending + size <= self._limit
            if fits:
                self._pending += size
                rows = self._waiting.get(collection)
                if rows is None:
                    rows = self._waiting[collection] = _Rows()
                rows.lines.append(line)
                if answer is not None:
                    rows.answers.append(answer)
            sleep = self._sleep
            if sleep is not _Sleep.NONE:
                # when full, the writer measures again: the store may have taken some
                urgent = answer is not None or not fits
                if urgent or sleep is _Sleep.UNTIL_ANY:
                    self._sleep = _Sleep.NONE
                    self._wake.notify()
        return fits

    def _run(self) -> None:
        last_batch = 0
        while True:
            batch, closing = self._gather(last_batch)
            last_batch = sum(len(rows.lines) for rows in batch.values())
            for collection, rows in sorted(batch.items(), key=_nobody_waits):
                self._write(collection, rows)
            self._roll(everything=closing)
            self._measure()
            if closing and not self._waiting:
                return

    def _gather(self, last_batch: int) -> tuple[_Waiting, bool]:
        with self._wake:
            if not self._waiting and not self._closing:
                self._sleep_until(_Sleep.UNTIL_ANY, SEGMENT_SECONDS if self._segments else None)
            if self._waiting and not self._closing and not any(rows.answers for rows in self._waiting.values()):
                self._sleep_until(_Sleep.UNTIL_URGENT, NOTE_SECONDS)
        if last_batch >= BUSY_BATCH:
            time.sleep(GATHER_SECONDS)
        with self._wake:
            batch, self._waiting = self._waiting, {}
            return batch, self._closing

    def _sleep_until(self, sleep: _Sleep, seconds: float | None) -> None:
        self._sleep = sleep
        self._wake.wait(seconds)
        self._sleep = _Sleep.NONE

    def _write(self, collection: str, rows: _Rows) -> None:
        content = b"".join(rows.lines)
        try:
            self._segment(collection).append(content, len(rows.lines), sync=bool(rows.answers))
        except OSError as error:
            self._failed(collection, rows, error)
        else:
            self.trouble = None
            _answer(rows.answers, None)
        with self._wake:
            self._pending -= len(content)
            self._used += len(content)

    def _failed(self, collection: str, rows: _Rows, error: OSError) -> None:
        """Tell everybody who waits; begin a new segment next time, for this one's end is not known."""
        self.trouble = f"The spool {self._directory} cannot be written: {error.strerror}."
        self.lost += len(rows.lines) - len(rows.answers)
        broken = self._segments.pop(collection, None)
        if broken is not None:
            broken.abandon()
        no_room = error.errno in NO_ROOM
        _answer(rows.answers, SpoolFull(self.trouble) if no_room else error)

    def _segment(self, collection: str) -> Segment:
        found = self._segments.get(collection)
        if found is None:
            name = f"{int(self._clock() * 1000):013d}-{self._token()}"
            found = Segment(self._directory / collection, name, born_at=self._monotonic())
            self._segments[collection] = found
        return found

    def _roll(self, *, everything: bool) -> None:
        now = self._monotonic()
        for collection, segment in list(self._segments.items()):
            full = segment.rows >= SEGMENT_ROWS or segment.bytes >= SEGMENT_BYTES
            if everything or full or now - segment.born_at >= SEGMENT_SECONDS:
                del self._segments[collection]
                try:
                    segment.finish()
                except OSError as error:  # the segment stays `.open`; once unlocked it is taken like a dead writer's
                    self.trouble = f"The spool {self._directory} cannot be written: {error.strerror}."
                    segment.abandon()

    def _measure(self) -> None:
        """Count the bytes on disk again, at most once a second: other processes write and the store takes."""
        now = self._monotonic()
        if now - self._measured_at >= 1:
            self._used, self._measured_at = used_bytes(self._directory), now


@lru_cache(maxsize=64)
def _checked(collection: str) -> bool:
    """True. Raises ValueError for what is no name of a collection."""
    if not COLLECTION_NAME.match(collection):
        raise ValueError(f"“{collection}” is not the name of a collection.")
    return True


def _whole(collection: str, line: bytes) -> bytes:
    _checked(collection)
    if line.find(b"\n") == len(line) - 1 > 0:
        return line
    body = line.rstrip(b"\n")
    if not body or b"\n" in body:
        raise ValueError("A row of the spool is exactly one line.")
    return body + b"\n"


def _nobody_waits(item: tuple[str, _Rows]) -> bool:
    """By this the rows of a batch are written in their order: first those for which somebody waits."""
    return not item[1].answers


def _answer(answers: list[_Answer], error: BaseException | None) -> None:
    """Tell everybody who waits; each event loop is called once."""
    loops: dict[asyncio.AbstractEventLoop, list[_Answer]] = {}
    for answer in answers:
        loops.setdefault(answer.get_loop(), []).append(answer)
    for loop, waiting in loops.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, waiting, error)


def _settle(answers: list[_Answer], error: BaseException | None) -> None:
    for answer in answers:
        if answer.done():  # whoever waited went away
            continue
        if error is None:
            answer.set_result(None)
        else:
            answer.set_exception(error)


NO_ROOM = frozenset({28, 122})  # ENOSPC, EDQUOT
