"""Whole reports at 10 and 100 million rows, through the store's owner: `bench/reports.py [MILLIONS...] [--runs N]`.

The rows are made inside the engine, the same on every run: weblog lines (70 of 100), page views (24), areas (4) and app
screens (2), of three sites with 500 pages in two languages; three of a hundred rows are of the day that is still open.
The days that are over are closed as the owner closes them. Then each report is asked about the last 30 and 90 days,
over the owner's socket as the office asks it, a visitor's row coming in before each question; p50 and p95 are printed
beside the goal, and how they grow, by wall time and by the CPU time of all threads, which a busy machine spoils less.
`first` is the first answer, when nothing is remembered. Everything lies in a temporary directory and is deleted.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles

from avowal.config import SAMPLE
from avowal.events import wire
from avowal.events.client import OwnedStore
from avowal.events.engine import Engine
from avowal.events.operations import Operations
from avowal.events.owner import Owner
from avowal.events.reports import REPORTS
from avowal.events.reports.asking import Asked
from avowal.events.store import Store
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.reading import read_bundle

DAYS = 90
OPEN_SHARE = 0.03
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)  # eleven in the evening in Los Angeles
GOAL_SECONDS, GOAL_GROWTH = 0.4, 1.5

COMMON = """
    SELECT
        number AS row,
        intDiv(number, 8) + {first:UInt64} AS visitor,
        sipHash64(visitor) AS dice,
        toDateTime64({begin:String}, 3, 'UTC') + toIntervalMillisecond(
            (dice % 79200) * 1000 + (number % 8) * (20000 + sipHash64(visitor, 1) % 180000)
            + if(number % 8 > 5 AND dice % 5 = 0, 5400000, 0)
        ) AS at,
        ['plan', 'centers', 'medicare'][toUInt32(least(3, 1 + sqrt(dice % 1000 / 90)))] AS place,
        concat(
            if(sipHash64(visitor, 2) % 5 = 0, '/es', ''), '/page/',
            toString(toUInt32(pow(sipHash64(number, visitor) % 1000000 / 1000000., 4) * 500)), '/'
        ) AS page,
        lower(hex(dice)) AS who
    FROM numbers({rows:UInt64})
"""
KEPT = "1 AS policy_version, toDateTime('2029-01-01 00:00:00', 'UTC') AS keep_until"
TABLES = {
    "weblog": (
        0.70,
        f"""INSERT INTO avowal.weblog (seen_at, site, method, path, status, bytes, duration, referrer_origin, browser,
            system, ip_network, visitor_key, automated, relayed, policy_version, keep_until)
        SELECT at, place, if(row % 50 = 0, 'POST', 'GET'), if(row % 7 = 0, '/static/avowal/site.css', page),
            if(row % 25 = 0, 404, 200), 1000 + dice % 50000, 5 + dice % 90,
            if(row % 8 > 0, 'https://www.harborhealth.example', ['', '', 'https://search.example',
                concat('https://s', toString(dice % 40), '.example')][1 + dice % 4]),
            ['Chrome', 'Chrome', 'Safari', 'Firefox', 'Edge'][1 + dice % 5],
            ['Windows', 'Android', 'iOS', 'macOS', 'Linux'][1 + sipHash64(dice) % 5], '203.0.113.0', who,
            dice % 12 = 0, dice % 30 = 0, {KEPT} FROM ({COMMON})""",
    ),
    "page_views": (
        0.24,
        f"""INSERT INTO avowal.page_views (seen_at, site, path, page_language, view_key, engaged_time, visitor_key,
            automated, policy_version, keep_until)
        SELECT at, place, page, 'en', lower(hex(sipHash64(intDiv(row, 2), visitor))),
            if(row % 2 = 0, NULL, dice % 200), who, false, {KEPT} FROM ({COMMON})""",
    ),
    "area_views": (
        0.04,
        f"""INSERT INTO avowal.area_views (seen_at, site, path, area, view_key, automated, policy_version, keep_until)
        SELECT at, place, if(dice % 3 = 0, '/', '/es/'), ['news', 'menu', 'help', 'plans'][1 + row % 4],
            lower(hex(dice)), false, {KEPT}
        FROM ({COMMON})""",
    ),
    "app_screens": (
        0.02,
        f"""INSERT INTO avowal.app_screens (seen_at, app, screen, view_key, engaged_time, visitor_key, automated,
            policy_version, keep_until)
        SELECT at, 'member_app', concat('/screen/', toString(dice % 60)), lower(hex(sipHash64(row, visitor))),
            dice % 90, who, false, {KEPT} FROM ({COMMON})""",
    ),
}


def main() -> None:
    """Measure each size, print each table, then the growth from the first to the last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("millions", type=float, nargs="*", default=[10, 100])
    parser.add_argument("--runs", type=int, default=20)
    chosen = parser.parse_args()
    found: list[dict[str, tuple[float, float]]] = []
    for millions in chosen.millions:
        with tempfile.TemporaryDirectory(prefix="avowal-bench-") as folder:
            found.append(measure(Path(folder), int(millions * 1e6), chosen.runs))
    if len(found) > 1:
        print(f"\n| report | p95 grows (goal: less than {GOAL_GROWTH} times) | p50 of CPU grows |\n|---|---|---|")
        for name, (wall, cpu) in found[0].items():
            after_wall, after_cpu = found[-1][name]
            print(f"| {name} | {after_wall / wall:.2f} | {after_cpu / cpu:.2f} |")


def measure(folder: Path, rows: int, runs: int) -> dict[str, tuple[float, float]]:
    """Make, close, ask; of each question the p95 in seconds, and the p50 of its CPU seconds."""
    policy = read_bundle(SAMPLE / "policy")
    engine = Engine(f"chdb://{folder}/store")
    operations = Operations(engine, folder / "spool", clock=lambda: NOW)
    operations.follow(PolicyVersion(1, "0" * 64, date(2026, 1, 1), policy))
    began = time.monotonic()
    make(engine, rows)
    made, worked = time.monotonic(), time.process_time()
    rounds = []
    while True:
        began_round = time.monotonic()
        if not operations.close_days():
            break
        rounds.append(time.monotonic() - began_round)
    closed, worked = time.monotonic(), time.process_time() - worked
    size = engine.rows("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'avowal'")[0][0]
    kept = engine.rows("SELECT count() FROM avowal.daily_counts")[0][0]
    print(
        f"\n{rows:,} rows made in {made - began:.0f} s, {int(size) / 1e9:.1f} GB; {DAYS - 1} days closed in "
        f"{closed - made:.0f} s, {worked:.0f} s of CPU (longest round {max(rounds, default=0):.1f} s), "
        f"{int(kept):,} counts kept"
    )
    print(
        "\n| report | first ms | first CPU ms | p50 ms | p95 ms | p50 CPU ms | p95 CPU ms | "
        f"p95 under {GOAL_SECONDS * 1000:.0f} |\n|---|---|---|---|---|---|---|---|"
    )
    with owned(operations, folder) as store:
        found = dict(answered(policy, store, runs, partial(come, engine)))
    engine.close()
    return found


@contextmanager
def owned(operations: Operations, folder: Path) -> Iterator[Store]:
    """The store as a site's process sees it: over the socket of an owner, which goes on taking and closing."""
    version = operations.in_force()
    owner = Owner(operations, lambda: ((version,), None))
    listening, path = wire.listen(folder)
    running = threading.Thread(target=owner.run, args=(listening,))
    running.start()
    try:
        with OwnedStore("chdb://", folder, patience=60.0) as store:
            yield store
    finally:
        owner.stop()
        running.join()
        path.unlink(missing_ok=True)


def answered(
    policy: Policy, store: Store, runs: int, come: Callable[[], object]
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Ask every question `runs` times, after `come` each time, and print its line."""
    for name, ask in questions(policy, store):
        taken = []
        for _ in range(runs + 1):
            come()
            taken.append(timed(ask))
        first, *taken = taken
        (_, wall), (half_cpu, cpu) = (
            (cuts[9], cuts[18]) for cuts in (quantiles(seconds, n=20) for seconds in zip(*taken, strict=True))
        )
        figures = [first[0], first[1], quantiles([one[0] for one in taken], n=20)[9], wall, half_cpu, cpu]
        cells = " | ".join(f"{seconds * 1e3:.0f}" for seconds in figures)
        print(f"| {name} | {cells} | {'yes' if wall < GOAL_SECONDS else 'no'} |", flush=True)
        yield name, (wall, half_cpu)


def questions(policy: Policy, store: Store) -> Iterator[tuple[str, Callable[[], object]]]:
    """The reports about the last 30 and 90 days, and some by a filter, by name."""
    for days in (30, 90):
        asked = Asked(
            TODAY - timedelta(days=days - 1),
            TODAY,
            policy.organisation.time_zone,
            languages=tuple(policy.languages),
            source_language=policy.source_language,
        )
        for name, kind in REPORTS.items():
            yield f"{name}, {days} days", partial(kind.make, store, asked, own_hosts=(), now=NOW)
        for told, by in (
            ("of one page", replace(asked, path="/page/7/")),
            ("in Spanish", replace(asked, language="es")),
            ("of one site", replace(asked, site="plan")),
        ):
            traffic = partial(REPORTS["traffic"].make, store, by, own_hosts=(), now=NOW)
            yield f"traffic {told}, {days} days", traffic


def make(engine: Engine, rows: int) -> None:
    """Each day's rows; the open day's share is larger than a day's."""
    first = 0
    for number in range(DAYS):
        share = OPEN_SHARE if number == 0 else (1 - OPEN_SHARE) / (DAYS - 1)
        begin = f"{TODAY - timedelta(days=number)} 08:00:00"
        for part, statement in TABLES.values():
            count = int(rows * share * part)
            engine.run(statement, {"first": first, "begin": begin, "rows": count})
        first += rows


def come(engine: Engine) -> None:
    """One more visitor, of the open day."""
    begin = f"{TODAY} 08:00:00"
    for table in ("weblog", "page_views"):
        engine.run(TABLES[table][1], {"first": time.time_ns(), "begin": begin, "rows": 1})


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall time, and of CPU in all threads."""
    began, worked = time.monotonic(), time.process_time()
    what()
    return time.monotonic() - began, time.process_time() - worked


if __name__ == "__main__":
    main()
