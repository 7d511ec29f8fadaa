"""10.1 and 10.6: social networks are linked to, with a notice, and nothing of theirs runs on a page.

The list below only gives a name to what is found: a plug-in is content of one of these hosts in a page, and every
undeclared host is a finding of 14.2 anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.evidence import Evidence, Link, PageVisit, Request
from avowal.auditor.hosts import registrable
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

PLUG_IN, NOTICE = "10.1", "10.6"
NETWORKS = {
    "facebook": "facebook.com facebook.net fbcdn.net fb.com messenger.com",
    "instagram": "instagram.com cdninstagram.com",
    "x": "twitter.com x.com twimg.com t.co",
    "linkedin": "linkedin.com licdn.com",
    "youtube": "youtube.com youtu.be",
    "tiktok": "tiktok.com tiktokcdn.com",
    "pinterest": "pinterest.com pinimg.com",
    "sharing": "addthis.com sharethis.com addtoany.com shareaholic.com disqus.com",
    "others": "reddit.com nextdoor.com threads.net bsky.app snapchat.com whatsapp.com vk.com weibo.com line.me",
}
_DOMAINS = frozenset(domain for domains in NETWORKS.values() for domain in domains.split())
_NAMED = re.compile(
    r"(?:^|[.-])(?:facebook|instagram|twitter|linkedin|tiktok|pinterest|addthis|sharethis|disqus|social|share)(?:[.-]|$)"
)
_PLUG = re.compile(
    r"plug-?ins?|widgets?|like\.php|share-?button|/sdk\.js|platform\.js|follow-?button|embed/timeline", re.IGNORECASE
)
_CODE = frozenset({"script", "document", "iframe", "stylesheet", "fetch", "xhr", "image", "other"})
_DO = {
    PLUG_IN: "Replace the plug-in by a plain link to the network's page.",
    NOTICE: "Let the link go by way of the leaving notice, or say at it that it leads to somebody else's site.",
}


def is_social(host: str) -> bool:
    """Whether a host is a social network's, or calls itself one."""
    return registrable(host) in _DOMAINS or _NAMED.search(host) is not None


def _plug_ins(version: PolicyVersion, evidence: Evidence) -> Outcome:
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    found = distinct(evidence, (one for seen in evidence.pages for one in _loaded(seen, own)))
    if not found and not any(is_social(link.host) for seen in evidence.pages for link in seen.links):
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited leads to a social network.")
    return found


def _loaded(seen: PageVisit, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for request in seen.requests:
        if request.host and request.host not in own and request.kind in _CODE and _is_plug_in(request):
            what = f"Something of the social network at {request.host} runs or shows on the page."
            line = f"{request.method} {request.url.partition('?')[0][:160]} ({request.kind})"
            flow = Flow("the visitor's browser", request.host, "visitor", "the visit to the page", "plain links only")
            stopped = BROWSER_POLICY if request.blocked else None
            yield (request.host,), found_on(seen, PLUG_IN, what, (line,), _DO[PLUG_IN], flow=flow, stopped_by=stopped)


def _is_plug_in(request: Request) -> bool:
    return is_social(request.host) or _PLUG.search(request.url.partition("?")[0]) is not None


def _notices(version: PolicyVersion, evidence: Evidence) -> Outcome:
    if not evidence.pages:
        return NOTHING_VISITED
    social = [(seen, link) for seen in evidence.pages for link in seen.links if _leads_there(link, version.policy)]
    if not social:
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited leads to a social network.")
    return distinct(evidence, (one for seen, link in social for one in _unsaid(seen, link)))


def _leads_there(link: Link, policy: Policy) -> bool:
    own = {host for site in policy.sites.values() for host in (site.host, *site.also)}
    return link.href.startswith("http") and link.host not in own and is_social(link.host)


def _unsaid(seen: PageVisit, link: Link) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if not link.told:
        what = f"Nothing says at the link to {link.host} that it leads to a network with rules of its own."
        line = f"“{link.text}” → {link.href.partition('?')[0][:160]}"
        yield (link.href,), found_on(seen, NOTICE, what, (line,), _DO[NOTICE])


PLAIN_LINKS = Check(
    PLUG_IN,
    "code, frames or pictures of a social network in a page",
    Severity.HIGH,
    _plug_ins,
    lambda evidence: f"Looked at all that pages load from other hosts on {passes_of(evidence)}.",
)
WITH_NOTICE = Check(
    NOTICE,
    "a link to a social network without a notice",
    Severity.LOW,
    _notices,
    lambda evidence: f"Looked at each link to a social network on {passes_of(evidence)}.",
)
