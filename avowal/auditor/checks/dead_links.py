"""0.5 and 12.1: no entry of the main navigation and no link to others' sites is dead.

Dead is an address that answers 404 or 410, or with a fault of its server, or whose name is nobody's. What only did
not answer at that moment, asked for a sign-in or refused a program is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urldefrag

from avowal.auditor.answering import NO_SUCH_HOST
from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts
from avowal.auditor.evidence import Evidence, Link, PageVisit, Pass, host_of
from avowal.auditor.verdicts import Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

NAVIGATION, OUTGOING = "0.5", "12.1"
_DEAD = frozenset({404, 410, 500})
_NAVIGATION = frozenset({"nav", "header"})
_DO = {
    NAVIGATION: "Mend the address of the entry, publish the page, or take the entry out.",
    OUTGOING: "Mend the link, or take it out.",
}


@dataclass(frozen=True)
class _Known:
    """What each address answered, as visited and as asked for."""

    status: dict[str, int | None]
    lost: frozenset[str]

    def trouble(self, address: str) -> str | None:
        bare = urldefrag(address)[0]
        status = self.status.get(bare)
        if status in _DEAD:
            return f"answers {status}"
        return "its host does not exist" if bare in self.lost else None

    def has(self, address: str) -> bool:
        return urldefrag(address)[0] in self.status


def _known(evidence: Evidence) -> _Known:
    status: dict[str, int | None] = {urldefrag(one.url)[0]: one.status for one in evidence.answers}
    status |= {urldefrag(seen.url)[0]: seen.status for seen in evidence.visits if seen.passing is Pass.FIRST_VISIT}
    resolved = any(one.status is not None and not _local(host_of(one.url)) for one in evidence.answers)
    lost = frozenset(urldefrag(one.url)[0] for one in evidence.answers if one.trouble == NO_SUCH_HOST and resolved)
    return _Known(status, lost)


def _local(host: str) -> bool:
    """A host that says nothing of whether names can be looked up here."""
    return host.endswith("localhost") or host.replace(".", "").isdigit()


def _judge(promise: str, version: PolicyVersion, evidence: Evidence) -> Outcome:
    if not evidence.pages:
        return NOTHING_VISITED
    own, known = own_hosts(version.policy, evidence), _known(evidence)
    links = [(seen, link) for seen in evidence.pages for link in seen.links if _concerns(promise, link, own)]
    if not any(known.has(link.href) for _, link in links):
        named = "entry of a main navigation" if promise == NAVIGATION else "link to somebody else's site"
        return Unchecked(Reason.NOT_EXERCISED, f"No {named} could be followed.")
    return distinct(evidence, _dead(promise, links, known))


def _concerns(promise: str, link: Link, own: frozenset[str]) -> bool:
    if not link.href.startswith(("http:", "https:")):
        return False
    is_own = link.host in own
    return is_own and link.region in _NAVIGATION if promise == NAVIGATION else not is_own


def _dead(
    promise: str, links: list[tuple[PageVisit, Link]], known: _Known
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for seen, link in links:
        trouble = known.trouble(link.href)
        if trouble is not None:
            where = "An entry of the navigation" if promise == NAVIGATION else f"A link to {link.host}"
            line = f"“{link.text}” → {link.href.partition('?')[0][:200]} {trouble}"
            yield (urldefrag(link.href)[0],), found_on(seen, promise, f"{where} is dead.", (line,), _DO[promise])


def _tried(promise: str, evidence: Evidence) -> str:
    known = _known(evidence)
    followed = {
        link.href
        for seen in evidence.pages
        for link in seen.links
        if known.has(link.href) and (link.region in _NAVIGATION) == (promise == NAVIGATION)
    }
    return f"Followed {len(followed)} {'entries of the navigation' if promise == NAVIGATION else 'other links'}."


IN_NAVIGATION = Check(
    NAVIGATION,
    "a dead entry of the main navigation",
    Severity.LOW,
    partial(_judge, NAVIGATION),
    lambda evidence: _tried(NAVIGATION, evidence),
)
TO_OTHERS = Check(
    OUTGOING,
    "a dead link to somebody else's site",
    Severity.LOW,
    partial(_judge, OUTGOING),
    lambda evidence: _tried(OUTGOING, evidence),
)
