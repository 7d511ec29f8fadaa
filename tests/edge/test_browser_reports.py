"""R81: browser reports are taken from the site's own pages, trimmed, and only so many."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.edge.browser_reports import NETWORKS_AT_MOST, REPORTS_AT_MOST, RateBound, blocked_origin
from avowal.edge.dropping import STATUS, Drop
from avowal.policy.catalogue import Catalogue

OLDER = {
    "csp-report": {
        "document-uri": "http://plan.localhost/find/?condition=asthma#x",
        "referrer": "https://search.example/q?asthma",
        "effective-directive": "img-src",
        "violated-directive": "img-src 'self'",
        "original-policy": "default-src 'none'",
        "blocked-uri": "https://tracker.example/pixel?email=ana@mail.example",
        "source-file": "http://plan.localhost/secret",
        "script-sample": "var x",
    }
}
NEWER = {
    "type": "csp-violation",
    "age": 3,
    "url": "http://plan.localhost/find/?condition=asthma",
    "user_agent": "Mozilla/5.0",
    "body": {
        "documentURL": "http://plan.localhost/find/?condition=asthma",
        "effectiveDirective": "script-src-elem",
        "blockedURL": "https://tracker.example/t.js?x",
        "sample": "",
    },
}
ROW = {
    "seen_at": "2026-11-24 12:00:00.000",
    "site": "plan",
    "path": "/find/",
    "directive": "img-src",
    "blocked_origin": "https://tracker.example",
    "browser": "Firefox",
    "policy_version": 7,
    "keep_until": "2027-12-24 12:00:00",
}


def send(front: Any, said: Any, *, kind: str | None = None, **more: Any) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    known = kind or ("application/reports+json" if isinstance(said, list) else "application/csp-report")
    return front.ask("/_a/r", **{"method": "POST", "headers": [("content-type", known)], "body": body, **more})


def dropped(front: Any, reply: Any, reason: Drop) -> None:
    assert (reply.status, reply.header("avowal-dropped")) == (STATUS[reason], reason)
    assert front.spool.rows("browser_reports") == []


def test_an_older_report_is_one_trimmed_row(front) -> None:
    reply = send(front, OLDER)

    assert (reply.status, reply.body) == (204, b"")
    assert front.spool.rows("browser_reports") == [ROW]


def test_a_reporting_api_list_is_one_trimmed_row_each(front) -> None:
    send(front, [NEWER, NEWER | {"type": "deprecation"}, NEWER])

    assert front.spool.rows("browser_reports") == [ROW | {"directive": "script-src-elem"}] * 2


def test_a_blocked_embedding_is_named_by_its_kind(front) -> None:
    said = {
        "type": "coep",
        "url": "http://plan.localhost/a?b",
        "body": {"type": "corp", "blockedURL": "https://a.example/x"},
    }

    send(front, [said])

    row = front.spool.rows("browser_reports")[0]
    assert (row["directive"], row["blocked_origin"], row["path"]) == ("coep", "https://a.example", "/a")


@pytest.mark.parametrize(
    ("blocked", "kept"),
    [
        ("https://a.example:8443/x?y", "https://a.example:8443"),
        ("inline", "inline"),
        ("eval", "eval"),
        ("data", "data"),
        ("data:text/html,ana@mail.example", "data"),
        ("chrome-extension://abcdefghijklmnop/x.js", "chrome-extension"),
        ("blob:http://plan.localhost/x", "blob"),
        ("ana@mail.example", ""),
        ("Y2FuYXJ5LmFuYUBtYWlsLmV4YW1wbGU", "other"),
        ("ana:asthma", "other"),
        ("", ""),
        ("\x1b[2J", ""),
    ],
)
def test_r81_of_what_was_blocked_only_the_origin_is_kept(blocked: str, kept: str) -> None:
    assert blocked_origin(blocked) == kept


def test_no_more_than_so_many_reports_are_read_of_one_request(front) -> None:
    send(front, [NEWER] * (REPORTS_AT_MOST + 5))

    assert len(front.spool.rows("browser_reports")) == REPORTS_AT_MOST


@pytest.mark.parametrize(
    "document", ["https://evil.example/", "http://centers.localhost/", "/find/", "http://[", "", 7, None]
)
def test_r81_a_report_about_another_host_is_not_kept(front, document: Any) -> None:
    said = {"csp-report": OLDER["csp-report"] | {"document-uri": document}}

    dropped(front, send(front, said), Drop.NOTHING_WANTED)


@pytest.mark.parametrize("directive", ["", "IMG", "img src", "<script>", 7, None, "x" * 50])
def test_a_rule_that_no_policy_can_have_is_not_kept(front, directive: Any) -> None:
    said = {"document-uri": "http://plan.localhost/", "effective-directive": directive, "blocked-uri": "inline"}

    reply = send(front, {"csp-report": said})

    if directive == "img src":  # an older browser gives the whole rule; its name comes first
        assert front.spool.rows("browser_reports")[0]["directive"] == "img"
    else:
        dropped(front, reply, Drop.NOTHING_WANTED)


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "text/html", "application/csp-report-x"])
def test_r81_another_type_is_415(front, kind: str) -> None:
    dropped(front, send(front, OLDER, kind=kind), Drop.CONTENT_TYPE)


def test_r81_a_large_report_is_413(front) -> None:
    dropped(front, send(front, b" " * 16_385), Drop.TOO_LARGE)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", Drop.NOT_JSON),
        (b"\xff", Drop.NOT_JSON),
        (b"7", Drop.WRONG_FIELD),
        (b"[7]", Drop.WRONG_FIELD),
        (b"[]", Drop.NOTHING_WANTED),
        (b"{}", Drop.NOTHING_WANTED),
        (b'{"csp-report": 7}', Drop.NOTHING_WANTED),
        (b'{"csp-report": {}}', Drop.NOTHING_WANTED),
        (b'[{"type": ["csp-violation"], "body": {}}]', Drop.NOTHING_WANTED),
    ],
)
def test_a_body_of_another_shape_is_refused(front, body: bytes, reason: Drop) -> None:
    dropped(front, send(front, body), reason)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"method": "GET"}, Drop.METHOD),
        ({"host": "evil.example"}, Drop.UNKNOWN_HOST),
        (
            {"headers": [("content-type", "application/csp-report"), ("origin", "https://evil.example")]},
            Drop.OTHER_ORIGIN,
        ),
    ],
)
def test_only_the_own_pages_may_report(front, more: dict[str, Any], reason: Drop) -> None:
    dropped(front, send(front, OLDER, **more), reason)


def test_without_a_declaration_nothing_is_kept(kit) -> None:
    undeclared = kit.Front(policy=kit.small_policy(beacons=Catalogue()))
    dropped(undeclared, send(undeclared, OLDER), Drop.NOT_DECLARED)

    lawless = kit.Front(policy=None)
    dropped(lawless, send(lawless, OLDER), Drop.NO_POLICY)


@pytest.mark.parametrize(
    ("signal", "reason"), [(("sec-gpc", "1"), Drop.GPC), (("dnt", "1"), Drop.DNT), (("Sec-GPC", "1"), Drop.GPC)]
)
@pytest.mark.parametrize("said", [OLDER, [NEWER]])
def test_4_12_nothing_is_kept_of_a_browser_that_opted_out(front, signal: Any, reason: Drop, said: Any) -> None:
    kind = "application/reports+json" if isinstance(said, list) else "application/csp-report"

    dropped(front, send(front, said, headers=[("content-type", kind), signal]), reason)
    assert front.door.health()["browser_reports"] == {reason: 1}


@pytest.mark.parametrize("signal", [("sec-gpc", "0"), ("dnt", "0"), ("sec-gpc", "true")])
def test_r33_only_exactly_1_opts_out_of_reports(front, signal: Any) -> None:
    send(front, OLDER, headers=[("content-type", "application/csp-report"), signal])

    assert front.spool.rows("browser_reports") == [ROW]


def test_r81_one_network_may_send_only_so_many(front) -> None:
    statuses = [send(front, OLDER, client=(f"203.0.113.{last}", 1)).status for last in range(61)]

    assert statuses == [204] * 60 + [429]
    assert send(front, OLDER, client=("198.51.100.1", 1)).status == 204
    assert front.door.health()["browser_reports"] == {"kept": 61, "too-many": 1}


def test_the_bound_forgets_after_a_minute_and_does_not_grow(kit) -> None:
    bound = RateBound(1)

    assert [bound.allows("a", kit.NOON), bound.allows("a", kit.NOON)] == [True, False]
    assert bound.allows("a", kit.NOON + timedelta(minutes=1))
    for number in range(NETWORKS_AT_MOST):
        bound.allows(str(number), kit.NOON + timedelta(minutes=2))
    assert not bound.allows("one more", kit.NOON + timedelta(minutes=2))


_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=20),
        st.sampled_from(["http://plan.localhost/?x", "img-src"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*OLDER["csp-report"], *NEWER, *NEWER["body"], "csp-report"]), inner, max_size=5
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), _VALUES.map(lambda made: json.dumps(made).encode())))
def test_whatever_is_sent_the_door_answers_and_stores_only_declared_elements(kit, body: bytes) -> None:
    front = kit.Front()

    assert send(front, body).status in (204, 400)
    for row in front.spool.rows("browser_reports"):
        assert row.keys() <= ROW.keys()
        assert "?" not in row["path"]
