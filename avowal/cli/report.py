"""`avowal report NAME`: the office's reports on the command line."""

from __future__ import annotations

import csv
import dataclasses
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from avowal.cli.answers import CouldNot, Deployment, Json, answer, command, out, settings_of
from avowal.policy.problems import did_you_mean

if TYPE_CHECKING:
    from avowal.events.traffic import Traffic

REPORTS = ("traffic",)
USUAL_DAYS = 30


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: avowal report traffic --from 2026-11-01 --to 2026-11-30")(report)


@command
def report(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of: {', '.join(REPORTS)}.")],
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.", show_default=False)] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day; today unless said.", show_default=False)
    ] = None,
    site: Annotated[
        str | None, typer.Option(metavar="HOST", help="One site: host name or key.", show_default=False)
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="The days as CSV.")] = False,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Print a report: how many came, which pages they saw, how long they stayed, where from."""
    from avowal.cli.audit import in_force
    from avowal.cli.weblog import day_of, site_key
    from avowal.events.store import connect
    from avowal.events.traffic import traffic

    if name not in REPORTS:
        raise CouldNot(f"There is no report “{name}”. {did_you_mean(name, REPORTS)}".strip())
    settings = settings_of(deployment)
    time_zone = in_force(settings).policy.organisation.time_zone
    last = day_of(until) or datetime.now(UTC).astimezone(ZoneInfo(time_zone)).date()
    first = day_of(since) or last - timedelta(days=USUAL_DAYS - 1)
    if last < first:
        raise CouldNot(f"The period ends on {last}, before it begins on {first}.")
    with connect(settings.events, settings.data) as store:
        try:
            found = traffic(
                store,
                site=site_key(settings, site) if site else None,
                since=first,
                until=last,
                time_zone=time_zone,
                own_hosts=tuple(settings.hosts.values()),
            )
        except ValueError as impossible:
            raise CouldNot(str(impossible)) from None
    _write(found, as_json=as_json, as_csv=as_csv)


def _write(found: Traffic, *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        answer(dataclasses.asdict(found))
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(["date", "visitors", "views", "visits"])
        writer.writerows([day.date, day.visitors, day.views, day.visits] for day in found.days)
    else:
        _print(found)


def _print(found: Traffic) -> None:
    totals, automated = found.totals, found.automated
    out.print(
        f"Traffic, {found.since} to {found.until} ({found.time_zone}), {found.site or 'all sites'}. "
        "For: measurement (promise 2.1)."
    )
    out.print(
        f"{totals.visitors} visitors, {totals.views} page views, {totals.visits} visits, "
        f"time on page {_seconds(totals.engaged_seconds)}. "
        f"Programs apart: {automated.requests} requests, {automated.share:.0%} of all."
    )
    _table(
        ("day", "visitors", "views", "visits"),
        [(str(d.date), d.visitors, d.views, d.visits) for d in found.days if d.views],
    )
    _table(
        ("page", "site", "views", "visitors", "time on page"),
        [(p.path, p.site, p.views, p.visitors, _seconds(p.engaged_seconds)) for p in found.pages[:20]],
    )
    _table(
        ("from", "views", "visitors"), [(source.origin, source.views, source.visitors) for source in found.sources[:20]]
    )


def _table(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    shown = Table()
    for column in columns:
        shown.add_column(column, justify="left" if column in ("day", "page", "site", "from") else "right")
    for row in rows:
        shown.add_row(*(Text(str(cell)) for cell in row))  # a visitor's path is never markup
    out.print(shown)


def _seconds(value: float | None) -> str:
    return "not told" if value is None else f"{value:.0f} s"
