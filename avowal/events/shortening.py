"""Shortens what the store already holds when a later version keeps it for less (R19, ledger 3.2); it never lengthens.

A row's date, and those of elements kept shorter, become the earliest that any version since it came in allows
(`policy.narrowing`). Where a row does not hold its time, the last instant of its own version stands in for it: the new
date is then late by no more than the time that version was in force, and never later than the date that stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from avowal.events.engine import Engine
from avowal.events.outcomes import SchemaRefused
from avowal.events.rows import SEEN_AT, kept_elements
from avowal.events.schema import add_untils, event_collections, existing_columns, kept_shorter
from avowal.events.statements import Sql, joined, statement
from avowal.policy.model import PolicyVersion
from avowal.policy.narrowing import allowed, row_periods, shortest, since
from avowal.policy.period import Period

LONGEST_MONTHS = 1650
"""More than the store's clock can hold from any day on."""


@dataclass(frozen=True)
class _Shortened:
    """One date of the rows of one version: its column, and how long after they came in it may be at most."""

    column: str
    periods: tuple[Period, ...]


def shorten(engine: Engine, versions: Sequence[PolicyVersion]) -> int:
    """Bring the dates of all rows down to what `versions`, oldest first, allow; the rows changed.

    Doing it again changes nothing, so it may be cut off anywhere. Raises SchemaRefused.
    """
    keys = dict.fromkeys(key for version in versions for key in event_collections(version.policy))
    return sum(_table(engine, versions, key) for key in keys)


def _table(engine: Engine, versions: Sequence[PolicyVersion], key: str) -> int:
    there = existing_columns(engine, key)
    if not there:
        return 0
    changed = 0
    for version, following in pairwise(versions):
        found = list(_shorter(versions, version, key))
        if found:
            elements = kept_shorter(versions, key) & there.keys()
            add_untils(engine, key, elements, there)
            there = existing_columns(engine, key)
            latest = int(begins(following).timestamp())
            changed += _rows(
                engine, key, version.number, [one for one in found if one.column in there], _at(there, latest)
            )
    return changed


def _shorter(versions: Sequence[PolicyVersion], version: PolicyVersion, key: str) -> Iterator[_Shortened]:
    own = version.policy.collections.get(key)
    if own is None:
        return
    lived = since(versions, version.number)
    periods = row_periods(lived, key)
    if periods != (own.keep,):
        yield _Shortened("keep_until", periods)
    for element in kept_elements(own):
        periods = allowed(versions, version.number, key, element).keep
        if periods != shortest([own.keep, own.keep_of(element)]):
            yield _Shortened(f"{element}_until", periods)


def _rows(engine: Engine, table: str, version: int, found: Sequence[_Shortened], at: Sql) -> int:
    if not found:
        return 0
    untils = [(one.column, _first_of(one.periods, at)) for one in found]
    parts: dict[str, Sql | str | int] = {
        "database": engine.database,
        "table": table,
        "version": version,
        "longer": joined((statement("longer_than", column=name, until=until) for name, until in untils), " OR "),
    }
    rows = int(engine.rows(statement("rows_longer", **parts))[0][0])
    if rows:
        _refuse_unshortenable(engine, table)
        shorter = joined(statement("shorten_column", column=name, until=until) for name, until in untils)
        engine.run(statement("shorten", **parts | engine.place(table), shorter=shorter))
    return rows


def _refuse_unshortenable(engine: Engine, table: str) -> None:
    asked = {"database": engine.place(table)["database"], "table": table, "name": "keep_until"}
    if engine.rows(statement("is_partitioned_by"), asked)[0][0]:
        raise SchemaRefused(
            f"The policy in force keeps “{table}” for less time than before, but the store's table, made by an earlier "
            "version of this program, cannot be shortened. Move the old table aside."
        )


def _at(there: dict[str, str], latest: int) -> Sql:
    return statement("seen_or_by" if SEEN_AT in there else "at_latest", latest=latest)


def _first_of(periods: Sequence[Period], at: Sql) -> Sql:
    untils = [
        statement("until_after", at=at, months=months, seconds=seconds) for months, seconds in map(parts_of, periods)
    ]
    return untils[0] if len(untils) == 1 else Sql(f"least({joined(untils)})")


def parts_of(period: Period) -> tuple[int, int]:
    """A period as whole months, no more than the clock holds, and further seconds."""
    months = period.count * {"month": 1, "year": 12}.get(period.unit, 0)
    return (min(months, LONGEST_MONTHS), 0) if months else (0, period.seconds)


def begins(version: PolicyVersion) -> datetime:
    """The instant at which the version's date begins where its organisation is."""
    zone = ZoneInfo(version.policy.organisation.time_zone)
    return datetime.combine(version.effective_date, time(), zone).astimezone(UTC)
