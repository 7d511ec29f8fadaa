"""A store as a fault shows it: asked the same questions, and searched for the same values, through the fault's view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from avowal.auditor.evidence import Evidence
from avowal.auditor.faults.stores import StoreFault, View
from avowal.auditor.questions import Asking, ask
from avowal.auditor.store import StoreEvidence
from avowal.auditor.stored import Search, StoreSeen
from avowal.events.outcomes import PurposeRefused
from avowal.policy.model import PolicyVersion

ASKED = ("past", "rows", "stuck", "old_addresses", "trials", "member_lines")
"""The facts that a view of a store can spoil; the reports are made by the store itself."""


class Remembering(View):
    """A store that is asked each question once: all faults of a run look through it, and nothing changes meanwhile."""

    def __init__(self, store: StoreEvidence) -> None:
        super().__init__(store)
        self._told: dict[tuple[object, ...], Any] = {}

    def _once(self, question: tuple[object, ...], ask_it: Callable[[], Any]) -> Any:
        if question not in self._told:
            try:
                self._told[question] = ask_it()
            except PurposeRefused as refused:
                self._told[question] = refused
        told = self._told[question]
        if isinstance(told, PurposeRefused):
            raise told
        return told

    def columns(self) -> Sequence[tuple[str, str]]:
        return cast("Sequence[tuple[str, str]]", self._once(("columns",), super().columns))

    def search(self, value: str) -> Sequence[tuple[str, str, int]]:
        found = self._once(("search", value), lambda: self._store.search(value))
        return cast("Sequence[tuple[str, str, int]]", found)

    def past_retention(self, late: int = 0) -> Sequence[tuple[str, str, int]]:
        found = self._once(("past", late), lambda: self._store.past_retention(late))
        return cast("Sequence[tuple[str, str, int]]", found)

    def read(self, purpose: str, query: str, **parameters: object) -> Any:
        question = ("read", purpose, query, repr(sorted(parameters.items())))
        return self._once(question, lambda: self._store.read(purpose, query, **parameters))


def seen_through(
    fault: StoreFault, store: StoreEvidence, version: PolicyVersion, clean: Evidence, now: datetime
) -> StoreSeen:
    """The clean audit's look into the store, had the fault stood in between."""
    if clean.store is None:
        return StoreSeen({}, (), trouble="The clean store was not looked into.")
    view = fault.plant(store)
    asking = Asking(version, now, tuple(clean.own_hosts), lambda path: path.startswith(("/account/", "/office/")))
    asked = ask(view, asking, ASKED)
    facts = replace(clean.store.facts, **{name: getattr(asked, name) for name in ASKED})
    columns: dict[str, tuple[str, ...]] = {}
    for table, column in sorted(set(view.columns())):
        columns[table] = (*columns.get(table, ()), column)
    searches = tuple(_again(view, one) for one in clean.store.searches)
    return replace(clean.store, columns=columns, searches=searches, facts=facts)


def _again(view: StoreEvidence, search: Search) -> Search:
    places = tuple(sorted(f"{table}.{column}" for table, column, _ in view.search(search.canary.value)))
    return replace(search, places=places)
