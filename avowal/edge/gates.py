"""What a policy version makes of the door: compiled once per version, then only looked up.

With no policy in force the gates are shut: nothing is collected, no cookie passes, no third party is allowed;
pages still come.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from avowal.edge.blocks import blocked_page
from avowal.edge.choices import ChoiceRules, choice_rules
from avowal.edge.cookies import CookieRule, rules_of
from avowal.edge.dropping import Drop
from avowal.edge.headers import headers_of, headers_of_mail
from avowal.edge.link_header import hosts_to_turn_to
from avowal.edge.protocol import Headers, Message
from avowal.edge.settings import Area, DoorSettings, Published, nothing_published, trouble_with_hosts
from avowal.edge.visit import Visit
from avowal.events.rows import Begun, RowMaker
from avowal.policy.model import Audience, Collection, Door, Policy, PolicyVersion

logger = logging.getLogger(__name__)
InForce = Callable[[], PolicyVersion | None]

RAW = "/_a/"
"""Every address below it is the door's own."""
PAGE_BEACON = "/_a/v"
AREA_BEACON = "/_a/a"
APP_SCREENS = "/_a/s"
BROWSER_REPORTS = "/_a/r"
PAGE_SCRIPT = "/_a/page.js"
MAIL_BEACON = "/_a/m/"
"""Every address below it belongs to the mail beacon."""


Fact = Callable[[Visit], object]
FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "site": lambda visit: visit.site,
        "browser": lambda visit: visit.agent.browser,
        "system": lambda visit: visit.agent.system,
        "automated": lambda visit: visit.agent.automated,
        "ip_address": lambda visit: visit.client_address,
        "ip_network": lambda visit: visit.ip_network,
    }
)
"""The elements that any request can tell beside its time; of which visitor it is, `VisitorKeys` says."""
PASSING: Mapping[str, Fact] = MappingProxyType(
    {
        "network_owner": lambda visit: visit.networks.owner(visit.client_address) or None,
        "relayed": lambda visit: visit.networks.relayed(visit.client_address),
    }
)
"""Those that are not the same for all requests of a caller: what they are looked up in can change meanwhile."""


@dataclass(frozen=True)
class Gathering:
    """One declared collection as the door fills it."""

    key: str
    elements: frozenset[str]
    sites: frozenset[str]
    signed_in_only: bool
    row_maker: RowMaker
    facts: tuple[tuple[str, Fact], ...] = ()
    """The elements of the collection that any request tells, and how."""
    passing: tuple[tuple[str, Fact], ...] = ()
    """Those of them that are in PASSING."""
    apps: frozenset[str] = frozenset()
    choices: frozenset[str] = frozenset()
    """The choices by which a visitor may refuse it."""

    def begun(self, visit: Visit, values: Mapping[str, object], *, signed_in: bool) -> Begun:
        """The row of this visit, with `values` and what any request tells; its own values are still to come."""
        facts = {element: fact(visit) for element, fact in self.facts}
        return self.row_maker.begun({**facts, **values}, signed_in=signed_in)

    def covers(self, site: str, *, signed_in: bool = False) -> bool:
        """Whether a request for `site` (empty: a host that no site has) belongs to this collection."""
        here = not site or not self.sites or site in self.sites
        return here and (signed_in or not self.signed_in_only)

    def covers_app(self, app: str) -> bool:
        """Whether what the app `app` tells belongs to this collection."""
        return not self.apps or app in self.apps


@dataclass(frozen=True)
class Gates:
    """Everything at the door that depends on the policy."""

    version: PolicyVersion | None
    languages: tuple[str, ...]
    cookies: Mapping[str, CookieRule]
    headers: Mapping[Area, Headers]
    hosts_to_turn_to: Mapping[Area, frozenset[str]]
    mail_headers: Headers
    blocked_page: bytes
    hosts_trouble: str | None = None
    choices: ChoiceRules = field(default_factory=ChoiceRules)
    weblog: tuple[Gathering, ...] = ()
    page_beacons: tuple[Gathering, ...] = ()
    area_beacons: tuple[Gathering, ...] = ()
    app_screens: tuple[Gathering, ...] = ()
    browser_reports: tuple[Gathering, ...] = ()
    mail_beacons: tuple[Gathering, ...] = ()
    published: Published = nothing_published
    answers: dict[Drop | None, Message] = field(default_factory=dict)
    """How an answer of a collector begins, by outcome, as far as one was made."""

    def known(self, site: str) -> str:
        """`site`, or empty where the policy in force has no such site; without a policy there is nothing to ask."""
        return site if self.version is None or site in self.version.policy.sites else ""


def compile_gates(version: PolicyVersion | None, settings: DoorSettings) -> Gates:
    """The gates that `version` asks for; shut ones for None."""
    declared = version.policy if version else None
    headers = {area: headers_of(area, declared, settings) for area in Area}
    to_turn_to = hosts_to_turn_to(declared, settings)
    mail_headers, kept_out = headers_of_mail(declared, settings), blocked_page(declared)
    if version is None:
        return Gates(None, (), {}, headers, to_turn_to, mail_headers, kept_out)
    policy = version.policy
    return Gates(
        version=version,
        languages=tuple(language.lower() for language in policy.languages),
        cookies=rules_of(policy),
        headers=headers,
        hosts_to_turn_to=to_turn_to,
        mail_headers=mail_headers,
        blocked_page=kept_out,
        hosts_trouble=trouble_with_hosts(policy, settings),
        choices=choice_rules(policy),
        weblog=_gatherings(version, policy.collections_by(Door.WEBLOG)),
        page_beacons=_gatherings(version, _behind(policy, PAGE_BEACON, Door.PAGE_BEACON)),
        area_beacons=_gatherings(version, _behind(policy, AREA_BEACON, Door.AREA_BEACON)),
        app_screens=_gatherings(version, _behind(policy, APP_SCREENS, Door.APP_SCREEN)),
        published=settings.published,
        browser_reports=_gatherings(version, _behind(policy, BROWSER_REPORTS, Door.BROWSER_REPORT)),
        mail_beacons=_gatherings(version, _behind(policy, MAIL_BEACON, Door.MAIL_BEACON)),
    )


def _behind(policy: Policy, path: str, door: Door) -> dict[str, Collection]:
    """The collections of `door` for which the beacon inventory declares the address `path`."""
    declared = {beacon.collection for beacon in policy.beacons.values() if beacon.path == path}
    return {key: found for key, found in policy.collections_by(door).items() if key in declared}


def _gatherings(version: PolicyVersion, collections: Mapping[str, Collection]) -> tuple[Gathering, ...]:
    """The door cannot tell adults, staff or children apart, so it collects nothing that is about only them."""
    return tuple(
        Gathering(
            key=key,
            elements=frozenset(collection.elements),
            sites=frozenset(collection.sites),
            signed_in_only=collection.audience is Audience.SIGNED_IN,
            row_maker=RowMaker(version, key),
            facts=_told_by({**FACTS, **PASSING}, collection),
            passing=_told_by(PASSING, collection),
            apps=frozenset(collection.apps),
            choices=_choices_over(version.policy, key, collection),
        )
        for key, collection in collections.items()
        if collection.audience in (Audience.EVERYONE, Audience.SIGNED_IN)
    )


def _told_by(facts: Mapping[str, Fact], collection: Collection) -> tuple[tuple[str, Fact], ...]:
    return tuple((element, fact) for element, fact in facts.items() if element in collection.elements)


def _choices_over(policy: Policy, key: str, collection: Collection) -> frozenset[str]:
    """The choices that cover a collection, the beacon that fills it, or any of its purposes.

    One purpose is enough: a row cannot be kept for some of its purposes only.
    """
    beacons = (f"beacons.{name}" for name, beacon in policy.beacons.items() if beacon.collection == key)
    purposes = (f"purposes.{name}" for name in collection.purposes)
    return choice_rules(policy).of(f"collections.{key}", *beacons, *purposes)


class CurrentGates:
    """The gates of the version in force, compiled again when it changes; shut ones when that fails."""

    def __init__(self, in_force: InForce, settings: DoorSettings) -> None:
        self._in_force = in_force
        self._settings = settings
        self._shut = compile_gates(None, settings)
        self._asked: PolicyVersion | None = None
        self._gates = self._shut
        self.trouble: str | None = None

    def now(self) -> Gates:
        """The gates for a request that comes in now."""
        try:
            version = self._in_force()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the policy, the pages still come
            return self._close(f"The policy in force could not be asked for: {type(error).__name__}.")
        if version is None:
            return self._close("No policy is in force.")
        if version is not self._asked:
            known = (
                self._asked is not None
                and self._asked.sha256 == version.sha256
                and self._asked.number == version.number
            )
            self._asked = version
            if not known:
                self._gates, self.trouble = self._shut, None
                self._compile(version)
        return self._gates

    def _compile(self, version: PolicyVersion) -> None:
        try:
            self._gates = compile_gates(version, self._settings)
            if self._gates.hosts_trouble:
                logger.error("%s", self._gates.hosts_trouble)
        except Exception:  # fail closed: a version that cannot be compiled collects nothing
            self.trouble = f"Policy version {version.number} could not be compiled into gates; nothing is collected."
            logger.exception(self.trouble)

    def _close(self, trouble: str) -> Gates:
        if trouble != self.trouble:
            logger.error("%s Nothing is collected and no cookie passes until a policy is published.", trouble)
        self._asked, self._gates, self.trouble = None, self._shut, trouble
        return self._shut
