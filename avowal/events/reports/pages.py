"""Which pages, areas of pages and screens of apps are seen, and how that changed, for the purpose `improvement`.

Ledger 2.2 and 3.3: reads what pages, areas and apps told, and the counts of days that are over; the weblog, with its
internet addresses, is not open to this purpose. So page views of closed days are all that were counted, and those of a
day still open only what pages told by themselves: who refuses to be measured is not in these.

- *Change* is against the period of the same length before; a page that had no views then has none told.
- *Seen by* is the share of a page's views in which the area came into sight.
- *Time on page* and *on screen* are averages over the views that told it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from avowal.events import counts
from avowal.events.counts import Counted, Cut, Cuts
from avowal.events.cuts import AREAS, SCREENS
from avowal.events.outcomes import PurposeRefused
from avowal.events.reports.asking import Asked, begin_of, stamp
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import (
    Rows,
    figure,
    open_day,
    parameters,
    read_busy,
    report,
    share,
    still_open,
    table,
    time_of,
    with_before,
)
from avowal.events.reports.shape import Line, Report, Series, Table, Value
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["pages"]
SHOWN = 100


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period."""
    del own_hosts
    keys = (Cut.PAGE, Cut.AREA) if asked.path or asked.language else (Cut.PAGE, Cut.AREA, Cut.SCREEN)
    counted, told = together(
        (
            lambda: counts.count(
                store,
                KIND.purpose,
                asked,
                Cuts(days=Cut.SITE, keys=keys, compared=(Cut.PAGE, Cut.SCREEN)),
                families=(AREAS, SCREENS),
                lenient=True,
            ),
            lambda: _told(store, with_before(asked)),
        )
    )
    seen = _Seen(asked, counted, told)
    before = _Seen(asked.before, counted.before, told) if asked.before and counted.before else None
    figures, earlier = seen.figures(), before.figures() if before else {}
    return report(
        KIND,
        asked,
        figures=[figure(key, figures[key], earlier.get(key)) for key in KIND.figures],
        series=(Series("days", asked.days, (Line("views", tuple(seen.days[day] for day in asked.days)),)),),
        tables=(_pages(seen, before), _areas(seen), _screens(seen)),
        cautions=("refusals_not_counted", "visitors_per_day", open_day(asked, now)),
    )


@dataclass
class _Page:
    views: int = 0
    visitors: int = 0
    seconds: int = 0
    told: int = 0

    def add(self, *more: Any) -> None:
        views, visitors, seconds, told = map(int, more)
        self.views += views
        self.visitors += visitors
        self.seconds += seconds
        self.told += told


def _told(store: Store, asked: Asked) -> Rows:
    """Day, site, path and figures of days without counts, as far as pages told by themselves."""
    known = store.known_days(KIND.purpose, asked.time_zone, asked.since, asked.until)
    days = still_open(known, asked.days)
    if not days:
        return []
    since = stamp(begin_of(date.fromisoformat(days[0]), asked.time_zone))
    bound = {**parameters(asked), "time_zone": asked.time_zone, "days": days, "since": since}
    try:
        return read_busy(store, KIND.purpose, "pages_open_days", **bound)
    except PurposeRefused:  # a policy need not declare page views
        return []


class _Seen:
    """What was seen in one period: pages with their views and visitors, areas, screens."""

    def __init__(self, asked: Asked, counted: Counted, told: Rows) -> None:
        self.days = defaultdict(int, {one.day: one.views for one in counted.days})
        self.pages: dict[tuple[str, str], _Page] = defaultdict(_Page)
        self.areas = counted.keys.get(Cut.AREA, ())
        self.screens = counted.keys.get(Cut.SCREEN, ())
        for one in counted.keys[Cut.PAGE]:
            seconds = round((one.engaged_seconds or 0) * one.engaged_views)
            self.pages[one.site, one.key].add(one.views, one.visitors, seconds, one.engaged_views)
        for text, site, path, *figures in told:
            day = date.fromisoformat(text)
            if asked.since <= day <= asked.until:
                self.days[day] += int(figures[0])
                self.pages[site, path].add(*figures)

    def figures(self) -> dict[str, Value]:
        pages = self.pages.values()
        return {
            "views": sum(self.days.values()),
            "engaged_time": share(sum(one.seconds for one in pages), sum(one.told for one in pages)),
            "screen_views": sum(one.views for one in self.screens),
            "screen_time": time_of(self.screens),
        }


def _pages(seen: _Seen, before: _Seen | None) -> Table:
    rows = []
    for page, one in sorted(seen.pages.items(), key=lambda item: (-item[1].views, -item[1].visitors, item[0])):
        earlier = before.pages[page].views if before and page in before.pages else 0
        change = one.views / earlier - 1 if earlier else None
        time = share(one.seconds, one.told)
        rows.append((*page, one.views, None if before is None else earlier, change, one.visitors, time))
    return table(KIND, "pages", rows, shown=SHOWN)


def _areas(seen: _Seen) -> Table:
    rows = []
    for one in seen.areas:
        views = seen.pages[one.site, one.page].views if (one.site, one.page) in seen.pages else 0
        rows.append((one.site, one.page, one.key, one.views, min(1.0, one.views / views) if views else None))
    return table(KIND, "areas", rows, shown=SHOWN)


def _screens(seen: _Seen) -> Table:
    rows = ((one.site, one.key, one.views, one.engaged_seconds) for one in seen.screens)
    return table(KIND, "screens", rows, shown=SHOWN)
