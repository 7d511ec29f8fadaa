"""Figures of a period, from the counts of closed days and the raw rows of days that are not closed (decision 0004).

What is counted is what the Traffic report counts (ledger 2.1): page views of people; visitors, of whom a key lives one
day, so that a period's are its days' sum; visits, which are runs of a visitor's views of one site and day less than 30
minutes apart. A key's visits are those in which it was seen; of `entry` and `exit` those that began or ended with the
page, and its views all views of these. `area` counts page views in which an area was seen, `screen` openings of app
screens; neither has visits, and areas have no visitors. `engaged_seconds` are on average over the `engaged_views` that
told a time, and known for `site`, `page`, `language` and `screen`. Own sites are no sources.

Days that are closed in the time zone asked for are read from their counts, however long ago their raw rows went. The
raw rows are read for all others; for every day where the time zone is not the organisation's; and for the cuts
`source`, `browser` and `system` under a filter by page or language, which no count knows. A purpose that may open
counts only gets what they say: days not closed are 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from avowal.events.outcomes import PurposeRefused
from avowal.events.reports.asking import Asked, begin_of, end_of, stamp

if TYPE_CHECKING:
    from avowal.events.store import Store


class Cut(StrEnum):
    """What a count is by: the values of the element `counted_by`."""

    SITE = "site"
    PAGE = "page"
    SOURCE = "source"
    BROWSER = "browser"
    SYSTEM = "system"
    LANGUAGE = "language"
    ENTRY = "entry"
    EXIT = "exit"
    AREA = "area"
    SCREEN = "screen"


@dataclass(frozen=True)
class DayCount:
    """One day's figures, summed over the keys of its cut.

    `requests` and `automated` (of programs) are told for the cuts `site` and `language` without a filter by page.
    """

    day: date
    views: int
    visitors: int
    visits: int
    engaged_seconds: float | None
    requests: int
    automated: int
    relayed: int
    engaged_views: int = 0


@dataclass(frozen=True)
class KeyCount:
    """One key's figures of a period; `site` is an app's key for screens, `page` the path that an area lies on."""

    site: str
    key: str
    views: int
    visitors: int
    visits: int
    engaged_seconds: float | None
    relayed: int
    engaged_views: int = 0
    page: str = ""


@dataclass(frozen=True)
class Family:
    """Rows of one collection that are counted together: query `counts_NAME_days` or `_keys`, and what it answers."""

    name: str
    figures: tuple[str, ...]
    cuts: frozenset[Cut]


FEW_DAYS = 3
"""How many days next to each other are read as counts of them would be: today, and yesterday while it is not closed."""
SEEN = frozenset(Cut) - {Cut.AREA, Cut.SCREEN}
VIEWS = Family("views", ("views", "visitors", "visits", "relayed"), SEEN)
ENGAGED = Family("engaged", ("seconds", "told"), frozenset({Cut.SITE, Cut.PAGE, Cut.LANGUAGE}))
REQUESTS = Family("requests", ("requests", "automated"), frozenset({Cut.SITE, Cut.LANGUAGE}))
AREAS = Family("areas", ("views",), frozenset({Cut.AREA}))
SCREENS = Family("screens", ("views", "visitors", "seconds", "told"), frozenset({Cut.SCREEN}))
FAMILIES = (VIEWS, ENGAGED, REQUESTS, AREAS, SCREENS)
CLOSED = ("views", "visitors", "visits", "seconds", "told", "relayed")
"""What `counts_closed_keys` answers; `counts_closed_days` tells of requests too."""


def by_day(
    store: Store, purpose: str, asked: Asked, cut: Cut = Cut.SITE, *, own_hosts: Collection[str] = ()
) -> tuple[DayCount, ...]:
    """Every day of the period. `own_hosts` are host names besides the policy's that are no sources.

    Raises PurposeRefused when `purpose` may open neither counts nor the rows, and what `Store.read` raises.
    """
    found: dict[str, _Figures] = defaultdict(_Figures)
    for (day,), figures in _Question(store, purpose, asked, cut, own_hosts).answers("days"):
        found[day].add(figures)
    return tuple(_day_count(day, found[day.isoformat()]) for day in asked.days)


def by_key(
    store: Store, purpose: str, asked: Asked, cut: Cut, limit: int, *, own_hosts: Collection[str] = ()
) -> tuple[KeyCount, ...]:
    """The `limit` keys of `cut` that were seen most; entries and exits by their visits. Raises as `by_day`."""
    found: dict[tuple[str, ...], _Figures] = defaultdict(_Figures)
    for key, figures in _Question(store, purpose, asked, cut, own_hosts).answers("keys"):
        found[key].add(figures)
    by_visits = cut in (Cut.ENTRY, Cut.EXIT)
    seen = [(key, figures) for key, figures in found.items() if figures["views"]]
    seen.sort(key=lambda one: (-one[1]["visits"] if by_visits else 0, -one[1]["views"], -one[1]["visitors"], one[0]))
    return tuple(_key_count(key, figures) for key, figures in seen[:limit])


class _Figures(dict[str, int]):
    """Figures by name; what is not there is 0."""

    def __missing__(self, name: str) -> int:
        return 0

    def add(self, figures: Iterable[tuple[str, int]]) -> None:
        for name, value in figures:
            self[name] += value

    @property
    def engaged(self) -> float | None:
        return self["seconds"] / self["told"] if self["told"] else None


def _day_count(day: date, found: _Figures) -> DayCount:
    seen = (found["views"], found["visitors"], found["visits"], found.engaged)
    return DayCount(day, *seen, found["requests"], found["automated"], found["relayed"], found["told"])


def _key_count(key: tuple[str, ...], found: _Figures) -> KeyCount:
    site, name, page = key
    seen = (found["views"], found["visitors"], found["visits"], found.engaged)
    return KeyCount(site, name, *seen, found["relayed"], found["told"], page)


_Answers = Iterator[tuple[tuple[str, ...], list[tuple[str, int]]]]


@dataclass
class _Question:
    """One cut of one period for one purpose, answered by days or by keys."""

    store: Store
    purpose: str
    asked: Asked
    cut: Cut
    own_hosts: Collection[str]
    own: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.own = sorted({*self.store.hosts(), *self.own_hosts}) if self.cut is Cut.SOURCE else []

    def answers(self, by: str) -> _Answers:
        """Figures by day, or by site, key and page; several for one where they come from several places."""
        counted_by = rows_for(self.cut, self.asked)
        closed = self._closed_days() if counted_by is not None else None
        if counted_by is not None and closed:
            yield from self._closed(by, counted_by, closed)
        yield from self._raw(by, counted_by, closed)

    def _closed_days(self) -> list[date] | None:
        """The days whose counts can stand for their rows; None when the purpose may open no counts."""
        asked = self.asked
        closed = set(self.store.closed_days(asked.time_zone, asked.since, asked.until))
        try:
            known = self.store.read(self.purpose, "counts_known_days", **self._days()).rows
        except PurposeRefused:
            return None
        return [day for (text,) in known if (day := date.fromisoformat(str(text))) in closed]

    def _closed(self, by: str, counted_by: Cut, closed: list[date]) -> _Answers:
        named = {"counted_by": counted_by.value, "days": [day.isoformat() for day in closed]}
        answer = self.store.read(self.purpose, f"counts_closed_{by}", **self._filters(), **self._days(), **named)
        yield from _rows(answer.rows, (*CLOSED, *REQUESTS.figures) if by == "days" else CLOSED)

    def _raw(self, by: str, counted_by: Cut | None, closed: list[date] | None) -> _Answers:
        over = set(closed or ())
        for family in self._families(by):
            for first, last in runs([day for day in self.asked.days if day not in over]):
                try:
                    if counted_by is not None and (last - first).days < FEW_DAYS:
                        yield from self._few_days(by, family, counted_by, self._period(first, last))
                    else:
                        asked = {**self._period(first, last), **self._filters()}
                        answer = self.store.read(self.purpose, f"counts_{family.name}_{by}", **asked)
                        yield from _rows(answer.rows, family.figures)
                except PurposeRefused:
                    if closed is None and family is not ENGAGED:  # a policy need not declare page views
                        raise
                    break

    def _few_days(self, by: str, family: Family, counted_by: Cut, period: dict[str, object]) -> _Answers:
        """As the counts of these days would say it, so that one answer serves every filter."""
        filters = {**self._filters(), "cut": counted_by.value, "site": "", "path": "", "language": ""}
        answer = self.store.read_open_day(self.purpose, f"counts_{family.name}_rows", **period, **filters)
        for (day, site, key, page), figures in _rows(answer.rows, family.figures):
            told = self._told(counted_by, site, key, page)
            if told is not None:
                yield ((day,) if by == "days" else (site, told, page)), figures

    def _told(self, counted_by: Cut, site: str, key: str, page: str) -> str | None:
        """The key under which a row of `counted_by` answers what was asked; None when a filter keeps it out."""
        asked = self.asked
        path = page if counted_by is Cut.AREA else key
        language = key if counted_by is Cut.LANGUAGE else asked.language_of(path)
        if counted_by is Cut.SCREEN and (asked.path or asked.language):
            return None
        wanted = ((asked.site, site), (asked.path, path), (asked.language, language))
        if any(want and want != has for want, has in wanted):
            return None
        if self.cut is counted_by:
            return key
        return language if self.cut is Cut.LANGUAGE else ""

    def _families(self, by: str) -> list[Family]:
        told = [family for family in FAMILIES if self.cut in family.cuts]
        if by == "keys" or self.asked.path:
            told = [family for family in told if family is not REQUESTS]
        return told

    def _period(self, first: date, last: date) -> dict[str, object]:
        zone = self.asked.time_zone
        return {"time_zone": zone, "since": stamp(begin_of(first, zone)), "until": stamp(end_of(last, zone))}

    def _filters(self) -> dict[str, object]:
        asked = self.asked
        return {
            "cut": self.cut.value,
            "site": asked.site,
            "path": asked.path,
            "language": asked.language,
            "prefixes": list(asked.prefixes),
            "source_language": asked.source_language,
            "own": self.own,
        }

    def _days(self) -> dict[str, object]:
        return {"first": self.asked.since.isoformat(), "last": self.asked.until.isoformat()}


def rows_for(cut: Cut, asked: Asked) -> Cut | None:
    """Which counts answer `cut` under the filters of `asked`; None where only the raw rows can."""
    if cut in (Cut.SITE, Cut.LANGUAGE) and asked.path:
        return Cut.PAGE
    if cut is Cut.SITE and asked.language:
        return Cut.LANGUAGE
    if cut in (Cut.SOURCE, Cut.BROWSER, Cut.SYSTEM) and (asked.path or asked.language):
        return None
    return cut


def _rows(rows: Iterable[tuple[object, ...]], figures: tuple[str, ...]) -> _Answers:
    for row in rows:
        numbers = [int(str(value)) for value in row[-len(figures) :]]
        yield tuple(map(str, row[: -len(figures)])), list(zip(figures, numbers, strict=True))


def runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """First and last of each run of days without a gap."""
    first = before = None
    for day in days:
        if before is not None and day - before > timedelta(days=1):
            assert first is not None
            yield first, before
            first = None
        first, before = first or day, day
    if first is not None and before is not None:
        yield first, before
