"""A server log as a run of bytes: plain or compressed, a file or standard input, bounded whatever it expands to (R112).

Two bounds: once more than 64 MiB have come out, never more than 250 times what was read of the file; and 1 TiB in all.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from avowal.events.log_unpacking import Damaged, Unpacker, unpacker_of

READ_BYTES = 1 << 20
OTHERS = {b"PK\x03\x04": "zip", b"7z\xbc\xaf": "7z", b"\x04\x22\x4d\x18": "LZ4", b"Rar!": "rar"}
LARGEST_RATIO = 250
RATIO_FROM_BYTES = 64 << 20
LARGEST_TOTAL = 1 << 40


class SourceRefused(Exception):
    """The file cannot be read as a log at all; the message says why."""


class LogSource:
    """Reads a log; after the end, `trouble` says what was wrong with the file, and `cut_off` whether it stops early."""

    def __init__(self, source: Path | str) -> None:
        """Open `source`, a path or `-` for standard input. Raises SourceRefused."""
        self.is_stream = str(source) == "-"
        self.trouble: str | None = None
        self.total: int | None = None
        self.done = 0
        """Bytes of the file read so far."""
        self._given = 0
        try:
            self._file: BinaryIO = sys.stdin.buffer if self.is_stream else open(source, "rb")  # noqa: SIM115, PTH123
            if not self.is_stream:
                self.total = os.fstat(self._file.fileno()).st_size
            self._ahead = memoryview(self._read_file())
        except OSError as error:
            raise SourceRefused(f"{source} cannot be read: {error.strerror}.") from None
        first = bytes(self._ahead[:8])
        for magic, kind in OTHERS.items():
            if first.startswith(magic):
                self.close()
                raise SourceRefused(f"{source} is compressed with {kind}, which is not read; expand it first.")
        self._unpacker_of = unpacker_of(first)
        self._unpacker: Unpacker | None = self._unpacker_of() if self._unpacker_of else None

    @property
    def cut_off(self) -> bool:
        return self.trouble is not None

    def read(self) -> bytes:
        """The next bytes of the log, at most about a megabyte; empty at its end."""
        content = self._plain() if self._unpacker is None else self._unpacked(self._unpacker)
        self._given += len(content)
        return content

    def close(self) -> None:
        if not self.is_stream:
            self._file.close()

    def _read_file(self) -> bytes:
        content = self._file.read(READ_BYTES)
        self.done += len(content)
        return content

    def _plain(self) -> bytes:
        content, self._ahead = bytes(self._ahead), memoryview(b"")
        return content or self._read_file()

    def _unpacked(self, unpacker: Unpacker) -> bytes:
        while self.trouble is None:
            if unpacker.ended:
                if self._at_end() or self._unpacker_of is None:
                    return b""
                self._unpacker = unpacker = self._unpacker_of()  # another file was appended to this one
            if not self._ahead and unpacker.hungry:
                self._ahead = memoryview(self._read_file())
                if not self._ahead:
                    self.trouble = "The file ends in the middle of its compressed content."
                    return b""
            content = self._step(unpacker)
            if content:  # what was read before the trouble counts
                return content if not self._bursts(len(content)) else b""
        return b""

    def _step(self, unpacker: Unpacker) -> bytes:
        try:
            content, self._ahead = unpacker.step(self._ahead)
        except Damaged as damaged:
            self.trouble = "The compressed content of the file is damaged."
            return damaged.content
        return content

    def _at_end(self) -> bool:
        """Whether nothing but padding follows."""
        while True:
            self._ahead = memoryview(bytes(self._ahead).lstrip(b"\0"))
            if self._ahead:
                return False
            self._ahead = memoryview(self._read_file())
            if not self._ahead:
                return True

    def _bursts(self, more: int) -> bool:
        total = self._given + more
        if total > LARGEST_TOTAL:
            self.trouble = f"The file expands to more than {LARGEST_TOTAL >> 30} GiB; reading stopped there."
            return True
        if total > RATIO_FROM_BYTES and total > LARGEST_RATIO * self.done:
            self.trouble = f"The file expands to more than {LARGEST_RATIO} times its size; reading stopped there."
            return True
        return False
