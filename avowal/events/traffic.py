"""The Traffic report (ledger 2.1): how many people came, which pages they saw, how long, and where from.

How the figures are made, all for the purpose `measurement`:

- A *page view* is a weblog line of a person (not `automated`) that got a page: method GET, status 200 to 299 or 304,
  a path that is a page's. Not pages: paths under `/_a/`, `/static/`, `/media/`, `/office/`, `/health/` and
  `/.well-known/`, and names that end as styles, scripts, pictures, fonts, feeds, archives and documents do.
- *Visitors* are distinct visitor keys of a day. A key lives one day, so a period's visitors are its days' sum: who
  comes on two days counts twice. Lines with no key count as views only.
- A *visit* is a run of one visitor's page views of one day less than 30 minutes apart.
- *Time on page* is the average of `engaged_time` over the page beacons that told it; imported logs have none.
- *Sources* are the origins that browsers named, own sites left out; `direct` where none was named.
- *Automated* requests stand apart, as count and share of all requests, and are in no other figure.

Days are days of `time_zone`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from avowal.events.outcomes import PurposeRefused
from avowal.events.store import Store

PURPOSE = "measurement"
DIRECT = "direct"
EARLIEST, LATEST = date(1970, 1, 2), date(2105, 12, 31)
"""First and last day that can be asked for: the store's clock runs from 1970 to 2106, and days differ by zone."""
PAGES_SHOWN = 50
SOURCES_SHOWN = 50


@dataclass(frozen=True)
class Day:
    """One day's figures."""

    date: date
    visitors: int
    views: int
    visits: int


@dataclass(frozen=True)
class Page:
    """One page's figures; `engaged_seconds` is None where no beacon told a time."""

    site: str
    path: str
    views: int
    visitors: int
    engaged_seconds: float | None


@dataclass(frozen=True)
class Source:
    """Where views came from: an origin such as `https://search.example`, or `direct`."""

    origin: str
    views: int
    visitors: int


@dataclass(frozen=True)
class Totals:
    """The period's figures; `engaged_seconds` is the average over all views that told a time, else None."""

    visitors: int
    views: int
    visits: int
    engaged_seconds: float | None


@dataclass(frozen=True)
class Automated:
    """Requests of programs, and their share of all requests (0 to 1)."""

    requests: int
    share: float


@dataclass(frozen=True)
class Traffic:
    """The whole report; `days` has every day of the period, `pages` and `sources` the first fifty."""

    site: str | None
    since: date
    until: date
    time_zone: str
    days: tuple[Day, ...]
    pages: tuple[Page, ...]
    sources: tuple[Source, ...]
    totals: Totals
    automated: Automated


def traffic(
    store: Store,
    *,
    site: str | None,
    since: date,
    until: date,
    time_zone: str,
    own_hosts: Collection[str] = (),
) -> Traffic:
    """The report for `site` (a site key; None for all) from `since` to `until`, both days included.

    `own_hosts` are host names besides the policy's under which the sites are served. Raises ValueError, in a sentence
    that can be shown, when `until` is before `since` or a day lies outside EARLIEST to LATEST; PurposeRefused when the
    policy does not let measurement open what the report needs; and what `Store.read` raises.
    """
    _check(since, until)
    period = _period(site, since, until, time_zone)
    days = _days(store, period, since, until, time_zone)
    engaged = _engaged(store, period)
    automated, requests = _row(store.read(PURPOSE, "traffic_automated", **period).rows[0])
    return Traffic(
        site=site,
        since=since,
        until=until,
        time_zone=time_zone,
        days=days,
        pages=_pages(store, period, engaged),
        sources=_sources(store, period, sorted({*store.hosts(), *own_hosts})),
        totals=_totals(days, engaged),
        automated=Automated(automated, automated / requests if requests else 0.0),
    )


_Engaged = dict[tuple[str, str], tuple[float, int]]


def _check(since: date, until: date) -> None:
    if until < since:
        raise ValueError(f"The period ends on {until}, before it begins on {since}.")
    if since < EARLIEST or until > LATEST:
        raise ValueError(f"{since} to {until} cannot be asked for; choose days from {EARLIEST} to {LATEST}.")


def _period(site: str | None, since: date, until: date, time_zone: str) -> dict[str, object]:
    zone = ZoneInfo(time_zone)
    begin = datetime.combine(since, time(), zone)
    end = datetime.combine(until + timedelta(days=1), time(), zone)
    stamps = (instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") for instant in (begin, end))
    return {"site": site or "", **dict(zip(("since", "until"), stamps, strict=True))}


def _days(store: Store, period: dict[str, object], since: date, until: date, time_zone: str) -> tuple[Day, ...]:
    answer = store.read(PURPOSE, "traffic_days", time_zone=time_zone, **period)
    counted = {str(row[0]): _row(row[1:]) for row in answer.rows}
    every = [since + timedelta(days=number) for number in range((until - since).days + 1)]
    return tuple(
        Day(day, visitors, views, visits)
        for day in every
        for views, visitors, visits in [counted.get(day.isoformat(), (0, 0, 0))]
    )


def _pages(store: Store, period: dict[str, object], engaged: _Engaged) -> tuple[Page, ...]:
    rows: list[Any] = list(store.read(PURPOSE, "traffic_pages", limit=PAGES_SHOWN, **period).rows)
    return tuple(
        Page(site, path, int(views), int(visitors), engaged.get((site, path), (None, 0))[0])
        for site, path, views, visitors in rows
    )


def _sources(store: Store, period: dict[str, object], own: list[str]) -> tuple[Source, ...]:
    answer = store.read(PURPOSE, "traffic_sources", own=own, limit=SOURCES_SHOWN, **period)
    return tuple(Source(str(origin) or DIRECT, *_row(counts)) for origin, *counts in answer.rows)


def _engaged(store: Store, period: dict[str, object]) -> _Engaged:
    """Average seconds and number of views by page; nothing where the policy declares no page views."""
    try:
        answer = store.read(PURPOSE, "traffic_engaged", **period)
    except PurposeRefused:
        return {}
    rows: list[Any] = list(answer.rows)
    return {(str(site), str(path)): (float(seconds), int(told)) for site, path, seconds, told in rows}


def _totals(days: tuple[Day, ...], engaged: _Engaged) -> Totals:
    told = sum(count for _, count in engaged.values())
    seconds = sum(average * count for average, count in engaged.values())
    return Totals(
        visitors=sum(day.visitors for day in days),
        views=sum(day.views for day in days),
        visits=sum(day.visits for day in days),
        engaged_seconds=seconds / told if told else None,
    )


def _row(counts: Any) -> tuple[int, ...]:
    return tuple(int(count) for count in counts)
