"""The short way of the beacons: who waits is answered before the weblog is written (3.1: each still has its line)."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

VIEW = json.dumps({"path": "/a/", "key": "0123456789abcdef01234567"}).encode()


class OneWrite:
    """A spool that lets everybody go on at once, as after one write; `told` holds what happens, in its order."""

    lost = 0
    trouble = None

    def __init__(self, waiting: int) -> None:
        self.told: list[str] = []
        self.lines: list[dict[str, Any]] = []
        self._enough = waiting
        self._waiting: list[asyncio.Future[None]] = []

    async def keep(self, _collection: str, _line: bytes) -> None:
        written = asyncio.get_running_loop().create_future()
        self._waiting.append(written)
        if len(self._waiting) == self._enough:
            for one in self._waiting:
                one.set_result(None)
            self._waiting = []
        await written

    def note(self, _collection: str, line: bytes) -> bool:
        self.told.append("noted")
        self.lines.append(json.loads(line))
        return True


def scope() -> dict[str, Any]:
    headers = [(b"host", b"plan.localhost"), (b"content-type", b"text/plain"), (b"user-agent", b"Firefox/132.0")]
    return {
        "type": "http",
        "method": "POST",
        "path": "/_a/v",
        "query_string": b"",
        "scheme": "http",
        "client": ("203.0.113.9", 4711),
        "headers": headers,
    }


def posted(front: Any, spool: OneWrite, count: int, *, times: int = 1, leaving: bool = False) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": VIEW, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            if leaving:
                raise OSError
            spool.told.append(f"answered {message['status']}")

    async def together() -> None:
        for _ in range(times):
            asked = (front.door(scope(), receive, send) for _ in range(count))
            await asyncio.gather(*asked, return_exceptions=leaving)
            await asyncio.sleep(0)

    asyncio.run(together())


def test_who_waits_for_one_write_is_answered_before_any_line_of_the_weblog(kit: Any) -> None:
    spool = OneWrite(3)

    posted(kit.Front(spool=spool), spool, 3)

    assert spool.told == ["answered 204"] * 3 + ["noted"] * 3


@pytest.mark.parametrize("leaving", [False, True])
def test_3_1_each_beacon_has_its_line_in_every_loop(kit: Any, leaving: bool) -> None:
    spool = OneWrite(1)
    front = kit.Front(spool=spool)

    for times in (1, 2):
        posted(front, spool, 1, times=times, leaving=leaving)

    assert [line["status"] for line in spool.lines] == [204] * 3


def test_3_1_a_beacon_took_until_its_answer_and_not_until_its_line(kit: Any) -> None:
    spool = OneWrite(20)

    posted(kit.Front(spool=spool), spool, 20)

    # each look at the clock takes 5 ms: twenty for the visits, then one for each answer; the last waited for nobody
    assert sorted(line["duration"] for line in spool.lines) == [5] + [105] * 19


@pytest.mark.parametrize(("stated", "asked"), [(b"%d" % len(VIEW), 1), (b"%d" % (len(VIEW) + 1), 2), (b"", 2)])
def test_a_body_that_has_come_as_announced_is_not_waited_for(kit: Any, stated: bytes, asked: int) -> None:
    front, answered = kit.Front(), []
    messages = [(VIEW, True), (b"", False)]

    async def receive() -> dict[str, Any]:
        body, more = messages.pop(0)
        return {"type": "http.request", "body": body, "more_body": more}

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    posted = scope()
    posted["headers"] = [*posted["headers"], *([(b"content-length", stated)] if stated else [])]
    asyncio.run(front.door(posted, receive, send))

    assert answered[0]["status"] == 204
    assert len(front.spool.rows("page_views")) == 1
    assert 2 - len(messages) == asked
