"""What the door adds to a page: CPU per request with it in front and without it, in turns, in one process.

Usage: python bench/page_cost.py [REQUESTS [ROUNDS]]    (default 2000 and 15). No network: page and door are called
directly, so that nothing else is measured. The door has the sample policy in force and notes its weblog in a spool on
disk, whose writer counts. The page is fixed: 30 KB of HTML with the headers and cookies that Wagtail's pages have.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from avowal.config import SAMPLE
from avowal.edge.door import front_door
from avowal.edge.garbage import settle
from avowal.edge.settings import DoorSettings
from avowal.events.spool import Spool
from avowal.events.visitors import VisitorKeys
from avowal.policy.publishing import InForce, publish_first
from avowal.policy.reading import read_bundle

LIMIT_MICROSECONDS = 300
PAGE = b"<!doctype html><html lang=en><title>Harbor</title>" + b"<p>A plan for the county.</p>" * 1000
HEADERS = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"x-frame-options", b"DENY"),
    (b"content-language", b"en"),
    (b"vary", b"Cookie"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"set-cookie", b"harbor_text_size=2; Max-Age=3600; Path=/; SameSite=Lax"),
    (b"content-length", str(len(PAGE)).encode("ascii")),
]
ASKED = [
    (b"host", b"plan.localhost"),
    (b"user-agent", b"Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"),
    (b"accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    (b"accept-language", b"en-US,en;q=0.5"),
    (b"accept-encoding", b"gzip, deflate, br, zstd"),
    (b"referer", b"http://plan.localhost/members/"),
    (b"cookie", b"harbor_text_size=2; harbor_choices=measure-1.remember-0"),
    (b"sec-fetch-dest", b"document"),
    (b"sec-fetch-mode", b"navigate"),
    (b"sec-fetch-site", b"same-origin"),
    (b"connection", b"keep-alive"),
]
App = Callable[..., Awaitable[None]]


async def page(_scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
    await send({"type": "http.response.body", "body": PAGE})


def behind_the_door(directory: Path) -> App:
    now = datetime.now(UTC)
    publish_first(read_bundle(SAMPLE / "policy"), directory / "data", effective_date=now.date(), now=now)
    made = front_door(
        page,
        in_force=InForce(directory / "data").version,
        spool=Spool(directory / "spool"),
        visitors=VisitorKeys(directory / "salt", "America/Los_Angeles"),
        settings=DoorSettings({"plan.localhost": "plan"}, secure=False, blocks=directory / "blocks.json"),
        clock=lambda: datetime.now(UTC),
    )
    made.health()
    settle()
    return made


async def ask(app: App, requests: int) -> None:
    statuses = set()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        statuses.add(message.get("status", 200))

    for number in range(requests):
        scope = {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "path": f"/members/{'abcdefgh'[number % 8]}/",
            "query_string": b"",
            "client": ("203.0.113.9", 4711),
            "headers": list(ASKED),
        }
        await app(scope, receive, send)
    if statuses != {200}:
        raise SystemExit(f"answers: {statuses}")


def main(requests: int, rounds: int) -> None:
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}, {datetime.now(UTC):%Y-%m-%d}")
    loop = asyncio.new_event_loop()
    with tempfile.TemporaryDirectory(prefix="avowal-bench-") as made:
        apps = {"page alone": page, "behind the door": behind_the_door(Path(made))}
        best = dict.fromkeys(apps, float("inf"))
        for _ in range(rounds):
            for name, app in apps.items():
                began = time.process_time()
                loop.run_until_complete(ask(app, requests))
                best[name] = min(best[name], (time.process_time() - began) / requests * 1e6)
    for name, spent in best.items():
        print(f"{name:16} {spent:7.1f} µs of CPU a request")
    added = best["behind the door"] - best["page alone"]
    print(
        f"{'the door adds':16} {added:7.1f} µs, {added / LIMIT_MICROSECONDS:.0%} of the limit, {LIMIT_MICROSECONDS} µs"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 15)
