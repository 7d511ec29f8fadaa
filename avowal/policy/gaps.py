"""The mark of distrust that closes every process's gates, and the record of the times when nothing was in force."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from avowal.policy import chain
from avowal.policy.frozen import dataclass

MARK = "distrusted"
GAPS = "gaps.json"
UNREADABLE = "the mark of distrust cannot be read."


@dataclass(frozen=True)
class Gap:
    """A time during which nothing was in force because something was changed: when that was noticed, and why.

    `ended` is None while it lasts.
    """

    began: datetime
    why: str
    ended: datetime | None = None


def distrust(data: Path, why: str) -> None:
    """Close every process's gates until `trust`; `why` is a sentence without places and personal values."""
    if distrusted(data) != why:
        chain.directory(data).mkdir(parents=True, exist_ok=True)
        chain.write_durably(mark(data), why.encode() + b"\n")


def trust(data: Path) -> None:
    """Take the mark away."""
    mark(data).unlink(missing_ok=True)


def distrusted(data: Path) -> str | None:
    """Why the published policy is distrusted, or None."""
    try:
        return mark(data).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return UNREADABLE


def mark(data: Path) -> Path:
    """The file whose being there means distrust."""
    return chain.directory(data) / MARK


def gaps(data: Path) -> tuple[Gap, ...]:
    """Every recorded gap, oldest first; what cannot be read is left out."""
    try:
        told = json.loads((chain.directory(data) / GAPS).read_bytes())
        return tuple(_read(entry) for entry in told)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def open_gap(data: Path, why: str, *, now: datetime) -> Gap:
    """Record that nothing is in force from `now`; a gap that is open stays as it began."""
    found = gaps(data)
    if found and found[-1].ended is None:
        return found[-1]
    gap = Gap(now, why)
    write_gaps(data, (*found, gap))
    return gap


def close_gap(data: Path, *, now: datetime) -> Gap | None:
    """Record that the open gap ended at `now`; the gap, or None when none was open."""
    found = gaps(data)
    if not found or found[-1].ended is not None:
        return None
    ended = replace(found[-1], ended=max(now, found[-1].began))
    write_gaps(data, (*found[:-1], ended))
    return ended


def write_gaps(data: Path, found: tuple[Gap, ...]) -> None:
    """Write the whole record anew."""
    told = [
        {"began": gap.began.isoformat(), "why": gap.why, "ended": gap.ended.isoformat() if gap.ended else None}
        for gap in found
    ]
    chain.directory(data).mkdir(parents=True, exist_ok=True)
    content = json.dumps(told, indent=2, ensure_ascii=False).encode() + b"\n"
    chain.write_durably(chain.directory(data) / GAPS, content)


def _read(entry: dict[str, str | None]) -> Gap:
    ended = entry["ended"]
    return Gap(
        began=datetime.fromisoformat(str(entry["began"])),
        why=str(entry["why"]),
        ended=datetime.fromisoformat(ended) if ended else None,
    )
