"""The auditor's own view of an event store: what it holds, and what it answers.

`avowal.events.store.Store` satisfies it; so does anything else with these methods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class StoreEvidence(Protocol):
    """Read-only evidence of what is stored. Every method raises the store's StoreNotAnswering and StoreFailed."""

    def columns(self) -> Sequence[tuple[str, str]]:
        """Every (table, column), structural ones and bookkeeping included."""

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        """Where `value` stands as part of anything kept: (table, column, rows); the spool counts as a table."""

    def row_counts(self) -> Mapping[str, int]:
        """Rows of each table."""

    def past_retention(self, late: int = 0) -> Sequence[tuple[str, str, int]]:
        """What is stored `late` seconds past its time or more: (table, `row` or element, rows)."""

    def mutations(self) -> Sequence[Any]:
        """Changes of tables that do not end, or fail, as `events.outcomes.Mutation`."""

    def read(self, purpose: str, query: str, **parameters: object) -> Any:
        """The answer of a shipped query for a purpose, as `events.outcomes.Answer`; raises PurposeRefused."""
