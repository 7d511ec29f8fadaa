"""The embedded store through its owner: finds the owner, starts one when nobody holds the store, and asks it."""

from __future__ import annotations

import fcntl
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from avowal.events import wire
from avowal.events.errors import StoreFailed, StoreNotAnswering
from avowal.events.outcomes import KNOWN
from avowal.events.store import Conversation, Store

__all__ = ["OwnedStore", "StoreFailed", "StoreNotAnswering", "ask"]

START_SECONDS = 60.0
POLL_SECONDS = 0.05
OWNER = "avowal.events.owner"
WORK_SECONDS = 600.0  # the longest that one request may take once the owner has answered


ERASE = "erase"
_ERASURE_ENDED = (
    "The owner of the event store ended while it erased. Erase again: what it had hidden before it could give a "
    "receipt is counted then too. Where nothing is found, the first erasure was complete."
)
_ERRORS = {kind.__name__: kind for kind in KNOWN}


class OwnedStore(Store):
    """A client of the owner process of `data`; keeps a few connections, one for each request under way."""

    def __init__(self, dsn: str, data: Path, *, patience: float) -> None:
        self._dsn = dsn
        self._data = data
        self._patience = patience
        self._idle: queue.SimpleQueue[socket.socket] = queue.SimpleQueue()
        self._starting = threading.Lock()
        self._owner: subprocess.Popen[bytes] | None = None
        self._idle.put(self._connection())

    def close(self) -> None:
        others = 1
        while True:
            try:
                connection = self._idle.get_nowait()
            except queue.Empty:
                break
            with connection, suppress(OSError):
                others = ask(connection, "leave", {})["others"]
        if self._owner is not None:
            if others == 0:
                self._owner.terminate()
                self._owner.wait()
            else:  # others use it: it ends with the last of them
                threading.Thread(target=self._owner.wait, daemon=True).start()
            self._owner = None

    def _call(self, name: str, **args: Any) -> Any:
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = self._connection()
        if name == ERASE and not _answers(connection):
            connection = self._connection()
        try:
            answer = ask(connection, name, args)
        except TimeoutError:
            connection.close()
            raise StoreNotAnswering(self._silent(WORK_SECONDS)) from None
        except OSError:
            connection.close()
            if name == ERASE:  # not again by itself: a second one would find nothing and say so
                raise StoreNotAnswering(_ERASURE_ENDED) from None
            connection = self._connection()  # the owner was restarted: once more, with its successor
            answer = ask(connection, name, args)
        except BaseException:
            self._idle.put(connection)
            raise
        self._idle.put(connection)
        return answer

    def _converse(self) -> Conversation:
        return _OwnerConversation(self._connection())

    def _connection(self) -> socket.socket:
        """A connection to an owner that answers, starting one if need be."""
        with self._starting:
            silent_since = time.monotonic()
            while True:
                connection = wire.connect(self._data, self._patience)
                if connection is not None and _answers(connection):
                    connection.settimeout(WORK_SECONDS)
                    return connection
                if self._is_free():
                    self._start()
                elif time.monotonic() - silent_since > self._patience and not self._is_starting():
                    raise StoreNotAnswering(self._silent(self._patience))
                time.sleep(POLL_SECONDS)

    def _is_free(self) -> bool:
        """Whether nobody holds the store."""
        self._data.mkdir(parents=True, exist_ok=True)
        with (self._data / wire.LOCK_FILE).open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return not self._is_starting()

    def _is_starting(self) -> bool:
        return self._owner is not None and self._owner.poll() is None

    def _start(self) -> None:
        command = [sys.executable, "-m", OWNER, "--data", str(self._data), "--dsn", self._dsn, "--leased"]
        with tempfile.TemporaryFile() as said:
            self._owner = subprocess.Popen(  # noqa: S603 - our own module; in a session of its own, out of reach of Ctrl-C
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
            )
            began = time.monotonic()
            while not (self._data / wire.ADDRESS_FILE).exists():
                if self._owner.poll() is not None and self._is_free():
                    said.seek(0)
                    words = said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
                    raise StoreNotAnswering(f"The owner of the event store could not be started: {' '.join(words)}")
                if self._owner.poll() is not None:
                    return  # somebody else's owner was quicker
                if time.monotonic() - began > START_SECONDS:
                    raise StoreNotAnswering(self._silent(START_SECONDS))
                time.sleep(POLL_SECONDS)

    def _silent(self, seconds: float) -> str:
        try:
            pid = (self._data / wire.LOCK_FILE).read_text(encoding="ascii").strip() or "unknown"
        except OSError:
            pid = "unknown"
        return (
            f"The event store in {self._data} is held by process {pid}, which has not answered within {seconds:g} "
            f"seconds. See what it does (`ps -p {pid}`); if it hangs, end it (`kill {pid}`) and try again: "
            "nothing taken in is lost."
        )


class _OwnerConversation:
    """A connection of its own, so that the owner keeps an import apart from other requests."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def call(self, name: str, args: dict[str, Any], content: bytes = b"") -> Any:
        try:
            return ask(self._connection, name, args, content)
        except wire.Hangup:
            ended = "The owner of the event store ended during the import; run the import again."
            raise StoreNotAnswering(ended) from None

    def close(self) -> None:
        self._connection.close()


def ask(connection: socket.socket, name: str, args: dict[str, Any], content: bytes = b"") -> Any:
    """One request and its result. Raises what the owner says went wrong, and OSError."""
    wire.send(connection, {"op": name, "args": args}, content)
    message, _ = wire.receive(connection)
    if "ok" in message:
        return message["ok"]
    raise _ERRORS.get(str(message.get("error")), StoreFailed)(str(message.get("message")))


def _answers(connection: socket.socket) -> bool:
    try:
        return bool(ask(connection, "ping", {}))
    except OSError:
        connection.close()
        return False
