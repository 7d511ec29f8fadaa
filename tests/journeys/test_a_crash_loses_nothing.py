"""`kill -9` in the middle of 2,000 beacons: every acknowledged one is there exactly once (ARCHITECTURE, Stores)."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys

import httpx

from .conftest import Demo

BEACONS = 2000
AT_ONCE = 32
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


LETTERS = str.maketrans("0123456789", "bdghjklmnp")


def path(number: int) -> str:
    """A page of its own for each beacon: keys are stored under the day's salt, and long numbers are scrubbed."""
    return f"/seen/{f'{number:04d}'.translate(LETTERS)}/"


async def send_until_killed(demo: Demo) -> set[str]:
    """Send beacons, kill the whole deployment after half of them; the paths that were acknowledged."""
    acknowledged: set[str] = set()
    gate = asyncio.Semaphore(AT_ONCE)
    headers = {"host": f"plan.localhost:{demo.port}", "content-type": "text/plain", "user-agent": AGENT}

    async def send(client: httpx.AsyncClient, number: int) -> None:
        key = f"{number:024x}"
        async with gate:
            try:
                told = json.dumps({"path": path(number), "key": key})
                answer = await client.post("/_a/v", content=told, headers=headers)
            except httpx.TransportError:
                return
            if answer.status_code == 204 and "avowal-dropped" not in answer.headers:
                acknowledged.add(path(number))
            if len(acknowledged) == BEACONS // 2:
                demo.kill()

    async with httpx.AsyncClient(base_url=demo.base, timeout=30) as client:
        await asyncio.gather(*(send(client, number) for number in range(BEACONS)))
    return acknowledged


LOOK = """
import sys, clickhouse_connect
client = clickhouse_connect.get_client(dsn=f"chdb://{sys.argv[1]}")
for path, rows in client.query("SELECT path, count() FROM avowal.page_views GROUP BY path").result_rows:
    print(path, rows)
"""


def stored(demo: Demo) -> dict[str, int]:
    """Rows of each path, read from the store itself once its owner has gone."""
    directory = str(demo.directory / "data" / "events")
    looked = subprocess.run([sys.executable, "-c", LOOK, directory], capture_output=True, text=True, check=True)
    return {path: int(rows) for path, rows in (line.split() for line in looked.stdout.splitlines())}


def test_every_acknowledged_beacon_is_stored_exactly_once(own_demo: Demo) -> None:
    acknowledged = asyncio.run(send_until_killed(own_demo))
    assert BEACONS // 2 <= len(acknowledged) < BEACONS, "the deployment was not killed in the middle"

    own_demo.start()
    assert own_demo.avowal("store", "search", "/seen/").returncode == 0  # takes in what waits in the spool
    own_demo.stop()

    found = stored(own_demo)
    assert acknowledged - found.keys() == set()
    assert {path for path, count in found.items() if count != 1} == set()
