"""Runs the sites: a server with its workers, and on the embedded default the owner of the event store beside it.

Each is a process of its own, started afresh: the server's workers are forks of a process that never had a second
thread, because a fork that happens while another thread imports something hangs.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from avowal.asgi import door_settings
from avowal.config import Settings
from avowal.policy.publishing import InForce

EMBEDDED = "chdb://"
SERVING = "serving.json"
RESTART_AFTER_SECONDS = 1.0
STOP_WITHIN_SECONDS = 15.0


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    workers: int,
    quiet: bool = False,
    application: str = "avowal.asgi:application",
) -> int:
    """Serve the deployment until a signal ends it; the server's exit code. NotADeployment when its hosts are wrong.

    Keeps the event store's owner running beside it where the store is embedded.
    """
    door_settings(settings, InForce(settings.data))  # says what is wrong here, before a server tries again and again
    os.environ["AVOWAL_DEPLOYMENT"] = str(settings.deployment)
    os.environ["AVOWAL_PORT"] = str(port)
    signal.signal(signal.SIGTERM, _interrupt)
    with _owner(settings), _known_to_others(settings, port), _audits(settings):
        server = subprocess.Popen(_server_command(host, port, workers, application, quiet=quiet))
        try:
            return server.wait()
        except KeyboardInterrupt:
            return _stopped(server)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _server_command(host: str, port: int, workers: int, application: str, *, quiet: bool) -> list[str]:
    options = {
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--interface": "asginl",
        "--loop": "uvloop",
    }
    flags = ["--factory", "--no-ws", "--respawn-failed-workers", "--log-level", "warning" if quiet else "info"]
    written = [part for option in options.items() for part in option]
    return [sys.executable, "-m", "granian", *written, *flags, application]


def _stopped(process: subprocess.Popen[bytes]) -> int:
    """End a process: politely first. A second Ctrl-C does not skip what it still writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    process.terminate()
    try:
        return process.wait(STOP_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


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
def _audits(settings: Settings) -> Iterator[None]:
    """Audits beside the sites, when one is due or asked for."""
    from avowal.cli.scheduled import Auditor

    auditor = Auditor(settings)
    auditor.start()
    try:
        yield
    finally:
        auditor.stop()


@contextmanager
def _owner(settings: Settings) -> Iterator[None]:
    """The event store's owner beside the sites, started again if it dies; nothing where the store is a server."""
    if not settings.events.startswith(EMBEDDED):
        yield
        return
    owner = [sys.executable, "-m", "avowal.events.owner", "--data", str(settings.data), "--dsn", settings.events]
    keeper = _Keeper(owner)
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper:
    """Keeps one process running until told to stop."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._stopping = threading.Event()
        self._process = self._started()
        self._thread = threading.Thread(target=self._keep, name="owner-keeper", daemon=True)

    def _started(self) -> subprocess.Popen[bytes]:
        # its own session: a Ctrl-C for the sites must not end the store before the last of the spool is taken
        return subprocess.Popen(self._command, start_new_session=True)

    def start(self) -> None:
        self._thread.start()

    def _keep(self) -> None:
        while True:
            self._process.wait()
            if self._stopping.wait(RESTART_AFTER_SECONDS):
                return
            self._process = self._started()

    def stop(self) -> None:
        self._stopping.set()
        _stopped(self._process)
        self._thread.join(STOP_WITHIN_SECONDS)
