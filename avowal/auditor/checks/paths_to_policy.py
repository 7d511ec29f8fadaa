"""0.6: every page leads to the policy, and to the terms where the site has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, is_ours, ordinary, own_hosts, stands_out
from avowal.auditor.evidence import Evidence, Link, PageVisit, host_of
from avowal.auditor.verdicts import Check, Finding, Outcome, Severity, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "0.6"
_POLICY = re.compile(
    r"privacy|privacidad|隱私|隐私|개인정보|գաղտնիության|конфиденциальност|riêng tư|حریم خصوصی|خصوصية|"
    r"ឯកជនភាព|pagkapribado",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"terms|t[eé]rminos|conditions of use|使用條款|使用条款|이용 ?약관|պայմաններ|услови|điều khoản|شرایط|شروط|"
    r"លក្ខខណ្ឌ|tuntunin",
    re.IGNORECASE,
)
_DO = "Put the link back into the footer of this page's template."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Links to policy and terms on every page that a first visitor got."""
    if not evidence.pages:
        return NOTHING_VISITED
    return distinct(evidence, _without(evidence, own_hosts(version.policy, evidence)))


def _without(evidence: Evidence, own: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    pages = [seen for seen in ordinary(evidence) if _looked_at(seen)]
    for seen in pages:
        if not seen.policy_page and not any(leads_to_policy(link) for link in seen.links if _near(link, own)):
            what = "The page has no link to the privacy policy."
            yield ("policy", seen.url), found_on(seen, PROMISE, what, (_shown(seen),), _DO)
    for host in {host_of(seen.url) for seen in pages}:
        site = [seen for seen in pages if host_of(seen.url) == host]
        lacking = [seen for seen in site if not _leads_to_terms(seen)]
        if is_ours(evidence) or stands_out(len(site) - len(lacking), len(lacking)):
            for seen in lacking:
                what = "The page has no link to the terms of use."
                yield ("terms", seen.url), found_on(seen, PROMISE, what, (_shown(seen),), _DO)


def _looked_at(seen: PageVisit) -> bool:
    """Whether the page could be looked at; a page without any link may be one whose look failed, or a picture alone."""
    return bool(seen.links or seen.texts or seen.frame.looked)


def leads_to_policy(link: Link) -> bool:
    """Whether a link leads to a privacy policy, by its address or its words."""
    return bool(_POLICY.search(urlsplit(link.href).path) or _POLICY.search(link.text))


def _near(link: Link, own: frozenset[str]) -> bool:
    """Whether a link stays with the sites: somebody else's statement is no policy of theirs."""
    return not link.host or link.host in own


def _leads_to_terms(seen: PageVisit) -> bool:
    path = urlsplit(seen.url).path
    return bool(_TERMS.search(path)) or any(
        _TERMS.search(urlsplit(link.href).path) or _TERMS.search(link.text) for link in seen.links
    )


def _shown(seen: PageVisit) -> str:
    footer = [link.text for link in seen.links if link.region == "footer"]
    return f"{len(seen.links)} links on the page; in its footer: {', '.join(footer[:8]) or 'none'}"


CHECK = Check(
    PROMISE,
    "a page without a link to the policy or the terms",
    Severity.LOW,
    judge,
    lambda evidence: f"Looked for both links on {len({seen.url for seen in ordinary(evidence)})} pages.",
)
