"""14.3: whoever sends Global Privacy Control, or refused, is no subject of anybody's advertising.

Advertising is a call to a company that the policy names for advertising, or to an undeclared one that calls itself so
by its address. The words only name what 14.2 finds anyway, so that who mends it knows what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts
from avowal.auditor.evidence import Evidence, PageVisit, Pass, Request
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
from avowal.policy.model import Policy, PolicyVersion

PROMISE = "14.3"
REFUSED = {
    Pass.OPTED_OUT: "whose browser sends Global Privacy Control",
    Pass.OPTED_OUT_EVERYWHERE: "who opted out by every means that is offered",
    Pass.REFUSING: "who refused",
    Pass.WITHDRAWN: "who took the consent back",
}
_SIGNAL = frozenset({Pass.OPTED_OUT, Pass.OPTED_OUT_EVERYWHERE})
_ADVERTISING = re.compile(
    r"(?:^|[./?&=_-])(?:ads?|adserver|advert\w*|adtech|banner|bid|rtb|retarget\w*|remarket\w*|conversion|campaign|"
    r"doubleclick|googlesyndication|adsystem|adnxs|criteo|taboola|outbrain|audience|dsp|pixel)(?:[./?&=_-]|\d|$)",
    re.IGNORECASE,
)
_MARKETING = "marketing.advertising"
_DO = "Ask for it only where neither the signal nor a refusal stands in the way, or take it out."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Calls for advertising in the passes that refuse it."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    found = distinct(evidence, (one for seen in evidence.pages for one in _on(seen, version.policy, own)))
    if not found and not any(seen.passing in _SIGNAL for seen in evidence.pages):
        return Unchecked(Reason.NOT_EXERCISED, "No page was visited with Global Privacy Control.")
    return found


def _on(seen: PageVisit, policy: Policy, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    who = REFUSED.get(seen.passing)
    for request in seen.requests if who else ():
        if request.host and request.host not in own and is_advertising(request, policy):
            what = f"{request.host} is asked for advertising for a visitor {who}."
            line = f"{request.method} {request.url.partition('?')[0][:160]} ({request.kind})"
            flow = Flow("the visitor's browser", request.host, "visitor", "what interests the visitor", "opted out")
            stopped = BROWSER_POLICY if request.blocked else None
            finding = found_on(seen, PROMISE, what, (line,), _DO, flow=flow, stopped_by=stopped)
            yield (seen.passing.value, request.host), finding


def is_advertising(request: Request, policy: Policy) -> bool:
    """Whether a request goes to a company declared for advertising, or calls itself advertising."""
    for party in policy.third_parties.values():
        if request.host in party.hosts:
            recipient = policy.recipients.get(party.recipient or "")
            purposes = recipient.purposes if recipient else ()
            return any(policy.purposes[one].use.startswith(_MARKETING) for one in purposes if one in policy.purposes)
    return _ADVERTISING.search(f"{request.host}{request.url.partition(request.host)[2][:200]}") is not None


CHECK = Check(
    PROMISE,
    "a call for advertising in spite of Global Privacy Control or a refusal",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"Sent Global Privacy Control on {len({s.url for s in evidence.pages if s.passing in _SIGNAL})} pages, and "
        f"looked at all that they asked of other hosts."
    ),
)
