"""Bringing what a client wrote into a form that may be kept: paths, origins, short words (R81, R105).

Everything here takes text that anyone may have sent and gives back text that is bounded, stays on one line,
moves no terminal, and holds no query, no fragment, no user name and no e-mail address.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

PATH_LIMIT = 1024
TEXT_LIMIT = 512
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})

_ORIGIN = re.compile(
    r"^(?P<scheme>https?)://(?:[^/?#@\\]*@)?(?P<host>[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])"
    r"(?P<port>:[0-9]{1,5})?(?=[/?#]|$)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^/\s@]+@[^/\s@]+\.[^/\s@]+")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def kept_path(path: str) -> str:
    """`path` without query and fragment, bounded, each control or direction character percent-encoded.

    An e-mail address in it, plain or percent-encoded, is replaced: an automatic collection carries no
    personal element (ledger 1.1).
    """
    bare = re.split(r"[?#]", path[: 4 * PATH_LIMIT], maxsplit=1)[0]
    if "@" in bare or "%40" in bare:
        bare = _EMAIL.sub("[e-mail]", unquote(bare))
        bare = re.split(r"[?#]", bare, maxsplit=1)[0]
    return printable(bare)[:PATH_LIMIT]


def printable(text: str) -> str:
    """`text` with every character that a line, a terminal or a reader could stumble over percent-encoded."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_encoded(sign) if unicodedata.category(sign) in _UNPRINTABLE else sign for sign in text)


def _encoded(sign: str) -> str:
    return quote(sign.encode("utf-8", "replace"), safe="")


def origin_of(address: str) -> str:
    """`scheme://host[:port]` of a web address, in lower case; empty for anything else."""
    found = _ORIGIN.match(address[:TEXT_LIMIT].strip())
    if found is None:
        return ""
    port = (found["port"] or "").lstrip(":")
    standard = {"http": "80", "https": "443"}[found["scheme"].lower()]
    return f"{found['scheme']}://{found['host']}{f':{port}' if port and port != standard else ''}".lower()


def host_of(origin: str) -> str:
    """The host name, without port, of an origin."""
    found = _ORIGIN.match(origin)
    return found["host"].lower() if found else ""


def known_method(method: str) -> str:
    """The HTTP method, or OTHER for one that HTTP does not know."""
    return method if method in METHODS else "OTHER"
