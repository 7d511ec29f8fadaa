"""4.6: the value of no cookie of the sites goes to another host, in whatever disguise; and none asks to reach out."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import (
    BROWSER_POLICY,
    EDGE,
    Check,
    Finding,
    Flow,
    Outcome,
    Reason,
    Severity,
    Unchecked,
    found_on,
)
from avowal.policy.model import PolicyVersion

PROMISE = "4.6"
_IDENTIFIERS = {"cookie": "cookie", "storage": "stored key"}
_DO = "Take out what sends it; a cookie is for the site that set it alone."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Values of cookies in requests to other hosts, and attributes that the front door took off."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    found = distinct(evidence, (one for seen in evidence.pages for one in _on(seen, own)))
    kept = any(seen.storage or any(one.host.lstrip(".") in own for one in seen.jar) for seen in evidence.pages)
    if not found and not kept:
        return Unchecked(Reason.NOT_EXERCISED, "No page left a cookie in the browser, so none could be passed on.")
    return found


def _on(seen: PageVisit, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for one in seen.carried:
        if one.host not in own:
            what = f"The value of the cookie “{one.cookie}” goes to {one.host}."
            flow = Flow("the visitor's browser", one.host, "visitor", f"the cookie “{one.cookie}”", "never passed on")
            line = f"{one.url[:160]} carries it ({one.how})"
            yield (one.cookie, one.host), found_on(seen, PROMISE, what, (line,), _DO, flow=flow)
    for leak in seen.leaks:
        if leak.kind in _IDENTIFIERS and leak.host not in own and leak.channel != "cookie":
            what = f"The value of the {_IDENTIFIERS[leak.kind]} “{leak.secret}” goes to {leak.host}."
            flow = Flow("the visitor's browser", leak.host, "visitor", f"“{leak.secret}”", "never passed on")
            line = f"{leak.channel} of {leak.url.partition('?')[0][:160]} carries it ({leak.how})"
            stopped = BROWSER_POLICY if leak.blocked else None
            yield (leak.secret, leak.host), found_on(seen, PROMISE, what, (line,), _DO, flow=flow, stopped_by=stopped)
    for refusal in seen.refusals:
        if refusal.promise == PROMISE:
            what = f"The site tried to let the cookie “{refusal.name}” reach other hosts; its front door took that off."
            line = f"avowal-refused: cookie; name={refusal.name}; reason={refusal.reason} (on {refusal.url})"
            yield (refusal.name, "refused"), found_on(seen, PROMISE, what, (line,), _DO, stopped_by=EDGE)


CHECK = Check(
    PROMISE,
    "the value of one of the sites' cookies in a request to another host",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"Compared the value of every cookie in the jar, plain, encoded and hashed, with all that was sent to other "
        f"hosts on {passes_of(evidence)}."
    ),
)
