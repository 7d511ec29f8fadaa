"""The Traffic report (ledger 2.1): how many people came, which pages they saw, how long, and where from.

How the figures are made, all for the purpose `measurement`:

- A *page view* is a weblog line of a person (not `automated`) that got a page: method GET, status 200 to 299 or 304,
  a path that is a page's. Not pages: paths under `/_a/`, `/static/`, `/media/`, `/office/`, `/health/` and
  `/.well-known/`, and names that end as styles, scripts, pictures, fonts, feeds, archives and documents do.
- *Visitors* are distinct visitor keys of a day. A key lives one day, so a period's visitors are its days' sum: who
  comes on two days counts twice. Lines with no key count as views only.
- A *visit* is a run of one visitor's page views of one day and site less than 30 minutes apart.
- *Time on page* is the average of `engaged_time` over the page beacons that told it; imported logs have none, and who
  refuses to be measured tells none.
- *Sources* are the origins that browsers named, own sites left out; `direct` where none was named.
- *Automated* requests stand apart, as count and share of all requests, and are in no other figure; they are not told
  of a single page.
- *Relayed* views came through a privacy service, so that many people may look like one visitor; they are among the
  views.

Days are days of the organisation's time zone. Days that are over are read from their counts, others from their rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from avowal.events import counts
from avowal.events.counts import Cut, Cuts, DayCount
from avowal.events.reports.asking import Asked
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import (
    days,
    figure,
    merged,
    named_source,
    of_last_days,
    open_day,
    read_if_open,
    report,
    share,
    table,
    time_of,
)
from avowal.events.reports.shape import Report, Value
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["traffic"]
SHOWN = 50


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period."""
    found, told = together(
        (
            lambda: counts.count(
                store,
                KIND.purpose,
                asked,
                Cuts(days=Cut.SITE, keys=(Cut.PAGE, Cut.SOURCE), compared=()),
                own_hosts=own_hosts,
            ),
            lambda: read_if_open(store, KIND.purpose, "page_views_open") is not None,
        )
    )
    figures, earlier = _figures(found.days, asked), _figures(found.before.days, asked) if found.before else {}
    return report(
        KIND,
        asked,
        figures=[figure(key, figures[key], earlier.get(key)) for key in KIND.figures],
        series=(days(KIND, asked, found.days),),
        tables=(
            table(
                KIND,
                "pages",
                ((one.site, one.key, one.views, one.visitors, one.engaged_seconds) for one in found.keys[Cut.PAGE]),
                shown=SHOWN,
            ),
            table(
                KIND,
                "sources",
                ((named_source(key), *seen) for key, *seen in merged(found.keys[Cut.SOURCE])),
                shown=SHOWN,
            ),
        ),
        cautions=(
            "visitors_per_day",
            of_last_days(asked),
            "refusals_tell_no_time" if told else "no_page_views",
            open_day(asked, now),
        ),
    )


def _figures(found: Sequence[DayCount], asked: Asked) -> dict[str, Value]:
    views, relayed = sum(one.views for one in found), sum(one.relayed for one in found)
    robots: int | None = None if asked.path else sum(one.automated for one in found)
    return {
        "visitors": sum(one.visitors for one in found),
        "visits": sum(one.visits for one in found),
        "views": views,
        "engaged_time": time_of(found),
        "automated_requests": robots,
        "automated_share": None if robots is None else share(robots, sum(one.requests for one in found)),
        "relayed_views": relayed,
        "relayed_share": share(relayed, views),
    }
