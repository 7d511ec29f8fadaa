"""Loading a policy: what is in force in a cold process, and a whole authoring bundle of twelve languages.

Usage: python bench/policy_loading.py [RUNS]    (default 15)

Each figure stands beside its limit and beside the plainest reading of the same bytes in the same run. Times are wall
clock; the fastest and the middle run are shown, because what runs beside a bench can only slow it.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avowal.policy.model import Policy

COLD_LIMIT, BUNDLE_LIMIT = 50.0, 500.0  # milliseconds
LANGUAGES = ("en", "es", "zh-hant", "ko", "hy", "ru", "tl", "vi", "fa", "km", "ar", "zh-hans")
COLD = """
import time
began = time.perf_counter()
import dataclasses, datetime, enum, hmac, json, pathlib, re, threading, typing, zoneinfo
library = time.perf_counter()
from avowal.policy.publishing import InForce
imported = time.perf_counter()
version = InForce(pathlib.Path({data!r})).version()
loaded = time.perf_counter()
assert version is not None
content = (pathlib.Path({data!r}) / "policy" / "versions" / "0001.json").read_bytes()
begun = time.perf_counter()
json.loads(content)
plain = time.perf_counter() - begun
print(json.dumps([library - began, imported - library, loaded - imported, loaded - began, plain]))
"""


def cold(data: Path, runs: int) -> None:
    """From the first line of a fresh process to the version in force."""
    from avowal.policy.publishing import publish_first

    publish_first(_policy(), data, effective_date=date(2026, 1, 1), now=datetime.now(UTC))
    with tempfile.TemporaryDirectory() as compiled:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment["PYTHONPYCACHEPREFIX"] = compiled  # as installed: bytecode is there from the second run on
        times, whole = [], []
        for _ in range(runs + 1):
            began = time.perf_counter()
            command = [sys.executable, "-c", COLD.format(data=str(data))]
            told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
            whole.append(time.perf_counter() - began)
            times.append(json.loads(told))
    library, ours, load, total, plain = (list(column) for column in zip(*times[1:], strict=True))
    print("The policy in force, cold process")
    _line("standard library's modules", library)
    _line("our modules", ours)
    _line("InForce.version()", load, COLD_LIMIT)
    _line("all of these", total, COLD_LIMIT)
    _line("whole process, start and end included", whole[1:])
    _line("json.loads of the same bytes", plain)
    print(f"  InForce.version() is {min(load) / min(plain):.1f} times json.loads of the same bytes")


def bundle(directory: Path, runs: int) -> None:
    """Reading and checking everything that people write."""
    import yaml

    from avowal.policy.checking import check_bundle
    from avowal.policy.reading import read

    texts = _twelve_languages(directory)
    problems = check_bundle(read(directory))
    both, reading = [], []
    for _ in range(runs):
        _touch(directory)  # files that were read before are remembered, and that is not what is measured
        reading.append(_timed(lambda: read(directory)))
        _touch(directory)
        both.append(_timed(lambda: check_bundle(read(directory))))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    plain = [_timed(lambda: [yaml.compose(text, Loader=loader) for text in texts]) for _ in range(runs)]
    print(f"A bundle of {len(LANGUAGES)} languages ({len(problems)} problems)")
    _line("read", reading)
    _line("read and check_bundle", both, BUNDLE_LIMIT)
    _line("yaml.compose of the same YAML", plain)
    print(f"  read and check_bundle take {min(both) / min(plain):.1f} times yaml.compose of the same YAML")


def _touch(directory: Path) -> None:
    """Change every file without changing what it says."""
    for file in (directory / "policy.yaml", *(directory / "wording").glob("*.md")):
        with file.open("a", encoding="utf-8") as text:
            text.write("\n")


def _twelve_languages(directory: Path) -> list[str]:
    """The sample in all twelve languages, Spanish standing in for those that it lacks; its YAML texts."""
    from avowal.config import SAMPLE
    from avowal.policy.words import WORDS

    shutil.copytree(SAMPLE / "policy", directory)
    declarations = directory / "policy.yaml"
    text = declarations.read_text(encoding="utf-8")
    there = [language for language in LANGUAGES if language in WORDS]
    text = re.sub(r"^languages: \[.*\]$", f"languages: [{', '.join(there)}]", text, count=1, flags=re.MULTILINE)
    declarations.write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        file = directory / "wording" / f"{language}.md"
        if not file.exists():
            shutil.copy(directory / "wording" / "es.md", file)
            print(f"  (no wording in {language} yet: Spanish stands in for it)")
        if language not in WORDS:
            print(f"  (no words in {language} yet: it is read and not checked)")
    fronts = [file.read_text(encoding="utf-8").split("\n---\n")[0] for file in (directory / "wording").glob("*.md")]
    return [text, *(front.removeprefix("---\n") for front in fronts)]


def _policy() -> Policy:
    from avowal.config import SAMPLE
    from avowal.policy.reading import read

    return read(SAMPLE / "policy").policy


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _line(what: str, seconds: list[float], limit: float | None = None) -> None:
    best, middle = min(seconds) * 1000, statistics.median(seconds) * 1000
    against = f"   {best / limit:5.2f} of {limit:.0f} ms" if limit else ""
    print(f"  {what:40} {best:8.1f} ms best {middle:8.1f} ms middle{against}")


def main(runs: int) -> None:
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {datetime.now(UTC):%Y-%m-%d}, {runs} runs")
    with tempfile.TemporaryDirectory() as directory:
        cold(Path(directory) / "data", runs)
        bundle(Path(directory) / "policy", runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
