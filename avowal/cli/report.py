"""`avowal report NAME`: the office's reports on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table as Grid
from rich.text import Text

from avowal.cli.answers import CouldNot, Deployment, Json, answer, command, out, settings_of
from avowal.cli.report_words import CAUTIONS, QUESTIONS, label, written
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.shape import Unit
from avowal.policy.problems import did_you_mean

if TYPE_CHECKING:
    from avowal.config import Settings
    from avowal.events.reports.asking import Asked
    from avowal.events.reports.kinds import ReportKind
    from avowal.events.reports.shape import Report, Series, Table

USUAL_DAYS = 30
ROWS = 20
LEFT = (Unit.TEXT, Unit.DAY, Unit.INSTANT)
_WIDEST = max(map(len, REPORTS))
_EPILOG = "\n\n".join(
    (
        "\n".join(
            f"[bold]{name:<{_WIDEST}}[/bold]  {QUESTIONS[name]} ({kind.purpose})\n" for name, kind in REPORTS.items()
        ),
        "Example: avowal report traffic --from 2026-11-01 --to 2026-11-30",
    )
)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=_EPILOG)(report)


@command
def report(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of: {', '.join(REPORTS)}.")],
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.", show_default=False)] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day; today unless said.", show_default=False)
    ] = None,
    site: Annotated[
        str | None, typer.Option(metavar="HOST", help="One site: host name or key.", show_default=False)
    ] = None,
    page: Annotated[
        str | None, typer.Option(metavar="PATH", help="One page, such as /join/.", show_default=False)
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="LANG", help="Pages in one language, such as es.", show_default=False)
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--csv", metavar="TABLE", help="One table as CSV: figures, days, pages, …", show_default=False),
    ] = None,
    outward: Annotated[
        bool, typer.Option("--outward", help="The form that may leave the house: small counts hidden.")
    ] = False,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Print one of the nine reports, or the form of it that may leave the house."""
    kind = REPORTS.get(name)
    if kind is None:
        raise CouldNot(f"There is no report “{name}”. {did_you_mean(name, REPORTS)}".strip())
    _check_part(kind, table)
    settings = settings_of(deployment)
    made = _made(kind, settings, (since, until), (site, page, language), outward=outward)
    if as_json:
        from avowal.website.office.exports import report_json

        answer(report_json(made))
    elif table:
        from avowal.website.office.exports import report_csv

        try:
            sys.stdout.write(report_csv(made, table))
        except KeyError:
            raise CouldNot(
                f"The report {name} has no table “{table}” {'outward' if outward else 'of this period'}."
            ) from None
    else:
        _print(made)


def _check_part(kind: ReportKind, table: str | None) -> None:
    parts = ("figures", *kind.series, *kind.tables)
    if table is not None and table not in parts:
        likely = did_you_mean(table, parts)
        raise CouldNot(f"The report {kind.name} has no table “{table}”. {likely} It has: {', '.join(parts)}.")


def _made(
    kind: ReportKind,
    settings: Settings,
    period: tuple[str | None, str | None],
    filters: tuple[str | None, str | None, str | None],
    *,
    outward: bool,
) -> Report:
    from avowal.cli.auditing import in_force
    from avowal.events.outcomes import PurposeRefused
    from avowal.events.reports.asking import NotAsked
    from avowal.events.store import connect

    policy, now = in_force(settings).policy, datetime.now(UTC)
    hosts = tuple(settings.hosts.values())
    try:
        asked = _asked(settings, period, filters, now)
        with connect(settings.events, settings.data) as store:
            if outward:
                return kind.outward(store, asked, own_hosts=hosts, now=now, limit=policy.limits.small_cell)
            return kind.make(store, asked, own_hosts=hosts, now=now)
    except (NotAsked, PurposeRefused) as refused:
        raise CouldNot(str(refused)) from None


def _asked(
    settings: Settings,
    period: tuple[str | None, str | None],
    filters: tuple[str | None, str | None, str | None],
    now: datetime,
) -> Asked:
    from avowal.cli.auditing import in_force
    from avowal.cli.weblog import day_of, site_key
    from avowal.events.reports.asking import Asked

    policy = in_force(settings).policy
    zone = policy.organisation.time_zone
    site, page, language = filters
    named = "" if not site else site if site in policy.apps else site_key(settings, site)
    until = day_of(period[1]) or now.astimezone(ZoneInfo(zone)).date()
    return Asked(
        day_of(period[0]) or until - timedelta(days=USUAL_DAYS - 1),
        until,
        zone,
        site=named,
        path=page or "",
        language=language or "",
        languages=tuple(policy.languages),
        source_language=policy.source_language,
    )


def _print(made: Report) -> None:
    asked = made.asked
    what = ", ".join(filter(None, (asked.site or "all sites", asked.path, asked.language)))
    promises = f"promise{'s' * (len(made.promises) > 1)} {', '.join(made.promises)}"
    out.print(
        Text(
            f"{made.name.capitalize()}, {asked.since} to {asked.until} ({asked.time_zone}), {what}. "
            f"For: {made.purpose} ({promises})."
        )
    )
    figures = (
        (label(one.key), written(one.value, one.unit, asked.time_zone), written(one.before, one.unit, asked.time_zone))
        for one in made.figures
    )
    _grid((("figure", Unit.TEXT), ("value", Unit.COUNT), ("period before", Unit.COUNT)), figures)
    for series in made.series:
        _print_series(series, asked.time_zone)
    for table in made.tables:
        _print_table(table, asked.time_zone)
    for caution in made.cautions:
        out.print(Text(f"· {CAUTIONS[caution]}"))


def _print_series(series: Series, time_zone: str) -> None:
    at = Unit.INSTANT if isinstance(series.points[0], datetime) else Unit.DAY
    columns = (series.key.removesuffix("s"), at), *((label(line.key), line.unit) for line in series.lines)
    rows = (
        (
            written(point, at, time_zone),
            *(written(value, line.unit, time_zone) for value, line in zip(values, series.lines, strict=True)),
        )
        for point, *values in zip(series.points, *(line.values for line in series.lines), strict=True)
        if any(values)
    )
    _grid(columns, rows)


def _print_table(table: Table, time_zone: str) -> None:
    columns = [(label(column.key), column.unit) for column in table.columns]
    rows = (
        tuple(written(value, column.unit, time_zone) for value, column in zip(row, table.columns, strict=True))
        for row in table.rows[:ROWS]
    )
    out.print(Text(label(table.key).capitalize()))
    _grid(columns, rows)
    if table.more or len(table.rows) > ROWS:
        out.print(Text(f"There are more; --csv {table.key} gives {len(table.rows)} of them."))


def _grid(columns: Sequence[tuple[str, Unit]], rows: Iterable[Sequence[str]]) -> None:
    shown = Grid()
    for heading, unit in columns:
        shown.add_column(heading, justify="left" if unit in LEFT else "right")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))  # a visitor's path is never markup
    out.print(shown)
