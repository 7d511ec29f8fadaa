"""When the website fails: the visitor still gets an answer with every header, and the log a place to look.

Only the kind of the error and the line that raised it are logged, because the message of an exception can
carry what a visitor typed. For the same reason the error itself never goes on to the server, which would log it whole.
"""

from __future__ import annotations

import logging
import traceback

from avowal.edge.health import Health
from avowal.edge.protocol import START, App, Message, Receive, Scope, Send, answer
from avowal.edge.visit import visit_of

logger = logging.getLogger(__name__)


class AnswerBrokenOff(Exception):
    """The website failed in the middle of an answer. Says nothing more: the server logs it with all it holds."""


PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
SORRY = b"Something went wrong on our side. Please try again in a few minutes.\n"


class Failures:
    """Answers 500 where the website raised, or ended without an answer, before its response began."""

    def __init__(self, inner: App, *, health: Health) -> None:
        self._inner = inner
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = failed = False

        async def noticed_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == START
            await send(message)

        try:
            await self._inner(scope, receive, noticed_send)
        except Exception as error:  # noqa: BLE001 - the last place where an error can still become an answer
            report(error, self._health)
            failed = True
        if failed and started:
            raise AnswerBrokenOff from None  # out here, where no context of the website's error hangs on it
        if not started and not visit_of(scope).client_gone:
            await answer(send, 500, PLAIN, SORRY)


def report(error: Exception, health: Health) -> None:
    """Count and log what was raised, without a word of what it says."""
    kind = type(error).__name__
    last = traceback.extract_tb(error.__traceback__)[-1]
    health.failures[kind] += 1
    logger.error("The website raised %s in %s (%s:%s).", kind, last.name, last.filename, last.lineno)
