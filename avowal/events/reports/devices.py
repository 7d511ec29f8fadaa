"""With which browsers and systems people come, in which languages they read, how many through privacy services.

For the purpose `measurement` (ledger 2.1); what is counted says `traffic`. Only the names of a browser and a system
are kept of what a browser says about itself, and the language is that of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from avowal.events import counts
from avowal.events.counts import Counted, Cut, Cuts, KeyCount
from avowal.events.cuts import VIEWS
from avowal.events.reports.asking import Asked
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import figure, merged, of_last_days, open_day, report, share, table
from avowal.events.reports.shape import Report, Table, Value

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["devices"]
SHOWN = 50
TABLES = {"browsers": Cut.BROWSER, "systems": Cut.SYSTEM, "languages": Cut.LANGUAGE}


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period."""
    del own_hosts
    found = counts.count(
        store, KIND.purpose, asked, Cuts(days=Cut.SITE, keys=tuple(TABLES.values()), compared=()), families=(VIEWS,)
    )
    figures, before = _figures(found), _figures(found.before) if found.before else {}
    return report(
        KIND,
        asked,
        figures=[figure(key, figures[key], before.get(key)) for key in KIND.figures],
        tables=tuple(_table(key, found.keys[cut]) for key, cut in TABLES.items()),
        cautions=("visitors_per_day", of_last_days(asked), open_day(asked, now)),
    )


def _figures(found: Counted) -> dict[str, Value]:
    views, relayed = sum(one.views for one in found.days), sum(one.relayed for one in found.days)
    return {"views": views, "relayed_views": relayed, "relayed_share": share(relayed, views)}


def _table(key: str, counted: Iterable[KeyCount]) -> Table:
    found = merged(counted)
    whole = sum(row[1] for row in found)
    rows = ((name, views, visitors, share(views, whole)) for name, views, visitors in found)
    return table(KIND, key, rows, shown=SHOWN)
