"""From which sites people come, for the purpose `measurement` (ledger 2.1); what is counted says `traffic`.

Own sites are no sources: views that came from one are in no figure here, so the figures are fewer than all page views.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from avowal.events import counts
from avowal.events.counts import Cut
from avowal.events.outcomes import PurposeRefused
from avowal.events.reports.asking import Asked
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import (
    EVERY,
    counted_days,
    figure,
    merged,
    named_source,
    open_day,
    parameters,
    read,
    report,
    share,
    table,
)
from avowal.events.reports.shape import Line, Report, Series, Value

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["sources"]
SHOWN = 100


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period."""
    found = merged(counts.by_key(store, KIND.purpose, asked, Cut.SOURCE, EVERY, own_hosts=own_hosts))
    views = sum(row[1] for row in found)
    by_day = _by_day(store, asked, own_hosts)
    figures = _figures(by_day)
    earlier = _figures(_by_day(store, asked.before, own_hosts)) if asked.before else {}
    return report(
        KIND,
        asked,
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
        cautions=("visitors_per_day", open_day(asked, now)),
    )


_ByDay = dict[date, tuple[int, int]]
"""Day → views that named a source, and that named none."""


def _by_day(store: Store, asked: Asked, own_hosts: Collection[str]) -> _ByDay:
    bound = {**parameters(asked), "own": sorted({*store.hosts(), *own_hosts})}
    closed = [] if asked.path or asked.language else counted_days(store, KIND.purpose, asked)
    rows: list[list[Any]] = []
    if closed:
        rows += read(store, KIND.purpose, "sources_closed_days", days=[str(day) for day in closed], **bound)
    still_open = [str(day) for day in asked.days if day not in set(closed)]
    if still_open:
        try:
            bound = bound | {"days": still_open, "time_zone": asked.time_zone}
            rows += read(store, KIND.purpose, "sources_open_days", **bound)
        except PurposeRefused:
            if not closed:
                raise
    return {date.fromisoformat(day): (int(named), int(direct)) for day, named, direct in rows}


def _figures(found: _ByDay) -> dict[str, Value]:
    named, direct = sum(one for one, _ in found.values()), sum(one for _, one in found.values())
    whole = named + direct
    return {"views": whole, "named_views": named, "direct_views": direct, "direct_share": share(direct, whole)}


def _series(asked: Asked, found: _ByDay) -> Series:
    points = [found.get(day, (0, 0)) for day in asked.days]
    named, direct = (tuple(point[number] for point in points) for number in (0, 1))
    return Series("days", asked.days, (Line("named_views", named), Line("direct_views", direct)))
