"""From which sites people come, for the purpose `measurement` (ledger 2.1); what is counted says `traffic`.

Own sites are no sources: views that came from one are in no figure here, so the figures are fewer than all page views.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from avowal.events import counts
from avowal.events.counts import Cut, Cuts
from avowal.events.cuts import VIEWS
from avowal.events.outcomes import KnownDays, PurposeRefused
from avowal.events.reports.asking import Asked, begin_of, last_days, stamp
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import (
    figure,
    merged,
    named_source,
    of_last_days,
    open_day,
    parameters,
    read_busy,
    report,
    share,
    still_open,
    table,
    with_before,
)
from avowal.events.reports.shape import Line, Report, Series, Value
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["sources"]
SHOWN = 100


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period; of its last days, where it is of one page or language."""
    whole, asked = asked, last_days(asked) if asked.path or asked.language else asked
    counted, by_day = together(
        (
            lambda: counts.count(
                store, KIND.purpose, asked, Cuts(keys=(Cut.SOURCE,)), families=(VIEWS,), own_hosts=own_hosts
            ),
            lambda: _by_day(store, with_before(asked), own_hosts),
        )
    )
    found = merged(counted.keys[Cut.SOURCE])
    views = sum(row[1] for row in found)
    figures = _figures(asked, by_day)
    earlier = _figures(asked.before, by_day) if asked.before else {}
    return report(
        KIND,
        whole,
        figures=[figure(key, figures[key], earlier.get(key)) for key in KIND.figures],
        series=(_series(asked, by_day),),
        tables=(
            table(
                KIND,
                "sources",
                ((named_source(key), seen, visitors, share(seen, views)) for key, seen, visitors in found),
                shown=SHOWN,
            ),
        ),
        cautions=("visitors_per_day", of_last_days(whole), open_day(asked, now)),
    )


_ByDay = dict[date, tuple[int, int]]
"""Day → views that named a source, and that named none."""


def _by_day(store: Store, asked: Asked, own_hosts: Collection[str]) -> _ByDay:
    bound = {**parameters(asked), "own": sorted({*store.hosts(), *own_hosts})}
    known = store.known_days(KIND.purpose, asked.time_zone, asked.since, asked.until)
    if asked.path or asked.language:  # no count tells the sources of these
        known = KnownDays((), known.rows_since)
    rows: list[list[Any]] = []
    if known.closed:
        closed = [str(day) for day in known.closed]
        rows += read_busy(store, KIND.purpose, "sources_closed_days", days=closed, **bound)
    open_days = still_open(known, asked.days)
    if open_days:
        first = date.fromisoformat(open_days[0])
        bound |= {"days": open_days, "time_zone": asked.time_zone, "since": stamp(begin_of(first, asked.time_zone))}
        try:
            rows += read_busy(store, KIND.purpose, "sources_open_days", **bound)
        except PurposeRefused:
            if not known.closed:
                raise
    return {date.fromisoformat(day): (int(named), int(direct)) for day, named, direct in rows}


def _figures(asked: Asked, by_day: _ByDay) -> dict[str, Value]:
    found = [by_day[day] for day in asked.days if day in by_day]
    named, direct = sum(one for one, _ in found), sum(one for _, one in found)
    whole = named + direct
    return {"views": whole, "named_views": named, "direct_views": direct, "direct_share": share(direct, whole)}


def _series(asked: Asked, found: _ByDay) -> Series:
    points = [found.get(day, (0, 0)) for day in asked.days]
    named, direct = (tuple(point[number] for point in points) for number in (0, 1))
    return Series("days", asked.days, (Line("named_views", named), Line("direct_views", direct)))
