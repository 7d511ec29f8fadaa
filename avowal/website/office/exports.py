"""Figures as files: CSV that no spreadsheet runs as a formula (R100), and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from avowal.events.reports.shape import Report, Series

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
POINTS = {"days": "day", "hours": "hour", "minutes": "minute"}
"""Series → heading of its first column."""


def safe_cell(value: Any) -> Any:
    """The value, with an apostrophe in front where a spreadsheet would take its text for a formula.

    Taking the first apostrophe away gives the value back.
    """
    if isinstance(value, str) and value.lstrip(" ").startswith((*_STARTS_A_FORMULA, "'")):
        return f"'{value}"
    return value


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Headings and rows as CSV (RFC 4180)."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headings)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return file.getvalue()


def parts(report: Report) -> tuple[str, ...]:
    """What can be had as CSV: the figures, each series, each table."""
    return ("figures", *(one.key for one in report.series), *(one.key for one in report.tables))


def report_csv(report: Report, part: str) -> str:
    """One part of the report; KeyError where it has none of that name."""
    headings, rows = _part(report, part)
    return as_csv(headings, ([_plain(value) for value in row] for row in rows))


def _part(report: Report, part: str) -> tuple[Sequence[str], Iterable[Sequence[Any]]]:
    if part == "figures":
        return ("figure", "value", "before", "unit"), (
            (one.key, one.value, one.before, one.unit.value) for one in report.figures
        )
    for series in report.series:
        if series.key == part:
            return (POINTS[part], *(line.key for line in series.lines)), points(series)
    for table in report.tables:
        if table.key == part:
            return tuple(column.key for column in table.columns), table.rows
    raise KeyError(part)


def points(series: Series) -> list[tuple[Any, ...]]:
    """A series as rows: the point, then a value of each line."""
    return list(zip(series.points, *(line.values for line in series.lines), strict=True))


def report_json(report: Report) -> dict[str, Any]:
    """The whole report, with the purpose for which it was read."""
    asked = report.asked
    return {
        "report": report.name,
        "purpose": report.purpose,
        "promises": list(report.promises),
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "time_zone": asked.time_zone,
        "filters": {key: found for key in ("site", "path", "language") if (found := getattr(asked, key))},
        "figures": [
            {"key": one.key, "value": _plain(one.value), "before": _plain(one.before), "unit": one.unit.value}
            for one in report.figures
        ],
        "series": {
            one.key: [
                dict(zip((POINTS[one.key], *(line.key for line in one.lines)), map(_plain, row), strict=True))
                for row in points(one)
            ]
            for one in report.series
        },
        "tables": {
            one.key: [
                dict(zip((column.key for column in one.columns), map(_plain, row), strict=True)) for row in one.rows
            ]
            for one in report.tables
        },
        "cautions": list(report.cautions),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
