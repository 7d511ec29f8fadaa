"""How the server does, from the weblog, for the purpose `diagnosis` alone (ledger 5.2): people and robots together.

Reads raw rows, which are all that tell of single answers, so a longer period is told by its last ROWS_DAYS days, and a
caution says so; they are compared with as many days before. *Errors by the request* are statuses 400 to 499, *by the
server* 500 and above. *Slowest* are pages answered well at least LEAST times, by the time that 95 of 100 answers keep
under. The line is by hour for up to HOURLY_DAYS days, else by day.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from avowal.events.reports.asking import Asked, begin_of, end_of, last_days
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import (
    figure,
    instant,
    open_day,
    parameters,
    read_busy,
    report,
    share,
    table,
    with_before,
)
from avowal.events.reports.shape import Figure, Line, Report, Series, Unit
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["server"]
HOURLY_DAYS = 3
LEAST = 5
SHOWN = 50


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The report of the period, or of its last days."""
    del own_hosts
    short = last_days(asked)
    hourly = len(short.days) <= HOURLY_DAYS
    told, slowest, failing = together(
        (
            lambda: _told(store, short, hourly=hourly),
            lambda: _read(store, "server_slowest", short, limit=SHOWN + 1, least=LEAST),
            lambda: _read(store, "server_failing", short, limit=SHOWN + 1),
        )
    )
    totals, before = told.totals(is_before=False), told.totals(is_before=True) if short.before else {}
    return report(
        KIND,
        asked,
        figures=_figures(totals, before),
        series=(_hours(short, told.points) if hourly else _days(short, told.points),),
        tables=(
            table(KIND, "slowest", slowest, shown=SHOWN),
            table(KIND, "failing", ([*row, instant(last)] for *row, last in failing), shown=SHOWN),
            table(
                KIND,
                "statuses",
                ([*row, share(row[1], totals["requests"] or 0)] for row in told.statuses()),
                shown=SHOWN,
            ),
        ),
        cautions=(
            open_day(asked, now),
            "rows_of_last_days" if short != asked else "",
            "durations_not_told" if (totals["told"] or 0) < (totals["requests"] or 0) else "",
        ),
    )


_Totals = dict[str, float | None]
_LINES = KIND.series["days"]


def _read(store: Store, query: str, asked: Asked, **bound: object) -> list[list[Any]]:
    return read_busy(store, KIND.purpose, query, **parameters(asked), **bound)


@dataclass
class _Told:
    """What was told of the period and the one before it, in all, by point of time, and by status."""

    rows: list[list[Any]]

    def of(self, what: str, *, is_before: bool) -> list[list[Any]]:
        return [row for kind, before, *row in self.rows if kind == what and bool(before) is is_before]

    def totals(self, *, is_before: bool) -> _Totals:
        names = ("requests", "client_errors", "server_errors", "automated_requests", "bytes")
        found = self.of("total", is_before=is_before)
        *numbers, typical, slow, told = found[0][2:] if found else (0, 0, 0, 0, 0, None, None, 0)
        totals: _Totals = {key: int(count or 0) for key, count in zip(names, numbers, strict=True)}
        failed = (totals["client_errors"] or 0) + (totals["server_errors"] or 0)
        totals["error_share"] = share(failed, totals["requests"] or 0)
        return totals | {"duration_p50": typical, "duration_p95": slow, "told": int(told)}

    @property
    def points(self) -> dict[datetime, list[Any]]:
        """First instant of a day or an hour → the values of its lines."""
        found = self.of("point", is_before=False)
        return {datetime.fromtimestamp(int(row[0]), UTC): [*row[2:5], row[8]] for row in found}

    def statuses(self) -> list[list[Any]]:
        """Statuses and how many answers had them, the most frequent first."""
        found = [(int(row[1]) if row[1] else None, int(row[2])) for row in self.of("status", is_before=False)]
        return [list(one) for one in sorted(found, key=lambda one: (-one[1], one[0] or 0))]


def _told(store: Store, asked: Asked, *, hourly: bool) -> _Told:
    both = with_before(asked)
    middle = asked.instants()[0]
    bound = {"middle": middle, "hourly": hourly, "time_zone": asked.time_zone}
    return _Told(_read(store, "server_totals", both, **bound))


def _figures(totals: _Totals, before: _Totals) -> tuple[Figure, ...]:
    return tuple(figure(key, totals[key], before.get(key)) for key in KIND.figures)


def _days(asked: Asked, found: dict[datetime, list[Any]]) -> Series:
    return Series("days", asked.days, _lines([found.get(begin_of(day, asked.time_zone)) for day in asked.days]))


def _hours(asked: Asked, found: dict[datetime, list[Any]]) -> Series:
    begin, end = begin_of(asked.since, asked.time_zone), end_of(asked.until, asked.time_zone)
    hours = tuple(begin + timedelta(hours=number) for number in range(int((end - begin) / timedelta(hours=1))))
    return Series("hours", hours, _lines([found.get(hour) for hour in hours]))


def _lines(points: list[list[Any] | None]) -> tuple[Line, ...]:
    """Lines of counts, 0 where nothing came, and of the time that answers took, unknown where nothing came."""
    *counts, slow = (tuple(values[number] if values else None for values in points) for number in range(len(_LINES)))
    counted = [Line(key, tuple(int(one or 0) for one in line)) for key, line in zip(_LINES, counts, strict=False)]
    return (*counted, Line(_LINES[-1], slow, Unit.MILLISECONDS))
