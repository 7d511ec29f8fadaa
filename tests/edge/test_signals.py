"""R33: Global Privacy Control counts when it is exactly `1`. R35: what answers it says that it does."""

from __future__ import annotations

import json
from typing import Any

import pytest

VIEW = json.dumps({"path": "/a/", "key": "0123456789abcdef01234567"}).encode()
EXACT = [
    (["1"], True),
    ([" 1"], False),  # inside a server the value has no space around it: see the wire below
    (["1 "], False),
    (["1,1"], False),
    (["1, 1"], False),
    (["0"], False),
    (["true"], False),
    (["?1"], False),
    (['"1"'], False),
    (["01"], False),
    (["\u00b9"], False),
    ([""], False),
    ([], False),
    (["1", "1"], True),
    (["0", "1"], True),
    (["1", "0"], True),
    (["true", "0"], False),
]


@pytest.mark.parametrize(("values", "honoured"), EXACT, ids=repr)
@pytest.mark.parametrize("name", ["sec-gpc", "dnt"])
def test_r33_only_exactly_one_is_the_signal(front: Any, name: str, values: list[str], honoured: bool) -> None:
    headers = [("content-type", "text/plain"), *((name, value) for value in values)]

    reply = front.ask("/_a/v", method="POST", headers=headers, body=VIEW)
    front.ask("/", headers=headers)

    signal = name.removeprefix("sec-") if honoured else None
    assert reply.header("avowal-dropped") == signal
    assert len(front.spool.rows("page_views")) == (0 if honoured else 1)
    assert front.seen[0]["avowal"]["signal"] == signal


@pytest.mark.parametrize(
    ("lines", "trailer", "honoured"),
    [
        ("Sec-GPC:  1 \r\n", "", True),  # spaces around a value are no part of it (RFC 9110)
        ("SEC-GPC: 0\r\nsec-gpc: 1\r\n", "", True),
        ("Sec-GPC: 1, 1\r\n", "", False),
        ("Sec_GPC: 1\r\n", "", False),
        ("", "Sec-GPC: 1\r\n", False),  # after the body it is too late to be a header
    ],
)
def test_r33_on_the_wire(kit: Any, serve: Any, lines: str, trailer: str, honoured: bool) -> None:
    site = serve(kit.Front())
    head = (
        f"POST /_a/v HTTP/1.1\r\nHost: plan.localhost\r\nUser-Agent: {kit.FIREFOX}\r\nContent-Type: text/plain\r\n"
        f"{lines}Transfer-Encoding: chunked\r\nTrailer: Sec-GPC\r\nConnection: close\r\n\r\n"
    )

    answer = site.raw(head.encode() + b"%x\r\n%s\r\n0\r\n%s\r\n" % (len(VIEW), VIEW, trailer.encode()))

    assert answer.startswith(b"HTTP/1.1 204")
    assert (b"avowal-dropped: gpc" in answer) is honoured


@pytest.mark.parametrize(
    ("said", "varies"),
    [
        ((), "Cookie, Sec-GPC, DNT"),
        (((b"vary", b"cookie"), (b"Vary", b"Accept-Encoding")), "cookie, Accept-Encoding, Sec-GPC, DNT"),
        (((b"vary", b"*"),), "*"),
    ],
)
def test_r35_a_page_says_that_it_differs_by_signal_and_choice(kit: Any, said: Any, varies: str) -> None:
    front = kit.Front(app=kit.answering((b"content-type", b"text/html; charset=utf-8"), *said))

    assert front.ask().header("vary") == varies


def test_what_is_no_page_differs_by_nothing(kit: Any) -> None:
    front = kit.Front(app=kit.answering((b"content-type", b"text/css")))

    assert front.ask().all("vary") == []
