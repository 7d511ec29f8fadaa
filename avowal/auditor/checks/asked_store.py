"""How checks get at what the store answered: its facts, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import StoreFacts, StoreSeen
from avowal.auditor.verdicts import Finding, Flow, Outcome, Reason, Unchecked

NO_STORE = Unchecked(Reason.NO_ACCESS, "The event store was not opened to this audit; run it with --deployment.")
Fact = TypeVar("Fact")


def store_of(evidence: Evidence) -> StoreSeen | Unchecked:
    """What was seen of the store, or why nothing was."""
    if evidence.store is None:
        return NO_STORE
    if evidence.store.trouble is not None:
        return Unchecked(Reason.COULD_NOT_RUN, evidence.store.trouble)
    return evidence.store


def with_fact(
    evidence: Evidence, name: str, fact: Callable[[StoreFacts], Fact | None], judge: Callable[[Fact], Outcome]
) -> Outcome:
    """What `judge` says of a fact; `name` is the field of StoreFacts, under which its trouble stands."""
    store = store_of(evidence)
    if isinstance(store, Unchecked):
        return store
    found = fact(store.facts)
    if found is None:
        why = store.facts.trouble.get(name, "The event store was not asked.")
        return Unchecked(Reason.COULD_NOT_RUN, why)
    return judge(found)


def not_exercised(why: str) -> Unchecked:
    """Nothing in the store could have broken the promise."""
    return Unchecked(Reason.NOT_EXERCISED, why)


def kept_wrongly(promise: str, what: str, line: str, do: str, information: str) -> Finding:
    """Something in the store that should not be there."""
    flow = Flow("the sites", "the event store", "visitor", information, "not kept so, or not so long")
    return Finding(promise, "", "store", what, (line,), do, flow)


def read_wrongly(promise: str, what: str, line: str, do: str, information: str, reader: str) -> Finding:
    """Something that is read, or leaves, for a purpose that may not have it."""
    flow = Flow("the event store", reader, "visitor", information, "for other purposes only")
    return Finding(promise, "", "store", what, (line,), do, flow)
