"""From a request to stored lines: only what a collection declares is looked up at all (ledger 3.4, HOUSE 14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from avowal.edge.gates import Gathering
from avowal.edge.keeping import KEYS, scrubbed
from avowal.edge.visit import Visit
from avowal.events.addresses import shorten

VIEW_KEY = "view_key"
VISITOR_KEY = "visitor_key"


class Visitors(Protocol):
    """The part of `events.visitors.VisitorKeys` that the door uses."""

    def key(self, now: datetime, address: str, user_agent: str, site: str) -> str: ...


class Spool(Protocol):
    """The part of `events.spool.Spool` that the door uses."""

    lost: int
    trouble: str | None

    async def keep(self, collection: str, line: bytes) -> None: ...

    def note(self, collection: str, line: bytes) -> bool: ...


FACTS: Mapping[str, Callable[[Visit], object]] = MappingProxyType(
    {
        "seen_at": lambda visit: visit.seen_at,
        "site": lambda visit: visit.site,
        "browser": lambda visit: visit.agent.browser,
        "system": lambda visit: visit.agent.system,
        "automated": lambda visit: visit.agent.automated,
        "ip_address": lambda visit: visit.client_address,
        "network_owner": lambda visit: visit.networks.owner(visit.client_address) or None,
        "relayed": lambda visit: visit.networks.relayed(visit.client_address),
        "ip_network": lambda visit: shorten(visit.client_address) if visit.client_address else "",
    }
)
"""The elements that any request can tell, by element; of which visitor it is, `VisitorKeys` says."""


def lines_of(
    gatherings: Iterable[Gathering],
    visit: Visit,
    own: Mapping[str, object],
    *,
    visitors: Visitors,
    signed_in: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """One (collection, line) for each of `gatherings` that covers the visit.

    `own` holds what this kind of event tells beyond FACTS; both are taken only where the collection declares them,
    the free ones scrubbed. A time among them (`seen_at`) is when it happened, else it happened when it was told.
    """
    told, about_health = scrubbed(own, visit, signed_in=signed_in)
    kept_back = KEYS if about_health or visit.by_mail else frozenset()
    at = told.get("seen_at")
    for gathering in gatherings:
        if gathering.covers(visit.site, signed_in=signed_in):
            values = {
                element: _value(element, told, visit, visitors)
                for element in gathering.elements
                if element not in kept_back and (element in told or element in FACTS or element == VISITOR_KEY)
            }
            when = at if isinstance(at, datetime) else visit.seen_at
            yield gathering.key, gathering.row_maker.make(values, at=when, signed_in=signed_in)


def _value(element: str, told: Mapping[str, object], visit: Visit, visitors: Visitors) -> object:
    if element == VIEW_KEY and isinstance(told.get(element), str):
        # a browser's or an app's own word could hold anything: kept is what the day's salt makes of it
        return visitors.key(visit.seen_at, str(told[element]), "", VIEW_KEY)
    if element in told:
        return told[element]
    if element == VISITOR_KEY:
        app = told.get("app")  # an app's visitor has another key than on a site
        return visitors.key(visit.seen_at, visit.client_address, visit.user_agent, f"app {app}" if app else visit.site)
    return FACTS[element](visit)
