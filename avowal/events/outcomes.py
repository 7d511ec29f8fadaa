"""What the store answers and refuses, for whoever asks it: known without loading an engine's driver."""

from __future__ import annotations

from dataclasses import dataclass, field

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


class NothingInForce(Exception):
    """No policy version is in force, so nothing may be taken in."""


class SchemaRefused(Exception):
    """The store's tables cannot follow this policy version; the message says which column and what to do."""


KNOWN = (PurposeRefused, UnknownQuery, NothingInForce, ImportRefused, SchemaRefused, NotAnIdentifier, ValueError)
"""What a request may be refused with; its words are for people, and the owner passes them on."""
