"""3.4: the event store holds the declared elements, and nothing else of what a request carries.

A declared element that has no column is kept by nobody and so breaks nothing; it is not looked for here.

Beside the declared elements a table has the structural columns that make a promise enforceable: under which
version a row came in, and until when it and its shorter-kept elements may be there.
"""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.asked_store import store_of
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Search, StoreSeen
from avowal.auditor.verdicts import Check, Finding, Flow, Outcome, Reason, Severity, Unchecked
from avowal.policy.model import Policy, PolicyVersion

PROMISE = "3.4"
STRUCTURAL = frozenset({"policy_version", "keep_until"})
BOOKKEEPING = frozenset({"opened", "imports", "erasures", "closings", "closing"})
"""The store's own tables: which versions were in force, which log files were imported, what was erased."""
KINDS = frozenset({"query", "header", "referrer", "cookie", "typed", "keys"})
"""The kinds of made-up values that no declaration names."""
_DO_COLUMN = "Drop the column, or declare the element in the collection and publish a new version."
_DO_VALUE = "Find which writer keeps it; rows must be built from the declared elements alone."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Columns against declarations, and the searches for what was sent."""
    store = store_of(evidence)
    if isinstance(store, Unchecked):
        return store
    found = (*_columns(version.policy, store), *_values(store))
    if not found and not any(search.canary.kind == "control" and search.places for search in store.searches):
        why = "The control value that was sent did not arrive in the store, so finding nothing else proves nothing."
        return Unchecked(Reason.NOT_EXERCISED, why)
    return found


def _columns(policy: Policy, store: StoreSeen) -> Iterator[Finding]:
    for table, columns in sorted(store.columns.items()):
        collection = policy.collections.get(table)
        if collection is None:
            if table not in BOOKKEEPING:
                what = f"The store has a table “{table}” that the policy does not declare."
                yield _finding(what, f"columns of {table}: {', '.join(columns)}", _DO_COLUMN, table)
            continue
        shorter = {f"{element}_until" for element in collection.elements}
        for column in sorted(set(columns) - set(collection.elements) - STRUCTURAL - shorter):
            what = f"The table “{table}” has a column “{column}” that the policy does not declare."
            yield _finding(what, f"columns of {table}: {', '.join(columns)}", _DO_COLUMN, column)


def _values(store: StoreSeen) -> Iterator[Finding]:
    for search in store.searches:
        if search.canary.kind in KINDS and search.places:
            what = f"A made-up value that was sent in {search.canary.where} is kept in the store."
            yield _finding(what, f"found in {', '.join(search.places)}", _DO_VALUE, search.canary.kind)


def _finding(what: str, line: str, do: str, information: str) -> Finding:
    flow = Flow("the visitor's browser", "the event store", "visitor", information, "not declared")
    return Finding(PROMISE, "", "store", what, (line,), do, flow)


def _tried(evidence: Evidence) -> str:
    searches: tuple[Search, ...] = evidence.store.searches if evidence.store else ()
    sent = sum(search.canary.kind in KINDS for search in searches)
    return (
        f"Sent {sent} made-up values (query string, header, referrer path, undeclared cookie, form fields) and one "
        f"declared control, waited until the control was stored, and searched every column for the others."
    )


CHECK = Check(PROMISE, "a stored column or value that is not declared", Severity.HIGH, judge, _tried)
