"""The one process that holds an embedded store: `python -m avowal.events.owner --data DIR --dsn DSN`.

An embedded engine takes its directory for itself, costs 300 MB and must not be forked, so nobody else opens it. The
owner holds `owner.lock` (its process id is inside), makes tables and views of the policy in force, takes the spool in
twice a second, and answers on a local socket. SIGTERM ends it; what it has not taken waits in the spool.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from avowal.events import wire
from avowal.events.engine import Engine
from avowal.events.network_settings import of_deployment
from avowal.events.operations import Operations
from avowal.events.session import Session, described
from avowal.policy.model import PolicyVersion
from avowal.policy.publishing import InForce

TAKE_SECONDS = 0.5
LINGER_SECONDS = 1.0
FIRST_CLOSING_SECONDS = 10.0
FIRST_CALL_SECONDS = 60.0
SPOOL = "spool"


class AlreadyOwned(Exception):
    """Another process holds this store; the message names it."""


def hold(data: Path) -> TextIO:
    """Take `data`'s owner lock, with this process's id inside; it lasts as long as the file is open.

    Raises AlreadyOwned.
    """
    data.mkdir(parents=True, exist_ok=True)
    lock = (data / wire.LOCK_FILE).open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        pid = lock.read().strip() or "unknown"
        lock.close()
        held = f"The event store in {data} is already held by process {pid}; only one process can hold it."
        raise AlreadyOwned(held) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock


class Owner:
    """Serves one open store until it is told to stop or, when `leased`, until its last caller has gone."""

    def __init__(
        self,
        operations: Operations,
        in_force: Callable[[], tuple[tuple[PolicyVersion, ...], str | None]],
        *,
        leased: bool = False,
    ) -> None:
        self._operations = operations
        self._in_force = in_force
        self._leased = leased
        self._stop = threading.Event()
        self._callers = 0
        self._called_at: float | None = None
        self._lock = threading.Lock()

    def stop(self) -> None:
        """End `run` soon."""
        self._stop.set()

    def run(self, listening: socket.socket) -> None:
        """Answer callers on `listening` and take the spool, until stopped."""
        threading.Thread(target=self._accept, args=(listening,), name="accept", daemon=True).start()
        closing = threading.Thread(target=self._close_days, name="close_days", daemon=True)
        closing.start()
        began = time.monotonic()
        while not self._stop.wait(TAKE_SECONDS):
            self.follow()
            self._operations.take_spool()
            if self._leased and self._is_left(began):
                break
        self._stop.set()
        self._operations.stop_closing()
        closing.join()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()

    def _close_days(self) -> None:
        """Close days that are over, beside everything else: counting a busy day takes seconds."""
        pause = FIRST_CLOSING_SECONDS  # an owner that only answers one question leaves it to another
        while not self._stop.wait(pause):
            pause = TAKE_SECONDS
            if self._operations.imports.more_is_coming:
                continue
            try:
                self._operations.close_days()
            except Exception as error:  # noqa: BLE001 - the owner goes on, and it is tried again in a minute
                _say(described(error)[1])

    def follow(self) -> None:
        """Follow the policy in force; what the tables cannot follow stands in health and on stderr."""
        try:
            versions, trouble = self._in_force()
            self._operations.follow(*versions, trouble=trouble)
        except Exception as error:  # noqa: BLE001 - the owner must go on answering; health and stderr say why
            _say(described(error)[1])

    def _is_left(self, began: float) -> bool:
        with self._lock:
            last = self._called_at
            if self._callers:
                return False
        if last is None:
            return time.monotonic() - began > FIRST_CALL_SECONDS
        return time.monotonic() - last > LINGER_SECONDS

    def _accept(self, listening: socket.socket) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with self._lock:
                self._callers += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        session = Session(self._operations)
        try:
            with connection:
                while True:
                    message, content = wire.receive(connection)
                    wire.send(connection, self._answer(session, message, content))
        except (OSError, ValueError):
            pass  # the caller has gone, or does not speak as we do
        finally:
            session.close()
            with self._lock:
                self._callers -= 1
                self._called_at = time.monotonic()

    def _answer(self, session: Session, message: dict[str, object], content: bytes) -> dict[str, object]:
        name, args = message.get("op"), message.get("args")
        if name == "leave":
            with self._lock:
                return {"ok": {"others": self._callers - 1, "leased": self._leased}}
        try:
            return {"ok": session.call(str(name), args if isinstance(args, dict) else {}, content)}
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told and the owner goes on
            kind, text = described(error)
            return {"error": kind, "message": text}


def main(arguments: list[str] | None = None) -> int:
    """Own the store until SIGTERM, SIGINT or, with --leased, until the last caller has gone."""
    os.umask(0o077)  # what lies in the store is for this user alone
    parser = argparse.ArgumentParser(prog="python -m avowal.events.owner", description="Holds an embedded event store.")
    parser.add_argument("--data", type=Path, required=True, help="the deployment's data directory")
    parser.add_argument("--dsn", required=True, help="chdb:// address of the store")
    parser.add_argument("--leased", action="store_true", help="end when the last caller has gone")
    chosen = parser.parse_args(arguments)
    try:
        with hold(chosen.data):
            _own(chosen.data, chosen.dsn, leased=chosen.leased)
    except (AlreadyOwned, ValueError) as error:
        _say(str(error))
        return 2
    return 0


def _own(data: Path, dsn: str, *, leased: bool) -> None:
    engine = Engine(dsn)
    told = of_deployment(data)
    operations = Operations(engine, data / SPOOL, networks=told.owners(), dns=told.dns())
    published = InForce(data)
    owner = Owner(operations, lambda: (published.versions(), published.trouble), leased=leased)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: owner.stop())
    owner.follow()
    listening, path = wire.listen(data)
    try:
        owner.run(listening)
    finally:
        (data / wire.ADDRESS_FILE).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        engine.close()


def _say(sentence: str) -> None:
    sys.stderr.write(f"avowal events: {sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
