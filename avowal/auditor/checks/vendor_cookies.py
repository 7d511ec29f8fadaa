"""11.3: other companies set only the cookies that are declared for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of, place
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import BROWSER, Check, Finding, Flow, Outcome, Severity, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "11.3"
_DO = "Declare the cookie with its life at the third party, or take out what lets that company set it."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Cookies that other hosts asked for or left in the jar, against those declared at third parties."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    declared = {
        name: cookie.host for party in version.policy.third_parties.values() for name, cookie in party.cookies.items()
    }
    return distinct(evidence, (found for seen in evidence.pages for found in _on(seen, own, declared)))


def _on(seen: PageVisit, own: frozenset[str], declared: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for cookie in seen.cookies:
        if cookie.host not in own and declared.get(cookie.name) != cookie.host:
            line = f"{cookie.name}=…; {cookie.attributes} (from {place(cookie.by)})"
            stopped = f"{BROWSER} ({cookie.refused})" if cookie.refused else None
            yield (cookie.name, cookie.host), _finding(seen, cookie.name, cookie.host, line, stopped)
    asked = {(cookie.name, cookie.host) for cookie in seen.cookies}
    for kept in seen.jar:
        host = kept.host.lstrip(".")
        if host not in own and declared.get(kept.name) != host and (kept.name, host) not in asked:
            yield (kept.name, host), _finding(seen, kept.name, host, f"in the jar of {host} after the page", None)


def _finding(seen: PageVisit, name: str, host: str, line: str, stopped: str | None) -> Finding:
    what = f"{host} sets the cookie “{name}”, which the policy declares for no company."
    flow = Flow(host, "the visitor's browser", "visitor", "an identifier", "not declared")
    return found_on(seen, PROMISE, what, (line,), _DO, flow=flow, stopped_by=stopped)


CHECK = Check(
    PROMISE,
    "a cookie of another company that is not declared",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"Let the browser take other hosts' cookies, and compared what they asked to set, with and without the pages' "
        f"own security policy, with the declared ones on {passes_of(evidence)}."
    ),
)
