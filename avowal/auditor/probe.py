"""Asks a deployment for pages as a plain client, leaving canaries where a log might keep too much (ledger 3.4).

Each request carries a canary in its query string, in a header of its own and in the referrer's path, and one value
that is declared and so must be found: a path that exists nowhere else. Only when that control value has arrived
in the store does a search for the others prove anything.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from avowal.auditor.canaries import Aviary
from avowal.auditor.evidence import Canary, Search, StoreSeen
from avowal.auditor.reachable import mapped
from avowal.auditor.store import StoreEvidence

ARRIVAL_SECONDS = 15.0
_PAUSE = 0.25


@dataclass(frozen=True)
class Planted:
    """Canaries that were sent: those that must not be kept, and the control value that must."""

    undeclared: tuple[Canary, ...]
    control: Canary


def plant(start: str, aviary: Aviary, host_rules: tuple[str, ...]) -> Planted:
    """Send the canaries to the site at `start`. Raises httpx.HTTPError when it cannot be reached."""
    query = aviary.canary("query", "the query string of a request")
    header = aviary.canary("header", "a request header that no declaration names")
    referrer = aviary.canary("referrer", "the path of a Referer header")
    cookie = aviary.canary("cookie", "an undeclared request cookie")
    control = aviary.canary("control", "the path of a request")
    address, host = direct(start, host_rules)
    with httpx.Client(timeout=10, trust_env=False, follow_redirects=False, verify=not host) as client:
        client.get(
            f"{address}/{control.value}/",
            params={"q": query.value},
            headers={
                "Host": host or urlsplit(start).netloc,
                "X-Avowal-Audit": header.value,
                "Referer": f"https://elsewhere.example/{referrer.value}?q={query.value}",
                "Cookie": f"avowal_audit={cookie.value}",
                "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
            },
        )
    return Planted((query, header, referrer, cookie), control)


def look(
    store: StoreEvidence,
    planted: Planted,
    typed: tuple[Canary, ...],
    *,
    timer: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> StoreSeen:
    """Wait until the control value has come into the store, then search for every canary."""
    until = timer() + ARRIVAL_SECONDS
    while not (arrived := _stored(store, planted.control)) and timer() < until:
        pause(_PAUSE)
    columns: dict[str, tuple[str, ...]] = {}
    for table, column in sorted(set(store.columns())):
        columns[table] = (*columns.get(table, ()), column)
    searches = [Search(planted.control, declared=True, places=arrived)]
    searches += [Search(one, declared=False, places=_places(store, one)) for one in (*planted.undeclared, *typed)]
    return StoreSeen(columns, tuple(searches))


def _stored(store: StoreEvidence, canary: Canary) -> tuple[str, ...]:
    """Where the canary has arrived; what still waits in the spool has not."""
    return tuple(place for place in _places(store, canary) if not place.startswith("spool"))


def _places(store: StoreEvidence, canary: Canary) -> tuple[str, ...]:
    return tuple(sorted(f"{table}.{column}" for table, column, _ in store.search(canary.value)))


def direct(start: str, host_rules: tuple[str, ...]) -> tuple[str, str]:
    """The address to connect to and the Host header: names that only browsers resolve are reached on loopback."""
    parts = urlsplit(start)
    host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    target = mapped(host_rules).get(host)
    if target is None and not (host == "localhost" or host.endswith(".localhost")):
        return urlunsplit((parts.scheme, parts.netloc, "", "", "")), ""
    target = target or "127.0.0.1"
    netloc = target if ":" in target else f"{target}{port}"
    return urlunsplit((parts.scheme, netloc, "", "", "")), parts.netloc
