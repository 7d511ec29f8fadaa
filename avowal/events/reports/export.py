"""What of a report may leave the house (ledger 2.3, rule R65): counts of closed days, small ones hidden.

An outward report is not the report with holes: it is made anew of the counts that `hiding` lets go, which are the same
whoever asks for which period, site or report. Totals are sums of what is shown; averages and shares are made of what
is shown, or left out; a page of which every count is hidden is not named. Days that are not closed are in none,
because two exports of a growing day would tell its single views.

Not asked by page or language: that would cut the counts finer than they are hidden. Reports of single requests,
visits, messages or addresses have no outward form at all (`ReportKind.stays`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from avowal.events.reports.asking import Asked, NotAsked
from avowal.events.reports.hiding import AREA, LIMIT, PAGE, SCREEN, TOTAL, Cell, Group, shown
from avowal.events.reports.reading import counted_days, figure, named_source, read, report, share, table, today
from avowal.events.reports.shape import Line, Report, Series, Table, Value

if TYPE_CHECKING:
    from avowal.events.reports.kinds import ReportKind
    from avowal.events.store import Store

ROWS = 1000
"""Rows of a table at most; those with most views."""
WHY = {
    "addresses": "it names addresses",
    "single_messages": "it counts single messages",
    "single_requests": "it counts single requests",
    "single_visits": "half an hour has too few visits to hide anybody",
    "finer_than_hidden": "counts are hidden by day, site and key, and a page or language would cut them finer",
}


class NotOutward(NotAsked):
    """This may not leave the house; `reason` is a key of WHY, and the text says it for people."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The report {name} stays in the house so asked: {WHY[reason]}.")
        self.reason = reason


def outward_of(
    kind: ReportKind,
    store: Store,
    asked: Asked,
    *,
    now: datetime,
    own_hosts: Collection[str] = (),
    limit: int = LIMIT,
) -> Report:
    """The outward form of a report, of days that are over at `now` and closed.

    Raises NotOutward, PurposeRefused, and what `Store.read` raises.
    """
    if kind.stays:
        raise NotOutward(kind.name, kind.stays)
    if asked.path or asked.language:
        raise NotOutward(kind.name, "finer_than_hidden")
    own = sorted({*store.hosts(), *own_hosts})
    periods = [_cells(kind, store, one, now, limit) if one else None for one in (asked, asked.before)]
    return outward(kind, asked, periods[0] or (), periods[1], own_hosts=own)


def outward(
    kind: ReportKind, asked: Asked, cells: Sequence[Cell], before: Sequence[Cell] | None, *, own_hosts: Collection[str]
) -> Report:
    """The outward report of what `hiding.shown` let go of the period, and of the one before."""
    sources = partial(_foreign, own=frozenset(own_hosts))
    now = _Outward(kind, asked, sources(cells))
    earlier = _Outward(kind, asked, sources(before)) if before is not None else None
    return report(
        kind,
        asked,
        figures=[
            figure(key, now.figure(key), earlier.figure(key) if earlier else None)
            for key in kind.figures
            if key not in LEFT_OUT
        ],
        series=tuple(now.series(key) for key in kind.series),
        tables=tuple(now.table(key, earlier) for key in kind.tables if key not in LEFT_OUT),
        cautions=("small_cells_hidden", "closed_days_only", *(one for one in kind.cautions if one in STAYING)),
    )


CUTS = {
    "pages": PAGE,
    "sources": "source",
    "browsers": "browser",
    "languages": PAGE,
    "areas": AREA,
    "screens": SCREEN,
}
"""Table → the cut whose keys are its rows."""
MAIN = {"traffic": TOTAL, "devices": TOTAL, "visits": TOTAL, "pages": PAGE, "sources": "source"}
"""Report → the cut of which its totals are made."""
LEFT_OUT = ("visit_length", "single_page_share", "steps", "pages_per_visit", "systems", "entries", "exits")
"""What no count tells, what who gets the counts can make of them, and what `hiding` keeps back."""
LANGUAGES = "languages"
OVER_SITES = ("sources", "browsers")
"""Tables whose rows are of all sites together."""
STAYING = ("visitors_per_day", "refusals_not_counted", "refusals_tell_no_time")


def _cells(kind: ReportKind, store: Store, asked: Asked, now: datetime, limit: int) -> tuple[Cell, ...]:
    over = today(asked, now)
    days = [day.isoformat() for day in counted_days(store, kind.purpose, asked) if day < over]
    if not days:
        return ()
    cuts = sorted({TOTAL, *(CUTS[key] for key in kind.tables if key in CUTS)})
    bound: dict[str, Any] = {"days": days, "cuts": cuts, "site": asked.site, "limit": limit}
    cells = [
        Cell(date.fromisoformat(day), site, cut, key, page, *map(int, counts))
        for day, site, cut, key, page, *counts in read(store, kind.purpose, "outward_cells", **bound)
    ]
    small: list[Group] = [
        (date.fromisoformat(day), site, cut) for day, site, cut in read(store, kind.purpose, "outward_small", **bound)
    ]
    return shown(cells, small, limit=limit)


def _foreign(cells: Iterable[Cell], *, own: frozenset[str]) -> list[Cell]:
    """All but the sources that are own sites; these were hidden or shown like any before."""
    return [one for one in cells if one.cut != "source" or (urlsplit(one.key).hostname or "") not in own]


class _Outward:
    """The parts of one outward report, of shown cells."""

    def __init__(self, kind: ReportKind, asked: Asked, cells: Sequence[Cell]) -> None:
        self._kind = kind
        self._asked = asked
        self._cells = cells

    def of(self, cut: str) -> list[Cell]:
        """The shown cells of one cut."""
        return [one for one in self._cells if one.cut == cut]

    def figure(self, key: str) -> Value:
        """One figure, of the shown cells of the report's main cut alone; None where none is."""
        cells = self.of(SCREEN if key.startswith("screen_") else MAIN[self._kind.name])
        return _FIGURES[key](cells) if cells else None

    def series(self, key: str) -> Series:
        """The days' figures, None where nothing of a day is shown."""
        by_day: dict[date, list[Cell]] = defaultdict(list)
        for one in self.of(MAIN[self._kind.name]):
            by_day[one.day].append(one)
        days = self._asked.days
        lines = (
            Line(name, tuple(_FIGURES[name](by_day[day]) if day in by_day else None for day in days))
            for name in self._kind.series[key]
        )
        return Series(key, days, tuple(lines))

    def table(self, key: str, earlier: _Outward | None) -> Table:
        """The rows of one table, each the sum of its shown cells."""
        cells = self.of(CUTS[key])
        rows = self._by_row(key, cells)
        before = self._by_row(key, earlier.of(CUTS[key])) if earlier else {}
        pages = {(one.day, one.site, one.key): one.views for one in self.of(PAGE)} if key == "areas" else {}
        whole = sum(one.views for one in cells)
        made = [_Row(*row, found, before.get(row, []), whole, pages) for row, found in rows.items()]
        made.sort(key=lambda row: (-row.views, row.site, row.page, row.key))
        columns = self._kind.tables[key]
        return table(self._kind, key, ([row.value(name, key) for name in columns] for row in made), shown=ROWS)

    def _by_row(self, key: str, cells: Iterable[Cell]) -> dict[tuple[str, str, str], list[Cell]]:
        """Site (or app), page of an area, and key: what makes a row of this table → its cells."""
        found: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for one in cells:
            if key == LANGUAGES:
                found["", "", self._asked.language_of(one.key)].append(one)
            else:
                found["" if key in OVER_SITES else one.site, one.page, one.key].append(one)
        return found


@dataclass(frozen=True)
class _Row:
    site: str
    page: str
    key: str
    cells: Sequence[Cell]
    before: Sequence[Cell]
    whole: int
    pages: Mapping[tuple[date, str, str], int]

    @property
    def views(self) -> int:
        return sum(one.views for one in self.cells)

    def value(self, name: str, table_key: str) -> Value:
        """What stands in the column `name`."""
        earlier = sum(one.views for one in self.before)
        seen = sum(self.pages.get((one.day, one.site, one.page), 0) for one in self.cells)
        made: dict[str, Value] = {
            "site": self.site,
            "app": self.site,
            "path": self.page or self.key,
            "source": named_source(self.key),
            "share": share(self.views, self.whole),
            "seen_share": share(self.views, seen),
            "views_before": earlier or None,
            "change": self.views / earlier - 1 if earlier else None,
        }
        if table_key == LANGUAGES and name == "visitors":
            return None  # who saw two pages would count twice
        if name in made:
            return made[name]
        return _FIGURES[name](self.cells) if name in _FIGURES else self.key


def _sum(name: str, cells: Iterable[Cell]) -> int | None:
    """The sum of what is shown; None where nothing is."""
    told = [value for one in cells if (value := getattr(one, name)) is not None]
    return sum(told) if told else None


def _share(part: str, whole: str, cells: Iterable[Cell]) -> float | None:
    told = [one for one in cells if getattr(one, part) is not None]
    return share(sum(getattr(one, part) for one in told), sum(getattr(one, whole) for one in told))


def _time(cells: Iterable[Cell]) -> int | None:
    """Whole seconds: an exact average would tell how many it is of."""
    told = list(cells)
    average = share(sum(one.seconds for one in told), sum(one.told for one in told))
    return None if average is None else round(average)


def _direct(cells: Iterable[Cell], *, named: bool) -> int:
    return sum(one.views for one in cells if bool(one.key) == named)


def _direct_share(cells: Sequence[Cell]) -> float | None:
    return share(_direct(cells, named=False), sum(one.views for one in cells))


_FIGURES: dict[str, Callable[[Sequence[Cell]], float | None]] = {
    "visitors": partial(_sum, "visitors"),
    "visits": partial(_sum, "visits"),
    "views": partial(_sum, "views"),
    "engaged_time": _time,
    "automated_requests": partial(_sum, "automated"),
    "automated_share": partial(_share, "automated", "requests"),
    "relayed_views": partial(_sum, "relayed"),
    "relayed_share": partial(_share, "relayed", "views"),
    "screen_views": partial(_sum, "views"),
    "screen_time": _time,
    "named_views": partial(_direct, named=True),
    "direct_views": partial(_direct, named=False),
    "direct_share": _direct_share,
}
