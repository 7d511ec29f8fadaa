"""From a request to stored lines: only what a collection declares is looked up at all (ledger 3.4, HOUSE 14)."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from avowal.edge.gates import Gathering
from avowal.edge.keeping import KEYS, scrubbed
from avowal.edge.visit import Visit
from avowal.events.rows import Begun

REMEMBERED = 64
"""Rows that are remembered of one caller."""
VIEW_KEY = "view_key"
VISITOR_KEY = "visitor_key"


class Visitors(Protocol):
    """The part of `events.visitors.VisitorKeys` that the door uses."""

    def key(self, now: datetime, address: str, user_agent: str, site: str) -> str: ...


class Spool(Protocol):
    """The part of `events.spool.Spool` that the door uses."""

    lost: int
    trouble: str | None

    def keep(self, collection: str, line: bytes) -> Awaitable[None]: ...

    def note(self, collection: str, line: bytes) -> bool: ...


Same = tuple[tuple[str, object], ...]
"""Elements and values that many rows of one caller have alike; the fewer different ones, the better."""


def lines_of(
    gatherings: Iterable[Gathering],
    visit: Visit,
    own: Mapping[str, object],
    *,
    visitors: Visitors,
    same: Same = (),
    signed_in: bool = False,
) -> list[tuple[str, bytes]]:
    """One (collection, line) for each of `gatherings` that covers the visit.

    `own` and `same` hold what this kind of event tells beyond FACTS; all are taken only where the collection declares
    them, the free ones scrubbed. A time in `own` (`seen_at`) is when it happened, else it happened when it was told.
    """
    told, about_health = scrubbed(own, visit, signed_in=signed_in)
    # a visitor's key beside a member's would tie her beacons to her account (4.11)
    keyless = about_health or visit.by_mail or signed_in
    at = told.get("seen_at")
    when = at if isinstance(at, datetime) else visit.seen_at
    lines = []
    for gathering in gatherings:
        if gathering.covers(visit.site, signed_in=signed_in):
            place = None if keyless or VISITOR_KEY in told else _place(told, visit)
            begun = _begun(gathering, visit, same, place, visitors, signed_in=signed_in)
            values = _values(gathering, told, visit, None if keyless or begun.keyless else visitors)
            lines.append((gathering.key, begun.row.line(values, at=when)))
    return lines


class _Begun(NamedTuple):
    row: Begun
    keyless: bool
    """Whether what the row says already forbids any of KEYS in it."""


def _begun(
    gathering: Gathering, visit: Visit, same: Same, place: str | None, visitors: Visitors, *, signed_in: bool
) -> _Begun:
    """The row with `same`, what any request tells, and the visitor's key at `place`, if that is any."""
    rows = visit.caller.rows
    passing = [fact(visit) for _, fact in gathering.passing]
    said = (gathering.key, visit.site, signed_in, place, same, *passing)
    found: _Begun | None = rows.get(said)
    if found is None:
        values, about_health = scrubbed(dict(same), visit, signed_in=signed_in)
        if place is not None and VISITOR_KEY in gathering.elements and not about_health:
            values = {**values, VISITOR_KEY: visitor_key(visit, visitors, place)}
        if len(rows) >= REMEMBERED:
            rows.clear()
        found = rows[said] = _Begun(gathering.begun(visit, values, signed_in=signed_in), about_health)
    return found


def _place(told: Mapping[str, object], visit: Visit) -> str:
    """Where a visitor has a key of her own: on each site, and in each app another one."""
    app = told.get("app")
    return f"app {app}" if app else visit.site


def _values(
    gathering: Gathering, told: Mapping[str, object], visit: Visit, visitors: Visitors | None
) -> Mapping[str, object]:
    """What a row may say of its own; it takes of it what is declared. Without `visitors` no key of KEYS is in it."""
    if visitors is None:
        return {element: value for element, value in told.items() if element not in KEYS}
    view = told.get(VIEW_KEY)
    if isinstance(view, str) and VIEW_KEY in gathering.elements:
        # a browser's or an app's own word could hold anything: kept is what the day's salt makes of it
        return {**told, VIEW_KEY: visitors.key(visit.seen_at, view, "", VIEW_KEY)}
    return told


def visitor_key(visit: Visit, visitors: Visitors, where: str) -> str:
    """Today's key of this visitor `where` she is (see `_place`), made once for a caller."""
    keys = visit.caller.keys
    made = keys.get(where)
    if made is None:
        made = keys[where] = visitors.key(visit.seen_at, visit.client_address, visit.user_agent, where)
    return made
