"""Crawlers by the names they go by, and how a forged name is told (security signals, ledger U.9).

Anybody can call themselves Googlebot. What a line keeps is the name, from this closed list, as its `browser`; whether
the network that it came from is the crawler's own is asked later, of `browser` and `network_owner` together, because
nothing else of the request is kept. A crawler is known to forge only where its maker says from which networks it
comes: the others are named and never accused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Crawler:
    """A crawler: how it is spelt in descriptions, and whose networks it comes from where its maker publishes that."""

    spelt: str
    """A regular expression for its name in lower case."""
    domains: frozenset[str] = frozenset()
    """Registrable domains of the host names under which its addresses are registered."""
    owner: str = ""
    """A word, in lower case, of every name under which its networks are registered."""


CRAWLERS: Mapping[str, Crawler] = MappingProxyType(
    {
        "Googlebot": Crawler("googlebot", frozenset({"googlebot.com", "google.com"}), "google"),
        "Bingbot": Crawler("bingbot|msnbot(?:-media)?|adidxbot", frozenset({"msn.com"}), "microsoft"),
        "Applebot": Crawler("applebot", frozenset({"apple.com"}), "apple"),
        "YandexBot": Crawler(
            "yandex(?:bot|images|direct|mobilebot)", frozenset({"yandex.ru", "yandex.net", "yandex.com"}), "yandex"
        ),
        "Baiduspider": Crawler("baiduspider", frozenset({"baidu.com", "baidu.jp"}), "baidu"),
        "Yahoo! Slurp": Crawler("slurp", frozenset({"yahoo.net", "yahoo.com"}), "yahoo"),
        "DuckDuckBot": Crawler("duckduckbot"),
        "Yeti": Crawler("yeti"),
        "Sogou Spider": Crawler("sogou [a-z]+ spider"),
        "PetalBot": Crawler("petalbot"),
        "Amazonbot": Crawler("amazonbot"),
        "Bytespider": Crawler("bytespider"),
        "GPTBot": Crawler("gptbot"),
        "ClaudeBot": Crawler("claudebot"),
        "PerplexityBot": Crawler("perplexitybot"),
        "CCBot": Crawler("ccbot"),
        "AhrefsBot": Crawler("ahrefsbot"),
        "SemrushBot": Crawler("semrushbot"),
        "MJ12bot": Crawler("mj12bot"),
        "DotBot": Crawler("dotbot"),
        "Exabot": Crawler("exabot"),
        "archive.org_bot": Crawler("archive[.]org_bot"),
        "Twitterbot": Crawler("twitterbot"),
        "LinkedInBot": Crawler("linkedinbot"),
        "facebookexternalhit": Crawler("facebookexternalhit"),
    }
)
"""By the name that is kept. Of Microsoft's and Google's networks some are let to anybody: see `is_forged`; names in
`googleusercontent.com` are of machines for rent."""
_NAMES = tuple(CRAWLERS)
_CLAIMED = re.compile("|".join(rf"(?<![a-z0-9])({crawler.spelt})(?![a-z0-9])" for crawler in CRAWLERS.values()))


def claims_crawler(user_agent: str) -> str | None:
    """The crawler of the list that a description says it is, the first one named; None for none of them."""
    found = _CLAIMED.search(user_agent.lower())
    return _NAMES[(found.lastindex or 0) - 1] if found else None


def is_forged(crawler: str, network_owner: str) -> bool | None:
    """Whether a line with this `browser` and `network_owner` came from no network of the crawler's maker.

    None where that cannot be told: the owner is not known, or nobody publishes where this crawler comes from. False
    is no proof: parts of the makers' own networks are let to others, in so far as their name does not say `cloud`.
    """
    known = CRAWLERS.get(crawler)
    owner = network_owner.strip().lower()
    if known is None or not known.owner or not owner:
        return None
    if owner in known.domains:
        return False
    return known.owner not in re.split(r"[^a-z0-9]+", owner) or "cloud" in owner
