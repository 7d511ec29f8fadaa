"""Import of a made-up combined log: avowal (stored, and GoAccess's panels over it), GoAccess, plain Python `re`.

Usage: python bench/weblog_import.py [LINES [PAGES]]    (default 500000 lines of 400 pages)

The panels are those that GoAccess makes of such a log (`panels/`), asked through the views of a purpose. A visitor's
key is 16 hexadecimal digits, so they count keys as the numbers that these write: as exact, and quicker.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from avowal import config
from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.cli.visits import BROWSERS, ROBOT
from avowal.config import SAMPLE
from avowal.events.engine import Engine
from avowal.events.operations import Operations
from avowal.policy.publishing import InForce, publish_first
from avowal.policy.reading import read_bundle

PANELS = Path(__file__).parent / "panels"
PATTERN = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\S+) (\S+) ([^"]*)" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"')


def write_log(file: Path, lines: int, pages: int, chance: random.Random) -> None:
    """A day of visits: 20,000 addresses, 2,820 browsers, pages and what they load, every twentieth line a robot's.

    One request in ten asks with a query, one in fifty for what is not there; referrers are our own pages, nothing, or
    one of 500 others. Some are common and most are rare, as in real logs.
    """
    start = datetime.now(UTC) - timedelta(days=2)
    agents = [f"{chance.choice(BROWSERS)} Build/{number}" for number in range(2_820)]
    elsewhere = [f"https://site-{number}.example/a/page?from={number}" for number in range(500)]
    files = [f"/static/{kind}-{number}.{kind}" for number in range(100) for kind in ("css", "js", "png", "woff2")]

    def rare(count: int) -> int:
        return int(count * chance.random() ** 3)

    with file.open("w", encoding="utf-8") as out:
        for number in range(lines):
            at = start + timedelta(seconds=86_400 * number / lines)
            visitor = rare(20_000)
            address = f"198.18.{visitor >> 8}.{visitor & 255}"
            agent = ROBOT if number % 20 == 0 else agents[visitor % 2_820]
            kind = chance.random()
            page = files[rare(400)] if kind < 0.5 else f"/topic-{rare(pages)}/"
            query = f"?page={chance.randrange(50)}" if chance.random() < 0.1 else ""
            status = 404 if chance.random() < 0.02 else 200
            said = chance.random()
            referrer = f"https://plan.example/topic-{rare(pages)}/" if said < 0.6 else "-"
            referrer = elsewhere[rare(500)] if said > 0.8 else referrer
            out.write(
                f'{address} - - [{at:%d/%b/%Y:%H:%M:%S +0000}] "GET {page}{query} HTTP/1.1" '
                f'{status} {chance.randrange(90_000)} "{referrer}" "{agent}"\n'
            )


def panels(plan: str) -> None:
    """Ask for every panel, in a process of its own like the others."""
    with connect_with(PANELS, Path(plan)) as operations:
        for query in sorted(PANELS.glob("*.sql")):
            answer = operations.read("security", query.stem, {})
            print(f"{query.stem}: {len(answer.rows)} rows")


@contextmanager
def connect_with(queries: Path, plan: Path) -> Iterator[Operations]:
    """The store of a deployment that nobody else holds, with queries of our own."""
    settings = config.load(plan)
    engine = Engine(settings.events)
    operations = Operations(engine, settings.data / "spool", queries=queries)
    operations.follow(*InForce(settings.data).versions())
    yield operations
    engine.close()


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
    """Run a program as it is where it is installed: its modules are compiled, whatever our own environment says."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**inherited, **environment})


def deployment(directory: Path) -> str:
    """A deployment of its own with the sample's policy in force."""
    settings = make(directory, {"mode": "test", "hosts": DEMO_HOSTS})
    publish_first(read_bundle(SAMPLE / "policy"), settings.data, effective_date=date(2026, 1, 1), now=datetime.now(UTC))
    return str(settings.deployment)


def import_into(plan: str, log: Path) -> None:
    run(sys.executable, "-m", "avowal", "weblog", "import", str(log), AVOWAL_DEPLOYMENT=plan)


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
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(directory) / "compiled")
        few = Path(directory) / "few.log"
        write_log(few, 100, pages, random.Random(2))
        warming = deployment(Path(directory) / "warming")
        import_into(warming, few)
        run(sys.executable, __file__, "--panels", warming)
        plan = deployment(Path(directory) / "plan")
        imported = measured(lambda: import_into(plan, log))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # KiB; of the largest so far: the store's owner
        found = {
            "avowal (stored)": imported,
            "avowal (panels over the store)": measured(lambda: run(sys.executable, __file__, "--panels", plan)),
            "python re (nothing stored)": measured(lambda: run(sys.executable, __file__, "--re", str(log))),
        }
        if shutil.which("goaccess"):
            report = str(Path(directory) / "report.html")
            found["goaccess (panels, nothing stored)"] = measured(
                lambda: run(
                    "goaccess", str(log), "--log-format=COMBINED", "--no-global-config", "--no-progress", "-o", report
                )
            )
    print(f"peak memory of one process (the store's owner): {peak / 1024:,.0f} MiB")
    print(f"{lines:,} lines of at most {pages:,} pages")
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {datetime.now(UTC):%Y-%m-%d}")
    print(
        f"load before and after: {before[0]:.1f}, {os.getloadavg()[0]:.1f} (wall times count only when that is small)"
    )
    stored, asked = found["avowal (stored)"], found["avowal (panels over the store)"]
    ours = stored[0] + asked[0], stored[1] + asked[1]
    found = {"avowal (stored, with the panels)": ours, **found}
    for name, (wall, cpu) in found.items():
        print(f"{name:36} {wall:7.1f} s wall {cpu:7.1f} s CPU {lines / cpu:12,.0f} lines per CPU-second", end="")
        print(f"   {wall / ours[0]:5.1f} x our wall {cpu / ours[1]:5.1f} x our CPU")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--re"]:
        plain_python(sys.argv[2])
    elif sys.argv[1:2] == ["--panels"]:
        panels(sys.argv[2])
    else:
        given = [int(argument) for argument in sys.argv[1:]]
        main(*given, *(500_000, 400)[len(given) :])
