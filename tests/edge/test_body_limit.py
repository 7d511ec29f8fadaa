"""What a visitor sends has a bound before the website gets it, stated or not, and the refusal is recorded like any."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from avowal.edge.door import DoorSettings

LIMIT = 100
OFFICE = 1000


class Reader:
    """A website that reads the whole body, as Django does, and then answers."""

    def __init__(self) -> None:
        self.read = 0
        self.ended = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.ended = "disconnect"
                return
            self.read += len(message["body"])
            if not message.get("more_body"):
                break
        self.ended = "whole"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"thanks"})


def limited(kit: Any, app: Any) -> Any:
    hosts = {"plan.localhost": "plan"}
    settings = DoorSettings(hosts, secure=False, largest_body=LIMIT, largest_office_body=OFFICE)
    return kit.Front(app=app, settings=settings)


def in_parts(front: Any, parts: Iterable[bytes], path: str = "/contact/") -> list[dict[str, Any]]:
    """Post a body of unknown length."""
    headers = [(b"host", b"plan.localhost"), (b"transfer-encoding", b"chunked")]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "client": ("203.0.113.9", 1)}
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(front.door(scope, receive, send))
    return sent


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/contact/", LIMIT, 200),
        ("/contact/", LIMIT + 1, 413),
        ("/account/", LIMIT + 1, 413),
        ("/officer/", LIMIT + 1, 413),
        ("/office/", LIMIT + 1, 200),
        ("/office/images/add/", OFFICE, 200),
        ("/office/images/add/", OFFICE + 1, 413),
    ],
)
def test_a_stated_length_is_held_against_the_bound_of_its_area(kit, path: str, length: int, status: int) -> None:
    reader = Reader()
    front = limited(kit, reader)

    reply = front.ask(path, method="POST", headers=[("content-length", str(length))], body=b"x" * length)

    assert reply.status == status
    assert reader.read == (length if status == 200 else 0)
    assert [row["status"] for row in front.spool.rows("weblog")] == [status]


@pytest.mark.parametrize("stated", ["9" * 40, "000101", " 101 "])
def test_an_odd_statement_of_a_large_body_is_one_too(kit, stated: str) -> None:
    reader = Reader()

    assert limited(kit, reader).ask(method="POST", headers=[("content-length", stated)], body=b"x").status == 413
    assert reader.read == 0


@pytest.mark.parametrize("stated", [[], [("content-length", "7")], [("content-length", "-1")]])
def test_a_body_is_counted_whatever_was_stated(kit, stated: Any) -> None:
    reader = Reader()
    front = limited(kit, reader)

    reply = front.ask(method="POST", headers=stated, body=b"x" * (LIMIT + 1))

    assert (reply.status, reader.read, reader.ended) == (413, 0, "disconnect")
    assert b"too large" in reply.body
    assert reply.header("content-security-policy")


def test_a_body_in_parts_is_cut_off_at_the_bound(kit) -> None:
    reader = Reader()
    front = limited(kit, reader)

    sent = in_parts(front, [b"x" * 60] * 1000)

    assert sent[0]["status"] == 413
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert (reader.read, reader.ended) == (60, "disconnect")
    row = front.spool.rows("weblog")[0]
    assert (row["path"], row["status"]) == ("/contact/", 413)
    assert front.door.health()["bodies_refused"] == {"counted": 1}
    assert front.door.health()["failures"] == {}


def test_a_body_in_parts_within_the_bound_passes(kit) -> None:
    reader = Reader()

    assert in_parts(limited(kit, reader), [b"x" * 50] * 2)[0]["status"] == 200
    assert reader.read == LIMIT


def test_a_website_that_does_not_stop_gets_no_more_and_says_no_more(kit) -> None:
    read: list[str] = []

    async def stubborn(scope: Any, receive: Any, send: Any) -> None:
        read.extend([(await receive())["type"] for _ in range(5)])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"thanks"})
        raise KeyError("ana@mail.example")

    sent = in_parts(limited(kit, stubborn), [b"x" * 60] * 3)

    assert [message.get("status") for message in sent] == [413, None]
    assert read == ["http.request"] + ["http.disconnect"] * 4


def test_an_answer_that_began_before_the_bound_stays_the_answer(kit) -> None:
    async def answering_first(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await receive())["type"] != "http.disconnect":
            pass
        await send({"type": "http.response.body", "body": b"enough"})

    sent = in_parts(limited(kit, answering_first), [b"x" * 60] * 3)

    assert [message.get("status") for message in sent] == [200, None]


def test_the_bounds_of_a_deployment_that_says_nothing() -> None:
    assert (DoorSettings({}).largest_body, DoorSettings({}).largest_office_body) == (1 << 20, 64 << 20)


def test_refusals_by_length_are_counted(kit) -> None:
    front = limited(kit, Reader())

    front.ask(method="POST", headers=[("content-length", "5000")], body=b"")

    assert front.door.health()["bodies_refused"] == {"stated": 1}


def test_behind_the_real_server_a_body_without_end_is_cut_off(kit, serve) -> None:
    served = serve(limited(kit, Reader()))
    head = "POST /contact/ HTTP/1.1\r\nHost: plan.localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"

    answer = served.raw(head.encode() + b"1000\r\n" + b"x" * 4096 + b"\r\n")

    assert answer.startswith(b"HTTP/1.1 413")
    assert served.front.spool.wait_for("weblog", "/contact/")["status"] == 413


def test_behind_the_real_server_a_stated_large_body_is_never_asked_for(kit, serve) -> None:
    reader = Reader()
    served = serve(limited(kit, reader))
    head = "POST /contact/ HTTP/1.1\r\nHost: plan.localhost\r\nConnection: close\r\nContent-Length: 157286400\r\n\r\n"

    assert served.raw(head.encode()).startswith(b"HTTP/1.1 413")
    assert reader.read == 0
