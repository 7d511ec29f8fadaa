"""The last half hour, minute by minute, from raw rows as far as they have arrived (ledger 2.1).

Page views and visitors mean what they mean in the Traffic report. The period that was asked for plays no part; the
site does.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from avowal.events.reports.asking import Asked, stamp
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import figure, read, report, table
from avowal.events.reports.shape import Line, Report, Series
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["live"]
MINUTES = 30
SHOWN = 20


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The half hour that ends with the minute of `now`."""
    del own_hosts
    last = now.astimezone(UTC).replace(second=0, microsecond=0)
    period = {
        "since": stamp(last - timedelta(minutes=MINUTES - 1)),
        "until": stamp(last + timedelta(minutes=1)),
        "site": asked.site,
    }
    both = period | {"since": stamp(last - timedelta(minutes=2 * MINUTES - 1)), "middle": period["since"]}
    (now_, before), minutes, pages = together(
        (lambda: _totals(store, both), lambda: _minutes(store, period, last), lambda: _pages(store, period))
    )
    figures = zip(KIND.figures, now_, before, strict=True)
    return report(
        KIND,
        asked,
        figures=tuple(figure(key, value, earlier) for key, value, earlier in figures),
        series=(minutes,),
        tables=(table(KIND, "pages", pages, shown=SHOWN),),
        cautions=("last_half_hour",),
    )


_Period = dict[str, str]


_Figures = tuple[int, ...]
"""Visitors, views, and requests of programs."""


def _totals(store: Store, both: _Period) -> tuple[_Figures, _Figures]:
    rows = {
        bool(is_before): tuple(map(int, told)) for is_before, *told in read(store, KIND.purpose, "live_totals", **both)
    }
    return rows.get(False, (0, 0, 0)), rows.get(True, (0, 0, 0))


def _minutes(store: Store, period: _Period, last: datetime) -> Series:
    rows = read(store, KIND.purpose, "live_minutes", **period)
    found = {datetime.fromtimestamp(int(minute), UTC): (int(visitors), int(views)) for minute, views, visitors in rows}
    minutes = tuple(last - timedelta(minutes=MINUTES - 1 - number) for number in range(MINUTES))
    points = [found.get(minute, (0, 0)) for minute in minutes]
    lines = (Line("visitors", tuple(one for one, _ in points)), Line("views", tuple(one for _, one in points)))
    return Series("minutes", minutes, lines)


def _pages(store: Store, period: _Period) -> list[list[Any]]:
    rows = read(store, KIND.purpose, "live_pages", limit=SHOWN + 1, **period)
    return [[site, path, int(views), int(visitors)] for site, path, views, visitors in rows]
