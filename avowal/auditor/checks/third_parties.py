"""14.2: what a page loads comes from the sites themselves or from a declared third party, on a declared kind of page.

A third party that loads on click must not be asked for before one. Hosts are compared whole: a name below the sites'
own domain that nobody declared may be anybody's. A declared name that the DNS says is an alias belongs to whom the
alias ends at, by registrable domain; the host that serves the pages themselves may be hosted anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, first_visits, own_hosts, passes_of, signed_in
from avowal.auditor.evidence import Evidence, PageVisit, Pass, Request, host_of
from avowal.auditor.hosts import registrable
from avowal.auditor.verdicts import BROWSER, BROWSER_POLICY, EDGE, Check, Finding, Flow, Outcome, Severity, found_on
from avowal.policy.model import Loads, PageClass, Policy, PolicyVersion, ThirdParty

PROMISE = "14.2"
_DO = "Declare the host among the policy's third parties with what it sees, or take out what asks for it."
_ON_CLICK = "Load it only once the visitor has asked for it."
_DO_SERVER = (
    "Declare the company among the policy's third parties, name the host in the settings, or take the call out."
)
_DO_ALIAS = "Declare the company that the name belongs to, or let the name be the sites' own again."
_WEB = ("http:", "https:", "ws:", "wss:", "stun:", "turn:", "dns:")


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every request of every page, made, refused or only announced, against the declared hosts."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    first = first_visits(evidence)
    on_pages = distinct(
        evidence, (found for seen in evidence.pages for found in _on(seen, first.get(seen.url), version.policy, own))
    )
    return (*on_pages, *_behind_the_pages(version.policy, evidence, own))


def _behind_the_pages(policy: Policy, evidence: Evidence, own: frozenset[str]) -> Iterator[Finding]:
    """Hosts that the deployment's own processes turned to, and that neither policy, settings nor a link names."""
    turned_to = evidence.deployment.turned_to if evidence.deployment else None
    linked = {link.host for seen in evidence.pages for link in seen.links}
    for one in turned_to or ():
        known = one.settings or one.host in own or one.host in linked or _party(one.host, policy) is not None
        if not known:
            what = f"The {one.process} itself turns to {one.host}, which neither the policy nor the settings name."
            line = f"{one.process} → {one.host}:{one.port}" + ("" if one.by_name else ", by its bare address")
            flow = Flow("the sites' server", one.host, "visitor", "whatever the server knows", "not declared")
            yield Finding(PROMISE, "", "server", what, (line,), _DO_SERVER, flow)


def _on(
    seen: PageVisit, first: PageVisit | None, policy: Policy, own: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for request in sorted(seen.requests, key=lambda one: (one.host, one.url, one.kind)):
        host = request.host
        if not host or host in own or not request.url.startswith(_WEB):
            continue
        wrong = _wrong(seen, request, policy)
        if wrong is not None:
            what, do = wrong
            yield (host,), _finding(seen, request, what, do, _stopped(seen, first, request))
    yield from _handed_over(seen, policy, own)
    yield from _aliased(seen, policy, own)
    yield from _refused(seen)


def _handed_over(seen: PageVisit, policy: Policy, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """What a script handed to the browser for another host, of which no request was seen to leave."""
    asked = {request.host for request in seen.requests}
    for one in seen.sent:
        host = host_of(one.url)
        if host and host not in own and host not in asked and one.url.startswith(_WEB) and _party(host, policy) is None:
            what = f"A script sends something to {host}; the policy declares no such third party."
            line = f"{one.channel} {one.url.partition('?')[0][:200]}, by {one.script or 'a script without an address'}"
            yield (host,), found_on(seen, PROMISE, what, (line,), _DO, flow=_flow(host))


def _aliased(seen: PageVisit, policy: Policy, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Names that are declared, and by the DNS somebody else's."""
    served = {host_of(seen.url), host_of(seen.final_url)}
    known = {registrable(host) for host in own} | {
        registrable(host) for party in policy.third_parties.values() for host in party.hosts
    }
    for alias in seen.aliases:
        answers = alias.chain[-1].rstrip(".") if alias.chain else alias.host
        if alias.host not in served and registrable(answers) not in known:
            what = f"{alias.host} is a name for {answers}, which the policy does not declare."
            line = " → ".join((alias.host, *alias.chain))
            yield (alias.host, "alias"), found_on(seen, PROMISE, what, (line,), _DO_ALIAS, flow=_flow(answers))


def _refused(seen: PageVisit) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """What a `Link` header would have had the browser turn to, had the site's own front door let it through."""
    for refusal in seen.refusals:
        if refusal.what == "link" and refusal.promise == PROMISE:
            what = (
                f"A Link header turned to {refusal.name}, which is not declared; the site's own front door refused it."
            )
            line = f"avowal-refused: link; name={refusal.name}; reason={refusal.reason} (on {refusal.url})"
            flow = _flow(refusal.name)
            yield (refusal.name, "refused"), found_on(seen, PROMISE, what, (line,), _DO, flow=flow, stopped_by=EDGE)


def _party(host: str, policy: Policy) -> ThirdParty | None:
    return next((party for party in policy.third_parties.values() if host in party.hosts), None)


def _wrong(seen: PageVisit, request: Request, policy: Policy) -> tuple[str, str] | None:
    host = request.host
    party = _party(host, policy)
    if party is None:
        return f"The page asks {host} for content; the policy declares no such third party.", _DO
    if party.loads is Loads.ON_CLICK and _before_a_click(seen, request, party):
        return f"The page asks {host} ({party.label}) for content before any click.", _ON_CLICK
    page = PageClass.SIGNED_IN if signed_in(seen) else PageClass.PUBLIC
    if page not in party.pages:
        kind = "A signed-in" if page is PageClass.SIGNED_IN else "A public"
        return f"{kind} page asks {host} ({party.label}), which is declared for {_pages(party)} only.", _DO
    return None


def _before_a_click(seen: PageVisit, request: Request, party: ThirdParty) -> bool:
    """Whether nobody had asked for the content yet; what it loads by itself after a click belongs to that click."""
    clicked = any(one.moment == "clicking" for one in seen.requests if one.host in party.hosts)
    return request.moment == "loading" or (not clicked and request.moment != "clicking")


def _pages(party: ThirdParty) -> str:
    return " and ".join(page.value.replace("_", "-") for page in party.pages) + " pages"


def _stopped(seen: PageVisit, first: PageVisit | None, request: Request) -> str | None:
    """What stood in the way: seen only with the page's security policy off, it was that policy."""
    if seen.passing is Pass.UNGUARDED and first is not None:
        through = any(one.host == request.host and one.blocked is None for one in first.requests)
        return None if through else BROWSER_POLICY
    if request.blocked is None:
        return None
    return BROWSER_POLICY if request.blocked == "csp" else f"{BROWSER} ({request.blocked})"


def _finding(seen: PageVisit, request: Request, what: str, do: str, stopped: str | None) -> Finding:
    by = "" if request.source in ("", "page") else f", by a {request.source.replace('_', ' ')}"
    shown = f"{request.method} {request.url.partition('?')[0][:200]} ({request.kind}{by}, while {request.moment})"
    told = request.initiator not in ("", "other")
    cause = f"caused by {request.initiator}" if told else "the browser does not tell what caused it"
    return found_on(seen, PROMISE, what, (shown, cause), do, flow=_flow(request.host), stopped_by=stopped)


def _flow(host: str) -> Flow:
    return Flow("the visitor's browser", host, "visitor", "address of the visitor, browser, page", "not declared")


def _heard(evidence: Evidence) -> str:
    turned_to = evidence.deployment.turned_to if evidence.deployment else None
    return "" if turned_to is None else f"Read which {len(turned_to)} hosts the server's processes turned to. "


CHECK = Check(
    PROMISE,
    "a request to a host that is neither the sites' own nor declared",
    Severity.HIGH,
    judge,
    lambda evidence: (
        f"{_heard(evidence)}Took down {sum(len(seen.requests) for seen in evidence.pages)} requests, "
        f"announced connections included, of pages, frames and workers, with and without the pages' own "
        f"security policy, on {passes_of(evidence)}."
    ),
)
