"""Faults of the event store: more columns, values, days, readers and counts than the policy allows, and fewer lines.

Each is a view in front of a clean store. What a real store does when such rows are in it, tests of the store plant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from avowal.auditor.store import StoreEvidence
from avowal.events.outcomes import Answer, PurposeRefused


@dataclass(frozen=True)
class StoreFault:
    """One way in which a store breaks a promise, as a view in front of a clean one."""

    promise: str
    name: str
    plant: Callable[[StoreEvidence], StoreEvidence]


class View:
    """A store as it is; a fault changes one of its answers."""

    def __init__(self, store: StoreEvidence) -> None:
        self._store = store

    def columns(self) -> Sequence[tuple[str, str]]:
        return self._store.columns()

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        return self._store.search(value)

    def row_counts(self) -> Mapping[str, int]:
        return self._store.row_counts()

    def past_retention(self, late: int = 0) -> Sequence[tuple[str, str, int]]:
        return self._store.past_retention(late)

    def mutations(self) -> Sequence[Any]:
        return self._store.mutations()

    def read(self, purpose: str, query: str, **parameters: object) -> Any:
        return self._store.read(purpose, query, **parameters)


class ExtraColumn(View):
    """A store whose weblog has a column for a header that nobody declared."""

    def columns(self) -> Sequence[tuple[str, str]]:
        return [*super().columns(), ("weblog", "accept_language")]


class KeepsEverything(View):
    """A store that has kept whatever was sent."""

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        del value
        return [("weblog", "path", 1), ("page_views", "path", 1)]


class ForgetsSome(View):
    """A store whose weblog lacks every other line."""

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        found = super().search(value)
        return found if sum(value.encode()) % 2 else [one for one in found if one[0] != "weblog"]


class KeepsForever(View):
    """A store that deletes neither rows nor full addresses."""

    def past_retention(self, late: int = 0) -> Sequence[tuple[str, str, int]]:
        return [*super().past_retention(late), ("weblog", "row", 3), ("weblog", "ip_address", 2)]


class OpensAll(View):
    """A store that answers every purpose."""

    def read(self, purpose: str, query: str, **parameters: object) -> Any:
        try:
            return super().read(purpose, query, **parameters)
        except PurposeRefused:
            return Answer(("opened",), ((1,),))


class NamesMembers(View):
    """A store that holds a member's key beside a public page."""

    def read(self, purpose: str, query: str, **parameters: object) -> Any:
        if query == "audit_member_lines":
            return Answer(("path", "rows"), (("/healthy-living/", 1),))
        return super().read(purpose, query, **parameters)


STORE_FAULTS: tuple[StoreFault, ...] = (
    StoreFault("3.4", "undeclared-column", ExtraColumn),
    StoreFault("3.4", "undeclared-value", KeepsEverything),
    StoreFault("1.1", "address-of-a-beacon-kept", KeepsEverything),
    StoreFault("4.11", "illness-of-a-beacon-kept", KeepsEverything),
    StoreFault("4.9", "address-of-a-mail-beacon-kept", KeepsEverything),
    StoreFault("3.1", "line-missing", ForgetsSome),
    StoreFault("3.2", "row-past-its-time", KeepsForever),
    StoreFault("5.1", "address-past-its-window", KeepsForever),
    StoreFault("3.3", "popularity-opens-addresses", OpensAll),
    StoreFault("5.2", "marketing-opens-addresses", OpensAll),
    StoreFault("3.5", "member-on-a-public-page", NamesMembers),
)
