"""What the reports' modules share: parameters of their queries, values out of answers, shares and cautions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from avowal.events.outcomes import KnownDays, PurposeRefused
from avowal.events.reports.asking import Asked, NotAsked, last_days
from avowal.events.reports.shape import Column, Figure, Line, Report, Series, Table, Unit, Value

if TYPE_CHECKING:
    from avowal.events.counts import DayCount, KeyCount
    from avowal.events.reports.kinds import ReportKind
    from avowal.events.store import Store

FILTERS = ("site", "path", "language")
DIRECT = "direct"
EVERY = 1_000_000
"""As many keys as there are: sites are put together before the first are taken."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Rows = list[list[Any]]
"""An answer's rows, whose types the query says."""


def check_filters(kind: ReportKind, asked: Asked) -> None:
    """Raise NotAsked for a filter that is given and that this report lacks: it is refused, not ignored."""
    for one in FILTERS:
        if getattr(asked, one) and one not in kind.filters:
            knows = f"it can be asked by {' and '.join(kind.filters)}" if kind.filters else "it knows no filter"
            raise NotAsked(f"The report {kind.name} cannot be asked by {one}; {knows}.")


def parameters(asked: Asked) -> dict[str, object]:
    """The period and the filters as `queries/parts/asked.sql` takes them."""
    since, until = asked.instants()
    return {
        "since": since,
        "until": until,
        "site": asked.site,
        "path": asked.path,
        "language": asked.language,
        "prefixes": list(asked.prefixes),
        "source_language": asked.source_language,
    }


def read(store: Store, purpose: str, query: str, **bound: object) -> Rows:
    """The rows of `queries/QUERY.sql`. Raises what `Store.read` raises."""
    return [list(row) for row in store.read(purpose, query, **bound).rows]


def read_if_open(store: Store, purpose: str, query: str, **bound: object) -> Rows | None:
    """As `read`; None where the policy lets the purpose open nothing of it (it may not declare what a report needs)."""
    try:
        return read(store, purpose, query, **bound)
    except PurposeRefused:
        return None


def counted_days(store: Store, purpose: str, asked: Asked) -> list[date]:
    """The days of the period of which there are counts that `purpose` may open."""
    return list(store.known_days(purpose, asked.time_zone, asked.since, asked.until).closed or ())


def with_before(asked: Asked) -> Asked:
    """The period and the one before it as one period, so that both are asked at once."""
    return replace(asked, since=asked.before.since) if asked.before else asked


def still_open(known: KnownDays, days: Iterable[date]) -> list[str]:
    """The days that have no counts and may have raw rows."""
    closed = set(known.closed or ())
    since = known.rows_since if known.closed is not None else None
    return [str(day) for day in days if day not in closed and (since is None or day >= since)]


def read_busy(store: Store, purpose: str, query: str, **bound: object) -> Rows:
    """As `read`, of raw rows; where there are many of them, the answer can be five minutes old."""
    return [list(row) for row in store.read_open_day(purpose, query, **bound).rows]


def instant(told: str | None) -> datetime | None:
    """A time of an answer, which is in UTC; None for the store's first instant, which stands for none."""
    found = datetime.fromisoformat(told).replace(tzinfo=UTC) if told else None
    return found if found and found > EPOCH else None


def share(part: float, whole: float) -> float | None:
    """`part` of `whole`, 0 to 1; None of nothing."""
    return part / whole if whole else None


def time_of(found: Iterable[DayCount | KeyCount]) -> float | None:
    """Seconds on average over all views that told a time; None where none did."""
    told = [(one.engaged_seconds, one.engaged_views) for one in found if one.engaged_seconds is not None]
    return share(sum(seconds * views for seconds, views in told), sum(views for _, views in told))


def merged(found: Iterable[KeyCount]) -> list[tuple[str, int, int]]:
    """Key, views and visitors over all sites, those with most views first."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in found:
        sums[one.key][0] += one.views
        sums[one.key][1] += one.visitors
    rows = [(key, views, visitors) for key, (views, visitors) in sums.items()]
    return sorted(rows, key=lambda row: (-row[1], -row[2], row[0]))


def named_source(origin: str) -> str:
    """An origin, or `direct` where a browser named none."""
    return origin or DIRECT


def days(kind: ReportKind, asked: Asked, found: Iterable[DayCount]) -> Series:
    """The series `days`, whose lines are figures of each day."""
    every = {one.day: one for one in found}
    lines = (Line(key, tuple(getattr(every[day], key) for day in asked.days)) for key in kind.series["days"])
    return Series("days", asked.days, tuple(lines))


def table(kind: ReportKind, key: str, rows: Iterable[Sequence[Value]], *, shown: int) -> Table:
    """The table `key` of `rows` with its declared columns; of more than `shown` rows the first, and `more`."""
    every = [tuple(row) for row in rows]
    columns = tuple(Column(name, UNITS.get(name, Unit.TEXT)) for name in kind.tables[key])
    return Table(key, columns, tuple(every[:shown]), more=len(every) > shown)


def figure(key: str, value: Value, before: Value = None) -> Figure:
    """The figure `key`, whose unit is known by its key."""
    return Figure(key, value, UNITS[key], before)


def report(
    kind: ReportKind, asked: Asked, *, figures: Sequence[Figure], cautions: Sequence[str], **parts: Any
) -> Report:
    """The report of `kind` with these parts; `cautions` are left out where empty."""
    told = tuple(one for one in cautions if one)
    return Report(kind.name, kind.purpose, kind.promises, asked, figures=tuple(figures), cautions=told, **parts)


def open_day(asked: Asked, now: datetime) -> str:
    """The caution that the period has a day whose figures still grow, else nothing."""
    return "figures_of_open_day" if asked.until >= today(asked, now) else ""


def of_last_days(asked: Asked) -> str:
    """The caution that what no count tells of one page or language is of the last days only, else nothing."""
    return "filtered_of_last_days" if (asked.path or asked.language) and last_days(asked) != asked else ""


def today(asked: Asked, now: datetime) -> date:
    """The organisation's day at `now`."""
    return now.astimezone(ZoneInfo(asked.time_zone)).date()


_OF_UNIT = {
    Unit.COUNT: "visitors visits views views_before automated_requests relayed_views screen_views named_views "
    "direct_views steps messages opens machine_opens requests client_errors server_errors signals networks "
    "refused_requests count threshold pages_per_visit",
    Unit.SECONDS: "engaged_time screen_time visit_length",
    Unit.MILLISECONDS: "duration_p50 duration_p95 duration_longest",
    Unit.BYTES: "bytes",
    Unit.SHARE: "automated_share relayed_share share seen_share change direct_share single_page_share machine_share "
    "error_share",
    Unit.INSTANT: "first_at last_at",
    Unit.DAY: "day",
}
UNITS = {key: unit for unit, keys in _OF_UNIT.items() for key in keys.split()}
"""What the values under a key are; a key that is not here is text."""
