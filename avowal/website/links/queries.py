"""Which links stand on the sites, and what is known of the site behind one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from avowal.policy.model import Policy
from avowal.website import in_force
from avowal.website.links.finding import addresses_in
from avowal.website.links.models import OtherSite, OutgoingLink
from avowal.website.pages.addresses import host_named, is_outgoing


@dataclass(frozen=True)
class Known:
    """What the plan knows of another site; everything but the host may be empty."""

    host: str
    name: str = ""
    statement: str = ""
    contact: str = ""


def stands(url: str) -> bool:
    """Whether `url` stands on the sites: on a page that is published, around pages, or in the policy."""
    return OutgoingLink.objects.filter(url=url).exists() or url in _of_policy() or url in _of_other_sites()


def known(url: str) -> Known:
    """What is known of the site that `url` leads to: from the policy's third parties, else from the office's list."""
    host = host_named(url) or ""
    policy = in_force.policy()
    for party in policy.third_parties.values() if policy else ():
        if any(_is_within(host, one) for one in party.hosts):
            return Known(host, party.label, party.statement, party.contact)
    names = [host.split(".", cut)[-1] for cut in range(host.count(".") + 1)]
    found = OtherSite.objects.filter(host__in=names).order_by("-host").first()
    return Known(host, found.name, found.statement, found.contact) if found else Known(host)


def policy_links(policy: Policy) -> Iterator[tuple[str, str]]:
    """Address and language of every link out of the policy's text, and of what it declares."""
    for language, wording in policy.wording.items():
        for section in wording.sections.values():
            for statement in section.statements:
                yield from ((url, language) for url in addresses_in(statement.text))
    for party in policy.third_parties.values():
        yield from ((url, policy.source_language) for url in (party.statement, party.contact) if url)


def _is_within(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")


def _of_policy() -> frozenset[str]:
    version = in_force.version()
    return _of_version(version.sha256) if version else frozenset()


@lru_cache(maxsize=2)
def _of_version(_hash: str) -> frozenset[str]:
    policy = in_force.policy()
    return frozenset(url for url, _language in policy_links(policy) if is_outgoing(url)) if policy else frozenset()


def _of_other_sites() -> set[str]:
    return {url for pair in OtherSite.objects.values_list("statement", "contact") for url in pair if url}
