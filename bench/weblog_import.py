"""Import of a made-up combined log: avowal (stored), GoAccess (its panels, nothing stored), plain Python `re`.

Usage: python bench/weblog_import.py [LINES [PAGES]]    (default 500000 lines of 400 pages)

Each distinct path is spelt and scrubbed once, outside the engine: with as many PAGES as LINES that is the worst case.
"""

from __future__ import annotations

import ctypes
import os
import platform
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.cli.visits import BROWSERS, ROBOT
from avowal.config import SAMPLE
from avowal.policy.publishing import publish_first
from avowal.policy.reading import read_bundle

PATTERN = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\S+) (\S+) ([^"]*)" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"')


def write_log(file: Path, lines: int, pages: int, chance: random.Random) -> None:
    """A day of visits: 20,000 addresses, every twentieth line a robot's."""
    start = datetime.now(UTC) - timedelta(days=2)
    agents = [*(f"{browser} Build/{number}" for browser in BROWSERS for number in range(100)), ROBOT]
    with file.open("w", encoding="utf-8") as out:
        for number in range(lines):
            at = start + timedelta(seconds=86_400 * number / lines)
            address = f"198.{chance.randrange(18, 20)}.{chance.randrange(256)}.{chance.randrange(40)}"
            agent = ROBOT if number % 20 == 0 else chance.choice(agents)
            out.write(
                f'{address} - - [{at:%d/%b/%Y:%H:%M:%S +0000}] "GET /p-{chance.randrange(pages)}/?q={number} HTTP/1.1" '
                f'200 {chance.randrange(90_000)} "https://search.example/find?q=x" "{agent}"\n'
            )


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Wall seconds of `work`, and CPU seconds of all processes that it started, the store's owner included."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall = time.perf_counter() - began
    with suppress(ChildProcessError):  # those who outlive their parent end here (see `adopt_orphans`)
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def adopt_orphans() -> None:
    """Become the parent of what our children leave behind, so that its CPU time is counted (Linux)."""
    set_child_subreaper = 36
    if ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0) != 0:
        raise OSError("This system does not let us count what other processes take.")


def run(*command: str, **environment: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})


def plain_python(log: str) -> None:
    """What a loop with a regular expression costs, run as a child like the others."""
    with Path(log).open(encoding="utf-8") as lines:
        print(sum(PATTERN.match(line) is not None for line in lines))


def main(lines: int, pages: int) -> None:
    adopt_orphans()
    before = os.getloadavg()
    with tempfile.TemporaryDirectory() as directory:
        log = Path(directory) / "access.log"
        write_log(log, lines, pages, random.Random(1))
        settings = make(Path(directory) / "plan", {"mode": "test", "hosts": DEMO_HOSTS})
        policy, now = read_bundle(SAMPLE / "policy"), datetime.now(UTC)
        publish_first(policy, settings.data, effective_date=date(2026, 1, 1), now=now)
        plan = str(settings.deployment)
        found = {
            "avowal (stored)": measured(
                lambda: run(sys.executable, "-m", "avowal", "weblog", "import", str(log), AVOWAL_DEPLOYMENT=plan)
            ),
            "python re (nothing stored)": measured(lambda: run(sys.executable, __file__, "--re", str(log))),
        }
        if shutil.which("goaccess"):
            report = str(Path(directory) / "report.html")
            found["goaccess (panels, nothing stored)"] = measured(
                lambda: run(
                    "goaccess", str(log), "--log-format=COMBINED", "--no-global-config", "--no-progress", "-o", report
                )
            )
    print(f"{lines:,} lines of at most {pages:,} pages")
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {datetime.now(UTC):%Y-%m-%d}")
    print(
        f"load before and after: {before[0]:.1f}, {os.getloadavg()[0]:.1f} (wall times count only when that is small)"
    )
    ours = found["avowal (stored)"]
    for name, (wall, cpu) in found.items():
        print(f"{name:36} {wall:7.1f} s wall {cpu:7.1f} s CPU {lines / cpu:12,.0f} lines per CPU-second", end="")
        print(f"   {wall / ours[0]:5.1f} x our wall {cpu / ours[1]:5.1f} x our CPU")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--re"]:
        plain_python(sys.argv[2])
    else:
        given = [int(argument) for argument in sys.argv[1:]]
        main(*given, *(500_000, 400)[len(given) :])
