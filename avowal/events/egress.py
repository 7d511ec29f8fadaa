"""Which other hosts this process turns to, kept in `data/egress.jsonl`: one line for each host it had not met before.

Python itself tells of every name looked up and every connection made (`sys.addaudithook`), whatever library makes it;
what native code connects to by itself, such as a database's own client, is not seen. The hook only notes what is new
to the process, and a thread of its own writes it, so that no request waits. The audit holds the file against what the
policy declares (ledger 14.2, 1.6): a site that hands visitors' data on behind their backs is seen nowhere else.
"""

from __future__ import annotations

import ipaddress
import json
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

FILE = "egress.jsonl"
"""Under `data/`."""
_LOOK_UP, _CONNECT = "socket.getaddrinfo", "socket.connect"
_MOST_HOSTS = 1000
"""What one process notes at most: a process that turns to ever new hosts must not fill the disk."""
_MOST_BYTES = 1_000_000
_BEGUN: set[Path] = set()
"""The files into which this process writes already."""


@dataclass(frozen=True)
class Reached:
    """A host that a process turned to: a name as it was looked up, or an address that no name was looked up for."""

    host: str
    port: int
    process: str
    first: str


class Recorder:
    """Notes what one process turns to. `process` is what people call it: `server`, `worker`."""

    def __init__(self, file: Path, process: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file = file
        self._process = process
        self._clock = clock
        self._known: set[tuple[str, int]] = set()
        self._looked_up = False
        self._new: SimpleQueue[Reached] = SimpleQueue()

    def begin(self) -> None:
        """Listen from now on, for as long as the process lives: a hook of this kind cannot be taken off."""
        sys.addaudithook(self.hear)
        threading.Thread(target=self._write, name="egress", daemon=True).start()

    def hear(self, event: str, told: tuple[Any, ...]) -> None:
        """One event of the interpreter; all but two are none of ours."""
        if event == _LOOK_UP:
            self._looked_up = True
            self._note(told[0], told[1])
        elif event == _CONNECT:
            address = told[1]
            if isinstance(address, tuple) and not self._looked_up:
                self._note(address[0], address[1])

    def _note(self, host: object, port: object) -> None:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
        number = port if isinstance(port, int) else 0
        if (name, number) not in self._known and len(self._known) < _MOST_HOSTS and not is_here(name):
            self._known.add((name, number))
            self._new.put(Reached(name, number, self._process, self._clock().isoformat(timespec="seconds")))

    def _write(self) -> None:
        while True:
            write(self._file, self._new.get())


def write(file: Path, reached: Reached) -> None:
    """Add one line; a file that has grown too long, or cannot be written, is left as it is."""
    try:
        if not file.exists() or file.stat().st_size < _MOST_BYTES:
            with file.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(reached)) + "\n")
    except OSError:
        return


def read(data: Path) -> tuple[Reached, ...] | None:
    """What was noted under `data`, each host and port once; None where no process has noted anything yet."""
    try:
        text = (data / FILE).read_text(encoding="utf-8")
    except OSError:
        return None
    found = {(one.host, one.port, one.process): one for one in _lines(text)}
    return tuple(found[key] for key in sorted(found))


def _lines(text: str) -> Iterator[Reached]:
    for line in text.splitlines():
        try:
            yield Reached(**json.loads(line))
        except (ValueError, TypeError):
            continue  # a line cut off by a crash


def is_here(host: str) -> bool:
    """Whether a host is this very machine."""
    if host in ("", "localhost") or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def begin(data: Path, process: str) -> None:
    """Note from now on what this process turns to. An empty file says that somebody listens."""
    if data in _BEGUN:
        return
    _BEGUN.add(data)
    try:
        data.mkdir(parents=True, exist_ok=True)
        (data / FILE).touch(exist_ok=True)
    except OSError:
        return  # a read-only deployment serves all the same; the audit then says that nobody noted it
    Recorder(data / FILE, process).begin()
