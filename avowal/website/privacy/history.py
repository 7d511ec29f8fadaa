"""Every published version as the public sees it (ledger 16.1): when it held, how it stands, what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from avowal.policy.model import PolicyVersion
from avowal.policy.publishing import Gap, Recorded
from avowal.website import in_force


class State(StrEnum):
    """How a version stands today."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    ARCHIVED = "archived"
    SUSPENDED = "suspended"  # it would hold, but the published policy cannot be trusted now
    UNREADABLE = "unreadable"  # it was changed outside publishing


@dataclass(frozen=True)
class Entry:
    """One version. `until` is the last day on which it held, where that is over.

    `version` is None for one that cannot be read; `before` is the readable version before it, for comparing.
    """

    number: int
    sha256: str
    previous: str
    published_at: datetime
    effective_date: date
    until: date | None
    state: State
    version: PolicyVersion | None
    before: PolicyVersion | None

    @property
    def short_hash(self) -> str:
        return self.sha256[:12]


@dataclass(frozen=True)
class Interval:
    """A time during which nothing was in force, in the organisation's days; `ended` is None while it lasts."""

    began: date
    ended: date | None


def entries(now: datetime) -> list[Entry]:
    """Every version as it stands at `now`, newest first."""
    recorded = in_force.history()
    holding = next((one.link.number for one in reversed(recorded) if one.holds_by(now)), None)
    found = [_entry(recorded, index, holding, now) for index in range(len(recorded))]
    return found[::-1]


def entry(number: int, now: datetime) -> Entry | None:
    """The version with that number."""
    return next((found for found in entries(now) if found.number == number), None)


def intervals() -> list[Interval]:
    """The times during which nothing was in force, newest first."""
    return [_days(gap) for gap in reversed(in_force.gaps())]


def _entry(recorded: Sequence[Recorded], index: int, holding: int | None, now: datetime) -> Entry:
    one, earlier, later = recorded[index], recorded[:index], recorded[index + 1 :]
    state = _state(one, holding, now)
    after = next((found for found in later if found.holds_by(now)), None)
    waiting = in_force.waiting()
    moved = waiting is not None and waiting.number == one.link.number
    return Entry(
        number=one.link.number,
        sha256=one.link.sha256,
        previous=one.link.previous,
        published_at=one.link.published_at,
        effective_date=waiting.effective_date if waiting is not None and moved else one.link.effective_date,
        until=after.link.effective_date - timedelta(days=1) if after else None,
        state=state,
        version=one.version,
        before=next((found.version for found in reversed(earlier) if found.version is not None), None),
    )


def _state(one: Recorded, holding: int | None, now: datetime) -> State:
    if one.version is None:
        return State.UNREADABLE
    if not one.holds_by(now):
        return State.WAITING
    if one.link.number != holding:
        return State.ARCHIVED
    return State.IN_FORCE if in_force.version() is not None else State.SUSPENDED


def _days(gap: Gap) -> Interval:
    zone = _zone()
    ended = gap.ended.astimezone(zone).date() if gap.ended else None
    return Interval(gap.began.astimezone(zone).date(), ended)


def _zone() -> ZoneInfo:
    """The organisation's, as the newest readable version names it."""
    readable = [one.version for one in in_force.history() if one.version is not None]
    return ZoneInfo(readable[-1].policy.organisation.time_zone if readable else "UTC")
