"""4.12: after a refusal no beacon is sent, and the sites work without cookies.

The audit plays a visitor who refused every choice, one whose browser sends Global Privacy Control, and one whose
browser keeps nothing; what they get is held against what a first visitor got.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from avowal.auditor.checks.beacons import ON_PAGES, door_of, messages
from avowal.auditor.checks.common import NOTHING_VISITED, distinct, first_visits, own_hosts
from avowal.auditor.evidence import Evidence, PageVisit, Pass
from avowal.auditor.verdicts import BROWSER_POLICY, Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import Policy, PolicyVersion

PROMISE = "4.12"
_DO_BEACON = "Leave the page script out for visitors who refused, and drop what is sent all the same."
_DO_PAGE = "Let the page come without a cookie; say on it what is lost instead."
_HOW = {
    Pass.REFUSING: "The visitor refused every choice",
    Pass.OPTED_OUT: "The visitor's browser sends Global Privacy Control",
}
_FAILED = 400


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Beacons in the passes that refuse, and pages that fail in the pass without cookies."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    refusable = _refusable(version.policy)
    found = distinct(evidence, (*_sent(version, evidence, own, refusable), *_failing(evidence)))
    missing = [one.value.replace("_", " ") for one in (*_HOW, Pass.NO_COOKIES) if not _played(evidence, one)]
    if found or not missing:
        return found or _anything_to_refuse(version, evidence, own)
    return Unchecked(Reason.NOT_EXERCISED, f"These visitors were not played: {', '.join(missing)}.")


def _played(evidence: Evidence, passing: Pass) -> bool:
    return any(seen.passing is passing for seen in evidence.pages)


def _anything_to_refuse(version: PolicyVersion, evidence: Evidence, own: frozenset[str]) -> Outcome:
    first = [seen for seen in evidence.pages if seen.passing is Pass.FIRST_VISIT]
    if any(message.name for seen in first for message in messages(seen, version.policy, own)):
        return ()
    return Unchecked(
        Reason.NOT_EXERCISED, "No page sent a beacon even without a refusal, so leaving it out is no sign."
    )


def _refusable(policy: Policy) -> frozenset[str]:
    """The declared beacons that some choice covers, by themselves, their collection or one of its purposes."""
    covered = {name for choice in policy.choices.values() for name in choice.covers}
    return frozenset(
        key
        for key, beacon in policy.beacons.items()
        if {f"beacons.{key}", f"collections.{beacon.collection}"} & covered
        or any(f"purposes.{purpose}" in covered for purpose in policy.collections[beacon.collection].purposes)
    )


def _sent(
    version: PolicyVersion, evidence: Evidence, own: frozenset[str], refusable: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    by_signal = {key for key, one in version.policy.beacons.items() if door_of(one, version.policy) in ON_PAGES}
    refused = {Pass.REFUSING: refusable, Pass.OPTED_OUT: frozenset(by_signal)}
    for seen in evidence.pages:
        for message in messages(seen, version.policy, own):
            if message.name in refused.get(seen.passing, ()):
                label = version.policy.beacons[message.name].label
                what = f"{_HOW[seen.passing]}, and the beacon “{label}” was sent all the same."
                stopped = BROWSER_POLICY if message.blocked else None
                finding = found_on(seen, PROMISE, what, (message.shown,), _DO_BEACON, stopped_by=stopped)
                yield (seen.passing.value, message.name), finding


def _failing(evidence: Evidence) -> Iterator[tuple[tuple[str, ...], Finding]]:
    first = first_visits(evidence)
    for seen in evidence.visits:
        before = first.get(seen.url)
        if seen.passing is Pass.NO_COOKIES and before is not None and (before.status or _FAILED) < _FAILED:
            line = _difference(before, seen)
            if line is not None:
                what = "The page fails in a browser that keeps no cookies."
                yield ("no cookies", urlsplit(seen.url).path), found_on(seen, PROMISE, what, (line,), _DO_PAGE)


def _difference(before: PageVisit, seen: PageVisit) -> str | None:
    if seen.status is None:
        return f"no page came: {' '.join(seen.trouble) or 'no answer'}"
    if seen.status >= _FAILED:
        return f"answered {seen.status}; with cookies {before.status}"
    there, here = urlsplit(before.final_url).path, urlsplit(seen.final_url).path
    if there != here:
        return f"led to {here}; with cookies to {there}"
    return None if seen.texts or not before.texts else "came without any text"


def _tried(evidence: Evidence) -> str:
    pages = {one: len({seen.url for seen in evidence.pages if seen.passing is one}) for one in Pass}
    return (
        f"Refused every choice on {pages[Pass.REFUSING]} pages and sent Global Privacy Control on "
        f"{pages[Pass.OPTED_OUT]}, and looked for beacons; visited {pages[Pass.NO_COOKIES]} in a browser that keeps "
        f"nothing, and compared them with a first visit."
    )


CHECK = Check(
    PROMISE,
    "a beacon sent after a refusal, or a page that fails without cookies",
    Severity.HIGH,
    judge,
    _tried,
)
