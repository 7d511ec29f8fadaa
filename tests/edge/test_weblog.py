"""3.1: every request leaves a line. 3.4: exactly the declared elements. 3.5: a member key only when signed in."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

import pytest

from avowal.edge.failures import SORRY, AnswerBrokenOff
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Audience, Door

REQUEST = {
    "path": "/find/",
    "headers": [
        ("referer", "https://search.example/results?q=asthma"),
        ("cookie", "harbor_session=secret; trk=1"),
        ("x-canary", "canary"),
        ("accept-language", "hy"),
    ],
    "query_string": b"condition=asthma",
}
WHOLE = {
    "seen_at": "2026-11-24 12:00:00.000",
    "site": "plan",
    "method": "GET",
    "path": "/find/",
    "status": 200,
    "bytes": 5,
    "duration": 5,
    "referrer_origin": "https://search.example",
    "browser": "Firefox",
    "system": "Linux",
    "ip_address": "203.0.113.9",
    "ip_address_until": "2026-12-24 12:00:00",
    "ip_network": "203.0.113.0/24",
    "visitor_key": "0123456789abcdef",
    "automated": False,
    "policy_version": 7,
    "keep_until": "2027-12-24 12:00:00",
}


def declaring(kit: Any, *elements: str, **more: Any) -> Any:
    """A policy whose only collection is a weblog of `elements`."""
    weblog = kit.collection(Door.WEBLOG, elements, **more)
    return kit.small_policy(collections=Catalogue([("weblog", weblog)]), beacons=Catalogue())


def test_3_4_the_whole_declared_row_and_nothing_else(front) -> None:
    front.ask(**REQUEST)

    assert front.spool.rows("weblog") == [WHOLE]


@pytest.mark.parametrize(
    ("declared", "row"),
    [
        (["path"], {"path": "/find/"}),
        (["seen_at", "site", "status"], {"seen_at": WHOLE["seen_at"], "site": "plan", "status": 200}),
        (["ip_network", "browser"], {"ip_network": "203.0.113.0/24", "browser": "Firefox"}),
    ],
)
def test_3_4_for_each_declaration_exactly_its_row(kit, declared: list[str], row: dict[str, Any]) -> None:
    front = kit.Front(policy=declaring(kit, *declared))

    front.ask(**REQUEST)

    stamp = {"policy_version": 7, "keep_until": "2027-12-24 12:00:00"}
    assert front.spool.rows("weblog") == [row | stamp]


def test_3_4_what_is_not_declared_is_not_even_looked_up(kit) -> None:
    class NoVisitors:
        def key(self, *_: object) -> str:
            raise AssertionError("nobody declared a visitor key")

    front = kit.Front(policy=declaring(kit, "path"))
    front.door._recorded._visitors = NoVisitors()

    front.ask()

    assert front.spool.rows("weblog")[0]["path"] == "/"


@pytest.mark.parametrize("policy", ["none", "no collections"])
def test_nothing_is_collected_without_a_declaration(kit, policy: str) -> None:
    empty = kit.small_policy(collections=Catalogue(), beacons=Catalogue())
    front = kit.Front(policy=None if policy == "none" else empty)

    reply = front.ask(**REQUEST)

    assert (reply.status, reply.body) == (200, b"hello")
    assert front.spool.lines == []


@pytest.mark.parametrize("audience", [Audience.CHILDREN, Audience.ADULTS, Audience.STAFF, Audience.SIGNED_IN])
def test_a_collection_about_people_whom_the_door_cannot_tell_is_not_filled(kit, audience: Audience) -> None:
    front = kit.Front(policy=declaring(kit, "path", audience=audience))

    front.ask()

    assert front.spool.lines == []
    assert front.door.health()["ready"] is True


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("plan.localhost", "plan"),
        ("PLAN.localhost:8000", "plan"),
        ("plan.localhost.", "plan"),
        ("centers.localhost", "centers"),
        ("evil.example", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_site_comes_from_the_host_and_an_unknown_one_is_empty(front, host: str | None, site: str) -> None:
    front.ask(host=host)

    assert front.spool.rows("weblog")[0]["site"] == site


def test_two_host_headers_name_no_site(front) -> None:
    front.ask(headers=[("host", "centers.localhost")])

    assert front.spool.rows("weblog")[0]["site"] == ""


def test_3_1_a_collection_of_another_site_gets_no_line(kit) -> None:
    front = kit.Front(policy=declaring(kit, "path", sites=("centers",)))

    front.ask()

    assert front.spool.lines == []


async def failing(scope: Any, receive: Any, send: Any) -> None:
    raise KeyError("ana@mail.example")


async def failing_late(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    raise KeyError("ana@mail.example")


async def silent(scope: Any, receive: Any, send: Any) -> None:
    return


async def noticing_that_she_left(scope: Any, receive: Any, send: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def cancelled(scope: Any, receive: Any, send: Any) -> None:
    raise asyncio.CancelledError


@pytest.mark.parametrize(
    ("website", "status", "sent"),
    [
        (failing, 500, len(SORRY)),
        (failing_late, 200, 4),
        (silent, 500, len(SORRY)),
        (noticing_that_she_left, 499, 0),
        (cancelled, 500, 0),
    ],
)
def test_3_1_every_outcome_leaves_one_line(kit, website: Any, status: int, sent: int) -> None:
    front = kit.Front(app=website)

    try:
        front.ask()
    except (AnswerBrokenOff, asyncio.CancelledError):
        assert website in (failing_late, cancelled)

    assert [(row["status"], row["bytes"]) for row in front.spool.rows("weblog")] == [(status, sent)]


@pytest.mark.parametrize("status", [301, 304, 400, 404, 503])
def test_3_1_an_answer_of_any_status_leaves_one_line(kit, status: int) -> None:
    front = kit.Front(app=kit.answering(status=status, body=b""))

    front.ask()

    assert [row["status"] for row in front.spool.rows("weblog")] == [status]


def test_3_1_a_beacon_leaves_a_line_like_any_request(front) -> None:
    front.ask("/_a/v", method="POST")

    assert [(row["path"], row["status"]) for row in front.spool.rows("weblog")] == [("/_a/v", 415)]


def test_3_1_a_websocket_is_refused_and_leaves_a_line(front) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": "/ws",
        "headers": [(b"host", b"plan.localhost")],
        "client": ("203.0.113.9", 1),
    }
    asyncio.run(front.door(scope, receive, send))

    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert [(row["path"], row["status"]) for row in front.spool.rows("weblog")] == [("/ws", 403)]
    assert front.seen == []


def test_lifespan_goes_to_the_website(front) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "lifespan.startup"}

    async def send(message: dict[str, Any]) -> None:
        return

    asyncio.run(front.door({"type": "lifespan"}, receive, send))

    assert front.seen == [{"type": "lifespan"}]


def test_the_bytes_of_all_parts_are_counted_and_a_head_sends_none(kit) -> None:
    async def in_parts(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for part in (b"abc", b"de"):
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    front = kit.Front(app=in_parts)
    front.ask()
    front.ask(method="HEAD")

    assert [row["bytes"] for row in front.spool.rows("weblog")] == [5, 0]


def signing_in(**told: Any) -> Any:
    async def website(scope: Any, receive: Any, send: Any) -> None:
        scope["avowal"].update(told, site="forged", client_address="6.6.6.6")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return website


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        ("/account/", True),
        ("/account", True),
        ("/es/account/messages/", True),
        ("/", False),
        ("/accounts/", False),
        ("/fr/account/", False),
        ("/office/", False),
    ],
)
def test_3_5_a_member_key_stands_only_on_lines_of_signed_in_areas(kit, path: str, stands: bool) -> None:
    front = kit.Front(app=signing_in(member_key="m-1", service="messages"))

    front.ask(path)

    row = front.spool.rows("weblog")[0]
    assert ({"member_key", "service"} <= row.keys()) is stands
    assert ("visitor_key" in row) is not stands  # 4.11: a key that beacons share stands beside no member's
    assert (row["site"], row["ip_address"]) == ("plan", "203.0.113.9")


def test_3_5_no_member_key_when_the_website_names_none(kit) -> None:
    front = kit.Front(app=signing_in())

    front.ask("/account/", headers=[("x-avowal-member-key", "m-1")])

    assert not {"member_key", "service"} & front.spool.rows("weblog")[0].keys()


@pytest.mark.parametrize("way", ["full", "broken"])
def test_a_record_that_cannot_be_kept_never_breaks_the_answer(kit, way: str, caplog: Any) -> None:
    front = kit.Front()
    setattr(front.spool, way, True)

    with caplog.at_level(logging.WARNING):
        replies = [front.ask("/ana"), front.ask("/ana")]

    kind = {"full": "SpoolFull", "broken": "OSError"}[way]
    assert [reply.body for reply in replies] == [b"hello", b"hello"]
    health = front.door.health()
    assert (health["ready"], health["last_weblog_failure"], health["weblog"]) == (False, kind, {"failed": 2})
    assert len(caplog.records) == 1
    assert "ana" not in caplog.text

    setattr(front.spool, way, False)
    front.ask()

    assert front.door.health()["ready"] is True


def test_what_a_failing_website_was_told_is_not_logged(kit, caplog: Any) -> None:
    front = kit.Front(app=failing)

    reply = front.ask()

    assert reply.status == 500
    assert "KeyError" in caplog.text
    assert "ana@mail.example" not in caplog.text
    assert reply.header("content-security-policy")


def test_r105_a_hostile_request_is_still_one_json_line(front) -> None:
    front.ask("/a\r\n{}\x1b[2J", headers=[("referer", "https://a.example\r\n")], agent="x\r\ny\x00", method="GET\n")

    assert front.spool.lines[0][1].count(b"\n") == 1
    row = front.spool.rows("weblog")[0]
    assert (row["method"], row["path"]) == ("OTHER", "/a%0D%0A{}%1B[2J")


async def breaking_off(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"a", "more_body": True})
    raise KeyError("ana@mail.example") from ValueError("bo@mail.example")


def test_what_a_website_was_told_does_not_leave_with_an_answer_that_broke_off(kit, caplog: Any) -> None:
    front = kit.Front(app=breaking_off)

    with pytest.raises(AnswerBrokenOff) as raised:
        front.ask()

    logged = "".join(traceback.format_exception(raised.value)) + caplog.text
    assert "mail.example" not in logged
    assert "KeyError" in caplog.text
    assert (raised.value.__context__, raised.value.__cause__, raised.value.args) == (None, None, ())
    assert front.door.health()["failures"] == {"KeyError": 1}
    assert front.spool.rows("weblog")[0]["status"] == 200
