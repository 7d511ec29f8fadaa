"""12.3: others learn at most from which site a visitor comes, never from which page.

A browser sends no more than the origin by itself; a page, an element or a response header can make it send the whole
address. That rule is a finding, and so is every request to another host that carries a path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.evidence import Evidence, PageVisit, host_of
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
from avowal.policy.model import PolicyVersion

PROMISE = "12.3"
_TELLING = frozenset({"unsafe-url", "no-referrer-when-downgrade", "always", "default"})
_DO_RULE = "Send `Referrer-Policy: same-origin` (or stricter) and take the looser rule out."
_DO_PING = "Take the `ping` attribute out of the link."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Rules for referrers of pages and links, and the referrers that were sent."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    found = distinct(evidence, (one for seen in evidence.pages for one in _on(seen, own)))
    if not found and not any(link.host and link.host not in own for seen in evidence.pages for link in seen.links):
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited links to another site.")
    return found


def _on(seen: PageVisit, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for request in seen.requests:
        told = dict(request.headers).get("referer", "")
        if request.host and request.host not in own and _whole(told, own):
            what = f"{request.host} is told the whole address of the page that the visitor comes from."
            line = f"{request.method} {request.url.partition('?')[0][:160]} with Referer: {_cut(told)}"
            stopped = BROWSER_POLICY if request.blocked else None
            finding = found_on(seen, PROMISE, what, (line,), _DO_RULE, flow=_flow(request.host), stopped_by=stopped)
            yield ("sent", request.host), finding
    rule = _rule(seen)
    leaving = [link for link in seen.links if link.href.startswith("http") and link.host not in own]
    if rule and any(not {"noreferrer"} & set(link.rel) and not link.referrer_policy for link in leaving):
        what = f"The page's rule for referrers is “{rule}”: every link tells others the whole address of the page."
        line = f"a link to {leaving[0].host} on it"
        yield ("rule", rule), found_on(seen, PROMISE, what, (line,), _DO_RULE, flow=_flow(leaving[0].host))
    for link in leaving:
        if link.referrer_policy.lower() in _TELLING and "noreferrer" not in link.rel:
            what = f"The link to {link.host} tells it the whole address of the page."
            line = f"“{link.text}” has referrerpolicy={link.referrer_policy}"
            yield ("link", link.href), found_on(seen, PROMISE, what, (line,), _DO_RULE, flow=_flow(link.host))
    for link in seen.links:
        others = [host for host in map(host_of, link.ping.split()) if host and host not in own]
        if others:
            what = f"{others[0]} is told when the link “{link.text}” is followed (ping)."
            finding = found_on(seen, PROMISE, what, (f"ping={link.ping[:160]}",), _DO_PING, flow=_flow(others[0]))
            yield ("ping", others[0]), finding


def _whole(told: str, own: frozenset[str]) -> bool:
    """Whether a referrer names more than the origin of a page of ours."""
    parts = urlsplit(told)
    return host_of(told) in own and bool(parts.path.strip("/") or parts.query)


def _rule(seen: PageVisit) -> str:
    """The page's own rule where it lets addresses out: the last of its header's, or its meta element's."""
    header = dict(seen.headers).get("referrer-policy", "")
    said = [one.strip().lower() for one in re.split(r"[,\n]", header) if one.strip()]
    rule = seen.frame.referrer or (said[-1] if said else "")
    return rule if rule in _TELLING else ""


def _cut(address: str) -> str:
    return address.partition("?")[0][:160]


def _flow(recipient: str) -> Flow:
    return Flow("the visitor's browser", recipient, "visitor", "the page that was read", "no more than the site's name")


CHECK = Check(
    PROMISE,
    "a page's whole address told to another site",
    Severity.MEDIUM,
    judge,
    lambda evidence: f"Read the rules for referrers, and every referrer that was sent, on {passes_of(evidence)}.",
)
