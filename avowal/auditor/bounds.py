"""What one page may cost: seconds, bytes, and memory. A page that takes more is stopped, or its browser ended."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError

from avowal.auditor.observers.scene import Wire

MOST_MEMORY = 1_400_000_000
"""Bytes that Chromium and its processes may hold, what they share counted once at most."""
MOST_BYTES = 40_000_000
"""Bytes that one page may load."""
_LOOK_EVERY = 0.5
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Late:
    """Why the browser was ended; empty while it was not."""

    why: str = ""


@contextmanager
def watched(profile: Path, seconds: float) -> Iterator[Late]:
    """End the browser on `profile` when what is done inside takes longer than `seconds`, or too much memory.

    A page in an endless loop answers nothing, and nothing else reaches it. What is given says why, if that happened.
    """
    late, over = Late(), threading.Event()

    def watch() -> None:
        waited = 0.0
        while not over.wait(min(seconds, _LOOK_EVERY)):
            waited += _LOOK_EVERY
            process = _process(profile)
            if waited >= seconds:
                late.why = f"The page did not settle within {seconds:.0f} seconds; the browser was ended."
            elif process and _memory(process) > MOST_MEMORY:
                late.why = f"The page took more than {MOST_MEMORY // 1_000_000} MB of memory; the browser was ended."
            if late.why:
                if process:
                    with suppress(OSError):
                        os.kill(process, signal.SIGKILL)
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield late
    finally:
        over.set()
        thread.join(2)


def _process(profile: Path) -> int:
    """The browser that holds `profile`: Chromium names its process in the profile's lock; 0 when there is none."""
    try:
        return int((profile / "SingletonLock").readlink().name.rpartition("-")[2])
    except (OSError, ValueError):
        return 0


def _memory(process: int) -> int:
    """Bytes that `process` and what it started hold for themselves; 0 where /proc does not tell."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    total, waiting = 0, [process]
    while waiting:
        one = waiting.pop()
        waiting += parents.get(one, [])
        with suppress(OSError, ValueError, IndexError):
            pages = Path(f"/proc/{one}/statm").read_text().split()
            total += (int(pages[1]) - int(pages[2])) * _PAGE
    return total


class Scales:
    """Weighs what a page loads, and stops its loading beyond the limit; `said` tells that it did."""

    def __init__(self, wire: Wire, most: int = MOST_BYTES) -> None:
        self._wire = wire
        self._most = most
        self._loaded = 0
        self.said = ""
        wire.on("Network.dataReceived", self._received)

    def _received(self, event: dict[str, Any]) -> None:
        self._loaded += int(event.get("dataLength", 0))
        if self._loaded > self._most and not self.said:
            self.said = f"It loaded more than {self._most // 1_000_000} MB; the rest was not loaded."
            with suppress(BrowserError):
                self._wire.send("Page.stopLoading")
