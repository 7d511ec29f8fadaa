"""A report as its screen shows it: every value written for people, every key with its label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings

from avowal.events.reports.shape import Column, Figure, Report, Series, Table, Unit, Value
from avowal.website import in_force
from avowal.website.office import labels
from avowal.website.office.chart import Chart, charts
from avowal.website.office.chart_words import Said, said
from avowal.website.office.exports import POINTS, points
from avowal.website.office.written import NUMBERS, UNKNOWN, Change, change, point, signed_share, written

ROBOTS = frozenset({"automated_requests", "automated_share"})
"""Figures that stand apart: they are in no other."""
OPEN_AT_MOST = 14
"""A series of more points begins with its table closed."""
PathLink = Callable[[str, str], str]
"""Site and path → the address of a page's own figures."""


@dataclass(frozen=True)
class FigureShown:
    """One figure; `change` says how it stands to the period before."""

    label: str
    text: str
    note: str
    apart: bool
    change: Change | None


@dataclass(frozen=True)
class Heading:
    """A column's heading."""

    label: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """A cell; `url` leads to the figures of what it names; `signal` is what the network it names was seen doing."""

    text: str
    is_number: bool
    url: str = ""
    signal: str = ""


@dataclass(frozen=True)
class TableShown:
    """A table; `more` when there are rows beyond these."""

    key: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool = False


@dataclass(frozen=True)
class SeriesShown:
    """A series: its charts (none where there is nothing to draw), what they say in words, and the table beside them."""

    key: str
    title: str
    charts: tuple[Chart, ...]
    said: tuple[Said, ...]
    table: TableShown
    is_open: bool


@dataclass(frozen=True)
class Screen:
    """All that a report's page shows of the report itself."""

    figures: tuple[FigureShown, ...]
    series: tuple[SeriesShown, ...]
    tables: tuple[TableShown, ...]
    cautions: tuple[str, ...]


def screen(report: Report, link: PathLink | None = None) -> Screen:
    """`report` for people; `link` makes the addresses of pages' own figures, where the report can be asked for one."""
    zone = ZoneInfo(report.asked.time_zone)
    is_open = "figures_of_open_day" in report.cautions or report.name == "live"
    return Screen(
        figures=tuple(_figure(one, zone) for one in report.figures),
        series=tuple(_series(one, zone, is_open) for one in report.series if one.points),
        tables=tuple(_table(one, zone, link) for one in report.tables),
        cautions=tuple(str(labels.CAUTIONS[key]) for key in report.cautions),
    )


def path_link(address: str, period: str) -> PathLink:
    """Links to `address` for one page, over the period that `period` (a query) asks for."""
    return lambda site, path: f"{address}?{period}{'&' if period else ''}{urlencode({'site': site, 'path': path})}"


def _figure(one: Figure, zone: ZoneInfo) -> FigureShown:
    return FigureShown(
        label=labels.label(one.key),
        text=written(one.value, one.unit, zone),
        note=str(labels.NOTES.get(one.key, "")),
        apart=one.key in ROBOTS,
        change=change(one.value, one.before, one.unit, zone),
    )


def _series(one: Series, zone: ZoneInfo, is_open: bool) -> SeriesShown:  # noqa: FBT001  (named by its caller)
    headings = (Heading(labels.label(POINTS[one.key]), is_number=False),)
    headings += tuple(Heading(labels.label(line.key), is_number=True) for line in one.lines)
    units = [line.unit for line in one.lines]
    rows = tuple(
        (
            Cell(point(at, one.key, zone), is_number=False),
            *(Cell(written(value, unit, zone), is_number=True) for value, unit in zip(values, units, strict=True)),
        )
        for at, *values in points(one)
    )
    title = labels.table_label(one.key)
    return SeriesShown(
        key=one.key,
        title=title,
        charts=charts(one, zone) if any(value for line in one.lines for value in line.values) else (),
        said=said(one, zone, last_is_open=is_open),
        table=TableShown(one.key, title, headings, rows),
        is_open=len(one.points) <= OPEN_AT_MOST,
    )


def _table(one: Table, zone: ZoneInfo, link: PathLink | None) -> TableShown:
    keys = [column.key for column in one.columns]
    linked = link if {"site", "path"} <= set(keys) else None
    return TableShown(
        key=one.key,
        title=labels.table_label(one.key),
        headings=tuple(Heading(labels.label(column.key), column.unit in NUMBERS) for column in one.columns),
        rows=tuple(
            tuple(_cell(value, column, dict(zip(keys, row, strict=True)), zone, linked) for value, column in cells)
            for row in one.rows
            for cells in [list(zip(row, one.columns, strict=True))]
        ),
        more=one.more,
    )


def _cell(value: Value, column: Column, row: dict[str, Value], zone: ZoneInfo, link: PathLink | None) -> Cell:
    is_number = column.unit in NUMBERS
    if column.key == "change":
        return Cell(signed_share(_word(value, column), zone), is_number)
    text = written(_word(value, column), column.unit, zone)
    url = link(str(row["site"] or ""), str(value)) if link and column.key == "path" and value else ""
    signal = str(row.get("kind") or "") if column.key == "address" and value else ""
    return Cell(text or UNKNOWN, is_number, url, signal)


def _word(value: Value, column: Column) -> Value:
    """The words for a value that is a key: a site's, a language's, or one that `labels` knows."""
    if not isinstance(value, str) or column.unit is not Unit.TEXT:
        return value
    if column.key == "site":
        policy = in_force.policy()
        return policy.sites[value].label if policy and value in policy.sites else value
    if column.key == "page_language" and value:
        return str(dict(settings.LANGUAGES).get(value, value))
    return str(labels.VALUES.get(column.key, {}).get(value, value))
