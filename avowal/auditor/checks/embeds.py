"""14.1, 14.4, 14.5 and 14.6: content of others loads on a click, with a notice, a statement and a contact beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, own_hosts, passes_of
from avowal.auditor.evidence import Embed, Evidence, PageVisit
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
from avowal.policy.model import Loads, Policy, PolicyVersion, ThirdParty

BY_ITSELF, NOTICE, STATEMENT, CONTACT = "14.1", "14.4", "14.5", "14.6"
_SAYS_WHOSE = re.compile(
    r"another|other (?:web ?)?site|third[- ]part|provided by|hosted|served|comes from|from .+\.(?:com|org|net|example)|"
    r"external|not (?:ours|control|endorse)|leav|own (?:privacy )?(?:policy|rules|statement)|loads? from|"
    r"extern[oa]|otro sitio|terceros|外部|其他|외부|다른 사이트|արտաքին|այլ կայք|внешн|друг(?:ой|ого) сайт|"
    r"panlabas|ibang site|bên ngoài|trang khác|خارجی|دیگر|خارجي|آخر|ខាងក្រៅ|ផ្សេង",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"privacy|privacidad|polic|statement|terms|datenschutz", re.IGNORECASE)
_CONTACT = re.compile(r"contact|support|help|about|^mailto:", re.IGNORECASE)
_DO = {
    BY_ITSELF: "Show a picture or a button in its place, and load it when the visitor asks for it.",
    NOTICE: "Say beside it whose content it is and that the plan neither controls nor endorses it.",
    STATEMENT: "Link the provider's privacy statement beside it.",
    CONTACT: "Name the provider's contact beside it.",
}
_WHAT = {
    BY_ITSELF: "Content of {host} loads before anybody asked for it.",
    NOTICE: "Nothing beside the content of {host} says that it is somebody else's.",
    STATEMENT: "The privacy statement of {host} is not linked beside its content.",
    CONTACT: "No contact of {host} is named beside its content.",
}
Wrong = Callable[[Embed, ThirdParty | None], bool]


def _judge(promise: str, wrong: Wrong, version: PolicyVersion, evidence: Evidence) -> Outcome:
    if not evidence.pages:
        return NOTHING_VISITED
    own = own_hosts(version.policy, evidence)
    embeds = [(seen, one) for seen in evidence.pages for one in seen.embeds if one.host and one.host not in own]
    if not embeds:
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited shows or keeps a place for content of others.")
    return distinct(evidence, _found(promise, wrong, version.policy, embeds))


def _found(
    promise: str, wrong: Wrong, policy: Policy, embeds: list[tuple[PageVisit, Embed]]
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for seen, embed in embeds:
        if wrong(embed, _party(embed, policy)):
            line = f"{embed.kind} {embed.url.partition('?')[0][:160]}, loaded by {embed.loaded_by}"
            beside = f"beside it: “{embed.notice[:160]}”" if embed.notice else "nothing beside it"
            flow = Flow("the visitor's browser", embed.host, "visitor", "the visit to the page", "asked for, and told")
            stopped = BROWSER_POLICY if embed.blocked else None
            what = _WHAT[promise].format(host=embed.host)
            finding = found_on(seen, promise, what, (line, beside), _DO[promise], flow=flow, stopped_by=stopped)
            yield (embed.host, embed.url.partition("?")[0]), finding


def _party(embed: Embed, policy: Policy) -> ThirdParty | None:
    return next((party for party in policy.third_parties.values() if embed.host in party.hosts), None)


def _loads_by_itself(embed: Embed, party: ThirdParty | None) -> bool:
    return embed.loaded_by == "itself" and (party is None or party.loads is Loads.ON_CLICK)


def _is_unsaid(embed: Embed, party: ThirdParty | None) -> bool:
    """Nothing beside it names the provider or says that the content is not the site's own."""
    names = {registrable(embed.host).partition(".")[0], embed.host, *([party.label] if party else [])}
    said = embed.notice.lower()
    return not any(name.lower() in said for name in names) and not _SAYS_WHOSE.search(said)


def _has_no_statement(embed: Embed, party: ThirdParty | None) -> bool:
    if party is not None and party.statement in embed.links:
        return False
    return not any(_STATEMENT.search(link) for link in embed.links if _of(embed, link, party))


def _has_no_contact(embed: Embed, party: ThirdParty | None) -> bool:
    if party is not None and party.contact and (party.contact in embed.links or party.contact in embed.notice):
        return False
    return not any(_CONTACT.search(link) for link in embed.links if _of(embed, link, party))


def _of(embed: Embed, link: str, party: ThirdParty | None) -> bool:
    """Whether a link leads to the provider, directly or through the sites' own leaving notice."""
    hosts = {embed.host, *(party.hosts if party else ())}
    return link.startswith("mailto:") or any(registrable(host) in link for host in hosts)


def _check(promise: str, looks_for: str, wrong: Wrong, severity: Severity) -> Check:
    return Check(
        promise,
        looks_for,
        severity,
        partial(_judge, promise, wrong),
        lambda evidence: (
            f"Looked at {sum(len(seen.embeds) for seen in evidence.pages)} places of others' content on "
            f"{passes_of(evidence)}."
        ),
    )


ON_CLICK = _check(BY_ITSELF, "an embed that loads by itself", _loads_by_itself, Severity.HIGH)
WITH_NOTICE = _check(NOTICE, "an embed without a notice", _is_unsaid, Severity.LOW)
WITH_STATEMENT = _check(
    STATEMENT, "an embed without a link to its provider's statement", _has_no_statement, Severity.LOW
)
WITH_CONTACT = _check(CONTACT, "an embed without its provider's contact", _has_no_contact, Severity.LOW)
