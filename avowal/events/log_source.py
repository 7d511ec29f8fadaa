"""A server log as a run of bytes: plain or gzip, a file or standard input, bounded whatever it expands to (R112)."""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path
from typing import BinaryIO

READ_BYTES = 1 << 20
GZIP = b"\x1f\x8b"
OTHERS = {b"BZh": "bzip2", b"\x28\xb5\x2f\xfd": "Zstandard", b"PK\x03\x04": "zip", b"\xfd7zXZ": "xz"}
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
            self._ahead = self._read_file()
        except OSError as error:
            raise SourceRefused(f"{source} cannot be read: {error.strerror}.") from None
        for magic, kind in OTHERS.items():
            if self._ahead.startswith(magic):
                self.close()
                raise SourceRefused(f"{source} is compressed with {kind}, which is not read; expand it first.")
        self._inflate = zlib.decompressobj(wbits=31) if self._ahead.startswith(GZIP) else None

    @property
    def cut_off(self) -> bool:
        return self.trouble is not None

    def read(self) -> bytes:
        """The next bytes of the log, at most about a megabyte; empty at its end."""
        content = self._inflated() if self._inflate is not None else self._plain()
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
        content, self._ahead = self._ahead, b""
        return content or self._read_file()

    def _inflated(self) -> bytes:
        while self.trouble is None and self._inflate is not None:
            if not self._ahead:
                self._ahead = self._read_file()
            if not self._ahead:
                if not self._inflate.eof:
                    self.trouble = "The file ends in the middle of its compressed content."
                return b""
            content = self._step(self._inflate)
            if content:  # what was read before the trouble counts
                return content if not self._bursts(len(content)) else b""
        return b""

    def _step(self, inflate: zlib._Decompress) -> bytes:
        before = inflate.copy()
        try:
            content = inflate.decompress(self._ahead, READ_BYTES)
        except zlib.error:
            self.trouble = "The compressed content of the file is damaged."
            return _up_to_damage(before, self._ahead)
        self._ahead = inflate.unconsumed_tail
        if inflate.eof:  # another file may have been appended to this one
            self._ahead = inflate.unused_data.lstrip(b"\0")
            if self._ahead or not self._at_end():
                self._inflate = zlib.decompressobj(wbits=31)
        return content

    def _at_end(self) -> bool:
        self._ahead = self._ahead or self._read_file().lstrip(b"\0")
        return not self._ahead

    def _bursts(self, more: int) -> bool:
        total = self._given + more
        if total > LARGEST_TOTAL or (total > RATIO_FROM_BYTES and total > LARGEST_RATIO * self.done):
            self.trouble = f"The file expands to more than {LARGEST_RATIO} times its size; reading stopped there."
            return True
        return False


def _up_to_damage(inflate: zlib._Decompress, compressed: bytes) -> bytes:
    """What can be expanded before the first damaged byte; zlib gives nothing of a call that meets one."""
    whole = bytearray()
    try:
        for at in range(len(compressed)):
            whole += inflate.decompress(compressed[at : at + 1], READ_BYTES)
            if len(whole) > READ_BYTES:
                break
    except zlib.error:
        pass
    return bytes(whole)
