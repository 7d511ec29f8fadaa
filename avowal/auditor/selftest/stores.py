"""A store as a fault shows it: asked the same questions, and searched for the same values, through the fault's view."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from avowal.auditor.evidence import Evidence
from avowal.auditor.faults.stores import StoreFault
from avowal.auditor.questions import Asking, ask
from avowal.auditor.store import StoreEvidence
from avowal.auditor.stored import Search, StoreSeen
from avowal.policy.model import PolicyVersion

ASKED = ("past", "rows", "stuck", "old_addresses", "trials", "member_lines")
"""The facts that a view of a store can spoil; the reports are made by the store itself."""


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
