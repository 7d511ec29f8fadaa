"""The one shape of every report, so that office, command line, CSV and JSON are written once (decision 0004).

Keys are English words in snake case; the website and the command line hold the labels for people. Nothing here reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avowal.events.reports.asking import Asked

Value = str | int | float | date | datetime | None
"""A figure or a cell; None where it is not known, not told, or hidden. SHARE is 0 to 1; INSTANT is aware (UTC)."""


class Unit(StrEnum):
    """What a value is, and so how it is written."""

    TEXT = "text"
    COUNT = "count"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    BYTES = "bytes"
    SHARE = "share"
    INSTANT = "instant"
    DAY = "day"


@dataclass(frozen=True)
class Figure:
    """One figure of the period, and of the period of the same length before it (None where that is not known)."""

    key: str
    value: Value
    unit: Unit
    before: Value = None


@dataclass(frozen=True)
class Line:
    """One value for each point of its series; None where nothing is known."""

    key: str
    values: tuple[int | float | None, ...]
    unit: Unit = Unit.COUNT


@dataclass(frozen=True)
class Series:
    """Lines over days, hours or minutes; `points` has every one of the period, in order, instants aware."""

    key: str
    points: tuple[date, ...] | tuple[datetime, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    key: str
    unit: Unit


@dataclass(frozen=True)
class Table:
    """Rows of as many values as there are columns, the most telling first; `more` when there are rows beyond them."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report. `cautions` are keys of what its reader has to know before trusting the figures."""

    name: str
    purpose: str
    promises: tuple[str, ...]
    asked: Asked
    figures: tuple[Figure, ...] = ()
    series: tuple[Series, ...] = ()
    tables: tuple[Table, ...] = ()
    cautions: tuple[str, ...] = ()
