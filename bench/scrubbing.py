"""What the scrubber costs: a page beacon's values, beside decoding its JSON and beside the whole beacon at the door.

Usage: python bench/scrubbing.py [ROUNDS]    (default 20000). No network and no disk: the door is called directly and
its spool keeps nothing, so that the scrubber's share is not hidden behind either.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from avowal.config import SAMPLE
from avowal.edge.door import front_door
from avowal.edge.page_beacon import Beacon
from avowal.edge.settings import DoorSettings
from avowal.edge.words import origin_of
from avowal.events.paths import kept_path
from avowal.events.scrubbing import _known_clean, scrub
from avowal.events.visitors import VisitorKeys
from avowal.policy.model import PolicyVersion
from avowal.policy.reading import read_bundle

PATHS = {
    "a page of words": "/members/care-management/",
    "a page in Spanish": "/es/miembros/atenci%C3%B3n-urgente/",
    "a page about health": "/healthy-living/diabetes/",
    "a page with numbers": "/about/newsroom/H5425_24_001_2026_M/",
    "a telephone number": "/call/415-555-2671",
    "an address in base64": "/u/YW5hLmxvcGV6QG1haWwuZXhhbXBsZQ==/edit",
    "the worst: 1,000 signs": "/" + "a1B2-" * 200,
}
REFERRER = "https://search.example/find?q=x"
AGENT = b"Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Nowhere:
    """A spool that keeps nothing."""

    lost = 0
    trouble = None

    async def keep(self, _collection: str, _line: bytes) -> None:
        return

    def note(self, _collection: str, _line: bytes) -> bool:
        return True


def message(path: str) -> bytes:
    return json.dumps({"path": path, "lang": "en", "ref": REFERRER, "key": "4023233417-123456789-98765432"}).encode()


def microseconds(work: Callable[[], object], rounds: int) -> float:
    """CPU microseconds of one `work`: the least of five runs, for others use the machine too."""
    found = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(rounds // 5):
            work()
        found.append(time.process_time() - began)
    return min(found) / (rounds // 5) * 1e6


def beacon_at_the_door(path: str) -> Callable[[], None]:
    version = PolicyVersion(1, "0" * 64, date(2026, 1, 1), read_bundle(SAMPLE / "policy"))
    door = front_door(
        door_answers_nothing,
        in_force=lambda: version,
        spool=Nowhere(),
        visitors=VisitorKeys(Path(tempfile.mkdtemp(prefix="avowal-bench-")) / "salt", "UTC"),
        settings=DoorSettings({"plan.localhost": "plan"}, secure=False),
        clock=lambda: NOW,
    )
    headers = [(b"host", b"plan.localhost"), (b"user-agent", AGENT), (b"content-type", b"text/plain")]
    scope = {"type": "http", "method": "POST", "path": "/_a/v", "headers": headers, "client": ("203.0.113.9", 1)}
    body = message(path)
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(said: dict[str, Any]) -> None:
        if said["type"] == "http.response.start":
            statuses.append(said["status"])

    loop = asyncio.new_event_loop()

    def ask() -> None:
        loop.run_until_complete(door({**scope}, receive, send))

    ask()
    assert statuses == [204]
    return ask


async def door_answers_nothing(*_call: Any) -> None:
    raise AssertionError("a beacon reached the website")


def scrub_all(*values: str) -> None:
    for value in (*values, "en"):
        scrub(value)


def scrub_anew(*values: str) -> None:
    """As for values that were never seen: the scrubber remembers which were clean."""
    _known_clean.clear()
    scrub_all(*values)


def main(rounds: int) -> None:
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {datetime.now(UTC):%Y-%m-%d}; µs of CPU")
    decode = msgspec.json.Decoder(Beacon).decode
    print(f"{'':24} {'decode':>8} {'scrub':>8} {'again':>8} {'scrub:decode':>13} {'beacon':>8} {'scrub:beacon':>13}")
    for name, path in PATHS.items():
        body = message(path)
        kept, origin = kept_path(path), origin_of(REFERRER)
        few = rounds // 20 if len(path) > 500 else rounds
        decoding = microseconds(partial(decode, body), rounds)
        again = microseconds(partial(scrub_all, kept, origin), few)
        scrubbing = microseconds(partial(scrub_anew, kept, origin), few)
        whole = microseconds(beacon_at_the_door(path), few)
        print(
            f"{name:24} {decoding:8.2f} {scrubbing:8.2f} {again:8.2f} {scrubbing / decoding:12.1f}x {whole:8.1f} "
            f"{scrubbing / whole:12.1%}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
