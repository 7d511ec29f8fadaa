"""Which cookies of the sites stand, by their value, in what a page sends to other hosts (ledger 4.6).

Values are compared while the page is open and are not kept: what stays is the cookie's name and the disguise.
"""

from __future__ import annotations

from collections.abc import Iterable

from avowal.auditor.canaries import leaked
from avowal.auditor.evidence import Carried, Request, Sent, host_of

SHORTEST = 8
"""Characters below which a value may stand anywhere by chance; a shorter one counts with its name before it."""
_MOST_BYTES = 65_536


def carried(
    values: Iterable[tuple[str, str]], requests: Iterable[Request], sent: Iterable[Sent], own_hosts: frozenset[str]
) -> tuple[Carried, ...]:
    """The (name, value) pairs that went, or were to go, to a host that is none of `own_hosts`."""
    known = sorted(set(values))
    content = [(one.host, one.url, _whole(one)) for one in requests]
    content += [(host_of(one.url), one.url, one.url.encode() + b"\n" + one.body) for one in sent]
    found = {
        Carried(name, host, url.partition("?")[0], how)
        for host, url, text in content
        if host and host not in own_hosts
        for name, value in known
        if (how := _how(name, value, text[:_MOST_BYTES])) is not None
    }
    return tuple(sorted(found, key=lambda one: (one.cookie, one.host, one.url, one.how)))


def _how(name: str, value: str, text: bytes) -> str | None:
    if not value:
        return None
    return leaked(value if len(value) >= SHORTEST else f"{name}={value}", text)


def _whole(request: Request) -> bytes:
    """What a request tells beside what every request tells; its own `Cookie` header is the other host's business."""
    lines = [value for name, value in request.headers if name not in ("cookie", "user-agent")]
    return "\n".join([request.url, *lines]).encode() + b"\n" + request.body
