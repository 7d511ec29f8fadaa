"""4.12: a refusal is kept: nothing is told, kept or asked of others after it, and the sites work without cookies.

The audit plays visitors who refused, who took a consent back, whose browser sends Global Privacy Control, who opted
out by every means, who cleared the browser, and one each whose browser keeps nothing and runs no script; what they
get is held against what a first visitor got. What is kept all the same is in `withdrawing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from avowal.auditor.checks import withdrawing
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
    Pass.WITHDRAWN: "The visitor took every consent back",
    Pass.OPTED_OUT_EVERYWHERE: "The visitor opted out by every means",
}
_NEEDED = (Pass.REFUSING, Pass.OPTED_OUT, Pass.NO_COOKIES)
_WITHOUT = {
    Pass.NO_COOKIES: ("keeps no cookies", "with cookies"),
    Pass.SCRIPTLESS: ("runs no scripts", "with scripts"),
}
_DO_SCRIPT = "Let the page come whole without a script; scripts may only add to it."
_FAILED = 400


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Beacons in the passes that refuse, and pages that fail in the pass without cookies."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    refusable = _refusable(version.policy)
    found = (
        *distinct(evidence, (*_sent(version, evidence, own, refusable), *_failing(evidence))),
        *distinct(evidence, (*_all_the_same(version.policy, evidence, own), *withdrawing.come_back(evidence))),
        *withdrawing.uneven(evidence.chosen),
    )
    missing = [one.value.replace("_", " ") for one in _NEEDED if not _played(evidence, one)]
    if found or not missing:
        return found or _anything_to_refuse(version, evidence, own)
    return Unchecked(Reason.NOT_EXERCISED, f"These visitors were not played: {', '.join(missing)}.")


def _all_the_same(policy: Policy, evidence: Evidence, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    essential = withdrawing.essential_of(policy)
    declared = frozenset(host for party in policy.third_parties.values() for host in party.hosts)
    for seen in evidence.pages:
        yield from withdrawing.kept_all_the_same(seen, essential)
        yield from withdrawing.asked_all_the_same(seen, own, declared)


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
    refused = {
        Pass.REFUSING: refusable,
        Pass.WITHDRAWN: refusable,
        Pass.OPTED_OUT: frozenset(by_signal),
        Pass.OPTED_OUT_EVERYWHERE: refusable | by_signal,
    }
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
        before, how = first.get(seen.url), _WITHOUT.get(seen.passing)
        if how is not None and before is not None and (before.status or _FAILED) < _FAILED:
            line = _difference(before, seen, how[1])
            if line is not None:
                what = f"The page fails in a browser that {how[0]}."
                do = _DO_PAGE if seen.passing is Pass.NO_COOKIES else _DO_SCRIPT
                yield (seen.passing.value, urlsplit(seen.url).path), found_on(seen, PROMISE, what, (line,), do)


def _difference(before: PageVisit, seen: PageVisit, otherwise: str) -> str | None:
    if seen.status is None:
        return f"no page came: {' '.join(seen.trouble) or 'no answer'}"
    if seen.status >= _FAILED:
        return f"answered {seen.status}; {otherwise} {before.status}"
    there, here = urlsplit(before.final_url).path, urlsplit(seen.final_url).path
    if there != here:
        return f"led to {here}; {otherwise} to {there}"
    return _lost_text(before, seen)


def _lost_text(before: PageVisit, seen: PageVisit) -> str | None:
    """Whether a page that could be looked at lacks what it said to a first visitor."""
    looked_at = seen.passing is Pass.NO_COOKIES or bool(seen.title or seen.links or seen.frame.looked)
    if not looked_at or not before.texts:
        return None
    lost = [text for text in before.texts if text not in seen.texts]
    if not seen.texts:
        return "came without any text"
    if len(lost) == len(before.texts) >= _MOST_TEXTS:
        return f"came without its own text, such as “{lost[0][:80]}”"
    return None


_MOST_TEXTS = 3
"""Texts that a page must have shown before their lack says anything."""


def _tried(evidence: Evidence) -> str:
    pages = {one: len({seen.url for seen in evidence.pages if seen.passing is one}) for one in Pass}
    return (
        f"Refused every choice on {pages[Pass.REFUSING]} pages, took consents back on {pages[Pass.WITHDRAWN]}, sent "
        f"Global Privacy Control on {pages[Pass.OPTED_OUT]}, opted out by every means on "
        f"{pages[Pass.OPTED_OUT_EVERYWHERE]} and cleared the browser on {pages[Pass.CLEARED]}, and looked for beacons, "
        f"cookies and companies; visited {pages[Pass.NO_COOKIES]} in a browser that keeps nothing and "
        f"{pages[Pass.SCRIPTLESS]} in one that runs no script, and compared them with a first visit."
    )


CHECK = Check(
    PROMISE,
    "what is told, kept or asked of others after a refusal, and pages that fail without cookies or scripts",
    Severity.HIGH,
    judge,
    _tried,
)
