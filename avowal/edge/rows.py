"""From a request to stored lines: only what a collection declares is looked up at all (ledger 3.4, HOUSE 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from avowal.edge.gates import Gathering
from avowal.edge.keeping import KEYS, scrubbed
from avowal.edge.visit import Visit

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


def lines_of(
    gatherings: Iterable[Gathering],
    visit: Visit,
    own: Mapping[str, object],
    *,
    visitors: Visitors,
    signed_in: bool = False,
) -> list[tuple[str, bytes]]:
    """One (collection, line) for each of `gatherings` that covers the visit.

    `own` holds what this kind of event tells beyond FACTS; both are taken only where the collection declares them,
    the free ones scrubbed. A time among them (`seen_at`) is when it happened, else it happened when it was told.
    """
    told, about_health = scrubbed(own, visit, signed_in=signed_in)
    # a visitor's key beside a member's would tie her beacons to her account (4.11)
    keyless = about_health or visit.by_mail or signed_in
    at = told.get("seen_at")
    when = at if isinstance(at, datetime) else visit.seen_at
    lines = []
    for gathering in gatherings:
        if gathering.covers(visit.site, signed_in=signed_in):
            values = _values(gathering, told, visit, None if keyless else visitors)
            begun = gathering.begun(visit, signed_in=signed_in)
            lines.append((gathering.key, begun.line(values, at=when)))
    return lines


def _values(
    gathering: Gathering, told: Mapping[str, object], visit: Visit, visitors: Visitors | None
) -> dict[str, object]:
    """What a row may say beyond FACTS; it takes of it what is declared. Without `visitors` no key of KEYS is in it."""
    values = dict(told)
    if visitors is None:
        for key in KEYS:
            values.pop(key, None)
        return values
    view = told.get(VIEW_KEY)
    if isinstance(view, str) and VIEW_KEY in gathering.elements:
        # a browser's or an app's own word could hold anything: kept is what the day's salt makes of it
        values[VIEW_KEY] = visitors.key(visit.seen_at, view, "", VIEW_KEY)
    if VISITOR_KEY in gathering.elements and VISITOR_KEY not in told:
        app = told.get("app")  # an app's visitor has another key than on a site
        values[VISITOR_KEY] = visitor_key(visit, visitors, f"app {app}" if app else visit.site)
    return values


def visitor_key(visit: Visit, visitors: Visitors, where: str) -> str:
    """Today's key of this visitor `where` she is, made once for a visit."""
    made = visit.keys.get(where)
    if made is None:
        made = visit.keys[where] = visitors.key(visit.seen_at, visit.client_address, visit.user_agent, where)
    return made
