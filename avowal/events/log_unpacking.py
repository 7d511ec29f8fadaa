"""Expands gzip, bzip2, Zstandard and xz piece by piece, a bounded amount at a time (R112).

All are known by their first bytes. Each hands out what stands before a damaged byte: gzip to the byte, the others to
within FED bytes of what is compressed, because their readers cannot be set back.
"""

from __future__ import annotations

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable
from typing import Protocol

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdError
else:
    from backports.zstd import ZstdDecompressor, ZstdError

MOST_AT_ONCE = 1 << 20
FED = 4096
XZ_MEMORY = 256 << 20
_DAMAGE = (zlib.error, OSError, EOFError, lzma.LZMAError, ZstdError, ValueError)


class Damaged(Exception):
    """The compressed content breaks off in rubbish; `content` is what could still be expanded."""

    def __init__(self, content: bytes) -> None:
        super().__init__("The compressed content is damaged.")
        self.content = content


class Unpacker(Protocol):
    """Expands one member of a file; several may follow each other in it."""

    @property
    def ended(self) -> bool:
        """Whether the member is complete."""

    @property
    def hungry(self) -> bool:
        """Whether more of the file is needed before more can come."""

    def step(self, compressed: memoryview) -> tuple[bytes, memoryview]:
        """At most a megabyte of content, and what of `compressed` was not used. Raises Damaged."""


class _Gzip:
    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)
        self.hungry = True

    @property
    def ended(self) -> bool:
        return self._inflate.eof

    def step(self, compressed: memoryview) -> tuple[bytes, memoryview]:
        before = self._inflate.copy()
        try:
            content = self._inflate.decompress(compressed, MOST_AT_ONCE)
        except zlib.error:
            raise Damaged(_up_to_damage(before, compressed)) from None
        return content, memoryview(self._inflate.unused_data if self.ended else self._inflate.unconsumed_tail)


def _up_to_damage(inflate: zlib._Decompress, compressed: memoryview) -> bytes:
    """What can be expanded before the first damaged byte; zlib gives nothing of a call that meets one."""
    whole = bytearray()
    try:
        for at in range(len(compressed)):
            whole += inflate.decompress(compressed[at : at + 1], MOST_AT_ONCE)
            if len(whole) > MOST_AT_ONCE:
                break
    except zlib.error:
        pass
    return bytes(whole)


class _Decompressor(Protocol):
    """What the readers of bzip2, xz and Zstandard have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /, max_length: int) -> bytes: ...


class _Other:
    def __init__(self, reader: _Decompressor) -> None:
        self._reader = reader

    @property
    def ended(self) -> bool:
        return self._reader.eof

    @property
    def hungry(self) -> bool:
        return self._reader.needs_input

    def step(self, compressed: memoryview) -> tuple[bytes, memoryview]:
        fed = bytes(compressed[:FED]) if self.hungry else b""
        try:
            content = self._reader.decompress(fed, max_length=MOST_AT_ONCE)
        except _DAMAGE:
            raise Damaged(b"") from None
        rest = compressed[len(fed) :]
        if self.ended and self._reader.unused_data:
            rest = memoryview(self._reader.unused_data + bytes(rest))
        return content, rest


UNPACKERS: dict[bytes, Callable[[], Unpacker]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": lambda: _Other(bz2.BZ2Decompressor()),
    b"\x28\xb5\x2f\xfd": lambda: _Other(ZstdDecompressor()),
    b"\xfd7zXZ\x00": lambda: _Other(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)),
}
"""How a file's content is expanded, by its first bytes."""


def unpacker_of(first_bytes: bytes) -> Callable[[], Unpacker] | None:
    """What makes an unpacker for each member of a file that begins so; None for a plain one."""
    return next((make for magic, make in UNPACKERS.items() if first_bytes.startswith(magic)), None)
