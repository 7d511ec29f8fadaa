"""Fetches, as a plain client, what the sites publish of their policy for programs: the document, its history, its feed.

Where they lie the document itself says; only `/.well-known/avowal.json` is known beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit, urlunsplit

import httpx

from avowal.auditor.evidence import Published, host_of
from avowal.auditor.probe import direct

DOCUMENT = "/.well-known/avowal.json"
NAMED_IN_IT = ("history", "feed")
MOST_BYTES = 20_000_000


def published(
    starts: Iterable[str], host_rules: tuple[str, ...], reachable: Callable[[str], bool]
) -> tuple[Published, ...]:
    """The document of each start's origin, and what it names on the same host."""
    origins = dict.fromkeys(_origin(start) for start in starts)
    found: list[Published] = []
    for origin in origins:
        document = _fetched(origin + DOCUMENT, host_rules, reachable)
        found.append(document)
        told = read(document)
        named = [str(told[name]) for name in NAMED_IN_IT if told.get(name)]
        found += [_fetched(address, host_rules, reachable) for address in named if host_of(address) == host_of(origin)]
    return tuple(found)


def read(document: Published) -> dict[str, object]:
    """The JSON object in a document; empty where there is none."""
    try:
        told = json.loads(document.text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _fetched(address: str, host_rules: tuple[str, ...], reachable: Callable[[str], bool]) -> Published:
    if not reachable(address):
        return Published(address, None)
    base, host = direct(address, host_rules)
    parts = urlsplit(address)
    headers = {"Host": host} if host else {}
    try:
        with httpx.Client(timeout=10, trust_env=False, follow_redirects=False, verify=not host) as client:
            answer = client.get(base + urlunsplit(("", "", parts.path, parts.query, "")), headers=headers)
    except httpx.HTTPError:
        return Published(address, None)
    return Published(address, answer.status_code, answer.text[:MOST_BYTES])


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
