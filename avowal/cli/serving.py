"""Runs the sites: one server process with its workers, and on the embedded default the owner of the event store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from granian.constants import Interfaces, Loops
from granian.server import Server

from avowal.config import Settings

EMBEDDED = "chdb://"
SERVING = "serving.json"
RESTART_AFTER_SECONDS = 1.0
STOP_WITHIN_SECONDS = 15.0


def serve(settings: Settings, *, host: str, port: int, workers: int, quiet: bool = False) -> None:
    """Serve the deployment until a signal ends it. Also keeps the event store's owner running where it is embedded."""
    os.environ["AVOWAL_DEPLOYMENT"] = str(settings.deployment)
    os.environ["AVOWAL_PORT"] = str(port)
    with owner(settings), _known_to_others(settings, port):
        Server(
            "avowal.asgi:application",
            factory=True,
            address=host,
            port=port,
            workers=workers,
            interface=Interfaces.ASGI,
            loop=Loops.asyncio,
            log_enabled=not quiet,
            websockets=False,
            respawn_failed_workers=True,
        ).serve()


@contextmanager
def _known_to_others(settings: Settings, port: int) -> Iterator[None]:
    """Leaves the port under `data/` while the sites run, so that an audit beside them finds them."""
    file = settings.data / SERVING
    file.write_text(json.dumps({"pid": os.getpid(), "port": port}), encoding="ascii")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def serving_port(settings: Settings) -> int:
    """The port on which the deployment is served now, else the one in its settings."""
    try:
        found = json.loads((settings.data / SERVING).read_text(encoding="ascii"))
        os.kill(int(found["pid"]), 0)
        return int(found["port"])
    except (OSError, ValueError, KeyError):
        return settings.port


@contextmanager
def owner(settings: Settings) -> Iterator[None]:
    """The event store's owner beside the sites, started again if it dies; nothing where the store is a server."""
    if not settings.events.startswith(EMBEDDED):
        yield
        return
    keeper = _OwnerKeeper(
        [sys.executable, "-m", "avowal.events.owner", "--data", str(settings.data), "--dsn", settings.events]
    )
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _OwnerKeeper:
    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="owner-keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            # its own session: a Ctrl-C for the sites must not end the store before the last spool is taken
            self._process = subprocess.Popen(self._command, start_new_session=True)
            self._process.wait()
            self._stopping.wait(RESTART_AFTER_SECONDS)

    def stop(self) -> None:
        self._stopping.set()
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._thread.join(STOP_WITHIN_SECONDS)
