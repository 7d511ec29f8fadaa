"""The weblog: one record per request, whatever became of it, of exactly the declared elements (3.1, 3.4, 3.5).

It stands outermost, so beacons, refusals and failures are recorded too. A record that cannot be kept never
breaks the response: it is counted, and `Door.health` says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from avowal.edge.health import Health
from avowal.edge.protocol import BODY, START, App, Message, Receive, Scope, Send
from avowal.edge.rows import Spool, Visitors, lines_of
from avowal.edge.settings import Area
from avowal.edge.visit import Visit, visit_of
from avowal.edge.words import kept_path, known_method, origin_of, printable

logger = logging.getLogger(__name__)

CLIENT_GONE = 499
"""Status recorded when the visitor left before an answer began."""
NO_ANSWER = 500


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

        async def counted_send(message: Message) -> None:
            if message["type"] == START:
                answer.status = message["status"]
            await send(message)
            if message["type"] == BODY:
                self._count(answer, message, scope, visit)

        async def watched_receive() -> Message:
            message = await receive()
            visit.client_gone = visit.client_gone or message["type"] == "http.disconnect"
            return message

        try:
            await self._inner(scope, watched_receive, counted_send)
        finally:
            self._record(visit, answer, scope)

    def _count(self, answer: _Answer, message: Message, scope: Scope, visit: Visit) -> None:
        answer.bytes_sent += 0 if visit.method == "HEAD" else len(message.get("body", b""))
        if not message.get("more_body", False):
            self._record(visit, answer, scope)

    def _record(self, visit: Visit, answer: _Answer, scope: Scope) -> None:
        if answer.recorded:
            return
        answer.recorded = True
        try:
            self._note(visit, answer, scope)
        except Exception as error:  # noqa: BLE001 - the weblog never breaks a response; it says that it failed
            self._failed(type(error).__name__)

    def _note(self, visit: Visit, answer: _Answer, scope: Scope) -> None:
        member = _member(visit, scope)
        own = _told(visit, answer, self._clock()) | member
        for collection, line in lines_of(
            visit.gates.weblog, visit, own, visitors=self._visitors, signed_in=bool(member)
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


def _told(visit: Visit, answer: _Answer, now: datetime) -> dict[str, object]:
    unanswered = CLIENT_GONE if visit.client_gone else NO_ANSWER
    return {
        "method": known_method(visit.method),
        "path": kept_path(visit.path),
        "status": unanswered if answer.status is None else answer.status,
        "bytes": answer.bytes_sent,
        "duration": max(0, round((now - visit.seen_at).total_seconds() * 1000)),
        "referrer_origin": origin_of(visit.text(b"referer")),
    }


def _member(visit: Visit, scope: Scope) -> dict[str, object]:
    """Member key and service, if the website named them and the path is in a signed-in area (3.5)."""
    if visit.area is not Area.SIGNED_IN:
        return {}
    told = {name: scope["avowal"].get(name) for name in ("member_key", "service")}
    return {name: printable(value)[:128] for name, value in told.items() if isinstance(value, str) and value}
