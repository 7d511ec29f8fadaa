"""Lines of the spool that hold a key are taken out of its files: what the store could not take, or put aside.

A segment keeps its name, by which the store knows it, so one that was taken just before a crash still counts once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from avowal.events.refused import REFUSED
from avowal.events.segment import DONE, NEW, OPEN, sync_directory

FAILED = 400
"""The status from which on a request failed."""


def being_written(spool: Path) -> set[Path]:
    """The segments that writers have open."""
    return {file for file in spool.glob("*/*") if file.suffix in (OPEN, NEW)}


def is_plain_read(row: Mapping[str, object]) -> bool:
    """Whether a request only read something that is there; where no method and no status is kept, it did (U.9)."""
    method, status = row.get("method"), row.get("status")
    return str(method or "GET").upper() in ("GET", "HEAD") and not (isinstance(status, int) and status >= FAILED)


def lines_holding(spool: Path, values: Sequence[str], *, plain_reads: bool = False) -> dict[str, int]:
    """How many lines hold one of `values`, by place (`spool/weblog`, `spool/refused`)."""
    return _by_place(spool, values, erase=False, plain_reads=plain_reads)


def erase_lines(spool: Path, values: Sequence[str], *, plain_reads: bool = False) -> dict[str, int]:
    """Take out the lines that hold one of `values`, or those of them that are plain reads; how many, by place.

    Raises OSError.
    """
    return _by_place(spool, values, erase=True, plain_reads=plain_reads)


def view_keys(spool: Path, visitor_keys: Sequence[str]) -> set[str]:
    """The keys of views in lines that hold one of `visitor_keys`, as far as such a line can be read."""
    holds = _holding(visitor_keys)
    lines = (line for file in _files(spool) for line in file.read_bytes().splitlines() if holds.search(line))
    return {key for line in lines if isinstance(key := _read(line).get("view_key"), str) and key}


def _by_place(spool: Path, values: Sequence[str], *, erase: bool, plain_reads: bool) -> dict[str, int]:
    holds, found = _holding(values), dict[str, int]()
    for file in _files(spool):
        lines = file.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not holds.search(line) or (plain_reads and not is_plain_read(_read(line)))]
        if len(kept) == len(lines):
            continue
        place = f"spool/{file.parent.name}"
        found[place] = found.get(place, 0) + len(lines) - len(kept)
        if erase:
            _replace(file, kept)
    return found


def _files(spool: Path) -> Iterator[Path]:
    for file in sorted(spool.glob("*/*")) if spool.is_dir() else ():
        if file.is_file() and (file.suffix == DONE or file.parent.name == REFUSED):
            yield file


def _holding(values: Iterable[str]) -> re.Pattern[bytes]:
    """One of the values as it stands by itself, not within a longer one."""
    written = b"|".join(re.escape(value.encode()) for value in values)
    return re.compile(rb"(?<![0-9A-Za-z_-])(?:" + written + rb")(?![0-9A-Za-z_-])")


def _read(line: bytes) -> dict[str, object]:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return row if isinstance(row, dict) else {}


def _replace(file: Path, lines: list[bytes]) -> None:
    if not lines:
        file.unlink()
    else:
        new = file.with_name(f".{file.name}")  # a name that no taker looks for
        with new.open("wb") as stream:
            new.chmod(0o600)
            stream.writelines(lines)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(file)
    sync_directory(file.parent)
