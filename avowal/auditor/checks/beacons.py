"""What a page told by beacons: messages that a script sent without being asked, and pictures from other hosts.

A message to the sites' own hosts is a beacon when it goes to a declared beacon's address, or when the browser sends
it in the background (`sendBeacon`, `ping`, a POST by script). Posts that a form makes are none; the crawl sends none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from avowal.auditor.evidence import PageVisit, Request, host_of
from avowal.policy.model import Beacon, Door, Policy

_IN_THE_BACKGROUND = frozenset({"ping", "beacon"})
_BY_SCRIPT = frozenset({"fetch", "xhr", "ping", "beacon"})
_PICTURES = frozenset({"image", "imageset"})
ON_PAGES = frozenset({Door.PAGE_BEACON, Door.AREA_BEACON})
"""The doors through which a visitor's pages tell something; reports of blocked content are the browser's own."""


@dataclass(frozen=True)
class Message:
    """One beacon as it was sent or was to be sent; `name` is the declared beacon it belongs to, empty for none."""

    url: str
    method: str
    body: bytes
    blocked: str | None
    name: str = ""

    @property
    def host(self) -> str:
        return host_of(self.url)

    @property
    def shown(self) -> str:
        """Method and address without query."""
        return f"{self.method} {self.url.partition('?')[0][:160]}"

    @property
    def told(self) -> Mapping[str, object]:
        """The fields of the message; empty where it is no JSON object."""
        try:
            found = json.loads(self.body)
        except (ValueError, UnicodeDecodeError):
            return {}
        return found if isinstance(found, dict) else {}


def declared(url: str, policy: Policy) -> str:
    """The key of the declared beacon whose address `url` has; empty for none. An address that ends in a slash
    holds everything below it."""
    path = urlsplit(url).path
    for key, beacon in policy.beacons.items():
        if path == beacon.path or (beacon.path.endswith("/") and path.startswith(beacon.path)):
            return key
    return ""


def messages(seen: PageVisit, policy: Policy, own: frozenset[str]) -> Iterator[Message]:
    """Every beacon of a page, once, in the order of the records."""
    known: set[tuple[str, bytes]] = set()
    for message in (*_asked(seen, policy, own), *_handed_over(seen, policy, own)):
        if (message.url, message.body) not in known:
            known.add((message.url, message.body))
            yield message


def _asked(seen: PageVisit, policy: Policy, own: frozenset[str]) -> Iterator[Message]:
    for request in seen.requests:
        name = declared(request.url, policy) if request.host in own else ""
        if name or _is_beacon(request, own):
            yield Message(request.url, request.method, request.body, request.blocked, name)


def _handed_over(seen: PageVisit, policy: Policy, own: frozenset[str]) -> Iterator[Message]:
    """What scripts handed to the browser: the only proof of content where the browser shows a blob."""
    blocked = {request.url: request.blocked for request in seen.requests}
    for one in seen.sent:
        name = declared(one.url, policy) if host_of(one.url) in own else ""
        if name or one.channel.lower() in _IN_THE_BACKGROUND or "beacon" in one.channel.lower():
            yield Message(one.url, "POST", one.body, blocked.get(one.url), name)


def _is_beacon(request: Request, own: frozenset[str]) -> bool:
    if not request.host or not request.url.startswith(("http:", "https:")):
        return False
    if request.kind in _IN_THE_BACKGROUND or (request.kind in _BY_SCRIPT and request.method == "POST"):
        return True
    return request.kind in _PICTURES and request.host not in own


def door_of(beacon: Beacon, policy: Policy) -> Door:
    """The door whose collection a beacon fills."""
    return policy.collections[beacon.collection].door
