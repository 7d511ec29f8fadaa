"""Cuts a log into stretches at line ends, and shows bad lines without what is personal in them.

A stretch is what is stored at once, and so the most that a crash makes to be done again: large enough that its own
cost does not count beside that of its lines (each becomes a part of the store, and parts are merged), small enough
for the memory of a small machine and for one frame to the store's owner (64 MiB).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from avowal.events.log_source import LogSource

STRETCH_BYTES = 60 << 20
LONGEST_LINE = 64 * 1024
SHOWN = 80
_MASKS = (
    (re.compile(r"^\S+ \S+ .*?(?=\[)"), "… "),  # address, identity, user name
    (re.compile(r"[?#][^\s\"]*"), "?…"),
    (re.compile(r"[^\s\"@=&/]+@[^\s\"]+"), "…@…"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "…"),
    (re.compile(r"(?<![/\w])(?:[0-9A-Fa-f]{0,4}:){3,}[0-9A-Fa-f.]*"), "…"),
    (re.compile(r"\d{5,}"), "…"),
)


@dataclass(frozen=True)
class Stretch:
    """Whole lines of a log from byte `start`; an overlong line is a stretch of its own, without its bytes."""

    start: int
    content: bytes
    overlong: bool = False


class Stretches:
    """The log as stretches: `peek` at the next, then `consume` as much of it as was dealt with."""

    def __init__(self, source: LogSource, size: int = STRETCH_BYTES) -> None:
        self._source = source
        self._size = size
        self._buffer = b""
        self._at = 0
        """Where in the buffer begins what was not dealt with; what was stays before it: moving the rest costs more."""
        self._start = 0
        self._ended = False

    def peek(self) -> Stretch | None:
        """The next stretch, None at the end of the log. An overlong line is read past at once."""
        self._fill(self._size)
        if not self._has:
            return None
        end = self._buffer.rfind(b"\n", self._at, self._at + self._size) + 1
        if end == 0 and self._ended and self._has <= LONGEST_LINE:
            end = len(self._buffer)
        if end == 0:
            start = self._start
            self._pass_line()
            return Stretch(start, b"", overlong=True)
        return Stretch(self._start, self._buffer[self._at : end])

    def ahead(self, size: int) -> bytes:
        """The first bytes of what comes next, at most `size`; nothing is used up."""
        self._fill(size)
        return self._buffer[self._at : self._at + size]

    def consume(self, count: int) -> None:
        self._at += count
        self._start += count

    @property
    def _has(self) -> int:
        """Bytes that were read and not dealt with."""
        return len(self._buffer) - self._at

    def _fill(self, size: int) -> None:
        pieces: list[bytes] = []
        missing = size - self._has
        while missing > 0 and not self._ended:
            pieces.append(self._source.read())
            missing -= len(pieces[-1])
            self._ended = not pieces[-1]
        if pieces:
            self._buffer = b"".join((memoryview(self._buffer)[self._at :], *pieces))
            self._at = 0

    def _pass_line(self) -> None:
        while True:
            end = self._buffer.find(b"\n", self._at) + 1
            if end or self._ended:
                self.consume(end - self._at if end else self._has)
                return
            self.consume(self._has)
            self._fill(1)


def without_overlong(content: bytes) -> tuple[bytes, list[int]]:
    """A stretch's lines, with `\\n` ends, and the numbers (from 1) of those left out as longer than 64 KiB."""
    if b"\r" in content and b"\r\n" in content:  # one byte is looked for several times quicker than two
        content = content.replace(b"\r\n", b"\n")
    if not _has_overlong(content):
        return content, []
    lines = content.split(b"\n")
    overlong = [number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    return b"\n".join(line for line in lines if len(line) <= LONGEST_LINE), overlong


def _has_overlong(content: bytes) -> bool:
    """Whether a line is longer than 64 KiB, told by steps of that length instead of by every line."""
    at = 0
    while len(content) - at > LONGEST_LINE:
        end = content.rfind(b"\n", at, at + LONGEST_LINE + 1)
        if end < 0:
            return True
        at = end + 1
    return False


def masked(line: str) -> str:
    """A bad line as it may be shown: no address, name, query or mail address, no control characters, 80 characters."""
    for pattern, instead in _MASKS:
        line = pattern.sub(instead, line)
    shown = "".join(character if character.isprintable() else "·" for character in line)
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
