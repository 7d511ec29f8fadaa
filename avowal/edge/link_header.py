"""The `Link` response header: no page turns a browser to a host that the policy does not declare for it (14.2).

A content-security policy does not stop a connection that is only opened ahead (`preconnect`, `dns-prefetch`), and
Firefox even loads style sheets that a header names. So an entry passes only if it is understood whole, and either
leads to the site itself or a host declared to load with such pages, or has a relation for which nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from avowal.edge.health import Health
from avowal.edge.protocol import START, App, Headers, Message, Receive, Scope, Send, values_of, without
from avowal.edge.settings import PAGES_OF, Area, DoorSettings
from avowal.edge.visit import Visit, visit_of
from avowal.policy.model import Loads, Policy

NAMED_AT_MOST = 16
_LINK = frozenset({b"link"})
_FETCHES_NOTHING = frozenset({"alternate", "author", "canonical", "describedby", "help", "license", "self"})
_NAMES_MORE_ADDRESSES = "imagesrcset"

_PARAMETER = r"""\s*;\s*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s",;]+))?"""
_ENTRY = re.compile(rf"<([^<>\"\\\s]*)>((?:{_PARAMETER})*)\s*(?=,|$)", re.ASCII)
_ONE_PARAMETER = re.compile(_PARAMETER, re.ASCII)


@dataclass(frozen=True)
class Entry:
    """One entry of a Link header as it is written; `target` is None where it cannot be understood."""

    written: str
    target: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def relations(self) -> frozenset[str]:
        """All that is said under `rel`, however often."""
        said = (value.strip('"').lower() for name, value in self.parameters if name.rstrip("*") == "rel")
        return frozenset(word for value in said for word in value.split())

    @property
    def authority(self) -> str | None:
        """The host, with a port that is not the usual one, that a browser would turn to.

        Empty where that is the page's own; None where it is not certain.
        """
        if self.target is None:
            return None
        try:
            address = urlsplit(self.target)
            usual = {"https": 443, "http": 80}.get(address.scheme, 443)
            port = "" if address.port in (None, usual) else f":{address.port}"
        except ValueError:
            return None
        if address.hostname:
            return f"{address.hostname}{port}"
        return None if address.scheme or self.target.startswith("//") else ""


def entries(header: str) -> Iterator[Entry]:
    """The entries of one header; what comes after the first that is malformed belongs to that one."""
    place = 0
    while place < len(header):
        if header[place] in ", \t":
            place += 1
            continue
        found = _ENTRY.match(header, place)
        if found is None:
            yield Entry(header[place:])
            return
        pairs = tuple((name.lower(), value) for name, value in _ONE_PARAMETER.findall(found[2]))
        yield Entry(found[0].strip(), found[1], pairs)
        place = found.end()


def hosts_to_turn_to(policy: Policy | None, settings: DoorSettings) -> Mapping[Area, frozenset[str]]:
    """Hosts that a page of each area may have a browser turn to by itself: the sites' own, and what loads with it."""
    return {area: frozenset(settings.hosts) | _loading_with(area, policy) for area in Area}


def _loading_with(area: Area, policy: Policy | None) -> frozenset[str]:
    parties = policy.third_parties.values() if policy else ()
    with_pages = (party for party in parties if party.loads is Loads.WITH_PAGE and PAGES_OF.get(area) in party.pages)
    return frozenset(host.lower() for party in with_pages for host in party.hosts)


class LinkGate:
    """Takes wrong entries out of `Link` headers, and names their hosts in `avowal-refused`."""

    def __init__(self, inner: App, *, health: Health) -> None:
        self._inner = inner
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = visit_of(scope)

        async def send_declared(message: Message) -> None:
            if message["type"] == START:
                message = {**message, "headers": self._outward(visit, message.get("headers") or [])}
            await send(message)

        await self._inner(scope, receive, send_declared)

    def _outward(self, visit: Visit, headers: Headers) -> Headers:
        said = values_of(headers, b"link")
        if not said:
            return headers
        kept: Headers = []
        refused: list[Entry] = []
        for value in said:
            passing: list[Entry] = []
            for entry in entries(value.decode("latin-1")):
                (passing if _may_pass(entry, visit) else refused).append(entry)
            if passing:
                kept.append((b"link", ", ".join(entry.written for entry in passing).encode("latin-1")))
        self._health.links_refused += len(refused)
        return [
            *without(headers, _LINK),
            *kept,
            *[(b"avowal-refused", _named(entry)) for entry in refused[:NAMED_AT_MOST]],
        ]


def _may_pass(entry: Entry, visit: Visit) -> bool:
    authority = entry.authority
    if authority is None or _NAMES_MORE_ADDRESSES in dict(entry.parameters):
        return False
    own = authority in ("", visit.host) or authority in visit.gates.hosts_to_turn_to[visit.area]
    return own or (bool(entry.relations) and entry.relations <= _FETCHES_NOTHING)


def _named(entry: Entry) -> bytes:
    name = re.sub(r"[^a-z0-9_.:-]", "_", entry.authority or "")[:64] or "_"
    return f"link; name={name}; reason=undeclared; promise=14.2; refused".encode("ascii")
