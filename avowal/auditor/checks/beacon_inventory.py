"""4.8: pages send only the declared beacons, with only declared elements, of areas that the page itself marks; other
companies' only where they are declared."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.beacons import Message, door_of, messages
from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import (
    BROWSER_POLICY,
    Check,
    Finding,
    Flow,
    Outcome,
    Reason,
    Severity,
    Unchecked,
    found_on,
)
from avowal.policy.model import Door, Policy, PolicyVersion

PROMISE = "4.8"
ELEMENT_OF = {
    "path": "path",
    "key": "view_key",
    "lang": "page_language",
    "ref": "referrer_origin",
    "engaged": "engaged_time",
    "area": "area",
}
"""The fields of the sites' own messages, and the elements that they fill."""
_DO_VENDOR = "Declare the company among the policy's third parties with what it sees, or take its beacon out."
_DO_OWN = "Declare the beacon with its address and collection, or take out what sends it."
_DO_AREA = "Mark the region in the page's template, or take out the script that makes the name up."
_DO_FIELD = "Declare the element in the beacon's collection, or take the field out of the message."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every beacon of every page against inventory, elements and the areas that are marked."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    vendors = frozenset(host for party in version.policy.third_parties.values() for host in party.hosts)
    sent = [(seen, message) for seen in evidence.pages for message in messages(seen, version.policy, own)]
    found = (one for seen, message in sent for one in _wrong(seen, message, version.policy, own, vendors))
    outcome = distinct(evidence, found)
    if not outcome and not any(message.name for _, message in sent):
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited sent a declared beacon.")
    return outcome


def _wrong(
    seen: PageVisit, message: Message, policy: Policy, own: frozenset[str], vendors: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if message.host not in own:
        if message.host not in vendors:
            what = f"The page tells {message.host}, which is not declared, that it was seen."
            yield (message.host,), _finding(seen, message, what, message.shown, _DO_VENDOR)
    elif not message.name:
        what = f"The page sends a beacon to {message.url.partition('?')[0]}, which is not declared."
        yield (message.url.partition("?")[0],), _finding(seen, message, what, message.shown, _DO_OWN)
    else:
        yield from _told(seen, message, policy)


def _told(seen: PageVisit, message: Message, policy: Policy) -> Iterator[tuple[tuple[str, ...], Finding]]:
    beacon = policy.beacons[message.name]
    if door_of(beacon, policy) not in (Door.PAGE_BEACON, Door.AREA_BEACON):
        return
    elements = policy.collections[beacon.collection].elements
    for field in message.told:
        if ELEMENT_OF.get(field) not in elements:
            what = f"The beacon “{beacon.label}” tells “{field[:40]}”, which is not declared for it."
            line = f"{message.shown} has the field “{field[:40]}”"
            yield (message.name, field), _finding(seen, message, what, line, _DO_FIELD)
    area = message.told.get("area")
    if area is not None and area not in seen.areas:
        what = f"The beacon “{beacon.label}” tells of an area “{str(area)[:40]}” that the page does not mark."
        marked = ", ".join(seen.areas) or "none"
        line = f"{message.shown}; areas marked on the page: {marked}"
        yield ("area", str(area)), _finding(seen, message, what, line, _DO_AREA)


def _finding(seen: PageVisit, message: Message, what: str, line: str, do: str) -> Finding:
    flow = Flow("the visitor's browser", message.host, "visitor", "which page was seen", "not declared")
    stopped = BROWSER_POLICY if message.blocked else None
    return found_on(seen, PROMISE, what, (line,), do, flow=flow, stopped_by=stopped)


CHECK = Check(
    PROMISE,
    "a beacon, an area or a field of a beacon that is not declared, and another company's pixel",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"Scrolled, waited and left, so that pages would tell what they tell, and read every message sent in the "
        f"background on {passes_of(evidence)}."
    ),
)
