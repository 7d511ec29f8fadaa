"""What a connection carried out of the browser, read back into messages: bodies of requests, payloads of sockets.

The net log has bytes; this makes messages of them. A connection speaks HTTP/1.1, which may turn into a WebSocket, or
HTTP/2. What is neither (encrypted bytes, other protocols) gives no messages.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass, field

MOST_BYTES = 65_536
"""Bytes of one body that are kept."""
_START = re.compile(rb"([A-Z]{3,10}) (\S+) HTTP/1\.[01]\r\n")
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_FRAME_HEAD = 9  # bytes before what an HTTP/2 frame carries
_DATA, _PADDED = 0, 0x08
_FIN, _COMPRESSED, _OPERATION = 0x80, 0x40, 0x0F  # of a WebSocket frame's first byte
_LENGTH = 0x7F  # of its second
_LONG = {126: 2, 127: 8}  # a short length → the bytes of the long one that follows
_CONTENT = frozenset({0, 1, 2})  # continuation, text, bytes
_TAIL = b"\x00\x00\xff\xff"  # what each compressed message leaves out (RFC 7692)


@dataclass
class Message:
    """One request as it went out. The body of a WebSocket is its messages, one a line."""

    method: str
    target: str
    host: str
    body: bytearray = field(default_factory=bytearray)
    taken: bool = False


class Conversation:
    """The bytes sent on one connection, added in order."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.streams: dict[int, bytearray] = {}
        """Bodies by the number of the HTTP/2 stream."""
        self._speaks = self._begin
        self._waiting = b""
        self._inflate = zlib.decompressobj(-15)

    def add(self, content: bytes) -> None:
        """Take in what was sent next."""
        content, self._waiting = self._waiting + content, b""
        self._speaks(content)

    def _begin(self, content: bytes) -> None:
        self._speaks = self._http2 if content.startswith(_PREFACE) else self._http1
        self._speaks(content.removeprefix(_PREFACE))

    def _http1(self, content: bytes) -> None:
        start = _START.match(content)
        if start is None:
            self._keep(content)
            return
        head, ended, body = content.partition(b"\r\n\r\n")
        if not ended:
            self._waiting = content[:MOST_BYTES]
            return
        told = dict(_header(line) for line in head.split(b"\r\n")[1:])
        self.messages.append(Message(start[1].decode(), start[2].decode("latin-1"), told.get("host", "")))
        if told.get("upgrade", "").lower() == "websocket":
            self._speaks = self._socket
        else:
            self._keep(body)

    def _http2(self, content: bytes) -> None:
        while len(content) >= _FRAME_HEAD:
            length = int.from_bytes(content[:3], "big")
            if len(content) < _FRAME_HEAD + length:
                break
            kind, flags = content[3], content[4]
            stream = int.from_bytes(content[5:9], "big") & 0x7FFFFFFF
            carried = content[_FRAME_HEAD : _FRAME_HEAD + length]
            if kind == _DATA:
                carried = carried[1 : len(carried) - carried[0]] if flags & _PADDED and carried else carried
                _extend(self.streams.setdefault(stream, bytearray()), carried)
            content = content[_FRAME_HEAD + length :]
        self._waiting = content

    def _socket(self, content: bytes) -> None:
        while (frame := _frame(content)) is not None:
            first, payload, content = frame
            if first & _OPERATION in _CONTENT:
                if first & _COMPRESSED:
                    with suppress(zlib.error):
                        payload = self._inflate.decompress(payload + _TAIL, MOST_BYTES)
                self._keep(payload + (b"\n" if first & _FIN else b""))
        self._waiting = content

    def _keep(self, content: bytes) -> None:
        if self.messages:
            _extend(self.messages[-1].body, content)


def _extend(body: bytearray, content: bytes) -> None:
    body += content[: MOST_BYTES - len(body)]


def _header(line: bytes) -> tuple[str, str]:
    name, _, value = line.decode("latin-1").partition(":")
    return name.strip().lower(), value.strip()


def _frame(content: bytes) -> tuple[int, bytes, bytes] | None:
    """First byte, unmasked payload and what follows of the WebSocket frame at the start, if it is whole."""
    if len(content) < 2:  # noqa: PLR2004, the two bytes that every frame has
        return None
    length = content[1] & _LENGTH
    at = 2 + _LONG.get(length, 0)
    if length in _LONG:
        length = int.from_bytes(content[2:at], "big")
    mask, at = content[at : at + 4], at + 4  # what a browser sends is always masked
    if len(content) < at + length:
        return None
    payload = content[at : at + length]
    wide = (mask * (length // 4 + 1))[:length]
    unmasked = (int.from_bytes(payload, "big") ^ int.from_bytes(wide, "big")).to_bytes(length, "big")
    return content[0], unmasked, content[at + length :]
