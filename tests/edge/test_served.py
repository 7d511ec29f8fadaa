"""The door behind the real server: what Granian makes of a request is what the gates get."""

from __future__ import annotations

import json
from typing import Any

KEY = "0123456789abcdef"
SAID = json.dumps({"path": "/a?b", "key": KEY})
PLAIN = ("content-type", "text/plain")


def test_a_page_passes_with_its_headers_and_its_line(kit, serve) -> None:
    front = kit.Front(app=kit.answering((b"set-cookie", b"trk=1"), (b"set-cookie", b"harbor_session=a")))
    served = serve(front)

    reply = served.get("/find/?condition=asthma", headers=[("cookie", "trk=1; harbor_session=a")])

    assert (reply.status_code, reply.text) == (200, "hello")
    assert reply.headers.get_list("set-cookie") == ["harbor_session=a; SameSite=Lax; HttpOnly"]
    assert reply.headers["avowal-refused"] == "cookie; name=trk; reason=undeclared; promise=4.1; refused"
    assert reply.headers["content-security-policy"].startswith("default-src 'none'")
    assert dict(front.seen[0]["headers"])[b"cookie"] == b"harbor_session=a"
    row = front.spool.wait_for("weblog", "/find/")
    assert (row["site"], row["path"], row["ip_address"], row["bytes"]) == ("plan", "/find/", "127.0.0.1", 5)


def test_r83_the_server_does_not_say_what_it_is(kit, serve) -> None:
    reply = serve(kit.Front()).get("/")

    assert reply.headers.get_list("server") == [""]


def test_2_1_a_beacon_is_kept(kit, serve) -> None:
    served = serve(kit.Front())

    reply = served.request("POST", "/_a/v", headers=[PLAIN, ("origin", served.url)], content=SAID)

    assert (reply.status_code, reply.content) == (204, b"")
    assert served.front.spool.rows("page_views")[0]["path"] == "/a"


def beacon(port: int, *lines: str, body: str = SAID) -> bytes:
    head = [
        "POST /_a/v HTTP/1.1",
        f"Host: plan.localhost:{port}",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
        "Content-Type: text/plain",
        "Connection: close",
        *lines,
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


def test_r33_a_signal_with_spaces_around_it_is_the_signal(kit, serve) -> None:
    served = serve(kit.Front())

    answer = served.raw(beacon(served.port, "Sec-GPC:   1  ", f"Content-Length: {len(SAID)}"))

    assert answer.startswith(b"HTTP/1.1 204")
    assert b"avowal-dropped: gpc" in answer.lower()


def test_r33_a_signal_in_a_trailer_is_none(kit, serve) -> None:
    served = serve(kit.Front())
    chunked = f"{len(SAID):x}\r\n{SAID}\r\n0\r\nSec-GPC: 1\r\n\r\n"

    answer = served.raw(beacon(served.port, "Transfer-Encoding: chunked", "Trailer: Sec-GPC", body=chunked))

    assert answer.startswith(b"HTTP/1.1 204")
    assert len(served.front.spool.rows("page_views")) == 1


def test_a_body_without_end_is_cut_off(kit, serve) -> None:
    served = serve(kit.Front())

    answer = served.raw(beacon(served.port, "Transfer-Encoding: chunked", body="1000\r\n" + "x" * 4096 + "\r\n"))

    assert answer.startswith(b"HTTP/1.1 413")
    assert b"avowal-dropped: too-large" in answer.lower()


def test_3_1_a_sender_who_breaks_off_leaves_a_line_and_no_page_view(kit, serve) -> None:
    served = serve(kit.Front())

    served.raw(beacon(served.port, "Content-Length: 500"), break_off=True)

    assert served.front.spool.wait_for("weblog", "/_a/v")["status"] == 400
    assert served.front.spool.rows("page_views") == []


def test_r113_two_hosts_in_one_request_name_no_site(kit, serve) -> None:
    served = serve(kit.Front())

    served.raw(
        b"GET /x HTTP/1.1\r\nHost: plan.localhost\r\nHost: centers.localhost\r\nX-Forwarded-For: 6.6.6.6\r\n"
        b"Connection: close\r\n\r\n"
    )

    row = served.front.spool.wait_for("weblog", "/x")
    assert (row["site"], row["ip_address"]) == ("", "127.0.0.1")


def test_a_failing_website_is_answered(kit, serve) -> None:
    async def failing(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError("ana@mail.example")

    reply = serve(kit.Front(app=failing)).get("/")

    assert reply.status_code == 500
    assert "ana" not in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"
