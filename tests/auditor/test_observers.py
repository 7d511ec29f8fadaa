"""Every channel by which something can leave or stay is seen, each on a small site of its own, in one browser (R9).

A name of a page is a channel; what stands in `PAGES` uses it, and the test says what must have been seen.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from avowal.auditor.browser import chromium
from avowal.auditor.canaries import Aviary
from avowal.auditor.conduct import Depth
from avowal.auditor.evidence import PageVisit, Pass
from avowal.auditor.visit import Visiting, visit

PLAN, TRACKER = "plan.example", "tracker.example"
OWN = frozenset({PLAN})
_HEAD = "<!doctype html><title>Care for the whole family</title>"
PAGES: dict[str, str] = {}
SCRIPTS: dict[str, str] = {}


def _served(path: str) -> tuple[bytes, str, str]:
    """Body, headers and content type of a path."""
    text = SCRIPTS.get(path)
    if text is not None:
        return text.encode(), _HEADERS.get(path, ""), "text/javascript"
    return (_HEAD + PAGES.get(path, "")).encode(), _HEADERS.get(path, ""), "text/html; charset=utf-8"


_HEADERS: dict[str, str] = {}


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A server of HTTP/1.1 and WebSockets, as small as it can be."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            lines = head.decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            await reader.readexactly(int(headers.get("content-length", 0)))
            path = lines[0].split(" ")[1].partition("?")[0]
            if headers.get("upgrade") == "websocket":
                key = next(line for line in lines if line.lower().startswith("sec-websocket-key")).split(": ")[1]
                digest = hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()
                accepted = base64.b64encode(digest).decode()
                writer.write(
                    "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    f"Sec-WebSocket-Accept: {accepted}\r\n\r\n".encode()
                )
                await reader.read()
                return
            if path == "/redirect":
                status, body, more, kind = (
                    "302 Found",
                    b"",
                    "Location: /pixel\r\nSet-Cookie: hop=1; Max-Age=9\r\n",
                    "text/plain",
                )
            else:
                status = "200 OK"
                body, more, kind = _served(path)
                body = body.replace(b"PORT", str(_PORT[0]).encode())
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                f"Access-Control-Allow-Origin: *\r\n{more.replace('PORT', str(_PORT[0]))}\r\n".encode()
                + body
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
        return
    finally:
        writer.close()


_PORT = [0]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(_answer, "127.0.0.1", 0))
    _PORT[0] = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield _PORT[0]
    asyncio.run_coroutine_threadsafe(_closed(server), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.sleep(0)


@pytest.fixture(scope="module")
def look(port, tmp_path_factory):
    """Visits a page of the plan once and remembers what was seen."""
    seen: dict[str, PageVisit] = {}
    with sync_playwright() as playwright:
        rules = (f"MAP {PLAN} 127.0.0.1", f"MAP {TRACKER} 127.0.0.1", "MAP *.mapped.example 127.0.0.1")
        with chromium(playwright, tmp_path_factory.mktemp("b") / "profile", host_rules=rules) as browser:

            def looked(path: str, depth: Depth = Depth.SHALLOW) -> PageVisit:
                if path not in seen:
                    how = Visiting(
                        Pass.FIRST_VISIT,
                        OWN,
                        Aviary(path),
                        None,
                        lambda _url: True,
                        allow_private=True,
                        depth=lambda _template: depth,
                    )
                    seen[path] = visit(browser, f"http://{PLAN}:{port}{path}", how, len(seen) + 1)
                return seen[path]

            yield looked


def _page(name: str, html: str, *, headers: str = "", **scripts: str) -> str:
    path = f"/{name}/"
    PAGES[path] = html.replace("TRACKER", f"http://{TRACKER}:PORT")
    _HEADERS[path] = headers.replace("TRACKER", f"http://{TRACKER}:PORT")
    for file, text in scripts.items():
        SCRIPTS[f"/{name}/{file}.js"] = text.replace("TRACKER", f"http://{TRACKER}:PORT")
    return path


def _requests(seen: PageVisit, ending: str) -> list:
    return [one for one in seen.requests if one.url.partition("?")[0].endswith(ending)]


PAGES["/frame-inside"] = (
    "<script>fetch('/from-frame', {method: 'POST', body: 'told by a frame'}); new Worker('/inner-worker.js')</script>"
)
SCRIPTS["/inner-worker.js"] = "fetch('/from-inner-worker', {method: 'POST', body: 'told by a worker in a frame'})"

CHANNELS = [
    # name of the page, html and scripts, ending of the address, source, part of the body, kind
    (_page("fetching", "<script>fetch('TRACKER/a1', {method: 'POST', body: 'told'})</script>"), "/a1", "page", b"told"),
    (_page("framed", "<iframe src='TRACKER/frame-inside'></iframe>"), "/from-frame", "frame", b"told by a frame"),
    ("/framed/", "/from-inner-worker", "worker", b"told by a worker in a frame"),
    (_page("srcdoc", "<iframe srcdoc=\"<script>fetch('TRACKER/a2')</script>\"></iframe>"), "/a2", "frame", b""),
    (
        _page("worker", "<script>new Worker('w.js')</script>", w="fetch('TRACKER/a3', {method: 'POST', body: 'told'})"),
        "/a3",
        "worker",
        b"told",
    ),
    (
        _page(
            "blob-worker",
            "<script>new Worker(URL.createObjectURL(new Blob(['fetch(\"TRACKER/a4\")'])))</script>",
        ),
        "/a4",
        "worker",
        b"",
    ),
    (
        _page(
            "socket",
            "<script>const s = new WebSocket('ws://tracker.example:PORT/a5'); s.onopen = () => s.send('told by socket')</script>",
        ),
        "/a5",
        "page",
        b"told by socket",
    ),
    (
        _page(
            "worker-socket",
            "<script>new Worker('w.js')</script>",
            w="const s = new WebSocket('ws://tracker.example:PORT/a6'); s.onopen = () => s.send(new TextEncoder().encode('told in bytes'))",
        ),
        "/a6",
        "worker",
        b"told in bytes",
    ),
    (
        _page("pinged", "<script>onload = () => navigator.sendBeacon('TRACKER/a7', 'told by beacon')</script>"),
        "/a7",
        "page",
        b"told by beacon",
    ),
    (
        _page(
            "leaving",
            "<script>addEventListener('pagehide', (e) => { if (e.isTrusted) { navigator.sendBeacon('TRACKER/a8', 'told when left'); fetch('TRACKER/a9', {method: 'POST', keepalive: true, mode: 'no-cors', body: 'kept alive'}) } })</script>",
        ),
        "/a8",
        "page",
        b"told when left",
    ),
    ("/leaving/", "/a9", "page", b"kept alive"),
    (_page("events", "<script>new EventSource('TRACKER/a10')</script>"), "/a10", "page", b""),
    (
        _page(
            "blob-form",
            "<script>const f = new FormData(); f.append('file', new Blob(['told in a file']), 'a.txt'); fetch('TRACKER/a11', {method: 'POST', body: f})</script>",
        ),
        "/a11",
        "page",
        b"told in a file",
    ),
    (
        _page(
            "packed",
            "<script>new Response(new Blob(['told packed '.repeat(9)]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer().then((b) => fetch('TRACKER/a12', {method: 'POST', body: b}))</script>",
        ),
        "/a12",
        "page",
        b"\x1f\x8b",
    ),
    (_page("prefetched", "<link rel=prefetch href='TRACKER/a13'>"), "/a13", "page", b""),
]


@pytest.mark.parametrize(("path", "ending", "source", "body"), CHANNELS, ids=[row[1] for row in CHANNELS])
def test_what_leaves_is_seen_with_its_body_and_who_sent_it(look, path, ending, source, body):
    found = _requests(look(path), ending)

    assert found, [one.url for one in look(path).requests]
    assert body in found[0].body
    assert (found[0].source, found[0].proof) == (source, "netlog")
