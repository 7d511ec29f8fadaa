"""What is made of Chromium's own record of what left it: the proof below the page (R9)."""

from __future__ import annotations

import base64
import json
import os
import zlib

import pytest

from avowal.auditor.canaries import Aviary
from avowal.auditor.evidence import PageVisit, Pass, Request
from avowal.auditor.netlog import Departure, NetLog, Open, completed, departures, merged
from avowal.auditor.sent_bytes import Conversation

START = "https://plan.example/"
KINDS = {
    "URL_REQUEST_START_JOB": 1,
    "HTTP_STREAM_JOB_CONTROLLER": 2,
    "SOCKET_BYTES_SENT": 3,
    "HTTP_TRANSACTION_READ_RESPONSE_HEADERS": 4,
    "UDP_BYTES_SENT": 5,
    "HOST_RESOLVER_MANAGER_REQUEST": 6,
}


def _event(kind: str, source: int, time: int, **params: object) -> str:
    told = {"params": params, "phase": 1, "source": {"id": source, "type": 1}, "time": str(time), "type": KINDS[kind]}
    return json.dumps(told, separators=(",", ":"))


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


POST = b"POST /x HTTP/1.1\r\nHost: b.example\r\nContent-Length: 4\r\n\r\ntold"
EVENTS = [
    _event("URL_REQUEST_START_JOB", 7, 10, url="http://b.example/x", method="POST", initiator="https://plan.example"),
    _event("URL_REQUEST_START_JOB", 8, 11, url="https://accounts.example/", method="GET", initiator="not an origin"),
    _event("HTTP_STREAM_JOB_CONTROLLER", 9, 12, url="https://ahead.example/", is_preconnect=True),
    _event("SOCKET_BYTES_SENT", 10, 13, byte_count=len(POST), bytes=_b64(POST)),
    _event("HTTP_TRANSACTION_READ_RESPONSE_HEADERS", 7, 14, headers=["HTTP/1.1 204 No", "set-cookie: a=1; Max-Age=9"]),
    _event("UDP_BYTES_SENT", 11, 15, address="192.0.2.1:3478", bytes=_b64(b"\0\1\0\0\x21\x12\xa4\x42rest")),
    _event("UDP_BYTES_SENT", 12, 15, address="192.0.2.53:53", bytes=_b64(b"a question for a name")),
    _event(
        "HOST_RESOLVER_MANAGER_REQUEST",
        13,
        16,
        host="https://looked-up.example",
        network_anonymization_key="https://plan.example same_site",
    ),
]
LOG = '{"constants":' + json.dumps({"logEventTypes": KINDS, "timeTickOffset": 1000}) + ',\n"events": [\n'
LEFT = (
    Departure(
        1010.0,
        "http://b.example/x",
        "POST",
        by="https://plan.example",
        body=b"told",
        status=204,
        answer=(("set-cookie", "a=1; Max-Age=9"),),
    ),
    Departure(1012.0, "https://ahead.example/", "CONNECT", "connection"),
    Departure(1015.0, "stun://192.0.2.1:3478", "STUN", "stun"),
    Departure(1016.0, "dns://looked-up.example", "RESOLVE", "name", "https://plan.example"),
)


@pytest.mark.parametrize("ending", ["],\n" + '"polledData": [{"a":1}]}\n', "", ',\n{"params":{"url":"http'])
def test_the_net_log_is_read_without_the_browsers_own_traffic_even_when_it_was_cut_off(ending, tmp_path):
    (tmp_path / "log.json").write_text(LOG + ",\n".join(EVENTS) + "\n" + ending, encoding="utf-8")

    assert departures(tmp_path / "log.json") == LEFT


def test_a_log_is_read_on_from_where_the_last_reading_ended(tmp_path):
    file = tmp_path / "log.json"
    file.write_text(LOG + EVENTS[0] + ",\n" + EVENTS[3][:40], encoding="utf-8")
    log = NetLog(file)

    first = log.read()
    with file.open("a", encoding="utf-8") as more:
        more.write(EVENTS[3][40:] + ",\n" + EVENTS[2] + "\n")

    assert [one.url for one in first] == ["http://b.example/x"]
    assert [one.url for one in log.read()] == ["https://ahead.example/"]


def test_no_log_is_no_departure(tmp_path):
    assert departures(tmp_path / "none.json") == ()


def _masked(payload: bytes, *, first: int = 0x81) -> bytes:
    mask = os.urandom(4)
    length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
    return bytes([first]) + length + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


def test_messages_of_a_socket_are_unmasked_and_unpacked_however_they_are_cut():
    packer = zlib.compressobj(wbits=-15)
    packed = (packer.compress(b"told packed") + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
    sent = (
        b"GET /s HTTP/1.1\r\nHost: b.example\r\nUpgrade: websocket\r\n\r\n"
        + _masked(b"told")
        + _masked(packed, first=0xC1)
        + _masked(b"long " * 60)
        + _masked(b"\x03\xe8", first=0x88)
    )
    for size in (len(sent), 7):
        talk = Conversation()
        head = sent.index(b"\r\n\r\n") + 4
        talk.add(sent[:head])
        for at in range(head, len(sent), size):
            talk.add(sent[at : at + size])
        assert bytes(talk.messages[0].body) == b"told\ntold packed\n" + b"long " * 60 + b"\n"


def _h2(kind: int, stream: int, content: bytes, flags: int = 0) -> bytes:
    return len(content).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + content


def test_bodies_of_http2_are_put_together_by_their_stream():
    talk = Conversation()
    sent = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + _h2(4, 0, b"") + _h2(1, 3, b"head") + _h2(0, 3, b"to")
    talk.add(sent)
    talk.add(_h2(0, 5, b"\x02other\0\0", flags=8) + _h2(0, 3, b"ld")[:5])
    talk.add(_h2(0, 3, b"ld")[5:])

    assert {stream: bytes(body) for stream, body in talk.streams.items()} == {3: b"told", 5: b"other"}


def test_a_departure_that_no_page_showed_is_added_to_the_page_that_was_open_or_had_just_been_left():
    known = Request("https://a.example/x", "GET", "image", START)
    visits = [
        PageVisit(Pass.FIRST_VISIT, START, START, 200, requests=(known,), span=(1, 10)),
        PageVisit(Pass.FIRST_VISIT, START, START, 200, span=(11, 20)),
    ]
    left = [
        Departure(5, "https://a.example/x", "GET"),
        Departure(15, "https://b.example/", "POST"),
        Departure(9_000, "https://late.example/", "POST"),
        Departure(30, "https://c.example/", "POST"),
    ]

    first, second = completed(visits, left)

    assert [(request.host, request.proof) for request in first.requests] == [("a.example", "netlog")]
    assert [request.host for request in second.requests] == ["b.example", "c.example"]


def test_the_same_address_asked_for_once_more_than_was_seen_is_one_request_more():
    """A page sends to one address all the time; what it sends when it is left must not hide behind the others."""
    seen = [Request("https://b.example/c", "POST", "fetch", START, body=b"first")]
    left = [Departure(1, "https://b.example/c", "POST"), Departure(2, "https://b.example/c", "POST", body=b"when left")]

    assert [one.body for one in merged(seen, left, Open(START, START))] == [b"first", b"when left"]


def test_what_was_typed_is_found_in_what_left_late():
    canary = Aviary("late").canary("typed", "a field")
    visit = PageVisit(Pass.FIRST_VISIT, START, START, 200, canaries=(canary,), span=(1, 10))
    left = [Departure(5, "https://b.example/", "POST", body=canary.value.encode(), headers=(("cookie", "z=1"),))]

    (seen,) = completed([visit], left)

    assert [(leak.host, leak.kind, leak.channel) for leak in seen.leaks] == [("b.example", "typed", "body")]
