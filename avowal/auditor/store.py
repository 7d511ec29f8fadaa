"""The auditor's own view of an event store: which columns there are, and where a value is found.

`avowal.events.store.Store` satisfies it; so does anything else with these two methods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class StoreUnreadable(Exception):
    """The store could not be read; the audit then says *could not run*. Whoever hands a store in raises it."""


class StoreEvidence(Protocol):
    """Read-only evidence of what is stored. Both methods raise StoreUnreadable."""

    def columns(self) -> Mapping[str, Sequence[str]]:
        """Table name → names of its columns."""

    def search(self, value: str) -> Sequence[str]:
        """The places (`table.column`) in which `value` stands anywhere, case-insensitively."""
