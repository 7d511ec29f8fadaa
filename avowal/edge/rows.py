"""From a request to stored lines: only what a collection declares is looked up at all (ledger 3.4, HOUSE 14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from avowal.edge.gates import Gathering
from avowal.edge.visit import Visit
from avowal.events.addresses import shorten


class Visitors(Protocol):
    """The part of `events.visitors.VisitorKeys` that the door uses."""

    def key(self, now: datetime, address: str, user_agent: str, site: str) -> str: ...


class Spool(Protocol):
    """The part of `events.spool.Spool` that the door uses."""

    lost: int
    trouble: str | None

    async def keep(self, collection: str, line: bytes) -> None: ...

    def note(self, collection: str, line: bytes) -> bool: ...


FACTS: Mapping[str, Callable[[Visit, Visitors], object]] = MappingProxyType(
    {
        "seen_at": lambda visit, _: visit.seen_at,
        "site": lambda visit, _: visit.site,
        "browser": lambda visit, _: visit.agent.browser,
        "system": lambda visit, _: visit.agent.system,
        "automated": lambda visit, _: visit.agent.automated,
        "ip_address": lambda visit, _: visit.client_address,
        "ip_network": lambda visit, _: shorten(visit.client_address) if visit.client_address else "",
        "visitor_key": lambda visit, visitors: visitors.key(
            visit.seen_at, visit.client_address, visit.user_agent, visit.site
        ),
    }
)
"""The elements that any request can tell, by element."""


def lines_of(
    gatherings: Iterable[Gathering],
    visit: Visit,
    own: Mapping[str, object],
    *,
    visitors: Visitors,
    signed_in: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """One (collection, line) for each of `gatherings` that covers the visit.

    `own` holds what this kind of event tells beyond FACTS; both are taken only where the collection declares them.
    """
    for gathering in gatherings:
        if gathering.covers(visit.site, signed_in=signed_in):
            values = {
                element: own[element] if element in own else FACTS[element](visit, visitors)
                for element in gathering.elements
                if element in own or element in FACTS
            }
            yield gathering.key, gathering.row_maker.make(values, at=visit.seen_at, signed_in=signed_in)
