"""Faults of the event store (3.4): a column too many, and a row that keeps more than is declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from avowal.auditor.store import StoreEvidence


@dataclass(frozen=True)
class StoreFault:
    """One way in which a store breaks a promise, as a view in front of a clean one."""

    promise: str
    name: str
    plant: Callable[[StoreEvidence], StoreEvidence]


class ExtraColumn:
    """A store whose weblog has a column for a header that nobody declared."""

    def __init__(self, store: StoreEvidence) -> None:
        self._store = store

    def columns(self) -> Sequence[tuple[str, str]]:
        """The real columns, and `accept_language`."""
        return [*self._store.columns(), ("weblog", "accept_language")]

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        """As in the real store."""
        return self._store.search(value)


class KeepsEverything:
    """A store that has kept whatever was sent."""

    def __init__(self, store: StoreEvidence) -> None:
        self._store = store

    def columns(self) -> Sequence[tuple[str, str]]:
        """As in the real store."""
        return self._store.columns()

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        """Everything is found in the path of the weblog."""
        del value
        return [("weblog", "path", 1)]


STORE_FAULTS: tuple[StoreFault, ...] = (
    StoreFault("3.4", "undeclared-column", ExtraColumn),
    StoreFault("3.4", "undeclared-value", KeepsEverything),
)
