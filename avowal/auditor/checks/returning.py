"""4.5: a visit is remembered only for who switched that on, and promotions are the plan's own.

Remembering is what the policy declares for a purpose of advertising; on a first visit it is 0.9, after a refusal 4.12,
and here in every pass in which nobody chose it.
"""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, place
from avowal.auditor.evidence import Evidence, PageVisit, Pass
from avowal.auditor.verdicts import EDGE, Check, Finding, Flow, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import Policy, PolicyVersion

PROMISE = "4.5"
_CHOSEN = frozenset({Pass.ACCEPTING, Pass.MEMBER, Pass.STAFF})
_ADVERTISING = "marketing.advertising"
_MARKS = ("promotion", "promo", "slot", "banner-ad", "sponsored")
_DO_COOKIE = "Set it only once the visitor has switched remembering on."
_DO_SLOT = "Serve promotions, and their pictures, from the sites themselves."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Cookies of remembering where nobody chose it, and promotions of other hosts."""
    if not evidence.pages:
        return NOTHING_VISITED
    own, remembering = own_hosts(version.policy, evidence), remembering_of(version.policy)
    found = distinct(evidence, (one for seen in evidence.pages for one in _on(seen, own, remembering)))
    if not found and not any(_exercised(seen, remembering) for seen in evidence.pages):
        why = "No visitor switched remembering on, and no page showed a promotion."
        return Unchecked(Reason.NOT_EXERCISED, why)
    return found


def remembering_of(policy: Policy) -> frozenset[str]:
    """Cookies and keys whose purpose is to show promotions because of an earlier visit."""
    purposes = {key for key, purpose in policy.purposes.items() if purpose.use.startswith(_ADVERTISING)}
    return frozenset(name for name, cookie in policy.cookies.items() if cookie.purpose in purposes)


def _exercised(seen: PageVisit, remembering: frozenset[str]) -> bool:
    kept = {one.name for one in seen.jar} | {one.name for one in seen.cookies} | {one.key for one in seen.storage}
    return bool(kept & remembering) or any(_is_slot(area) for area in seen.areas)


def _is_slot(area: str) -> bool:
    return any(mark in area.lower() for mark in _MARKS)


def _on(seen: PageVisit, own: frozenset[str], remembering: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for cookie in seen.cookies if seen.passing not in _CHOSEN else ():
        set_here = cookie.name in remembering and (cookie.life is None or cookie.life > 0)
        if set_here and not (seen.passing is Pass.WITHDRAWN and cookie.moment == "choosing"):
            line = f"{cookie.name}=…; {cookie.attributes} (from {place(cookie.by)})"
            yield (cookie.name,), _remembered(seen, cookie.name, line, None)
    for refusal in seen.refusals:
        if refusal.what == "cookie" and refusal.name in remembering:
            line = f"avowal-refused: cookie; name={refusal.name}; reason={refusal.reason} (on {refusal.url})"
            yield (refusal.name, "refused"), _remembered(seen, refusal.name, line, EDGE)
    for request in seen.requests:
        if request.host and request.host not in own and any(mark in request.url.lower() for mark in _MARKS):
            what = f"A promotion comes from {request.host}."
            line = f"{request.method} {request.url.partition('?')[0][:160]} ({request.kind})"
            flow = Flow("the visitor's browser", request.host, "visitor", "an earlier visit", "the plan's own only")
            yield ("slot", request.host), found_on(seen, PROMISE, what, (line,), _DO_SLOT, flow=flow)


def _remembered(seen: PageVisit, name: str, line: str, stopped: str | None) -> Finding:
    what = f"The visit is remembered (“{name}”) though nobody switched that on."
    flow = Flow("the site", "the visitor's browser", "visitor", "that she was here", "only by her own choice")
    return found_on(seen, PROMISE, what, (line,), _DO_COOKIE, flow=flow, stopped_by=stopped)


CHECK = Check(
    PROMISE,
    "a visit that is remembered without the choice, or a promotion of another host",
    Severity.MEDIUM,
    judge,
    lambda evidence: (
        f"Looked for what remembers a visit in {len({seen.passing for seen in evidence.pages})} kinds of visit, and "
        f"where promotions come from."
    ),
)
