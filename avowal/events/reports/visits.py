"""Where visits begin and end, how long they are, and which way they take, for the purpose `measurement`.

Ledger 2.1 and 3.3; what a visit is says `traffic`. The *length* of a visit is the time from its first page view to its
last, on average over visits of more than one page; of a single page nobody knows how long it was read. A *step* leads
from one page to the next of the same visit. Length, single pages and steps are in no count: they are read from the
rows of the last ROWS_DAYS days of the period, and a caution says so where it is longer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from avowal.events import counts
from avowal.events.counts import Counted, Cut, Cuts, KeyCount
from avowal.events.cuts import VIEWS
from avowal.events.reports.asking import ROWS_DAYS, Asked, last_days
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import days, figure, open_day, report, share, table
from avowal.events.reports.shape import Report, Table, Value
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["visits"]
SHOWN = 50
STEPS_SHOWN = 30


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period."""
    del own_hosts
    found, *seen = together(
        (
            lambda: counts.count(
                store,
                KIND.purpose,
                asked,
                Cuts(days=Cut.SITE, keys=(Cut.ENTRY, Cut.EXIT), compared=()),
                families=(VIEWS,),
            ),
            lambda: _shape(store, asked),
            lambda: _shape(store, asked.before),
            lambda: store.read_open_day(KIND.purpose, "visits_steps", limit=STEPS_SHOWN + 1, **_last_days(asked)).rows,
        )
    )
    shape, earlier, steps = seen
    figures, before = _figures(found, shape), _figures(found.before, earlier) if found.before else {}
    return report(
        KIND,
        asked,
        figures=[figure(key, figures[key], before.get(key)) for key in KIND.figures],
        series=(days(KIND, asked, found.days),),
        tables=(
            _ends("entries", found.keys[Cut.ENTRY], figures["visits"]),
            _ends("exits", found.keys[Cut.EXIT], figures["visits"]),
            table(KIND, "steps", ((*step, int(walked)) for *step, walked in steps), shown=STEPS_SHOWN),
        ),
        cautions=(
            "visitors_per_day",
            "steps_of_last_days" if len(asked.days) > ROWS_DAYS else "",
            open_day(asked, now),
        ),
    )


def _last_days(asked: Asked) -> dict[str, str]:
    since, until = last_days(asked).instants()
    return {"since": since, "until": until, "site": asked.site, "time_zone": asked.time_zone}


_Shape = Sequence[Any]
"""Visits of the last days, those of one page, and how many seconds the others lasted on average."""


def _shape(store: Store, asked: Asked | None) -> _Shape:
    if asked is None:
        return ()
    return store.read_open_day(KIND.purpose, "visits_shape", **_last_days(asked)).rows[0]


def _figures(found: Counted, shape: _Shape) -> dict[str, Value]:
    visits, views = sum(one.visits for one in found.days), sum(one.views for one in found.days)
    seen, single, seconds = shape
    return {
        "visits": visits,
        "visitors": sum(one.visitors for one in found.days),
        "pages_per_visit": share(views, visits),
        "visit_length": seconds,
        "single_page_share": share(int(single), int(seen)),
    }


def _ends(key: str, found: Iterable[KeyCount], visits: Value) -> Table:
    whole = int(str(visits))
    return table(KIND, key, ((one.site, one.key, one.visits, share(one.visits, whole)) for one in found), shown=SHOWN)
