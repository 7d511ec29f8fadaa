"""How counts of closed days are made, by the parts of queries that `counts` reads raw rows with, and put in place."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from clickhouse_connect.driver.exceptions import ClickHouseError

from avowal.events.cuts import AREAS, ENGAGED, FAMILIES, REQUESTS, SCREENS, VIEWS, Cut, Family, runs
from avowal.events.engine import Engine
from avowal.events.reading import with_parts
from avowal.events.reports.asking import begin_of, end_of, stamp
from avowal.events.rows import shorter_period
from avowal.events.schema import DAY
from avowal.events.shortening import parts_of
from avowal.events.statements import Sql, joined, statement, without_comments
from avowal.events.undeclared import stand_ins, undeclared
from avowal.policy.model import Collection, PolicyVersion
from avowal.policy.period import Period

PURPOSE = "measurement"
STAGING = "closing"
"""The table in which counts are made before they take the others' place."""
LEFT_BEHIND_SECONDS = 600
"""After which a worker takes another's table for closing as left behind by a crash."""
TABLE_EXISTS = 57

NEEDS: Mapping[str, tuple[str, frozenset[str]]] = MappingProxyType(
    {
        VIEWS.name: (
            "weblog",
            frozenset(
                {
                    *("seen_at", "site", "method", "path", "status", "referrer_origin", "browser", "system"),
                    *("visitor_key", "automated", "relayed"),
                }
            ),
        ),
        ENGAGED.name: (
            "page_views",
            frozenset({"seen_at", "site", "path", "view_key", "engaged_time", "automated"}),
        ),
        REQUESTS.name: ("weblog", frozenset({"seen_at", "site", "path", "automated"})),
        AREAS.name: ("area_views", frozenset({"seen_at", "site", "path", "area", "view_key", "automated"})),
        SCREENS.name: (
            "app_screens",
            frozenset({"seen_at", "app", "screen", "view_key", "visitor_key", "engaged_time", "automated"}),
        ),
    }
)
"""Family of `counts` → the collection that it counts and the elements that the purpose must be able to open."""

KEYS: Mapping[Cut, str | None] = MappingProxyType(
    {
        Cut.SITE: None,
        Cut.PAGE: "path",
        Cut.SOURCE: "referrer_origin",
        Cut.BROWSER: "browser",
        Cut.SYSTEM: "system",
        Cut.LANGUAGE: "page_language",
        Cut.ENTRY: "path",
        Cut.EXIT: "path",
        Cut.AREA: "area",
        Cut.SCREEN: "screen",
    }
)
"""Cut → the element that holds its key."""

MEASURES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "views_count": ("views", "all_views"),
        "visitors_count": ("visitors", "all_visitors"),
        "visits_count": ("visits", "all_visits"),
        "relayed_count": ("relayed", "all_relayed"),
        "engaged_sum": ("seconds", "all_seconds"),
        "engaged_views": ("told", "all_told"),
        "requests_count": ("requests", "all_requests"),
        "automated_count": ("automated", "all_automated"),
    }
)
"""Element → the figure of a family that it holds, and its sum in the statement."""


@dataclass(frozen=True)
class Counting:
    """What of a policy version can be counted into which table."""

    engine: Engine
    queries: Path
    version: PolicyVersion
    table: str
    families: tuple[Family, ...]

    @classmethod
    def of(cls, engine: Engine, queries: Path, version: PolicyVersion, table: str | None) -> Self | None:
        """None when the policy declares no counts, or nothing of what they are made of can be opened."""
        if table is None or not {DAY, "counted_by"} <= version.policy.collections[table].elements.keys():
            return None
        missing = undeclared(version.policy)
        opened = {
            collection: _columns(engine, collection) | missing.get(collection, {}).keys()
            for collection, _ in NEEDS.values()
        }
        families = tuple(one for one in FAMILIES if NEEDS[one.name][1] <= opened[NEEDS[one.name][0]])
        return cls(engine, queries, version, table, families) if families else None

    @property
    def time_zone(self) -> str:
        return self.version.policy.organisation.time_zone

    @property
    def view_database(self) -> str:
        return f"purpose_{PURPOSE}"

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections whose rows are counted."""
        return tuple(dict.fromkeys(NEEDS[family.name][0] for family in self.families))

    @property
    def declared(self) -> Collection:
        """The collection of the counts."""
        return self.version.policy.collections[self.table]

    def until(self, day: date) -> datetime:
        """Until when the counts of `day` may be kept."""
        return self.declared.keep.after(end_of(day, self.time_zone))

    def insert(self, first: date, last: date) -> tuple[Sql, dict[str, object]]:
        """The statement, with its parameters, that counts the days from `first` to `last` into STAGING."""
        tables = dict.fromkeys(NEEDS[family.name][0] for family in self._counted)
        values = dict(self._values())
        insert = statement(
            "close_insert",
            database=self.engine.database,
            staging=STAGING,
            columns=joined(values),
            values=joined(values.values(), ",\n    "),
            sources=joined(
                (self._source(one) for one in tables),
                ",\n        ",
            ),
            parts=joined((self._part(family) for family in self._counted), ",\n"),
            pieces=joined((statement(f"close_{family.name}") for family in self._counted), "\nUNION ALL\n"),
        )
        return insert, self._parameters(first, last)

    def _source(self, table: str) -> Sql:
        """The collection as its view shows it, with what the policy need not declare."""
        more = stand_ins(undeclared(self.version.policy).get(table, {}))
        return statement("close_source", table=table, view_database=self.view_database, more=more)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The cuts whose key the counts can hold."""
        elements = self.declared.elements
        return tuple(cut for cut, key in KEYS.items() if (key is None or key in elements) and self._families_of(cut))

    @property
    def _counted(self) -> tuple[Family, ...]:
        return tuple(family for family in self.families if family.cuts & {*self.cuts})

    def _families_of(self, cut: Cut) -> list[Family]:
        return [family for family in self.families if cut in family.cuts]

    def _part(self, family: Family) -> Sql:
        """The part of a query that counts `family`, which ships with the program, and takes the cuts of its own."""
        text = without_comments(with_parts(self.queries, f"-- include count_{family.name}"))
        return Sql(text.replace("{cuts:", f"{{{family.name}_cuts:"))

    def _values(self) -> Iterator[tuple[str, Sql]]:
        """Column → what it holds; what a cut has nothing to say of is empty."""
        held = {DAY: Sql("day"), "counted_by": Sql("cut")}
        places = [cut for cut in self.cuts if cut is not Cut.SCREEN]
        keyed: dict[str, list[Cut]] = {}
        for cut in self.cuts:
            keyed.setdefault(KEYS[cut] or "", []).append(cut)
        held |= {"site": _if(places, "site"), "app": _if(_only(self.cuts, Cut.SCREEN), "site")}
        held |= {element: _if(cuts, "key") for element, cuts in keyed.items() if element}
        held["path"] = Sql(f"{_if(keyed.get('path', []), 'key')} || {_if(_only(self.cuts, Cut.AREA), 'page')}")
        for element, (figure, all_of) in MEASURES.items():
            telling = [cut for cut in self.cuts if any(figure in one.figures for one in self._families_of(cut))]
            held[element] = _if(telling, all_of, kind="close_sum")
        elements = self.declared.elements
        yield from ((name, value) for name, value in held.items() if name in elements)
        yield "policy_version", Sql(str(self.version.number))
        yield "keep_until", _until(self.declared.keep)
        for name in elements:
            if shorter_period(self.declared, name):
                yield f"{name}_until", _until(self.declared.keep_of(name))

    def _parameters(self, first: date, last: date) -> dict[str, object]:
        policy = self.version.policy
        return {
            **{f"{one.name}_cuts": [cut.value for cut in self.cuts if cut in one.cuts] for one in self._counted},
            "since": stamp(begin_of(first, self.time_zone)),
            "until": stamp(end_of(last, self.time_zone)),
            "time_zone": self.time_zone,
            "prefixes": [one for one in policy.languages if one != policy.source_language],
            "source_language": policy.source_language,
            **dict.fromkeys(("site", "path", "language"), ""),
        }


@dataclass(frozen=True)
class ClosingTable:
    """Puts the counts of some days of one month in the place of those that stand."""

    counting: Counting
    stopping: threading.Event

    def close(self, days: Sequence[date]) -> bool:
        """Count `days`; False when it was told to stop, or another worker is at it. Raises the client's errors."""
        if not self._make():
            return False
        month = days[0].year * 100 + days[0].month
        try:
            for statement_, parameters in self._filling(days, month):
                if self.stopping.is_set():
                    return False
                self.counting.engine.run(statement_, parameters)
            self._put_in_place(month)
        finally:
            self._drop()
        return True

    @property
    def _names(self) -> dict[str, Sql | str | int]:
        return {"database": self.counting.engine.database, "staging": STAGING, "table": self.counting.table}

    @property
    def _is_linked(self) -> bool:
        """Whether the tables change names; on a cluster the month is replaced, which its keepers make one step."""
        return self.counting.engine.topology.cluster is None

    def _make(self) -> bool:
        engine = self.counting.engine
        asked = {"database": engine.database, "table": STAGING}
        for (age,) in engine.rows(statement("close_leftover", **self._names), asked):
            if not engine.embedded and int(age) < LEFT_BEHIND_SECONDS:
                return False
            self._drop()
        try:
            engine.run(statement("close_create" if self._is_linked else "close_create_plain", **self._names))
        except ClickHouseError as error:
            if getattr(error, "code", None) == TABLE_EXISTS:
                return False
            raise
        return True

    def _filling(self, days: Sequence[date], month: int) -> Iterator[tuple[Sql, dict[str, object]]]:
        engine = self.counting.engine
        named = {"database": engine.database, "table": self.counting.table}
        for (other,) in engine.rows(statement("close_months"), named) if self._is_linked else ():
            if int(other) != month:
                yield statement("close_attach", **self._names, month=int(other)), {}
        yield (
            statement("close_others", **self._names, month=month),
            {"days": [day.isoformat() for day in days]},
        )
        for first, last in runs(days):
            yield self.counting.insert(first, last)

    def _put_in_place(self, month: int) -> None:
        kind = "close_exchange" if self._is_linked else "close_replace"
        self.counting.engine.run(statement(kind, **self._names, month=month))

    def _drop(self) -> None:
        self.counting.engine.run(statement("close_drop", **self._names))


def _columns(engine: Engine, collection: str) -> frozenset[str]:
    asked = {"database": f"purpose_{PURPOSE}", "table": collection}
    return frozenset(str(name) for name, _ in engine.rows(statement("existing_columns"), asked))


def _only(cuts: Sequence[Cut], cut: Cut) -> list[Cut]:
    return [one for one in cuts if one is cut]


def _if(cuts: Sequence[Cut], held: str, kind: str = "close_key") -> Sql:
    """What rows of `cuts` hold, where others hold nothing."""
    named = joined(Sql(f"'{cut.value}'") for cut in cuts) if cuts else Sql("''")
    return statement(kind, cuts=named, held=Sql(held))


def _until(keep: Period) -> Sql:
    months, seconds = parts_of(keep)
    return statement("until_after", at=statement("close_until"), months=months, seconds=seconds)
