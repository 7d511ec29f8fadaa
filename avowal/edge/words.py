"""Bringing what a client wrote into a form that may be kept: paths, origins, short words (R81, R105).

Everything here takes text that anyone may have sent and gives back text that is bounded, stays on one line,
moves no terminal, and holds no query, no fragment, no user name and no e-mail address. How a path is spelled is
decided in `events.paths`, for the weblog, the beacons and imported logs alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from avowal.events.kinds import Kind
from avowal.events.paths import PATH_LIMIT, kept_path, printable
from avowal.events.scrubbing import scrub

__all__ = ["METHODS", "PATH_LIMIT", "TEXT_LIMIT", "host_of", "kept_path", "known_method", "origin_of", "printable"]

TEXT_LIMIT = 512
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})

_SCHEME = len("https://")
_ORIGIN = re.compile(
    r"^(?P<scheme>https?)://(?:[^/?#@\\]*@)?(?P<host>[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])"
    r"(?P<port>:[0-9]{1,5})?(?=[/?#]|$)",
    re.IGNORECASE,
)


def origin_of(address: str) -> str:
    """`scheme://host[:port]` of a web address, in lower case; empty for anything else, and for a disguised address."""
    if not address:
        return ""
    end = address.find("/", _SCHEME)
    if end > 0 and "@" not in address[:end] and address.startswith(("https://", "http://")):
        return _origin(address[:end])  # many addresses begin alike, and nobody's is in that part
    return _origin.__wrapped__(address)


@lru_cache(maxsize=1024)
def _origin(address: str) -> str:
    found = _ORIGIN.match(address[:TEXT_LIMIT].strip())
    if found is None or _hides_a_person(found["host"]):
        return ""
    port = (found["port"] or "").lstrip(":")
    standard = {"http": "80", "https": "443"}[found["scheme"].lower()]
    return f"{found['scheme']}://{found['host']}{f':{port}' if port and port != standard else ''}".lower()


def _hides_a_person(host: str) -> bool:
    """Whether a host in capitals, which no browser writes, is an encoding that small letters would make unreadable."""
    return not host.islower() and bool(scrub(host).kinds - {Kind.HEALTH})


def host_of(origin: str) -> str:
    """The host name, without port, of an origin."""
    found = _ORIGIN.match(origin)
    return found["host"].lower() if found else ""


def known_method(method: str) -> str:
    """The HTTP method, or OTHER for one that HTTP does not know."""
    return method if method in METHODS else "OTHER"
