"""12.2: a link to somebody else's site says that it leaves.

Somebody else's is a host whose registrable domain is none of the sites'. Such a link is marked when both hold:

1. a program can tell: `rel` has `external` or `noopener`, or a class or data attribute names it (`external`,
   `offsite`, `outgoing`, `leaving`, `exit`);
2. a person can tell: the link's label, description, title or text says so, an icon in it has such a text, an
   element inside it carries one of those class names and shows something, or a mark is drawn before or after it.

A link by way of the sites' own leaving notice goes to an own address first, and so does not leave unmarked.
"""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.evidence import Evidence, Link, PageVisit
from avowal.auditor.hosts import same_owner
from avowal.auditor.verdicts import Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "12.2"
_DO = "Mark it for people (text, icon with a text, drawn mark) and for programs (rel=external)."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every link of every page that leads to another owner's host."""
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    leaving = [(seen, link) for seen in evidence.pages for link in seen.links if _leaves(link, own)]
    if not leaving:
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited links to another site.")
    return distinct(evidence, (found for seen, link in leaving for found in _unmarked(seen, link)))


def _leaves(link: Link, own: frozenset[str]) -> bool:
    return link.href.startswith(("http:", "https:")) and bool(link.host) and not same_owner(link.host, own)


def _unmarked(seen: PageVisit, link: Link) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if link.flagged and link.told:
        return
    people = () if link.told else ("nothing tells a person",)
    programs = () if link.flagged else ("nothing tells a program",)
    what = f"The link to {link.host} is not marked: {' and '.join((*people, *programs))} that it leaves the site."
    where = f"in the {link.region} part, rel={' '.join(link.rel) or 'none'}"
    line = f"“{link.text}” → {link.href.partition('?')[0][:200]}, {where}"
    finding = found_on(seen, PROMISE, what, (line,), _DO)
    yield (link.href, link.text, link.region), finding


CHECK = Check(
    PROMISE,
    "a link to another owner's site without a mark",
    Severity.LOW,
    judge,
    lambda evidence: (
        f"Looked at {sum(len(seen.links) for seen in evidence.pages)} links as shown, on {passes_of(evidence)}."
    ),
)
