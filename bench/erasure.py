"""Erasing one visitor out of 10 and 100 million rows: `bench/erasure.py [MILLIONS...]`.

On the rows of `reports.py`. Measured are: out of every answer (goal: 5 s), the night's rewrite for that erasure and for
ten at once, and beside them the physical delete of one visitor by a plain `ALTER … DELETE`, which a batch does without.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from reports import NOW, make, timed

from avowal.config import SAMPLE
from avowal.events.engine import Engine
from avowal.events.operations import Operations
from avowal.policy.model import PolicyVersion
from avowal.policy.reading import read_bundle

GOAL_SECONDS = 5.0
SOMEBODY = "SELECT any(visitor_key) FROM avowal.page_views GROUP BY toStartOfDay(seen_at) LIMIT 12"


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("millions", type=float, nargs="*", default=[10, 100])
    for millions in parser.parse_args().millions:
        with tempfile.TemporaryDirectory(prefix="avowal-bench-") as folder:
            measure(Path(folder), int(millions * 1e6))


def measure(folder: Path, rows: int) -> None:
    """Make, hide one, rewrite; hide ten, rewrite; delete one by the engine's own means."""
    engine = Engine(f"chdb://{folder}/store")
    operations = Operations(engine, folder / "spool", clock=lambda: NOW)
    operations.follow(PolicyVersion(1, "0" * 64, date(2026, 1, 1), read_bundle(SAMPLE / "policy")))
    make(engine, rows)
    keys = [str(key) for (key,) in engine.rows(SOMEBODY)]
    print(f"\n{rows:,} rows\n\n| step | wall s | CPU s |\n|---|---|---|")
    show("one visitor out of every answer", lambda: operations.erase({"visitor_key": keys[:1]}))
    left = "SELECT count() FROM avowal.weblog WHERE visitor_key = {key:String}"
    assert engine.rows(left, {"key": keys[0]}) == [(0,)]
    show("rewrite for one", operations.rewrite)
    show("ten visitors out of every answer", lambda: operations.erase({"visitor_key": keys[1:11]}))
    show("rewrite for ten", operations.rewrite)
    show("beside: ALTER … DELETE of one in three tables", partial(delete, engine, keys[11]))
    engine.close()


def delete(engine: Engine, key: str) -> None:
    """As the engine would delete by itself: at once off the disk, for one visitor."""
    for table in ("weblog", "page_views", "app_screens"):
        statement = f"ALTER TABLE avowal.{table} DELETE WHERE visitor_key = {{key:String}} SETTINGS mutations_sync = 2"
        engine.run(statement, {"key": key})


def show(step: str, what: Callable[[], object]) -> None:
    """Time one step and print its line."""
    wall, cpu = timed(what)
    print(f"| {step} | {wall:.1f} | {cpu:.1f} |", flush=True)


if __name__ == "__main__":
    main()
