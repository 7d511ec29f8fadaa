"""Asks other sites whether a link still works, and never anything inside our own networks (R101).

The name is resolved here, every address it has must be a public one, and the connection goes to the very address
that was looked at, so that a name which answers differently a moment later gains nothing. Each step of a redirect
is looked at in the same way.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from avowal.website.pages.addresses import host_named

MOST_STEPS = 5
SECONDS = 10.0
_PORTS = {"http": 80, "https": 443}
_HEAD_REFUSED = frozenset({403, 405, 501})
_NO_LONGER = 400
_ASKS_FOR_MORE = frozenset({401, 403, 429})
"""There is something, but not for programs."""

_CARRIES_IPV4 = tuple(map(ipaddress.ip_network, ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))

Resolve = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Reached:
    """What came of one look: whether it works, the host it ended on, what was answered, whether it was not asked."""

    works: bool
    host: str
    said: str
    refused: bool = False


def resolve(host: str) -> Sequence[str]:
    """Every address of `host`; none when it has none."""
    try:
        return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})
    except (OSError, UnicodeError):
        return ()


class Reacher:
    """Looks at addresses one after the other. `resolve` and `transport` are handed in by tests."""

    def __init__(self, *, resolve: Resolve = resolve, transport: httpx.BaseTransport | None = None) -> None:
        self._resolve = resolve
        self._client = httpx.Client(
            timeout=SECONDS,
            follow_redirects=False,
            transport=transport,
            trust_env=False,
            headers={"user-agent": "avowal link check", "accept": "text/html, */*;q=0.5"},
        )

    def __call__(self, url: str) -> Reached:
        for _step in range(MOST_STEPS):
            host = host_named(url) or ""
            address = self._public_address(url)
            if address is None:
                return Reached(works=False, host=host, said="", refused=True)
            if not address:
                return Reached(works=False, host=host, said="its name is not known")
            try:
                answer = self._ask(url, address)
            except httpx.HTTPError as trouble:
                return Reached(works=False, host=host, said=type(trouble).__name__)
            if not answer.is_redirect:
                works = answer.status_code < _NO_LONGER or answer.status_code in _ASKS_FOR_MORE
                return Reached(works, host, f"{answer.status_code} {answer.reason_phrase}")
            url = urljoin(url, answer.headers.get("location", ""))
        return Reached(works=False, host=host_named(url) or "", said="it leads on and on")

    def _public_address(self, url: str) -> str | None:
        """The address to connect to; None when it may not be asked; empty when the name is not known."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return None
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in _PORTS or parts.username is not None or port not in (None, _PORTS[parts.scheme]):
            return None
        addresses = self._resolve(host) if host else ()
        if any(not is_public(address) for address in addresses):
            return None
        return addresses[0] if addresses else ""

    def _ask(self, url: str, address: str) -> httpx.Response:
        answer = self._send("HEAD", url, address)
        return self._send("GET", url, address) if answer.status_code in _HEAD_REFUSED else answer

    def _send(self, method: str, url: str, address: str) -> httpx.Response:
        asked = httpx.URL(url)
        pinned = asked.copy_with(host=address)
        request = self._client.build_request(
            method, pinned, headers={"host": asked.host}, extensions={"sni_hostname": asked.host}
        )
        answer = self._client.send(request, stream=True)
        answer.close()  # what stands on the page is nothing to us
        return answer


def is_public(address: str) -> bool:
    """Whether `address` is one that the whole Internet reaches; an IPv6 one that carries an IPv4 one is none."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    carries = any(found in network for network in _CARRIES_IPV4 if found.version == network.version)
    return found.is_global and not found.is_multicast and not carries
