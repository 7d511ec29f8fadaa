"""2.1: a page view is kept as declared. 4.11, 4.12, R33: and nothing more, and nothing under GPC or DNT."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.edge.dropping import STATUS, Drop
from avowal.policy.catalogue import Catalogue

KEY = "0123456789abcdef01234567"
VIEW = blake2b(KEY.encode(), digest_size=8).hexdigest()
OPENED = {"path": "/find/?condition=asthma", "lang": "es-US", "ref": "https://search.example/q?asthma", "key": KEY}
TEXT = ("content-type", "text/plain;charset=UTF-8")
ROW = {
    "seen_at": "2026-11-24 12:00:00.000",
    "site": "plan",
    "path": "/find/",
    "page_language": "es-US",
    "referrer_origin": "https://search.example",
    "view_key": VIEW,
    "visitor_key": "0123456789abcdef",
    "automated": False,
    "policy_version": 7,
    "keep_until": "2027-12-24 12:00:00",
}


def send(front: Any, said: Any = OPENED, *, headers: Any = (), **more: Any) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return front.ask("/_a/v", **{"method": "POST", "headers": [TEXT, *headers], "body": body, **more})


def test_2_1_an_opened_page_is_one_whole_row(front) -> None:
    reply = send(front)

    assert (reply.status, reply.body, reply.header("avowal-dropped")) == (204, b"", None)
    assert front.spool.rows("page_views") == [ROW]
    assert front.seen == []


def test_2_1_a_page_that_was_left_carries_its_time(front) -> None:
    send(front, OPENED | {"engaged": 42})

    assert front.spool.rows("page_views") == [ROW | {"engaged_time": 42}]


def test_4_11_a_field_that_nobody_declared_is_not_looked_at(front) -> None:
    extra = {
        "email": "ana@mail.example",
        "condition": "asthma",
        "ip_address": "6.6.6.6",
        "site": "x",
        "automated": True,
    }

    send(front, OPENED | extra, headers=[("cookie", "harbor_session=a"), ("x-canary", "c")], query_string=b"q=asthma")

    assert front.spool.rows("page_views") == [ROW]


@pytest.mark.parametrize(
    ("declared", "row"),
    [
        (["path"], {"path": "/find/"}),
        (["view_key", "engaged_time"], {"view_key": VIEW, "engaged_time": 3}),
        (
            ["seen_at", "browser", "page_language"],
            {"seen_at": ROW["seen_at"], "browser": "Firefox", "page_language": "es-US"},
        ),
    ],
)
def test_for_each_declaration_exactly_its_row(kit, declared: list[str], row: dict[str, Any]) -> None:
    from avowal.policy.model import Door

    views = kit.collection(Door.PAGE_BEACON, declared)
    front = kit.Front(policy=kit.small_policy(collections=Catalogue([("page_views", views)])))

    send(front, OPENED | {"engaged": 3})

    stamp = {"policy_version": 7, "keep_until": "2027-12-24 12:00:00"}
    assert front.spool.rows("page_views") == [row | stamp]


def test_a_visit_from_the_site_itself_has_no_source(front) -> None:
    send(front, OPENED | {"ref": "http://plan.localhost:8000/members/?x"}, host="plan.localhost:8000")
    send(front, OPENED | {"ref": "http://centers.localhost:8000/"}, host="plan.localhost:8000")
    send(front, OPENED | {"ref": "not an address"})

    rows = front.spool.rows("page_views")
    assert [row["referrer_origin"] for row in rows] == ["", "http://centers.localhost:8000", ""]


def test_1_1_a_mail_address_in_the_path_is_not_kept(front) -> None:
    send(front, OPENED | {"path": "/leave/ana@mail.example"})

    assert front.spool.rows("page_views")[0]["path"] == "/leave/[e-mail]"


WRONG_FIELDS = [
    {"path": "find/"},
    {"path": ""},
    {"path": 7},
    {"path": None},
    {"path": ["/"]},
    {"key": ""},
    {"key": "0123456789abcde"},
    {"key": "x" * 33},
    {"key": "0123456789abcdef\n"},
    {"key": "0123456789abc'; --"},
    {"lang": 3},
    {"lang": "English, please"},
    {"lang": "en\n"},
    {"ref": {}},
    {"engaged": -1},
    {"engaged": 86_401},
    {"engaged": 1.5},
    {"engaged": "3"},
    {"engaged": True},
    {"engaged": None},
]


@pytest.mark.parametrize("wrong", WRONG_FIELDS, ids=str)
def test_a_field_of_the_wrong_kind_is_400(front, wrong: dict[str, Any]) -> None:
    dropped(front, send(front, OPENED | wrong), Drop.WRONG_FIELD)


@pytest.mark.parametrize("missing", ["path", "key"])
def test_a_missing_field_is_400(front, missing: str) -> None:
    dropped(front, send(front, {k: v for k, v in OPENED.items() if k != missing}), Drop.WRONG_FIELD)


def dropped(front: Any, reply: Any, reason: Drop) -> None:
    assert (reply.status, reply.header("avowal-dropped")) == (STATUS[reason], reason)
    assert reply.body == b""
    assert [key for key, _ in front.spool.lines if key != "weblog"] == []
    assert front.door.health()["page_beacon"] == {reason: 1}


NOT_JSON = [
    b"",
    b"{",
    b"path=/",
    b"\xff\xfe",
    b'{"path": "/\xff"}',
    b'{"path": "/x"' + b"\x00",
    b'{"x":' * 300,
    b'{"path":"\\ud800"}',
]


@pytest.mark.parametrize("body", NOT_JSON)
def test_what_is_not_json_is_400(front, body: bytes) -> None:
    dropped(front, send(front, body), Drop.NOT_JSON)


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b"7", b"{}"])
def test_json_of_another_shape_is_400(front, body: bytes) -> None:
    dropped(front, send(front, body), Drop.WRONG_FIELD)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS", "post"])
def test_another_method_is_405(front, method: str) -> None:
    reply = send(front, method=method)

    dropped(front, reply, Drop.METHOD)
    assert reply.header("allow") == "POST"


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/html", ""]
)
def test_another_type_is_415(front, kind: str) -> None:
    reply = front.ask("/_a/v", method="POST", headers=[("content-type", kind)], body=json.dumps(OPENED).encode())

    dropped(front, reply, Drop.CONTENT_TYPE)


def test_json_may_be_called_json(front) -> None:
    front.ask("/_a/v", method="POST", headers=[("content-type", "application/json")], body=json.dumps(OPENED).encode())

    assert front.spool.rows("page_views") == [ROW]


@pytest.mark.parametrize("length", ["2049", "99999999999999999999"])
def test_a_body_that_announces_too_much_is_413_unread(front, length: str) -> None:
    dropped(front, send(front, headers=[("content-length", length)]), Drop.TOO_LARGE)


def test_a_body_that_is_too_long_is_413(front) -> None:
    dropped(front, send(front, OPENED | {"pad": "x" * 2048}), Drop.TOO_LARGE)


@pytest.mark.parametrize("host", ["evil.example", "", "localhost", "plan.localhost.evil.example", None])
def test_an_unknown_host_is_421(front, host: str | None) -> None:
    dropped(front, send(front, host=host), Drop.UNKNOWN_HOST)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://centers.localhost", "http://plan.localhost:81"]
)
def test_another_origin_is_403(front, origin: str) -> None:
    dropped(front, send(front, headers=[("origin", origin)]), Drop.OTHER_ORIGIN)


@pytest.mark.parametrize("origin", ["http://plan.localhost", "https://PLAN.localhost"])
def test_the_own_origin_is_kept(front, origin: str) -> None:
    send(front, headers=[("origin", origin)])

    assert len(front.spool.rows("page_views")) == 1


@pytest.mark.parametrize(
    ("signals", "reason"),
    [
        ([("sec-gpc", "1")], Drop.GPC),
        ([("sec-gpc", "0"), ("sec-gpc", "1")], Drop.GPC),
        ([("Sec-GPC", "1")], Drop.GPC),
        ([("dnt", "1")], Drop.DNT),
        ([("dnt", "1"), ("sec-gpc", "1")], Drop.GPC),
        ([("sec-gpc", " 1")], None),  # on the wire a server takes such spaces off
        ([("sec-gpc", "1,1")], None),
        ([("sec-gpc", "0")], None),
        ([("sec-gpc", "true")], None),
        ([("sec-gpc", "")], None),
        ([("sec-gpc", "11")], None),
        ([("dnt", "0")], None),
        ([("dnt", "unspecified")], None),
    ],
)
def test_r33_the_signal_is_exactly_1_and_is_obeyed(front, signals: list[tuple[str, str]], reason: Drop | None) -> None:
    reply = send(front, headers=signals)

    if reason is None:
        assert len(front.spool.rows("page_views")) == 1
    else:
        dropped(front, reply, reason)
        assert reply.status == 204


@pytest.mark.parametrize("agent", ["curl/8.5", "Googlebot/2.1 (+http://www.google.com/bot.html)", ""])
def test_2_1_a_program_has_no_page_views(front, agent: str) -> None:
    dropped(front, send(front, agent=agent), Drop.AUTOMATED)

    assert front.spool.rows("weblog")[0]["automated"] is True


@pytest.mark.parametrize("path", ["/office/pages/3/edit/preview/", "/office"])
def test_2_1_an_editor_s_preview_is_no_page_view(front, path: str) -> None:
    dropped(front, send(front, OPENED | {"path": path}), Drop.OFFICE)


def test_without_a_policy_nothing_is_kept(kit) -> None:
    front = kit.Front(policy=None)

    dropped(front, send(front), Drop.NO_POLICY)
    assert front.spool.lines == []


@pytest.mark.parametrize("missing", ["beacons", "collections"])
def test_4_8_an_undeclared_beacon_is_not_kept(kit, missing: str) -> None:
    front = kit.Front(policy=kit.small_policy(**{missing: Catalogue()}))

    dropped(front, send(front), Drop.NOT_DECLARED)


def test_a_beacon_of_a_site_that_the_collection_does_not_name_is_not_kept(kit) -> None:
    from avowal.policy.model import Door

    views = kit.collection(Door.PAGE_BEACON, ["path"], sites=("centers",))
    front = kit.Front(policy=kit.small_policy(collections=Catalogue([("page_views", views)])))

    dropped(front, send(front), Drop.NOT_DECLARED)


@pytest.mark.parametrize(("way", "reason"), [("full", Drop.SPOOL_FULL), ("broken", Drop.SPOOL_FAILED)])
def test_what_cannot_be_put_on_disk_is_not_acknowledged(front, way: str, reason: Drop) -> None:
    setattr(front.spool, way, True)

    reply = send(front)

    dropped(front, reply, reason)
    assert (reply.status, reply.header("retry-after")) == (503, "30")


def test_the_answer_waits_for_the_disk(kit) -> None:
    order: list[str] = []

    class SlowSpool(kit.RecordingSpool):
        async def keep(self, collection: str, line: bytes) -> None:
            order.append("kept")
            await super().keep(collection, line)

        def note(self, collection: str, line: bytes) -> bool:
            order.append(collection)
            return True

    send(kit.Front(spool=SlowSpool()))

    assert order == ["kept", "page_views", "weblog"]


def test_a_sender_who_leaves_is_counted(front) -> None:
    import asyncio

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def ignore(_: dict[str, Any]) -> None:
        return

    headers = [
        (b"host", b"plan.localhost"),
        (b"content-type", b"text/plain"),
        (b"user-agent", b"Mozilla/5.0 Firefox/132"),
    ]
    scope = {"type": "http", "method": "POST", "path": "/_a/v", "headers": headers, "client": ("203.0.113.9", 1)}
    asyncio.run(front.door(scope, receive, ignore))

    assert front.door.health()["page_beacon"] == {Drop.CLIENT_GONE: 1}


def test_every_reason_has_an_answer() -> None:
    assert STATUS.keys() == set(Drop)


_FIELDS = st.dictionaries(
    st.sampled_from(["path", "lang", "ref", "key", "engaged", "email", "x"]),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(st.characters(), max_size=60),
        st.sampled_from(["/", "/a?b", KEY, "en", "https://a.example/x?y"]),
        st.lists(st.integers(), max_size=2),
    ),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), _FIELDS.map(lambda made: json.dumps(made).encode("utf-8", "surrogatepass"))))
def test_whatever_is_sent_the_door_answers_and_stores_only_declared_elements(kit, body: bytes) -> None:
    front = kit.Front()

    reply = send(front, body)

    assert reply.status in (204, 400, 413)
    for row in front.spool.rows("page_views"):
        assert row.keys() <= {*ROW, "engaged_time"}
        assert "?" not in row["path"]
