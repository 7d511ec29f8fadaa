"""What the store answers and refuses, for whoever asks it: known without loading an engine's driver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from avowal.events.import_statements import ImportRefused
from avowal.events.statements import NotAnIdentifier


class PurposeRefused(Exception):
    """The purpose may not open what the query asks for, or is not declared."""


class UnknownQuery(Exception):
    """No query of that name ships with this version."""


@dataclass(frozen=True)
class Answer:
    """What a query answered; values as JSON has them (times and dates as text, times in UTC unless the query says)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    rows_read: int = 0
    """How many rows the engine looked at, and in which collections; not told to those who ask."""
    collections: frozenset[str] = frozenset()


@dataclass(frozen=True)
class KnownDays:
    """The days of a period whose counts a purpose may open, None where it may open no counts; and raw rows."""

    closed: tuple[date, ...] | None
    rows_since: date | None
    """No raw row is of an earlier day; None where that is not known."""


@dataclass
class Taken:
    """What one round did."""

    segments: int = 0
    rows: int = 0
    refused_rows: int = 0
    left: int = 0
    problems: list[str] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)
    """The policy versions under which the rows had come in."""


@dataclass(frozen=True)
class Swept:
    """What one sweep did to one table."""

    table: str
    rows_before: int
    rows_after: int
    past_retention_after: int


@dataclass(frozen=True)
class Health:
    """How the store is: the version it follows, what waits in the spool, what went wrong."""

    version: int | None
    trouble: str | None
    waiting_segments: int
    refused_segments: int
    last_problem: str | None


@dataclass(frozen=True)
class ErasedTable:
    """Rows of a table, or of the spool, that an erasure took out of every answer; `gone_at` when off the disk too."""

    table: str
    rows: int
    gone_at: datetime | None = None


@dataclass(frozen=True)
class Erased:
    """One erasure. No `receipt` when nothing was found, or when it was only asked what would go."""

    receipt: str
    at: datetime
    tables: tuple[ErasedTable, ...] = ()
    broken_off: bool = False
    """It was begun and never confirmed, so nobody has its receipt."""

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def gone_at(self) -> datetime | None:
        """When the last of it left the disk; None while some of it is only hidden, or where there was nothing."""
        times = [table.gone_at for table in self.tables]
        known = [time for time in times if time is not None]
        return max(known) if known and len(known) == len(times) else None


def erased_as_json(erased: Erased) -> dict[str, Any]:
    """An erasure in JSON values, times in ISO 8601."""
    tables = [
        {"table": table.table, "rows": table.rows, "gone_at": table.gone_at and table.gone_at.isoformat()}
        for table in erased.tables
    ]
    return {"receipt": erased.receipt, "at": erased.at.isoformat(), "tables": tables, "broken_off": erased.broken_off}


def erased_from_json(value: Mapping[str, Any]) -> Erased:
    """The erasure that `erased_as_json` wrote."""
    tables = (
        ErasedTable(one["table"], one["rows"], one["gone_at"] and datetime.fromisoformat(one["gone_at"]))
        for one in value["tables"]
    )
    return Erased(value["receipt"], datetime.fromisoformat(value["at"]), tuple(tables), value["broken_off"])


@dataclass(frozen=True)
class Mutation:
    """A change of a table that has not ended; `failed` is the code of its last failure, never the engine's words."""

    table: str
    name: str
    kind: str
    since: datetime
    failed: str | None


class NotErased(Exception):
    """Nothing was erased; the message says why and what to do."""


class NothingInForce(Exception):
    """No policy version is in force, so nothing may be taken in."""


class SchemaRefused(Exception):
    """The store's tables cannot follow this policy version; the message says which column and what to do."""


KNOWN = (
    PurposeRefused,
    UnknownQuery,
    NothingInForce,
    NotErased,
    ImportRefused,
    SchemaRefused,
    NotAnIdentifier,
    ValueError,
)
"""What a request may be refused with; its words are for people, and the owner passes them on."""
