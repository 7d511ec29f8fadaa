"""How the server does, from the weblog, for the purpose `diagnosis` alone (ledger 5.2): people and robots together.

Reads the raw rows of the period, which are all that tell of single answers; a long period of a busy site takes its
time. *Errors by the request* are statuses 400 to 499, *by the server* 500 and above. *Slowest* are pages answered well
at least LEAST times, by the time that 95 of 100 answers keep under. The line is by hour for up to HOURLY_DAYS days,
else by day.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from avowal.events.reports.asking import Asked, begin_of, end_of
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import figure, instant, open_day, parameters, read, report, share, table
from avowal.events.reports.shape import Figure, Line, Report, Series, Unit

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["server"]
HOURLY_DAYS = 3
LEAST = 5
SHOWN = 50


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period."""
    del own_hosts
    totals = _totals(store, asked)
    before = _totals(store, asked.before) if asked.before else None
    statuses = _read(store, "server_statuses", asked, limit=SHOWN + 1)
    failing = _read(store, "server_failing", asked, limit=SHOWN + 1)
    return report(
        KIND,
        asked,
        figures=_figures(totals, before or {}),
        series=(_hours(store, asked) if len(asked.days) <= HOURLY_DAYS else _days(store, asked),),
        tables=(
            table(KIND, "slowest", _read(store, "server_slowest", asked, limit=SHOWN + 1, least=LEAST), shown=SHOWN),
            table(KIND, "failing", ([*row, instant(last)] for *row, last in failing), shown=SHOWN),
            table(KIND, "statuses", ([*row, share(row[1], totals["requests"] or 0)] for row in statuses), shown=SHOWN),
        ),
        cautions=(
            open_day(asked, now),
            "durations_not_told" if (totals["told"] or 0) < (totals["requests"] or 0) else "",
        ),
    )


_Totals = dict[str, float | None]
_LINES = KIND.series["days"]


def _read(store: Store, query: str, asked: Asked, **bound: object) -> list[list[Any]]:
    return read(store, KIND.purpose, query, **parameters(asked), **bound)


def _totals(store: Store, asked: Asked) -> _Totals:
    names = ("requests", "client_errors", "server_errors", "automated_requests", "bytes")
    *counts, typical, slow, told = _read(store, "server_totals", asked)[0]
    found: _Totals = {key: int(count or 0) for key, count in zip(names, counts, strict=True)}
    failed = (found["client_errors"] or 0) + (found["server_errors"] or 0)
    found["error_share"] = share(failed, found["requests"] or 0)
    return found | {"duration_p50": typical, "duration_p95": slow, "told": int(told)}


def _figures(totals: _Totals, before: _Totals) -> tuple[Figure, ...]:
    return tuple(figure(key, totals[key], before.get(key)) for key in KIND.figures)


def _days(store: Store, asked: Asked) -> Series:
    rows = _read(store, "server_days", asked, time_zone=asked.time_zone)
    found = {date.fromisoformat(day): values for day, *values in rows}
    return Series("days", asked.days, _lines([found.get(day) for day in asked.days]))


def _hours(store: Store, asked: Asked) -> Series:
    rows = _read(store, "server_hours", asked, time_zone=asked.time_zone)
    found = {datetime.fromtimestamp(int(hour), UTC): values for hour, *values in rows}
    begin, end = begin_of(asked.since, asked.time_zone), end_of(asked.until, asked.time_zone)
    hours = tuple(begin + timedelta(hours=number) for number in range(int((end - begin) / timedelta(hours=1))))
    return Series("hours", hours, _lines([found.get(hour) for hour in hours]))


def _lines(points: list[list[Any] | None]) -> tuple[Line, ...]:
    """Lines of counts, 0 where nothing came, and of the time that answers took, unknown where nothing came."""
    *counts, slow = (tuple(values[number] if values else None for values in points) for number in range(len(_LINES)))
    counted = [Line(key, tuple(int(one or 0) for one in line)) for key, line in zip(_LINES, counts, strict=False)]
    return (*counted, Line(_LINES[-1], slow, Unit.MILLISECONDS))
