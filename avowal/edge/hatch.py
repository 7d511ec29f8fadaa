"""The short way for what is posted to a collector: the door's layers in one call, because there are so many of them.

What holds for every other request holds here: each leaves its line in the weblog, every answer carries the implied
headers, and a failure is an answer too. Left out are the scope for a website and the layers that look at a website's
answer, for no website is asked. Who is kept out goes the long way, and is answered there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from avowal.edge.blocks import BlockList
from avowal.edge.collector import Collector, said_of
from avowal.edge.dropping import STATUS, Drop
from avowal.edge.failures import PLAIN, SORRY, report
from avowal.edge.health import Health
from avowal.edge.protocol import BODILESS, BODY, START, Message, Receive, Send
from avowal.edge.settings import Area
from avowal.edge.visit import Visit
from avowal.edge.weblog import Weblog


class Hatch:
    """Takes what is posted to `collectors`, by their addresses."""

    def __init__(
        self,
        collectors: Mapping[str, Collector],
        *,
        weblog: Weblog,
        blocks: BlockList,
        health: Health,
        clock: Callable[[], datetime],
    ) -> None:
        self._collectors = collectors
        self._blocks = blocks
        self._weblog = weblog
        self._health = health
        self._clock = clock
        self._recording_in: asyncio.AbstractEventLoop | None = None
        self._answered: list[tuple[Visit, int | None, int, datetime]] = []

    def collector(self, visit: Visit) -> Collector | None:
        """The collector that is asked, if one is, and not by a network that is kept out."""
        found = self._collectors.get(visit.path)
        return None if found is None or self._blocks.blocks(visit.client_address, visit.seen_at) else found

    async def __call__(self, collector: Collector, visit: Visit, receive: Receive, send: Send) -> None:
        begin = None
        end = _NOTHING
        try:
            try:
                begin = _begun(visit, await collector.collected(visit, receive))
            except Exception as error:  # noqa: BLE001 - as for a website: the last place where it can be answered
                report(error, self._health)
                begin, end = _sorry(visit)
            await send(begin)
            await send(end)
        finally:
            loop = asyncio.get_running_loop()
            if self._recording_in is not loop:
                self._recording_in = loop
                loop.call_soon(self._record)
            self._answered.append((visit, begin["status"] if begin else None, len(end["body"]), self._clock()))

    def _record(self) -> None:
        """Note what was answered, once those who waited for the same write have their answers: then nobody waits."""
        answered, self._answered, self._recording_in = self._answered, [], None
        for visit, status, size, ended_at in answered:
            self._weblog.record(visit, status, size, ended_at=ended_at)


_NOTHING: Message = {"type": BODY, "body": b"", "more_body": False}


def _begun(visit: Visit, dropped: Drop | None) -> Message:
    """How an answer begins; made once for each outcome under a policy."""
    known = visit.gates.answers
    begin = known.get(dropped)
    if begin is None:
        status = 204 if dropped is None else STATUS[dropped]
        length = [] if status in BODILESS else [(b"content-length", b"0")]
        headers = [*said_of(dropped), *length, *visit.gates.headers[Area.PUBLIC]]
        begin = known[dropped] = {"type": START, "status": status, "headers": headers}
    return begin


def _sorry(visit: Visit) -> tuple[Message, Message]:
    length = (b"content-length", str(len(SORRY)).encode("ascii"))
    headers = [*PLAIN, length, *visit.gates.headers[Area.PUBLIC]]
    return {"type": START, "status": 500, "headers": headers}, {"type": BODY, "body": SORRY, "more_body": False}
