"""How the owner of an embedded store and its clients talk: frames on a local socket.

A frame is two lengths (4 bytes each, big-endian), that many bytes of JSON, and that many bytes of content. A request
is `{"op": …, "args": {…}}`; an answer `{"ok": …}` or `{"error": KIND, "message": …}`.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import tempfile
from pathlib import Path
from typing import Any

LOCK_FILE = "owner.lock"
ADDRESS_FILE = "owner.address"
SOCKET_FILE = "owner.sock"
LONGEST_SOCKET_PATH = 100  # the system's limit is 108 bytes
LONGEST_FRAME = 64 << 20
_LENGTHS = struct.Struct(">II")


class Hangup(ConnectionError):
    """The other side closed the connection, or sent what is no frame."""


def send(connection: socket.socket, message: dict[str, Any], content: bytes = b"") -> None:
    """Send one frame. Raises OSError."""
    text = json.dumps(message, separators=(",", ":")).encode()
    connection.sendall(_LENGTHS.pack(len(text), len(content)) + text)
    if content:
        connection.sendall(content)


def receive(connection: socket.socket) -> tuple[dict[str, Any], bytes]:
    """The next frame. Raises Hangup at the end of the connection and OSError (TimeoutError included)."""
    text_length, content_length = _LENGTHS.unpack(_exactly(connection, _LENGTHS.size))
    if text_length + content_length > LONGEST_FRAME:
        raise Hangup("The frame is longer than any that is sent.")
    try:
        message = json.loads(_exactly(connection, text_length))
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise Hangup("The frame holds no message.")
    return message, bytes(_exactly(connection, content_length))


def listen(data: Path) -> tuple[socket.socket, Path]:
    """A listening socket that only this user can reach, in `data` or, where that path is too long, a directory of
    the system's temporary files; its path is written to `owner.address`."""
    path = data / SOCKET_FILE
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        path = Path(tempfile.mkdtemp(prefix="avowal-")) / SOCKET_FILE
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listening.bind(str(path))
    finally:
        os.umask(before)
    listening.listen(64)
    written = data / f"{ADDRESS_FILE}.new"
    written.write_text(str(path), encoding="utf-8")
    written.replace(data / ADDRESS_FILE)
    return listening, path


def connect(data: Path, seconds: float) -> socket.socket | None:
    """A connection to the owner of `data`'s store whose calls wait at most `seconds`; None when nobody listens."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(seconds)
    try:
        connection.connect((data / ADDRESS_FILE).read_text(encoding="utf-8"))
    except OSError:
        connection.close()
        return None
    return connection


def _exactly(connection: socket.socket, count: int) -> bytearray:
    content = bytearray(count)
    view, have = memoryview(content), 0
    while have < count:
        got = connection.recv_into(view[have:])
        if not got:
            raise Hangup("The connection was closed.")
        have += got
    return content
