"""Chromium's own record of what left it: the proof below everything that a page or DevTools can miss.

Only here is seen what a page sends while it is being taken down (DevTools has already turned to the next page by
then), what shared and service workers and the browser itself send for it, connections opened and names looked up ahead
of any request, and WebRTC's questions to servers. The browser's own traffic is told apart by its initiator, not by host
names: Chromium marks what no page asked for as `not an origin`.

Chromium writes an event a line. A log is read as it grows, and of long ones only the lines that matter are parsed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from avowal.auditor.evidence import host_of
from avowal.auditor.sent_bytes import Conversation

_NOBODY = "not an origin"
_NOWHERE = "~"
"""How Chromium writes what a resolver rule leads nowhere (`~NOTFOUND`): that is no host that anybody asked for."""
_STUN = b"\x21\x12\xa4\x42"  # bytes 4 to 8 of every question to a STUN server
_CONSTANTS = b'{"constants":'
_HEADERS = ("HTTP_TRANSACTION_SEND_REQUEST_HEADERS", "HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS")


@dataclass(frozen=True)
class Departure:
    """One thing in the net log that left, at milliseconds since 1970.

    `kind` is request | connection (opened ahead of any request) | name (looked up) | stun. `by` is the origin that
    caused it. `headers` and `body` are those of a request as it went out, `answer` the headers of what came back.
    """

    at: float
    url: str
    method: str
    kind: str = "request"
    by: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    status: int | None = None
    answer: tuple[tuple[str, str], ...] = ()

    @property
    def ahead(self) -> bool:
        """Whether no request was made, only made ready."""
        return self.kind in ("connection", "name")


@dataclass
class _Leaving:
    """A departure while its log is being read; `source` is the number under which Chromium keeps it."""

    departure: Departure
    session: int | None = None
    stream: int = 0


class NetLog:
    """One log, read from where the last reading ended."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.late: list[Departure] = []
        """What was read with one page and left with another before it."""
        self._at = 0
        self._kinds: dict[int, str] = {}
        self._offset = 0.0
        self._begun: dict[int, _Leaving] = {}
        self._others: list[Departure] = []
        self._talks: dict[int, Conversation] = {}
        self._sockets: dict[int, int] = {}  # HTTP/2 session → its connection
        self._addresses: dict[int, str] = {}
        self._takes: dict[str, Callable[[int, Mapping[str, Any], float], None]] = {
            "URL_REQUEST_START_JOB": self._request,
            **dict.fromkeys(_HEADERS, self._sent_headers),
            "HTTP_TRANSACTION_READ_RESPONSE_HEADERS": self._answered,
            "HTTP_STREAM_JOB_CONTROLLER": self._connection,
            "HOST_RESOLVER_MANAGER_REQUEST": self._name,
            "SOCKET_BYTES_SENT": self._bytes,
            "SSL_SOCKET_BYTES_SENT": self._bytes,
            "HTTP2_SESSION_INITIALIZED": self._session,
            "HTTP2_SESSION_SEND_HEADERS": self._stream,
            "UDP_CONNECT": self._address,
            "UDP_BYTES_SENT": self._datagram,
        }

    def read(self) -> tuple[Departure, ...]:
        """What left since the last reading, in order of time; nothing when Chromium left no readable log."""
        for event in self._events():
            self._take(self._kinds[event["type"]], event)
        bodies = self._bodies()
        found = [self._with_body(one, bodies) for one in self._begun.values()]
        found += self._others
        self._begun, self._others = {}, []
        return tuple(sorted(found, key=lambda one: one.at))

    def _events(self) -> Iterator[dict[str, Any]]:
        try:
            with self.file.open("rb") as lines:
                lines.seek(self._at)
                while (line := lines.readline()).endswith(b"\n"):
                    self._at += len(line)
                    if line.startswith(_CONSTANTS):
                        self._learn(line)
                    elif (event := self._event(line)) is not None:
                        yield event
        except OSError:
            return

    def _learn(self, line: bytes) -> None:
        try:
            constants = json.loads(line.rstrip().rstrip(b",") + b"}")["constants"]
        except (ValueError, KeyError):
            return
        numbers = constants.get("logEventTypes", {})
        self._kinds = {numbers[name]: name for name in self._takes if name in numbers}
        self._offset = float(constants.get("timeTickOffset", 0))

    def _event(self, line: bytes) -> dict[str, Any] | None:
        """The event, if it is of a kind that matters: its type stands at the end of its line."""
        bare = line.rstrip(b"\r\n,]} ")
        number = bare[bare.rfind(b":") + 1 :]
        if not number.isdigit() or int(number) not in self._kinds:
            return None
        try:
            event = json.loads(bare + b"}")
        except ValueError:
            return None
        return event if isinstance(event, dict) else None

    def _take(self, kind: str, event: Mapping[str, Any]) -> None:
        told = event.get("params") or {}
        self._takes[kind](int(event["source"]["id"]), told, float(event["time"]) + self._offset)

    # -- one method for each kind of event --

    def _request(self, source: int, told: Mapping[str, Any], at: float) -> None:
        url, by = str(told.get("url", "")), str(told.get("initiator", _NOBODY))
        if not url.startswith(("http", "ws")) or by == _NOBODY:
            return
        if source in self._begun:  # led on to another address: the first stays, under a number that nothing has
            self._begun[-len(self._begun) - 1] = self._begun.pop(source)
        self._begun[source] = _Leaving(Departure(at, url, str(told.get("method", "GET")), by=by))

    def _sent_headers(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del at
        if source in self._begun:
            self._change(source, headers=_pairs(told.get("headers", ())))

    def _answered(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del at
        if source in self._begun:
            lines = [str(line) for line in told.get("headers", ())]
            status = lines[0].split(" ")[1] if lines and " " in lines[0] else ""
            self._change(source, answer=_pairs(lines[1:]), status=int(status) if status.isdigit() else None)

    def _change(self, source: int, **changes: Any) -> None:
        self._begun[source].departure = replace(self._begun[source].departure, **changes)

    def _connection(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del source
        url = str(told.get("url", ""))
        if told.get("is_preconnect") and url.startswith(("http", "ws")) and not host_of(url).startswith(_NOWHERE):
            self._others.append(Departure(at, url, "CONNECT", "connection"))

    def _name(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del source
        host = host_of(str(told.get("host", ""))) or str(told.get("host", "")).partition(":")[0]
        by = str(told.get("network_anonymization_key", "")).partition(" ")[0]
        if host and by.startswith("http") and not host.startswith(_NOWHERE):
            self._others.append(Departure(at, f"dns://{host}", "RESOLVE", "name", by))

    def _bytes(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del at
        if "bytes" in told:
            self._talks.setdefault(source, Conversation()).add(base64.b64decode(told["bytes"]))

    def _session(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del at
        self._sockets[source] = int((told.get("source_dependency") or {}).get("id", -1))

    def _stream(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del at
        request = int((told.get("source_dependency") or {}).get("id", -1))
        if request in self._begun:
            self._begun[request].session, self._begun[request].stream = source, int(told.get("stream_id", 0))

    def _address(self, source: int, told: Mapping[str, Any], at: float) -> None:
        del at
        self._addresses[source] = str(told.get("address", ""))

    def _datagram(self, source: int, told: Mapping[str, Any], at: float) -> None:
        content = base64.b64decode(told.get("bytes", ""))
        address = str(told.get("address") or self._addresses.get(source, ""))
        if content[4:8] == _STUN and content[0] < 4 and address:  # noqa: PLR2004, the two first bits are zero
            self._others.append(Departure(at, f"stun://{address}", "STUN", "stun"))

    # -- bodies --

    def _bodies(self) -> dict[tuple[str, str, str], list[bytes]]:
        """Bodies of HTTP/1.1 by method, host and target, in the order in which they went out."""
        found: dict[tuple[str, str, str], list[bytes]] = {}
        for talk in self._talks.values():
            for message in talk.messages:
                if not message.taken:
                    found.setdefault((message.method, message.host, message.target), []).append(bytes(message.body))
                message.taken = True
            del talk.messages[:-1]  # the last one may be a socket that goes on
        return found

    def _with_body(self, one: _Leaving, bodies: Mapping[tuple[str, str, str], list[bytes]]) -> Departure:
        departure = one.departure
        if one.session is not None:
            talk = self._talks.get(self._sockets.get(one.session, -1))
            return replace(departure, body=bytes(talk.streams.get(one.stream, b"")) if talk else b"")
        parts = urlsplit(departure.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        waiting = bodies.get((departure.method, parts.netloc.rpartition("@")[2], target))
        return replace(departure, body=waiting.pop(0)) if waiting else departure


def departures(file: Path) -> tuple[Departure, ...]:
    """What pages caused to leave, in order of time; nothing when Chromium left no readable log."""
    return NetLog(file).read()


def _pairs(lines: Iterable[object]) -> tuple[tuple[str, str], ...]:
    pairs = (str(line).lstrip(":").partition(":") for line in lines)
    return tuple((name.strip().lower(), value.strip()) for name, _, value in pairs)
