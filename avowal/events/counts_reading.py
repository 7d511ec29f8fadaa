"""How the figures of `counts` are read: one question for the counts of closed days, and few for raw rows.

Closed days are asked for all cuts and both periods at once, raw rows once for each collection that is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from avowal.events.cuts import ENGAGED, FIGURES, REQUESTS, Cut, Family, rows_for, runs, told_key
from avowal.events.outcomes import KnownDays, PurposeRefused
from avowal.events.reports.asking import ROWS_DAYS, Asked, begin_of, end_of, stamp
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

FEW_DAYS = 3
"""How many days next to each other are read as counts of them would be: today, and yesterday while it is not closed."""
BEFORE = "before"


class Wanted(NamedTuple):
    """A cut that is asked by day, or by key; `compared` when of the period before too."""

    cut: Cut
    by_day: bool
    compared: bool


_Row = tuple[bool, str, tuple[str, str, str], list[Any]]


@dataclass(frozen=True)
class Told:
    """One answer, whose rows are figures of cuts that stand for those that are wanted."""

    asked: Asked
    answer: tuple[tuple[Any, ...], ...]
    names: tuple[str, ...]
    by: dict[Wanted, Cut]
    is_before: bool
    is_filtered: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        """Where each number of a row stands among FIGURES."""
        return tuple(FIGURES.index(name) for name in self.names)

    def by_wanted(self) -> Iterator[tuple[Wanted, Iterator[_Row]]]:
        """For each cut that is wanted: whether of the period before, day, key and numbers of its rows."""
        of_cut: dict[str, list[tuple[Any, ...]]] = {cut.value: [] for cut in self.by.values()}
        for row in self.answer:
            of_cut[row[1]].append(row)
        for one, cut in self.by.items():
            yield one, self._rows(one, cut, of_cut[cut.value])

    def _rows(self, one: Wanted, cut: Cut, rows: Iterable[tuple[Any, ...]]) -> Iterator[_Row]:
        asked, since = self.asked, self.asked.since.isoformat()
        is_same = self.is_filtered or (one.cut is cut and not (asked.site or asked.path or asked.language))
        for day, _, site, key, page, *numbers in rows:
            is_before = day == BEFORE or (day < since if day else self.is_before)
            told = key if is_same else told_key(one.cut, cut, asked, (site, key, page))
            if told is not None and (one.compared or not is_before):
                yield is_before, day, (site, told, page), numbers


class _Run(NamedTuple):
    """Days next to each other that are read raw, all of the period or all of the one before."""

    first: date
    last: date
    is_before: bool


@dataclass
class Question:
    """What one report asks of one period, and of the one before it, for one purpose."""

    store: Store
    purpose: str
    asked: Asked
    before: Asked | None
    wanted: tuple[Wanted, ...]
    families: tuple[Family, ...]
    own_hosts: Collection[str]
    lenient: bool = False
    own: list[str] = field(init=False)

    def __post_init__(self) -> None:
        is_by_source = any(one.cut is Cut.SOURCE for one in self.wanted)
        self.own = sorted({*self.store.hosts(), *self.own_hosts}) if is_by_source else []

    def answers(self) -> Iterator[Told]:
        """Answers; figures of one day or key may come from several."""
        known = self.store.known_days(self.purpose, self.asked.time_zone, self._first, self.asked.until)
        counted = [one for one in self.wanted if rows_for(one.cut, self.asked) is not None]
        asks: list[Callable[[], Told | None]] = []
        if known.closed and counted:
            asks.append(partial(self._closed, known.closed, counted))
        closed = counted if known.closed is not None else []
        asks += self._raw(known, closed, [one for one in self.wanted if one not in closed])
        yield from (told for told in together(asks) if told is not None)

    @property
    def _first(self) -> date:
        return self.before.since if self.before else self.asked.since

    def _closed(self, days: Sequence[date], wanted: Sequence[Wanted]) -> Told | None:
        by = {one: self._rows_for(one) for one in wanted}
        bound = {
            "cuts": _texts(by.values()),
            "daily": _texts(by[one] for one in wanted if one.by_day),
            "compared": _texts(by[one] for one in wanted if one.compared),
            "site": self.asked.site,
            "path": self.asked.path,
            "own": self.own,
            "since": self.asked.since.isoformat(),
            "first": self._first.isoformat(),
            "last": self.asked.until.isoformat(),
            "days": [day.isoformat() for day in days],
        }
        answer = self.store.read_open_day(self.purpose, "counts_closed", **bound)
        return Told(self.asked, answer.rows, FIGURES, by, is_before=False)

    def _raw(
        self, known: KnownDays, closed: Sequence[Wanted], never_closed: Sequence[Wanted]
    ) -> Iterator[Callable[[], Told | None]]:
        """The questions for raw rows: of days that are not closed, and of all days for what no count tells."""
        over = set(known.closed or ())
        for wanted, without in ((closed, over), (never_closed, self._too_long_ago(known, never_closed))):
            if not wanted:
                continue
            sees_counts = wanted is closed
            for run in self._runs(without, None if known.closed is None else known.rows_since, strict=not sees_counts):
                told = [one for one in wanted if one.compared or not run.is_before]
                for family in self.families:
                    is_needed = family is not ENGAGED and not sees_counts and not self.lenient
                    yield from self._raw_family(family, told, run, is_needed=is_needed)

    def _too_long_ago(self, known: KnownDays, wanted: Sequence[Wanted]) -> set[date]:
        """The days of which keys that no count tells are not read: all but the last ROWS_DAYS of each period."""
        if known.closed is None or any(one.by_day for one in wanted):
            return set()
        periods = [period.days for period in (self.before, self.asked) if period]
        return {day for days in periods for day in days[:-ROWS_DAYS]}

    def _runs(self, without: Collection[date], rows_since: date | None, *, strict: bool) -> Iterator[_Run]:
        """Days that may have raw rows; when `strict` all of the period, so that who may not see them is refused."""
        for period, is_before in ((self.before, True), (self.asked, False)):
            days = [day for day in (period.days if period else ()) if day not in without]
            if rows_since is not None and (is_before or not strict):
                days = [day for day in days if day >= rows_since]
            for first, last in runs(days):
                yield _Run(first, last, is_before)

    def _raw_family(
        self, family: Family, wanted: Sequence[Wanted], run: _Run, *, is_needed: bool
    ) -> Iterator[Callable[[], Told | None]]:
        few = (run.last - run.first).days < FEW_DAYS
        plain: dict[Wanted, Cut] = {}
        filtered: dict[Wanted, Cut] = {}
        for one in wanted:
            by = rows_for(one.cut, self.asked)
            if one.cut not in family.cuts or (family is REQUESTS and (self.asked.path or not one.by_day)):
                continue
            if few and by is not None:
                plain[one] = by
            else:
                filtered[one] = one.cut
        if plain:
            yield partial(self._raw_rows, family, plain, run, is_needed=is_needed, is_filtered=False)
        if filtered:
            yield partial(self._raw_rows, family, filtered, run, is_needed=is_needed, is_filtered=True)

    def _raw_rows(
        self, family: Family, by: dict[Wanted, Cut], run: _Run, *, is_needed: bool, is_filtered: bool
    ) -> Told | None:
        """Rows as counts of these days would say them, so that one answer serves every filter, or as filtered."""
        zone, asked = self.asked.time_zone, self.asked
        bound = {
            "cuts": _texts(by.values()),
            "daily": _texts(cut for one, cut in by.items() if one.by_day),
            "time_zone": zone,
            "since": stamp(begin_of(run.first, zone)),
            "until": stamp(end_of(run.last, zone)),
            "site": asked.site if is_filtered else "",
            "path": asked.path if is_filtered else "",
            "language": asked.language if is_filtered else "",
            "prefixes": list(asked.prefixes),
            "source_language": asked.source_language,
            "own": self.own,
        }
        try:
            answer = self.store.read_open_day(self.purpose, f"counts_{family.name}", **bound)
        except PurposeRefused:
            if is_needed:  # a policy need not declare page views, nor let who sees counts see rows
                raise
            return None
        return Told(asked, answer.rows, family.figures, by, run.is_before, is_filtered)

    def _rows_for(self, one: Wanted) -> Cut:
        by = rows_for(one.cut, self.asked)
        assert by is not None
        return by


def _texts(cuts: Iterable[Cut]) -> list[str]:
    return sorted({cut.value for cut in cuts})
