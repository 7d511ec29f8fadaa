"""Beacons per second, durable before the answer, beside an application on the same server that only decodes their JSON.

Usage: python bench/collection.py [SECONDS [ROUNDS]]    (default 5 and 3; needs `wrk`: apt-get install wrk)

Both are served by one Granian worker as `avowal serve` runs it. The door has the sample policy in force, with weblog,
scrubber and spool on disk; what it acknowledges is synced. The two are asked in turns, round for round; the best rate
of each counts, for others use the machine too, and of CPU the median (and in brackets the least) of all threads of the
serving process.

Then the store's owner is started, takes in what waits, and the door is asked once more while it stores: the CPU of both
processes for a view, until all is stored. First by one visitor with four browsers, of whom everything is remembered,
then by 20,000 visitors behind a proxy. At last the door is asked at half of its best rate, by a client in a process of
its own that keeps to its timetable, for the time that an answer takes.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

HERE = Path(__file__).resolve()
DIRECTORY = "AVOWAL_BENCH_DIRECTORY"
HOST = "plan.localhost"
CONNECTIONS = (64, 256)
LIMITS = {64: 0.50, 256: 0.65}
P99_MILLISECONDS = 30
AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36",
)
WORDS = ("members", "find-care", "join", "healthy-living", "classes", "about", "providers", "plans", "help", "news")
PATHS = [f"/{language}{one}/{other}/" for language in ("", "es/") for one in WORDS for other in WORDS]
REFERRERS = ("", "https://search.example/find?q=plan", f"http://{HOST}/members/", "https://news.example/a")
PROXY = "AVOWAL_BENCH_PROXY"
FORWARDED = """["X-Forwarded-For"] = string.format("198.18.%d.%d", math.random(100), math.random(200))"""
PROGRAM = """
local paths = {%s}
local agents = {%s}
local referrers = {%s}
local asked = 0
request = function()
  asked = asked + 1
  local body = string.format('{"path":"%%s","lang":"en","ref":"%%s","key":"%%d-%%d-%%d"}',
    paths[asked %% #paths + 1], referrers[asked %% #referrers + 1], 1000000000 + asked, 123456789,
    math.random(10000000, 99999999))
  return wrk.format("POST", "/_a/v", {["Host"] = "%s", ["Content-Type"] = "text/plain;charset=UTF-8",
    ["Origin"] = "http://%s", ["Accept"] = "*/*", ["Accept-Language"] = "en-US,en;q=0.5",
    ["Sec-Fetch-Mode"] = "no-cors", ["Sec-Fetch-Site"] = "same-origin", ["Cookie"] = "harbor_text_size=2",
    ["User-Agent"] = agents[math.floor(asked / 7) %% #agents + 1], %s}, body)
end
"""


class Beacon(msgspec.Struct):
    """What the peer decodes."""

    path: str
    key: str
    lang: str = ""
    ref: str = ""


def bare() -> Callable[..., Awaitable[None]]:
    """The peer: reads the body, decodes it, answers 204."""
    decode = msgspec.json.Decoder(Beacon).decode

    async def app(_scope: Any, receive: Any, send: Any) -> None:
        decode((await receive())["body"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return app


def door() -> Callable[..., Awaitable[None]]:
    """The front door as `avowal.asgi` builds it, with nothing behind it."""
    from avowal.config import SAMPLE
    from avowal.edge.door import front_door
    from avowal.edge.garbage import settle
    from avowal.edge.settings import DoorSettings
    from avowal.events.spool import Spool
    from avowal.events.visitors import VisitorKeys
    from avowal.policy.publishing import InForce, publish_first
    from avowal.policy.reading import read_bundle

    directory = Path(os.environ[DIRECTORY])
    now = datetime.now(UTC)
    if not (directory / "data").exists():
        publish_first(read_bundle(SAMPLE / "policy"), directory / "data", effective_date=now.date(), now=now)
    in_force = InForce(directory / "data")
    version = in_force.version()
    assert version is not None

    async def nothing(*_call: Any) -> None:
        raise AssertionError("a beacon reached the website")

    made = front_door(
        nothing,
        in_force=in_force.version,
        spool=Spool(directory / "data" / "spool", limit_bytes=8 << 30),
        visitors=VisitorKeys(directory / "salt", version.policy.organisation.time_zone),
        settings=DoorSettings(
            {HOST: "plan"},
            ("127.0.0.1",) if PROXY in os.environ else (),
            secure=False,
            blocks=directory / "blocks.json",
        ),
        clock=lambda: datetime.now(UTC),
    )
    made.health()
    settle()
    return made


@contextmanager
def served(name: str, port: int, directory: Path, **more: str) -> Iterator[int]:
    """The factory `name` of this file behind a Granian of its own, with `more` in its environment; its worker's id."""
    command = [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--interface", "asginl", "--loop", "uvloop", "--no-ws", "--factory", "--log-level", "warning"]
    environment = {**os.environ, **more, DIRECTORY: str(directory), "PYTHONPATH": f"{HERE.parent}:{HERE.parents[1]}"}
    server = subprocess.Popen([*command, f"collection:{name}"], env=environment, cwd=directory)
    try:
        yield _worker(server.pid, port)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _worker(parent: int, port: int) -> int:
    """The id of the process that answers, once it does."""
    import socket

    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        except OSError:
            time.sleep(0.05)
        else:
            return int(children[-1])
    raise SystemExit("the server did not start")


def cpu_seconds(process: int) -> float:
    """CPU that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def asked(port: int, connections: int, seconds: float, program: Path) -> float:
    """Answers per second that `wrk` got; every one must have been a 2xx."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "-s", str(program), f"http://127.0.0.1:{port}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    wrong = re.search(r"Non-2xx.*|Socket errors:.*", told)
    if wrong:
        raise SystemExit(wrong[0])
    return float(re.search(r"Requests/sec:\s*([0-9.]+)", told)[1])  # type: ignore[index]  # wrk always says so


def lua(values: Any) -> str:
    return ", ".join(json.dumps(value) for value in values)


@contextmanager
def owned(directory: Path) -> Iterator[int]:
    """The owner of a store that takes what is in the spool; the id of its process."""
    command = [sys.executable, "-m", "avowal.events.owner", "--data", str(directory / "data")]
    command += ["--dsn", f"chdb://{directory / 'data' / 'events'}"]
    owner = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(HERE.parents[1])})
    try:
        yield owner.pid
    finally:
        owner.send_signal(signal.SIGTERM)
        owner.wait(60)


def until_stored(directory: Path) -> None:
    """Return once nothing waits in the spool."""
    while any(file.is_file() for file in (directory / "data" / "spool").rglob("*")):
        time.sleep(0.1)


def rows_kept(directory: Path) -> int:
    """Page views in the spool, on disk."""
    return sum(file.read_bytes().count(b"\n") for file in (directory / "data" / "spool" / "page_views").glob("*"))


def main(seconds: float, rounds: int) -> None:
    if shutil.which("wrk") is None:
        raise SystemExit("This needs wrk: apt-get install wrk.")
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}, {datetime.now(UTC):%Y-%m-%d}")
    print("connections  decode only      door   ratio  limit    CPU a view  decode only")
    with tempfile.TemporaryDirectory(prefix="avowal-bench-") as made:
        directory = Path(made)
        program = directory / "beacon.lua"
        many = directory / "visitors.lua"
        for file, header in ((program, ""), (many, FORWARDED)):
            told = (lua(PATHS), lua(AGENTS), lua(REFERRERS), HOST, HOST, header)
            file.write_text(PROGRAM % told, encoding="ascii")
        with served("bare", 8741, directory) as peer, served("door", 8742, directory) as ours:
            rates = {count: _compared(count, seconds, rounds, program, (peer, ours)) for count in CONNECTIONS}
            print(f"{rows_kept(directory):,} page views on disk")
            with owned(directory) as owner, served("door", 8743, directory, **{PROXY: "1"}) as proxied:
                for file, port, server in ((program, 8742, ours), (many, 8743, proxied)):
                    _stored(directory, seconds * rounds, file, port, (server, owner))
            for count in CONNECTIONS:
                half = int(rates[count] / 2)
                command = [sys.executable, str(HERE), "--timetable", "8742", str(half), str(count), f"{seconds:g}"]
                told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
                print(
                    f"{count} connections at half load, {half}/s: {told['rate']:.0f}/s got, p50 {told['p50']:.1f} ms, "
                    f"p99 {told['p99']:.1f} ms (limit {P99_MILLISECONDS}), longest {told['longest']:.0f} ms"
                )


def _stored(directory: Path, seconds: float, program: Path, port: int, processes: tuple[int, int]) -> None:
    """Print the CPU for a view of the serving process and of the owner, which stores meanwhile."""
    asked(port, CONNECTIONS[0], 1, program)
    until_stored(directory)
    before = [cpu_seconds(process) for process in processes]
    rate = asked(port, CONNECTIONS[0], seconds, program)
    until_stored(directory)
    serving, owner = [
        (cpu_seconds(process) - used) / (rate * seconds) * 1e6 for process, used in zip(processes, before, strict=True)
    ]
    print(
        f"stored meanwhile, {program.stem}, {CONNECTIONS[0]} connections: {rate:.0f}/s, CPU a view {serving:.0f} µs "
        f"at the door and {owner:.0f} of the owner",
        flush=True,
    )


def _compared(count: int, seconds: float, rounds: int, program: Path, processes: tuple[int, int]) -> float:
    best = [0.0, 0.0]
    used: tuple[list[float], list[float]] = ([], [])
    for port in (8741, 8742):
        asked(port, count, 1, program)
    for _ in range(rounds):
        for place, port in enumerate((8741, 8742)):
            before = cpu_seconds(processes[place])
            rate = asked(port, count, seconds, program)
            best[place] = max(best[place], rate)
            used[place].append((cpu_seconds(processes[place]) - before) / (rate * seconds) * 1e6)
    peer, ours = best
    views = [f"{statistics.median(each):.0f} ({min(each):.0f})" for each in used]
    print(
        f"{count:11} {peer:10.0f}/s {ours:7.0f}/s {ours / peer:7.1%} {LIMITS[count]:6.0%} {views[1]:>10} µs "
        f"{views[0]:>9} µs",
        flush=True,
    )
    return ours


async def keep_to_timetable(port: int, rate: int, connections: int, seconds: float) -> dict[str, float]:
    """Ask `rate` times a second; an answer's time counts from when its question was due."""
    took: list[float] = []
    begin = time.perf_counter() + 0.2

    async def ask(place: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in range(place, int(rate * seconds), connections):
            due = begin + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            writer.write(_request(number))
            answer = await reader.readuntil(b"\r\n\r\n")
            if not answer.startswith(b"HTTP/1.1 204") or b"avowal-dropped" in answer:
                raise SystemExit(answer.decode("latin-1"))
            took.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(ask(place) for place in range(connections)))
    whole = time.perf_counter() - begin
    took.sort()
    at = {name: took[int(len(took) * share)] * 1000 for name, share in (("p50", 0.5), ("p99", 0.99))}
    return {"rate": len(took) / whole, "longest": took[-1] * 1000, **at}


def _request(number: int) -> bytes:
    told = {
        "path": PATHS[number % len(PATHS)],
        "lang": "en",
        "ref": "",
        "key": f"{1_000_000_000 + number}-123456789-1234",
    }
    body = json.dumps(told)
    agent = AGENTS[number // 7 % len(AGENTS)]
    return (
        f"POST /_a/v HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: text/plain\r\nUser-Agent: {agent}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode("ascii")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--timetable"]:
        port, rate, connections = map(int, sys.argv[2:5])
        print(json.dumps(asyncio.run(keep_to_timetable(port, rate, connections, float(sys.argv[5])))))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 5, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
