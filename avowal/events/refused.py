"""Rows that the store refused: put aside in `spool/refused/`, found by a search, and deleted when their time is over.

What such a file holds is not known, so all of it is kept no longer than the shortest period of its collection: the
collection's own or that of an element kept shorter, in any version that has been in force; for a collection that none
declares, the shortest of any. The time runs from the birth of the segment, which its name tells.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from avowal.events.rows import EARLIEST, until
from avowal.events.schema import event_collections
from avowal.events.segment import sync_directory
from avowal.policy.model import Collection, Policy

REFUSED = "refused"
PLACE = f"spool/{REFUSED}"
_NAME = re.compile(r"^(?P<collection>[a-z][a-z0-9_]*)\.(?P<born_at>[0-9]{13})-[0-9a-f]{8}\.jsonl$")


def put_aside(spool: Path, segment: Path, content: bytes) -> Path:
    """Write `content`, lines of `segment`, to a file of their own; it is on disk when this returns."""
    folder = spool / REFUSED
    folder.mkdir(exist_ok=True, mode=0o700)
    kept = folder / f"{segment.parent.name}.{segment.name}"
    with kept.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_directory(folder)
    return kept


def files(spool: Path) -> list[Path]:
    """What was put aside."""
    folder = spool / REFUSED
    return sorted(file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []


def rows(found: list[Path]) -> int:
    """Lines in these files; one that vanishes meanwhile has none."""
    total = 0
    for file in found:
        with suppress(FileNotFoundError):
            total += len(file.read_bytes().splitlines())
    return total


def past(spool: Path, policies: Sequence[Policy], now: datetime) -> list[Path]:
    """The files whose time under any of `policies`, which are all that have been in force, is over at `now`."""
    return [file for file in files(spool) if _over(file, policies) <= now]


def delete(found: list[Path]) -> None:
    """Delete these files for good."""
    for file in found:
        file.unlink(missing_ok=True)
    if found:
        sync_directory(found[0].parent)


def _over(file: Path, policies: Sequence[Policy]) -> datetime:
    named = _NAME.match(file.name)
    declared = [pair for policy in policies for pair in event_collections(policy).items()]
    own = [found for key, found in declared if named and key == named["collection"]]
    born_at = _born_at(file, named)
    return min((_shortest(born_at, found) for found in (own or [found for _, found in declared])), default=EARLIEST)


def _shortest(born_at: datetime, collection: Collection) -> datetime:
    own = (found.keep for found in collection.elements.values() if found.keep is not None)
    return min(until(born_at, period) for period in (collection.keep, *own))


def _born_at(file: Path, named: re.Match[str] | None) -> datetime:
    """When the segment was begun; of a file that is named otherwise, when it was written."""
    try:
        seconds = int(named["born_at"]) / 1000 if named else file.stat().st_mtime
        return datetime.fromtimestamp(seconds, UTC)
    except (OSError, OverflowError, ValueError):
        return EARLIEST
