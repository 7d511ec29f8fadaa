"""4.9: the address of a mail beacon says nothing about who reads; one that holds an address is not kept."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.canaries import readings
from avowal.auditor.checks.asked_store import kept_wrongly, not_exercised, store_of
from avowal.auditor.checks.beacon_contents import MAIL_ADDRESS
from avowal.auditor.checks.beacons import declared, door_of
from avowal.auditor.checks.common import own_hosts
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Search
from avowal.auditor.verdicts import Check, Finding, Outcome, Severity, Unchecked, found_on
from avowal.policy.model import Door, PolicyVersion

PROMISE = "4.9"
_DO_KEPT = "Keep of a mail beacon's address only what its sealed token says."
_DO_MADE = "Make the address from a token alone, never from who gets the mail."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Mail beacons on pages, and what the store kept of those that the audit made up."""
    found = (*_on_pages(version, evidence), *_kept(evidence))
    if found:
        return found
    store = store_of(evidence)
    if isinstance(store, Unchecked):
        return store
    if not _sent(evidence) or not any(one.canary.kind == "control" and one.places for one in store.searches):
        return not_exercised("No mail beacon with an address in it was asked for, or the control value did not arrive.")
    return ()


def _on_pages(version: PolicyVersion, evidence: Evidence) -> Iterator[Finding]:
    policy, own = version.policy, own_hosts(version.policy, evidence)
    mails = {key for key, one in policy.beacons.items() if door_of(one, policy) is Door.MAIL_BEACON}
    for seen in evidence.pages:
        for request in seen.requests:
            if request.host in own and declared(request.url, policy) in mails:
                how = [how for how, text in readings(request.url.encode()) if MAIL_ADDRESS.search(text)]
                if how:
                    what = "The address of a mail beacon holds an e-mail address."
                    line = f"{request.method} {request.host}, in the path ({how[0]})"
                    yield found_on(seen, PROMISE, what, (line,), _DO_MADE)


def _sent(evidence: Evidence) -> list[Search]:
    return [one for one in evidence.store.searches if one.canary.kind == "pixel"] if evidence.store else []


def _kept(evidence: Evidence) -> Iterator[Finding]:
    for search in _sent(evidence):
        if search.places:
            what = f"The store kept {search.canary.where}."
            yield kept_wrongly(PROMISE, what, f"found in {', '.join(search.places)}", _DO_KEPT, "an e-mail address")


CHECK = Check(
    PROMISE,
    "a mail beacon whose address holds somebody's e-mail address",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"Asked for {len(_sent(evidence))} mail beacons with a made-up address in them "
        f"({', '.join(one.canary.where for one in _sent(evidence))}), and searched the store for it."
    ),
)
