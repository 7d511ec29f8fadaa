"""Which days' counts stand for their raw rows, known without asking the store each time (decision 0004).

A day that another worker of a server has closed is known a minute later; until then its raw rows are read, which say
the same. A day's counts do not go before their raw rows, and a new policy, or closing, lets everything be asked anew.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from avowal.events.engine import Engine
from avowal.events.outcomes import Answer, KnownDays, PurposeRefused
from avowal.events.reports.asking import EARLIEST, LATEST
from avowal.events.statements import Sql, statement

KEPT_SECONDS = 60.0
RAW = ("weblog", "page_views", "area_views", "app_screens")
"""The collections whose rows counts are made of."""

Read = Callable[[str, str, Mapping[str, object]], Answer]
_Days = frozenset[date] | None


class DaysKnown:
    """Remembers for each purpose which days are closed; usable from several threads."""

    def __init__(
        self,
        engine: Engine,
        closed: Callable[[str, date, date], list[date]],
        read: Read,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._closed = closed
        self._read = read
        self._monotonic = monotonic
        self._known: dict[tuple[str, str], tuple[float, _Days]] = {}
        self._age = 0
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Ask the store again."""
        with self._lock:
            self._known.clear()
            self._age += 1

    def of(self, purpose: str, time_zone: str, first: date, last: date) -> KnownDays:
        """The closed days from `first` to `last`; see `KnownDays`. Raises the client's errors."""
        days = self._days(purpose, time_zone)
        within = None if days is None else tuple(sorted(day for day in days if first <= day <= last))
        return KnownDays(within, self._rows_since(time_zone))

    def _days(self, purpose: str, time_zone: str) -> _Days:
        now = self._monotonic()
        with self._lock:
            at, days = self._known.get((purpose, time_zone), (now - KEPT_SECONDS, None))
            if now - at < KEPT_SECONDS:
                return days
            age = self._age
        days = self._asked(purpose, time_zone)
        with self._lock:
            if age == self._age:
                self._known[purpose, time_zone] = (now, days)
        return days

    def _asked(self, purpose: str, time_zone: str) -> _Days:
        bound = {"first": EARLIEST.isoformat(), "last": LATEST.isoformat()}
        try:
            counted = self._read(purpose, "counts_known_days", bound).rows
        except PurposeRefused:
            return None
        closed = set(self._closed(time_zone, EARLIEST, LATEST))
        return frozenset(day for (text,) in counted if (day := date.fromisoformat(str(text))) in closed)

    def _rows_since(self, time_zone: str) -> date | None:
        """The day of the oldest raw row, as the parts of the tables know it."""
        parts, seconds = of_parts(self._engine, "rows_since", RAW)
        if not int(str(parts)):
            return LATEST
        if not int(str(seconds)):
            return None  # a table that is not cut by time does not know it
        return datetime.fromtimestamp(int(str(seconds)), UTC).astimezone(ZoneInfo(time_zone)).date()


def parts_state(engine: Engine, collections: Iterable[str]) -> object:
    """What changes whenever the rows of `collections` do. Raises the client's errors."""
    return of_parts(engine, "parts_state", collections)


def of_parts(engine: Engine, name: str, collections: Iterable[str]) -> tuple[object, ...]:
    """The row that `sql/NAME.sql` tells of the parts of the tables of `collections`, on every node."""
    topology, database = engine.topology, engine.database
    kind, cluster = ("system_everywhere", topology.cluster) if topology.cluster else ("system_table", "")
    query = statement(name, parts=statement(kind, table="parts", cluster=cluster or Sql("")))
    asked = {"database": database, "shards": topology.shards(database), "tables": sorted(collections)}
    return engine.rows(query, asked)[0]
