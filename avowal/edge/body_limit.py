"""How much a visitor may send: more is refused before the website, and its disk, get it.

Two looks: what `Content-Length` states, and, whatever was stated, what arrives. A website that is reading when the
bound is passed is told that its visitor left; the visitor is told 413.
"""

from __future__ import annotations

from avowal.edge.health import Health
from avowal.edge.protocol import START, App, Message, Receive, Scope, Send, answer, states_more_than
from avowal.edge.settings import Area, DoorSettings
from avowal.edge.visit import visit_of

PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
TOO_LARGE = b"What you sent is too large for this address. Please send less.\n"
_GONE: Message = {"type": "http.disconnect"}


class BodyLimit:
    """Answers 413 to a request whose body is larger than its area takes."""

    def __init__(self, inner: App, *, settings: DoorSettings, health: Health) -> None:
        self._inner = inner
        self._settings = settings
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = visit_of(scope)
        office = visit.area is Area.OFFICE
        largest = self._settings.largest_office_body if office else self._settings.largest_body
        if states_more_than(largest, visit.values(b"content-length")):
            self._health.bodies_refused["stated"] += 1
            await answer(send, 413, PLAIN, TOO_LARGE)
            return
        body = _CountedBody(largest, receive, send)
        try:
            await self._inner(scope, body.receive, body.send)
        except Exception:
            if not body.refused:
                raise  # what a website makes of a visitor who was cut off is no failure of its own
        finally:
            self._health.bodies_refused.update(["counted"] if body.refused else [])


class _CountedBody:
    """The two ways of one request: counts what comes in and, once it is too much, lets no more either way."""

    def __init__(self, largest: int, receive: Receive, send: Send) -> None:
        self._left = largest
        self._receive = receive
        self._send = send
        self._started = False
        self._answered = False
        self.refused = False

    async def receive(self) -> Message:
        if self.refused:
            return _GONE
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left >= 0:
            return message
        self.refused = True
        if not self._started:
            self._answered = True
            await answer(self._send, 413, PLAIN, TOO_LARGE)
        return _GONE

    async def send(self, message: Message) -> None:
        self._started = self._started or message["type"] == START
        if not self._answered:
            await self._send(message)
