"""Networks that staff keep out after an attack: they get 403, whatever they ask for (ledger U.9).

The website writes the list to a file:
`{"format": 1, "blocks": [{"network": "203.0.113.0/24", "until": "2026-12-01T08:00:00Z"}]}`. The door reads it again
when it changes, looking at most once a second. A file that cannot be read blocks nobody, for a mistake in it must not
shut out a county, and health says so.

Never kept from anybody, if only read: the policy's own page with what it looks like, and the two addresses at which
monitors ask. A refusal is recorded in the weblog like any answer.
"""

from __future__ import annotations

import html
import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from pathlib import Path

from avowal.edge.protocol import App, Headers, Receive, Scope, Send, answer
from avowal.edge.visit import Visit, visit_of
from avowal.policy.model import Policy

FORMAT = 1
LARGEST_FILE = 8 << 20
LOOK_SECONDS = 1.0
REMEMBERED = 4096
WIDEST: Mapping[int, int] = {4: 8, 6: 16}
"""The shortest prefix that a block may have, by version of the protocol; a wider one would shut out a continent."""

logger = logging.getLogger(__name__)
Sieve = dict[tuple[int, int], dict[int, float]]
"""By version and prefix, the first bits of each network and until when (POSIX seconds) it is blocked."""


class BlockList:
    """The blocked networks of `file`, none where there is no file. `monotonic` tells how long ago it was looked at."""

    def __init__(self, file: Path | None, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._monotonic = monotonic
        self._look_at = float("-inf") if file else float("inf")
        self._stamp: tuple[int, int, int] | None = None
        self._sieve: Sieve = {}
        self._known: dict[str, float] = {}
        self.trouble: str | None = None
        """Why nobody is blocked although there is a file, or None."""

    def blocks(self, address: str, now: datetime) -> bool:
        """Whether `address` lies in a network that is blocked at `now`; never for what is no address."""
        if self._monotonic() >= self._look_at:
            self._look()
        if not self._sieve:
            return False
        until = self._known.get(address)
        if until is None:
            until = self._until(address)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[address] = until
        return now.timestamp() < until

    def _until(self, address: str) -> float:
        """When the last block of `address` ends; 0 for one that has none."""
        try:
            found = ip_address(address)
        except ValueError:
            return 0.0
        number, bits, version = int(found), found.max_prefixlen, found.version
        ends = (
            networks.get(number >> (bits - prefix), 0.0)
            for (of_version, prefix), networks in self._sieve.items()
            if of_version == version
        )
        return max(ends, default=0.0)

    def _look(self) -> None:
        if self._file is None:
            return
        self._look_at = self._monotonic() + LOOK_SECONDS
        try:
            told = self._file.stat()
            stamp = (told.st_mtime_ns, told.st_size, told.st_ino)
            if stamp == self._stamp:
                return
            content = self._file.read_bytes() if told.st_size <= LARGEST_FILE else b""
            self._take(_sieve(content), None)
            self._stamp = stamp
        except FileNotFoundError:
            self._stamp = None
            self._take({}, None)
        except OSError as error:
            self._stamp = None
            self._take({}, f"{self._file.name} cannot be read: {error.strerror}. Nobody is blocked.")
        except ValueError as error:
            self._stamp = stamp
            self._take({}, f"{self._file.name} {error} Nobody is blocked; save a block in the office to write it anew.")

    def _take(self, sieve: Sieve, trouble: str | None) -> None:
        self._sieve, self._known = sieve, {}
        if trouble and trouble != self.trouble:
            logger.error("%s", trouble)
        self.trouble = trouble


def _sieve(content: bytes) -> Sieve:
    """The networks in a file's `content`, sorted for looking up. ValueError says in words what is wrong with it."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError(f"is not JSON, or is larger than {LARGEST_FILE >> 20} MiB.") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("blocks"), list):
        raise ValueError(f"is not a block list of format {FORMAT}.")
    sieve: Sieve = {}
    for place, block in enumerate(told["blocks"], 1):
        try:
            network = ip_network(block["network"])
            ends = datetime.fromisoformat(block["until"])
        except (ValueError, TypeError, KeyError):
            raise ValueError(f"names no network with an `until` as block {place}.") from None
        if ends.tzinfo is None or network.prefixlen < WIDEST[network.version]:
            raise ValueError(f"holds a block ({place}) that has no time zone, or that is too wide.")
        first = int(network.network_address) >> (network.max_prefixlen - network.prefixlen)
        found = sieve.setdefault((network.version, network.prefixlen), {})
        found[first] = max(found.get(first, 0.0), ends.timestamp())
    return sieve


@dataclass
class Blocked:
    """The layer that asks the list, and answers those who are on it."""

    inner: App
    blocks: BlockList
    counts: Counter[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = visit_of(scope)
        if self.blocks.blocks(visit.client_address, visit.seen_at) and not _always_open(visit):
            self.counts["refused"] += 1
            await answer(send, 403, _HEADERS, visit.gates.blocked_page)
        else:
            await self.inner(scope, receive, send)


_HEADERS: Headers = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
_OPEN = frozenset({"/privacy/", "/health/live", "/health/ready"})


def _always_open(visit: Visit) -> bool:
    """Whether this may be read from anywhere."""
    if visit.method not in ("GET", "HEAD"):
        return False
    first, _, rest = visit.path.removeprefix("/").partition("/")
    path = f"/{rest}" if first.lower() in visit.gates.languages else visit.path
    return path in _OPEN or path.startswith("/static/")


def blocked_page(policy: Policy | None) -> bytes:
    """What someone reads who is kept out: that it is her network, the policy, and how to reach the plan."""
    name = html.escape(policy.organisation.name) if policy else "this site"
    ways = "".join(f"<li>{way}</li>\n" for way in _ways(policy)) if policy else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>403 · {name}</title></head>
<body><main><h1>403</h1>
<p>We have closed this site to your network for now, because attacks came from it. If that is a mistake, please tell us:
others may share your network.</p>
<ul>
{ways}<li><a href="/privacy/">Privacy</a></li>
</ul></main></body></html>
""".encode()


def _ways(policy: Policy) -> Iterable[str]:
    """The ways to reach the plan, from the contacts that its policy declares."""
    for contact in policy.contacts.values():
        label = html.escape(contact.label)
        if contact.telephone:
            number = html.escape(contact.telephone, quote=True)
            yield f'{label}: <a href="tel:{number}">{number}</a>'
        elif contact.email:
            address = html.escape(contact.email, quote=True)
            yield f'{label}: <a href="mailto:{address}">{address}</a>'
