"""How often the picture in a newsletter was loaded, for the purpose `mail_measurement` (ledger 4.9).

An *open* is a load by what looks like a person's mail program; loads by machines (scanners of mail, proxies that load
every picture at once) stand apart. *Messages* are distinct message keys with an open. Who reads without pictures is
in no figure, and a load is no proof of reading.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from avowal.events.reports.asking import Asked
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import figure, instant, read, report, share, table
from avowal.events.reports.shape import Line, Report, Series

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["mail"]
SHOWN = 100


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the opens of the period, whenever the mail was sent."""
    del own_hosts, now
    totals = _totals(store, asked)
    before = _totals(store, asked.before) if asked.before else {}
    issues = _read(store, "mail_issues", asked, limit=SHOWN + 1)
    formats = _read(store, "mail_formats", asked, limit=SHOWN + 1)
    return report(
        KIND,
        asked,
        figures=tuple(figure(key, totals[key], before.get(key)) for key in KIND.figures),
        series=(_days(store, asked),),
        tables=(
            table(
                KIND,
                "issues",
                ((issue, *map(int, counts), *map(instant, (first, last))) for issue, *counts, first, last in issues),
                shown=SHOWN,
            ),
            table(
                KIND,
                "formats",
                (
                    (one, int(messages), int(opens), share(opens, totals["opens"] or 0))
                    for one, messages, opens in formats
                ),
                shown=SHOWN,
            ),
        ),
        cautions=("only_readers_with_pictures",),
    )


def _read(store: Store, query: str, asked: Asked, **bound: object) -> list[list[Any]]:
    since, until = asked.instants()
    return read(store, KIND.purpose, query, since=since, until=until, **bound)


def _totals(store: Store, asked: Asked) -> dict[str, float | None]:
    messages, opens, machines = map(int, _read(store, "mail_totals", asked)[0])
    apart = share(machines, opens + machines)
    return {"messages": messages, "opens": opens, "machine_opens": machines, "machine_share": apart}


def _days(store: Store, asked: Asked) -> Series:
    rows = _read(store, "mail_days", asked, time_zone=asked.time_zone)
    found = {date.fromisoformat(day): (int(opens), int(machines)) for day, opens, machines in rows}
    points = [found.get(day, (0, 0)) for day in asked.days]
    lines = (Line("opens", tuple(one for one, _ in points)), Line("machine_opens", tuple(one for _, one in points)))
    return Series("days", asked.days, lines)
