"""Everything that a page sent, as bytes to be searched: addresses, bodies, headers a script may fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from avowal.auditor.evidence import PageVisit, host_of

_OF_THE_BROWSER = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "user-agent",
        "connection",
        "host",
        "content-length",
        "cache-control",
    }
)
_SHOWN = 160


@dataclass(frozen=True)
class Payload:
    """One thing that was sent or was to be sent."""

    host: str
    url: str
    method: str
    content: bytes
    blocked: str | None

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def shown(self) -> str:
        """The address without its query, which may carry what must not be repeated."""
        return self.url.partition("?")[0][:_SHOWN]


def payloads(seen: PageVisit) -> list[Payload]:
    """What left the page, in the order of the records."""
    found = [
        Payload(
            request.host,
            request.url,
            request.method,
            _whole(request.url, request.headers, request.body),
            request.blocked,
        )
        for request in seen.requests
    ]
    blocked = {request.url: request.blocked for request in seen.requests}
    found += [Payload(host_of(s.url), s.url, s.channel, s.body, blocked.get(s.url)) for s in seen.sent]
    return found


def per_host(sent: list[Payload]) -> Iterator[tuple[str, list[Payload]]]:
    """The payloads that have a query or body, by host."""
    hosts: dict[str, list[Payload]] = {}
    for payload in sent:
        if "?" in payload.url or payload.method not in ("GET", "CONNECT"):
            hosts.setdefault(payload.host, []).append(payload)
    yield from sorted(hosts.items())


def _whole(url: str, headers: tuple[tuple[str, str], ...], body: bytes) -> bytes:
    lines = [value for name, value in headers if name not in _OF_THE_BROWSER and not name.startswith(("sec-", ":"))]
    return "\n".join([url, *lines]).encode() + b"\n" + body
