"""Reading a policy page and writing its draft, beside the limit of one second for 600 lines, and beside parsing alone.

Usage: python bench/policy_reading.py [FILE] [RUNS]    (default: a made-up page of 600 lines, 7 runs)
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from avowal.config import SAMPLE
from avowal.reader.document import document
from avowal.reader.drafting import write
from avowal.reader.reading import read
from avowal.reader.text import decode

LIMIT = 1.0
"""Seconds for a page of 600 lines."""
LINES = 600


def made_up() -> bytes:
    """The sample plan's own wording between two menus, 600 lines in all."""
    wording = (SAMPLE / "policy" / "wording" / "en.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    menu = [f"* [Page {number}](/page-{number})" for number in range((LINES - wording.count("\n")) // 2)]
    return "\n".join([*menu, "", "# Privacy policy", "", wording, "", "## More", "", *menu]).encode()


def median(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        began = time.process_time()  # of this process alone: other work on the machine does not count
        work()
        times.append(time.process_time() - began)
    return statistics.median(times)


def drafted(source: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        write(read(source, name), Path(directory) / "draft")


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    source, name = (file.read_bytes(), file.name) if file else (made_up(), "page.md")
    lines = source.count(b"\n") + 1
    limit = LIMIT * lines / LINES
    print(
        f"{name}: {lines} lines, {len(source)} bytes; "
        f"Python {platform.python_version()}, median of {runs} runs, CPU time"
    )
    for what, work in (
        ("parsing alone (bs4, markdown-it)", lambda: document(decode(source), name)),
        ("read", lambda: read(source, name)),
        ("read, draft and check", lambda: drafted(source, name)),
    ):
        seconds = median(work, runs)
        print(f"  {what:34} {seconds * 1000:7.0f} ms   {seconds / limit:5.2f} of the limit ({limit * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
