"""3.1: every request leaves a line in the weblog, whatever was asked for, how, and by whom."""

from __future__ import annotations

from avowal.auditor.checks.asked_store import kept_wrongly, not_exercised, store_of
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Search
from avowal.auditor.verdicts import Check, Outcome, Severity, Unchecked
from avowal.policy.model import Door, PolicyVersion

PROMISE = "3.1"
_DO = "See what answers it before the front door's weblog, and put the weblog around it."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Each request that the audit sent with a path of its own, looked for in the weblog."""
    store = store_of(evidence)
    if isinstance(store, Unchecked):
        return store
    tables = tuple(f"{key}." for key in version.policy.collections_by(Door.WEBLOG))
    sent = _sent(evidence)
    if not any(_logged(one, tables) for one in sent):
        return not_exercised("No request of the audit's own arrived in the weblog, so that missing one says nothing.")
    return tuple(
        kept_wrongly(
            PROMISE,
            "A request left no line in the weblog.",
            f"{one.canary.where}; found in {', '.join(one.places) or 'no table'}",
            _DO,
            "a request",
        )
        for one in sent
        if not _logged(one, tables)
    )


def _sent(evidence: Evidence) -> list[Search]:
    return [one for one in evidence.store.searches if one.canary.kind == "line"] if evidence.store else []


def _logged(search: Search, tables: tuple[str, ...]) -> bool:
    return any(place.startswith(tables) for place in search.places)


CHECK = Check(
    PROMISE,
    "a request that leaves no line",
    Severity.LOW,
    judge,
    lambda evidence: (
        f"Sent {len(_sent(evidence))} requests, each to a path that exists nowhere else, and found the line of each: "
        f"{'; '.join(one.canary.where for one in _sent(evidence))}."
    ),
)
