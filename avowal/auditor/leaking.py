"""What of a visit is secret, and what of it was sent: the two sides of the leak search, made of a page's records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from avowal.auditor.evidence import Leak, PageVisit, Request, Sent, host_of
from avowal.auditor.leaks import OURS, Outgoing, Secret, search

SHORTEST_IDENTIFIER = 8
"""Characters below which a kept value may stand anywhere by chance."""
_ALL_DIGITS = 10  # a number with fewer may be a price, a year, a size
_MOST_VALUES = 200
_LONGEST_VALUE = 512
_SHORTEST_PATH = 8
_SHORTEST_TITLE = 12
_PARTS = re.compile(r"[.|:,&;~!]|%7C|%2C|%3A", re.IGNORECASE)
_ADDRESS_HEADERS = ("referer", "origin")
_OF_THE_BROWSER = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "user-agent",
        "connection",
        "host",
        "content-length",
        "content-type",
        "cache-control",
        "pragma",
        "upgrade-insecure-requests",
        "upgrade",
        "origin",
        "priority",
        "range",
        "te",
    }
)
_SOCKETS = frozenset({"websocket", "webtransport"})


@dataclass(frozen=True)
class Kept:
    """A value that the browser keeps, while it is compared: `kind` cookie | storage, `host` who may read it."""

    kind: str
    name: str
    value: str
    host: str


def leaks_of(
    visit: PageVisit, kept: Iterable[Kept], own_hosts: frozenset[str], requests: Sequence[Request] | None = None
) -> tuple[Leak, ...]:
    """All secrets of the visit in its requests (or in `requests`, which were found later) and hand-overs."""
    sent = [outgoing(one) for one in (visit.requests if requests is None else requests)]
    if requests is None:
        sent += _handed_over(visit)
    wanted = [*secrets_of(visit, own_hosts), *identifiers(kept, own_hosts)]
    return tuple(leak for leak in search(wanted, [one for one in sent if one.host]) if _counts(leak, own_hosts))


def secrets_of(visit: PageVisit, own_hosts: frozenset[str]) -> Iterator[Secret]:
    """What was typed, and where the visitor was: address and title of the page."""
    for canary in visit.canaries:
        yield Secret(canary.value, canary.kind if canary.kind in OURS else "canary")
    for address in dict.fromkeys((visit.url, visit.final_url)):
        parts = urlsplit(address)
        if parts.path not in ("", "/"):
            yield Secret(f"{parts.netloc}{parts.path}", "address", address, own_hosts)
            if len(parts.path) >= _SHORTEST_PATH:
                yield Secret(parts.path, "address", address, own_hosts)
        if len(parts.query) >= SHORTEST_IDENTIFIER:
            yield Secret(parts.query, "address", address, own_hosts)
    if len(visit.title) >= _SHORTEST_TITLE:
        yield Secret(visit.title, "title", visit.final_url, own_hosts)


def identifiers(kept: Iterable[Kept], own_hosts: frozenset[str]) -> Iterator[Secret]:
    """The kept values that tell one browser from another, whole and without their first parts."""
    for one in sorted(set(kept), key=lambda kept: (kept.kind, kept.name, kept.value))[:_MOST_VALUES]:
        host = one.host.lstrip(".")
        home = own_hosts | {host} if host in own_hosts else frozenset({host})
        for value in _parts(one.value[:_LONGEST_VALUE]):
            yield Secret(value, one.kind, one.name, home)


def is_identifying(value: str) -> bool:
    """Whether a value is unlike what stands in addresses by chance: long enough, of letters and digits mixed, or a
    long number; a word, a language or a flag is not."""
    letters = sum(letter.isalpha() for letter in value)
    digits = sum(letter.isdigit() for letter in value)
    if len(value) < SHORTEST_IDENTIFIER:
        return False
    return digits >= _ALL_DIGITS if not letters else digits >= 2 and not _DATED.fullmatch(value)  # noqa: PLR2004


_DATED = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]*Z?)?")


def _parts(value: str) -> Iterator[str]:
    """The value, what is left when its first parts (a version, a length) are taken away, and its fields, if any."""
    found = [value]
    pieces = _PARTS.split(value)
    found += [value[value.find(piece, 1) :] for piece in pieces[1:3]]
    found += re.findall(r'"([^"\\]{8,200})"', value)
    yield from dict.fromkeys(one for one in found if is_identifying(one))


def outgoing(request: Request) -> Outgoing:
    """A request in the channels through which it tells something."""
    parts = urlsplit(request.url)
    found = [("dns", request.host.encode()), ("path", parts.path.encode()), ("query", parts.query.encode())]
    for name, value in request.headers:
        if name == "cookie":
            found.append(("cookie", value.encode()))
        elif name not in _OF_THE_BROWSER and not name.startswith(("sec-", ":")):
            found.append((f"header {name}", value.encode()))
    found.append(("socket" if request.kind in _SOCKETS else "body", request.body))
    kept = tuple((channel, content) for channel, content in found if content)
    return Outgoing(request.url, request.host, kept, request.moment, request.blocked)


def _handed_over(visit: PageVisit) -> Iterator[Outgoing]:
    """What scripts gave to be sent, where the request itself did not show its body."""
    with_body = {one.url.partition("#")[0] for one in visit.requests if one.body}
    blocked = {one.url: one.blocked for one in visit.requests}
    for sent in visit.sent:
        if sent.url.partition("#")[0] not in with_body and sent.body:
            yield _given(sent, blocked.get(sent.url))


def _given(sent: Sent, blocked: str | None) -> Outgoing:
    return Outgoing(sent.url, host_of(sent.url), (("script", sent.body),), "", blocked)


def _counts(leak: Leak, own_hosts: frozenset[str]) -> bool:
    """A path that another host happens to have as well is no leak; nor is what went to the sites themselves, unless it
    was typed."""
    if leak.kind in OURS:
        return True
    if leak.host in own_hosts:
        return False
    return not (leak.kind == "address" and leak.channel == "path" and leak.how == "plain")
