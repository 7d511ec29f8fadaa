"""3.2 and 5.1: nothing is kept past its time: no row, no element that is kept shorter, no full address."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.asked_store import kept_wrongly, not_exercised, with_fact
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Past, StoreFacts
from avowal.auditor.verdicts import Check, Finding, Outcome, Severity
from avowal.policy.model import PolicyVersion

ROWS, ADDRESSES = "3.2", "5.1"
ADDRESS = "ip_address"
_DO = "Run `avowal store sweep`; if it comes back, see `avowal doctor` for why the store does not delete."
_DO_ADDRESS = "Run `avowal store sweep`, and find what wrote rows whose address is kept longer than is declared."


def _judge_rows(version: PolicyVersion, evidence: Evidence) -> Outcome:
    del version  # each row carries the time of the version under which it came in
    return with_fact(evidence, "past", lambda facts: facts.past, lambda past: _rows(evidence, past))


def _rows(evidence: Evidence, past: tuple[Past, ...]) -> Outcome:
    facts = _facts(evidence)
    found = (*_past(ROWS, [one for one in past if one.what != ADDRESS]), *_stuck(facts))
    if not found and not facts.rows:
        return not_exercised("The event store holds no rows, so none could be past its time.")
    return found


def _past(promise: str, past: list[Past]) -> Iterator[Finding]:
    for one in past:
        kept = "rows" if one.what == "row" else f"the element “{one.what}”"
        what = f"The table “{one.table}” still holds {kept} past the time until which they may be kept."
        yield kept_wrongly(promise, what, f"{one.rows} rows of {one.table}", _DO, one.what)


def _stuck(facts: StoreFacts) -> Iterator[Finding]:
    for line in facts.stuck or ():
        what = "A deletion of the event store does not come to its end."
        yield kept_wrongly(ROWS, what, line, _DO, "row")


def _judge_addresses(version: PolicyVersion, evidence: Evidence) -> Outcome:
    window = [c.keep_of(ADDRESS) for c in version.policy.collections.values() if ADDRESS in c.elements]
    return with_fact(
        evidence,
        "old_addresses",
        lambda facts: facts.old_addresses,
        lambda old: _addresses(evidence, old, str(window[0])),
    )


def _addresses(evidence: Evidence, old: int, window: str) -> Outcome:
    facts = _facts(evidence)
    found = list(_past(ADDRESSES, [one for one in facts.past or () if one.what == ADDRESS]))
    if old:
        what = f"Full internet addresses are kept for longer than {window}."
        found.append(kept_wrongly(ADDRESSES, what, f"{old} rows of visits before that", _DO_ADDRESS, ADDRESS))
    if not found and not facts.rows:
        return not_exercised("The event store holds no rows, so no address could be too old.")
    return tuple(found)


def _facts(evidence: Evidence) -> StoreFacts:
    return evidence.store.facts if evidence.store else StoreFacts()


RETENTION = Check(
    ROWS,
    "a row, or an element kept shorter, that is still stored past its time, and deletions that do not end",
    Severity.HIGH,
    _judge_rows,
    lambda evidence: f"Compared the time of each of {_facts(evidence).rows or 0} rows and its elements with the clock.",
)
FULL_ADDRESSES = Check(
    ADDRESSES,
    "a full internet address older than its window",
    Severity.HIGH,
    _judge_addresses,
    lambda evidence: (
        f"Looked among {_facts(evidence).rows or 0} rows for full addresses past the time that their row names, and "
        f"for those of visits before the window that the policy declares."
    ),
)
