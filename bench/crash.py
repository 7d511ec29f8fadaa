"""Whether every acknowledged beacon is stored exactly once, whatever breaks meanwhile.

Usage: python bench/crash.py [SCENE ...] [--away SECONDS]    (all scenes; the store is away for 60 seconds)

A real Granian with the door and the sample policy, a real owner of the event store, and a client that keeps posting
beacons of pages of their own. Each scene breaks something in the middle and mends it; then the spool is taken in, the
store is read, and what was acknowledged is compared with what is stored. `disk` fills a small tmpfs of its own, for
which it must be root; else the spool's own limit does.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
DIRECTORY, LIMIT = "AVOWAL_CRASH_DIRECTORY", "AVOWAL_CRASH_LIMIT"
PORT, HOST = 8743, "plan.localhost"
CONNECTIONS = 16
LETTERS = str.maketrans("0123456789", "bdghjklmnp")
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
LOOK = """
import sys, clickhouse_connect
client = clickhouse_connect.get_client(dsn=f"chdb://{sys.argv[1]}")
for path, rows in client.query("SELECT path, count() FROM avowal.page_views GROUP BY path").result_rows:
    print(path, rows)
"""


def door() -> Any:
    """The door of the deployment under test; its clock is set forward or back by the seconds in a file."""
    from avowal.edge.door import front_door
    from avowal.edge.settings import DoorSettings
    from avowal.events.spool import LIMIT_BYTES, Spool
    from avowal.events.visitors import VisitorKeys
    from avowal.policy.publishing import InForce

    data = Path(os.environ[DIRECTORY]) / "data"

    def clock() -> datetime:
        moved = data.parent / "moved"
        return datetime.now(UTC) + timedelta(seconds=float(moved.read_text()) if moved.exists() else 0)

    async def nothing(*_call: Any) -> None:
        raise AssertionError("a beacon reached the website")

    limit = int(os.environ.get(LIMIT, LIMIT_BYTES))
    return front_door(
        nothing,
        in_force=InForce(data).version,
        spool=Spool(data / "spool", limit_bytes=limit, clock=lambda: clock().timestamp()),
        visitors=VisitorKeys(data / "secrets" / "visitor_salt", "America/Los_Angeles"),
        settings=DoorSettings({HOST: "plan"}, secure=False),
        clock=clock,
    )


@dataclass
class Deployment:
    """A throw-away deployment, its two processes, and what its client was told."""

    directory: Path
    environment: dict[str, str] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    refused: int = 0
    sent: int = 0
    server: subprocess.Popen[bytes] | None = None
    owner: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.directory / "data"

    def serve(self) -> None:
        command = [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(PORT), "--workers", "1"]
        command += ["--interface", "asginl", "--loop", "uvloop", "--no-ws", "--factory", "--log-level", "critical"]
        known = {DIRECTORY: str(self.directory), "PYTHONPATH": f"{HERE.parent}:{HERE.parents[1]}", **self.environment}
        self.server = subprocess.Popen([*command, "crash:door"], env={**os.environ, **known}, start_new_session=True)

    def own(self) -> None:
        command = [sys.executable, "-m", "avowal.events.owner", "--data", str(self.data)]
        command += ["--dsn", f"chdb://{self.data / 'events'}"]
        self.owner = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)

    def waiting(self) -> list[Path]:
        return [file for file in (self.data / "spool").rglob("*") if file.suffix in (".jsonl", ".open", ".new")]

    def settle(self) -> dict[str, int]:
        """End the server, have everything taken in, and read how often each page is stored."""
        end(self.server, signal.SIGTERM)
        if self.owner is None or self.owner.poll() is not None:
            self.own()
        until(lambda: not self.waiting(), 120)
        end(self.owner, signal.SIGTERM)
        command = [sys.executable, "-c", LOOK, str(self.data / "events")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return {path: int(rows) for path, rows in map(str.split, told.splitlines())}


def end(process: subprocess.Popen[bytes] | None, how: signal.Signals) -> None:
    """End a process we started, with the processes that it started."""
    if process is not None and process.poll() is None:
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            return
        process.wait(60)


def until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit("the spool was not taken in in time")
        time.sleep(0.1)


async def post_for(deployment: Deployment, seconds: float) -> None:
    """Post beacons over some connections, each of a page of its own; go on where a connection breaks."""
    deadline = time.monotonic() + seconds

    async def one() -> None:
        while time.monotonic() < deadline:
            try:
                await _connected(deployment, deadline)
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.05)

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))


async def _connected(deployment: Deployment, deadline: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    try:
        while time.monotonic() < deadline:
            deployment.sent += 1
            path = f"/seen/{f'{deployment.sent:06d}'.translate(LETTERS)}/"
            body = json.dumps({"path": path, "key": f"{deployment.sent:024x}"})
            writer.write(
                f"POST /_a/v HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: text/plain\r\nUser-Agent: {AGENT}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}".encode("ascii")
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"HTTP/1.1 204") and b"avowal-dropped" not in head:
                deployment.acknowledged.add(path)
            else:
                deployment.refused += 1
                await asyncio.sleep(0.02)
    finally:
        writer.close()


async def server_killed(deployment: Deployment) -> None:
    """kill -9 of the serving process, three times."""
    for _ in range(3):
        await asyncio.sleep(2)
        end(deployment.server, signal.SIGKILL)
        deployment.serve()


async def owner_killed(deployment: Deployment) -> None:
    """kill -9 of the store's owner at moments between spool and insert."""
    order = random.Random(7)
    for _ in range(5):
        await asyncio.sleep(2 + order.random() * 2)  # it takes a segment every half second
        end(deployment.owner, signal.SIGKILL)
        deployment.own()


async def disk_full(deployment: Deployment) -> None:
    """No room for the spool while the store is away; then room again."""
    end(deployment.owner, signal.SIGKILL)
    for _ in range(600):
        await asyncio.sleep(0.05)
        if deployment.refused > CONNECTIONS:
            break
    else:
        raise SystemExit("the disk did not get full")
    deployment.own()


async def store_away(deployment: Deployment, seconds: float) -> None:
    """The store down, and back."""
    end(deployment.owner, signal.SIGKILL)
    await asyncio.sleep(seconds)
    deployment.own()


async def clock_moved(deployment: Deployment) -> None:
    """A clock that is set a day forward, then two back, then right again."""
    for moved in (86_400, -86_400, 0):
        await asyncio.sleep(2)
        file = deployment.directory / "new"
        file.write_text(str(moved))
        file.replace(deployment.directory / "moved")


Disturb = Callable[[Deployment], Awaitable[None]]


def tried(name: str, disturb: Disturb, seconds: float, deployment: Deployment) -> bool:
    """Run one scene and print what was acknowledged, stored, lost and doubled; whether all is well."""
    from avowal.config import SAMPLE
    from avowal.policy.publishing import publish_first
    from avowal.policy.reading import read_bundle

    now = datetime.now(UTC)
    (deployment.data / "secrets").mkdir(parents=True, exist_ok=True)
    effective = (now - timedelta(days=3)).date()
    publish_first(read_bundle(SAMPLE / "policy"), deployment.data, effective_date=effective, now=now)
    deployment.serve()
    deployment.own()

    async def scene() -> None:
        await post_for(deployment, 3)  # until both have started
        posting = asyncio.ensure_future(post_for(deployment, seconds))
        await disturb(deployment)
        await posting

    try:
        asyncio.run(scene())
        stored = deployment.settle()
    finally:
        end(deployment.server, signal.SIGKILL)
        end(deployment.owner, signal.SIGKILL)
    lost = deployment.acknowledged - stored.keys()
    doubled = sum(count - 1 for count in stored.values())
    print(
        f"{name:8} {len(deployment.acknowledged):12,} {len(stored):9,} {len(lost):6,} {doubled:8,} "
        f"{len(stored.keys() - deployment.acknowledged):22,} {deployment.refused:8,}",
        flush=True,
    )
    return not lost and not doubled


def main(names: list[str], away: float) -> int:
    scenes: dict[str, tuple[Disturb, float]] = {
        "server": (server_killed, 10),
        "owner": (owner_killed, 20),
        "disk": (disk_full, 40),
        "store": (lambda deployment: store_away(deployment, away), away + 5),
        "clock": (clock_moved, 10),
    }
    print("scene    acknowledged    stored   lost  doubled stored, answer broke off  refused")
    well = [_in_a_place(name, *scenes[name]) for name in names or list(scenes)]
    return 0 if all(well) else 1


def _in_a_place(name: str, disturb: Disturb, seconds: float) -> bool:
    with tempfile.TemporaryDirectory(prefix="avowal-crash-") as made:
        deployment = Deployment(Path(made))
        if name != "disk":
            return tried(name, disturb, seconds, deployment)
        spool = deployment.data / "spool"
        spool.mkdir(parents=True)
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", spool]
        if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
            deployment.environment[LIMIT] = str(2 << 20)
            return tried(name, disturb, seconds, deployment)
        try:
            return tried(name, disturb, seconds, deployment)
        finally:
            subprocess.run(["umount", spool], check=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    away = float(given.pop(given.index("--away") + 1)) if "--away" in given else 60
    sys.exit(main([name for name in given if name != "--away"], away))
