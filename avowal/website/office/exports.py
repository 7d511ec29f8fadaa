"""Figures as files: CSV that no spreadsheet runs as a formula (R100), and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from avowal.events.traffic import Traffic

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TABLES: dict[str, tuple[str, ...]] = {
    "days": ("date", "visitors", "visits", "views"),
    "pages": ("site", "path", "views", "visitors", "engaged_seconds"),
    "sources": ("origin", "views", "visitors"),
}


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


def traffic_csv(report: Traffic, table: str) -> str:
    """One table of the report, `days`, `pages` or `sources`."""
    columns = TABLES[table]
    rows = ([_text(getattr(entry, column)) for column in columns] for entry in getattr(report, table))
    return as_csv(columns, rows)


def traffic_json(report: Traffic, purpose: str) -> dict[str, Any]:
    """The whole report with the purpose for which it was read."""
    return {"purpose": purpose, **asdict(report)}


def _text(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else "" if value is None else value
