"""The auditor's own view of an event store: which columns there are, and where a value is found.

`avowal.events.store.Store` satisfies it; so does anything else with these two methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class StoreEvidence(Protocol):
    """Read-only evidence of what is stored. Both methods raise the store's StoreNotAnswering and StoreFailed."""

    def columns(self) -> Sequence[tuple[str, str]]:
        """Every (table, column), structural ones and bookkeeping included."""

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        """Where `value` stands as part of anything kept: (table, column, rows); the spool counts as a table."""
