"""Counts of days that are over, made by the store itself and kept when their raw rows are gone (ledger 2.1).

A day is closed an hour after its end where the organisation is (decision 0004), and again when it holds more raw rows
than it did: late ones and imports. Where rows went, by their time or by an erasure, its counts stay. What is counted
is read through the views of `measurement`, by the same parts of queries as `counts` reads raw rows with.

Counts are changed whole: the new month and the other months, linked, stand in a second table which then changes names
with the first (on a cluster the month is replaced); a note of what was counted follows. A crash before the change
leaves the old counts, one after it a day that is counted once more.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from avowal.events.closing_table import STAGING, ClosingTable, Counting
from avowal.events.engine import Engine
from avowal.events.reports.asking import EARLIEST, LATEST, begin_of, end_of, stamp
from avowal.events.schema import event_collections
from avowal.events.statements import Sql, statement
from avowal.policy.model import Door, PolicyVersion

__all__ = ["STAGING", "Closer", "counts_table"]

GRACE = timedelta(hours=1)
"""How long after its end a day is closed."""
LOOK_SECONDS = 60.0
BATCH_ROWS = 1_000_000
"""Raw rows that are counted in one round, unless one day alone has more."""
SETTLED = timedelta(hours=1)
LITTLE = 0.01
"""The part of a day's rows that may come late before it is closed again at once; fewer wait until SETTLED."""


@dataclass(frozen=True)
class _Noted:
    rows: int
    at: datetime


def counts_table(version: PolicyVersion) -> str | None:
    """The collection of the version whose rows are counts of closed days, if it declares one."""
    kept = event_collections(version.policy)
    return next((key for key, found in kept.items() if found.door is Door.CLOSED_DAY), None)


class Closer:
    """Closes days in rounds that end soon; one at a time."""

    def __init__(self, engine: Engine, queries: Path, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._queries = queries
        self._clock = clock
        self._stopping = threading.Event()
        self._look_at: datetime | None = None
        self._last: date | None = None
        self._parts: dict[tuple[str, str], int] = {}
        self._waiting: dict[date, int] = {}
        self._counted: set[date] = set()

    def stop(self) -> None:
        """End a round that is under way soon, with nothing changed."""
        self._stopping.set()

    def look_soon(self) -> None:
        """Look in the next round whether rows came."""
        self._look_at = None

    def forget(self) -> None:
        """Look at everything again: the policy has changed."""
        self._parts.clear()
        self._waiting.clear()
        self._look_at = self._last = None

    def closed(self, time_zone: str, first: date, last: date) -> list[date]:
        """The days from `first` to `last` that were closed in `time_zone`."""
        return sorted(self._noted(time_zone, first, last))

    def close(self, version: PolicyVersion) -> int:
        """Close what waits, up to BATCH_ROWS raw rows of one month, the latest days first; how many days.

        Raises the client's errors; then everything is looked at again after LOOK_SECONDS.
        """
        counting = Counting.of(self._engine, self._queries, version, counts_table(version))
        if counting is None:
            return 0
        now = self._clock()
        if not self._waiting and (self._look_at is None or now >= self._look_at):
            self._look_at = now + timedelta(seconds=LOOK_SECONDS)
            self._look(counting, now)
        batch = self._batch()
        if not batch:
            return 0
        waiting, self._waiting = self._waiting, {}
        self._last, parts, self._parts = None, self._parts, {}  # for a look at everything, unless this goes well
        if not ClosingTable(counting, self._stopping).close(sorted(batch)):
            return 0  # told to stop, or another worker is at it
        self._note(counting, batch, now)
        self._counted.update(batch)
        self._last, self._parts = last_over(now, counting.time_zone), parts
        self._waiting = {day: rows for day, rows in waiting.items() if day not in batch}
        return len(batch)

    def _batch(self) -> dict[date, int]:
        batch: dict[date, int] = {}
        for day in sorted(self._waiting, reverse=True):
            latest = next(iter(batch), day)
            if (day.year, day.month) != (latest.year, latest.month):
                break
            if batch and sum(batch.values()) + self._waiting[day] > BATCH_ROWS:
                break
            batch[day] = self._waiting[day]
        return batch

    def _look(self, counting: Counting, now: datetime) -> None:
        last = last_over(now, counting.time_zone)
        parts = self._rows_of_parts(counting)
        changed = {month for (table, month), rows in parts.items() if self._parts.get((table, month)) != rows}
        changed |= set(_months(self._last, last, counting.time_zone)) & {month for _, month in parts}
        self._last = last
        for month in changed:
            first, until = _days_of(month, counting.time_zone)
            if not self._look_at_days(counting, first, min(until, last), now):
                parts = {key: rows for key, rows in parts.items() if key[1] != month}  # look again
        self._parts = parts

    def _look_at_days(self, counting: Counting, first: date, last: date, now: datetime) -> bool:
        """Add the days that are to be closed to what waits; False when some are to be looked at again."""
        if last < first:
            return True
        rows = self._raw_rows(counting, first, last)
        noted = self._noted(counting.time_zone, first, last)
        known = self._known(counting, first, last)
        settled = True
        for day, count in rows.items():
            before = noted.get(day)
            if counting.until(day) <= now:
                continue
            if before is None or (day not in known and day not in self._counted):
                self._waiting[day] = count
            elif count > before.rows:
                if count > before.rows * (1 + LITTLE) or now - before.at > SETTLED:
                    self._waiting[day] = count
                else:
                    settled = False
        return settled

    def _rows_of_parts(self, counting: Counting) -> dict[tuple[str, str], int]:
        topology, database = self._engine.topology, self._engine.database
        kind, cluster = ("system_everywhere", topology.cluster) if topology.cluster else ("system_table", "")
        query = statement("close_parts", parts=statement(kind, table="parts", cluster=cluster or Sql("")))
        asked = {"database": database, "shards": topology.shards(database), "tables": sorted(counting.collections)}
        return {(str(table), str(month)): int(rows) for table, month, rows in self._engine.rows(query, asked)}

    def _raw_rows(self, counting: Counting, first: date, last: date) -> dict[date, int]:
        zone = counting.time_zone
        asked = {"time_zone": zone, "since": stamp(begin_of(first, zone)), "until": stamp(end_of(last, zone))}
        found: dict[date, int] = {}
        for table in counting.collections:
            query = statement("close_rows", view_database=counting.view_database, table=table)
            for text, rows in self._engine.rows(query, asked):
                found[date.fromisoformat(text)] = found.get(date.fromisoformat(text), 0) + int(rows)
        return found

    def _noted(self, time_zone: str, first: date, last: date) -> dict[date, _Noted]:
        query = statement("close_noted", database=self._engine.database)
        asked = {"time_zone": time_zone, "first": first.isoformat(), "last": last.isoformat()}
        return {
            date.fromisoformat(text): _Noted(int(rows), datetime.fromtimestamp(int(at), UTC))
            for text, rows, at in self._engine.rows(query, asked)
        }

    def _known(self, counting: Counting, first: date, last: date) -> set[date]:
        query = statement("close_known", database=self._engine.database, table=counting.table)
        asked = {"first": first.isoformat(), "last": last.isoformat()}
        return {date.fromisoformat(text) for (text,) in self._engine.rows(query, asked)}

    def _note(self, counting: Counting, batch: dict[date, int], now: datetime) -> None:
        days = sorted(batch)
        self._engine.run(
            statement("close_note", database=self._engine.database),
            {
                "time_zone": counting.time_zone,
                "now": now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3],
                "days": [day.isoformat() for day in days],
                "rows": [batch[day] for day in days],
                "untils": [int(counting.until(day).timestamp()) for day in days],
            },
        )


def last_over(now: datetime, time_zone: str) -> date:
    """The last day that is to be closed at `now`."""
    return (now - GRACE).astimezone(ZoneInfo(time_zone)).date() - timedelta(days=1)


def _days_of(month: str, time_zone: str) -> tuple[date, date]:
    """First and last day of `time_zone` that lie in a month of UTC, in which the raw rows are cut."""
    if len(month) != len("202601"):
        return EARLIEST, LATEST  # cut by versions, where the time is kept shorter than its row
    zone = ZoneInfo(time_zone)
    begin = datetime(int(month[:4]), int(month[4:]), 1, tzinfo=UTC)
    end = (begin + timedelta(days=32)).replace(day=1)
    return begin.astimezone(zone).date(), (end - timedelta(seconds=1)).astimezone(zone).date()


def _months(after: date | None, last: date, time_zone: str) -> Iterator[str]:
    """The months of UTC in which the days after `after` up to `last` lie."""
    day = after + timedelta(days=1) if after else last
    while day <= last:
        for instant in (begin_of(day, time_zone), end_of(day, time_zone) - timedelta(seconds=1)):
            yield instant.strftime("%Y%m")
        day += timedelta(days=1)
