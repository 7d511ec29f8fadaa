"""A server that is absent, refuses or breaks off is told as such, without its credentials or the engine's own words."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from avowal.events.direct import DirectStore
from avowal.events.errors import NotAnEngine, StoreFailed, StoreNotAnswering
from avowal.events.store import connect


@contextmanager
def served(answer):
    class Server(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer(self)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def refuses(handler):
    handler.send_response(403)
    handler.send_header("X-ClickHouse-Exception-Code", "516")
    handler.end_headers()
    handler.wfile.write(b"Code: 516. DB::Exception: ann: Authentication failed: canary. (AUTHENTICATION_FAILED)")


def breaks_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"1")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_an_absent_server_is_named_without_credentials_and_the_spool_is_told_of(tmp_path):
    port = free_port()

    with pytest.raises(StoreNotAnswering, match=f"at 127.0.0.1:{port} does not answer.*waits in the spool") as away:
        connect(f"clickhouse://ann:secret@127.0.0.1:{port}/avowal", tmp_path, patience=1)

    assert "secret" not in str(away.value)
    assert "ann" not in str(away.value)
    assert away.value.__suppress_context__


def test_a_server_that_refuses_has_answered(tmp_path):
    with served(refuses) as port, pytest.raises(StoreFailed, match="code 516") as refused:
        connect(f"clickhouse://ann:secret@127.0.0.1:{port}", tmp_path, patience=1)

    assert "canary" not in str(refused.value)


def test_a_server_that_breaks_off_does_not_answer(tmp_path):
    with served(breaks_off) as port, pytest.raises((StoreNotAnswering, StoreFailed)):
        connect(f"clickhouse://127.0.0.1:{port}", tmp_path, patience=1)


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.ping(),
        lambda store: store.columns(),
        lambda store: store.search("x"),
        lambda store: store.read("measurement", "failed_requests", limit=1),
        lambda store: store.past_retention(),
        lambda store: store.row_counts(),
        lambda store: store.sweep(),
    ],
)
def test_a_server_that_has_gone_away_is_told_at_each_call(ask, tmp_path):
    from avowal.events.engine import Engine
    from avowal.events.operations import Operations

    port = free_port()
    store = DirectStore(Operations(Engine(f"clickhouse://ann:secret@127.0.0.1:{port}", patience=1), tmp_path / "spool"))

    with pytest.raises(StoreNotAnswering, match=f"127.0.0.1:{port}"):
        ask(store)


@pytest.mark.parametrize("dsn", ["clickhouse://", "clickhouse://ann:sec/ret@host", "clickhouse://ann@host:99999"])
def test_an_address_without_a_server_is_refused_without_its_credentials(tmp_path, dsn):
    with pytest.raises(NotAnEngine, match="names no server") as refused:
        connect(dsn, tmp_path)

    assert "sec" not in str(refused.value)
