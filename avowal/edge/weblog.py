"""The weblog: one record per request, whatever became of it, of exactly the declared elements (3.1, 3.4, 3.5).

It stands outermost, so beacons, refusals and failures are recorded too. A record that cannot be kept never
breaks the response: it is counted, and `Door.health` says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from avowal.edge.health import Health
from avowal.edge.protocol import BODY, START, App, Message, Receive, Scope, Send
from avowal.edge.rows import Same, Spool, Visitors, lines_of
from avowal.edge.settings import Area
from avowal.edge.visit import Visit, visit_of
from avowal.edge.words import kept_path, known_method, origin_of, printable

logger = logging.getLogger(__name__)

CLIENT_GONE = 499
"""Status recorded when the visitor left before an answer began."""
NO_ANSWER = 500
MEMBER = ("member_key", "service")
"""What the website may tell of a signed-in person."""


@dataclass
class _Answer:
    status: int | None = None
    bytes_sent: int = 0
    recorded: bool = False


class Weblog:
    """Records each request when its last byte has been sent, or when nothing more can come."""

    def __init__(
        self, inner: App, *, spool: Spool, visitors: Visitors, clock: Callable[[], datetime], health: Health
    ) -> None:
        self._inner = inner
        self._spool = spool
        self._visitors = visitors
        self._clock = clock
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit, answer = visit_of(scope), _Answer()

        def record() -> None:
            if not answer.recorded:
                answer.recorded = True
                self.record(visit, answer.status, answer.bytes_sent, scope)

        async def counted_send(message: Message) -> None:
            if message["type"] == START:
                answer.status = message["status"]
            await send(message)
            if message["type"] == BODY:
                answer.bytes_sent += 0 if visit.method == "HEAD" else len(message.get("body", b""))
                if not message.get("more_body", False):
                    record()

        async def watched_receive() -> Message:
            message = await receive()
            visit.client_gone = visit.client_gone or message["type"] == "http.disconnect"
            return message

        try:
            await self._inner(scope, watched_receive, counted_send)
        finally:
            record()

    def record(
        self,
        visit: Visit,
        status: int | None,
        size: int,
        scope: Scope | None = None,
        *,
        ended_at: datetime | None = None,
    ) -> None:
        """Note a request that was answered with `status` (None: with nothing) and `size` bytes; raises nothing.

        `ended_at` is when, unless it is now.
        """
        try:
            same, own = _told(visit, status, size), _took(visit, ended_at or self._clock())
            if scope is None:  # a collector answered: its address is one of a few, and so is what it answers
                self._note(visit, own, same)
            else:
                self._note(visit, {**dict(same), **own, **_member(visit, scope)})
        except Exception as error:  # noqa: BLE001 - the weblog never breaks a response; it says that it failed
            self._failed(type(error).__name__)

    def _note(self, visit: Visit, own: Mapping[str, object], same: Same = ()) -> None:
        signed_in = not own.keys().isdisjoint(MEMBER)
        gatherings = visit.gates.weblog
        for collection, line in lines_of(
            gatherings, visit, own, same=same, visitors=self._visitors, signed_in=signed_in
        ):
            if not self._spool.note(collection, line):
                return self._failed("SpoolFull")
            self._health.weblog["noted"] += 1
        self._health.last_weblog_failure = None
        return None

    def _failed(self, kind: str) -> None:
        if self._health.last_weblog_failure != kind:
            logger.error("A weblog record was not kept: %s. See /health/ready; further ones are only counted.", kind)
        self._health.weblog["failed"] += 1
        self._health.last_weblog_failure = kind


def _told(visit: Visit, status: int | None, size: int) -> Same:
    unanswered = CLIENT_GONE if visit.client_gone else NO_ANSWER
    return (
        ("method", known_method(visit.method)),
        ("path", kept_path(visit.path)),
        ("status", unanswered if status is None else status),
        ("bytes", size),
        ("referrer_origin", origin_of(visit.text(b"referer"))),
    )


def _took(visit: Visit, now: datetime) -> dict[str, object]:
    return {"duration": max(0, round((now - visit.seen_at).total_seconds() * 1000))}


def _member(visit: Visit, scope: Scope) -> dict[str, object]:
    """Member key and service, if the website named them and the path is in a signed-in area (3.5)."""
    if visit.area is not Area.SIGNED_IN:
        return {}
    told = {name: scope["avowal"].get(name) for name in MEMBER}
    return {name: printable(value)[:128] for name, value in told.items() if isinstance(value, str) and value}
