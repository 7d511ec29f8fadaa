"""Hosts that a process turns to are noted once, off the way of whoever turns to them."""

from __future__ import annotations

import json
import socket
import time
from datetime import UTC, datetime

import pytest

from avowal.events import egress
from avowal.events.egress import FILE, Reached, Recorder, is_here, read, write

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def recorder(tmp_path):
    return Recorder(tmp_path / FILE, "server", lambda: NOW)


def noted(recorder) -> list[tuple[str, int]]:
    waiting = recorder._new
    return [(one.host, one.port) for one in (waiting.get_nowait() for _ in range(waiting.qsize()))]


def test_a_name_that_is_looked_up_is_noted_once(recorder):
    for _ in range(3):
        recorder.hear("socket.getaddrinfo", ("api.example", 443, 0, 0, 0))
    recorder.hear("socket.connect", (None, ("203.0.113.9", 443)))

    assert noted(recorder) == [("api.example", 443)]


def test_an_address_without_a_name_is_noted(recorder):
    recorder.hear("socket.connect", (None, ("203.0.113.9", 443)))
    recorder.hear("open", ("/etc/hosts", "r", 0))

    assert noted(recorder) == [("203.0.113.9", 443)]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "plan.localhost", ""])
def test_this_machine_is_nobody_else(host, recorder):
    recorder.hear("socket.getaddrinfo", (host, 80, 0, 0, 0))

    assert is_here(host)
    assert noted(recorder) == []


def test_what_is_written_is_read_and_a_line_cut_off_is_left_out(tmp_path):
    file = tmp_path / FILE
    write(file, Reached("api.example", 443, "server", "2026-11-24"))
    with file.open("a", encoding="utf-8") as lines:
        lines.write('{"host": "cut')

    assert read(tmp_path) == (Reached("api.example", 443, "server", "2026-11-24"),)
    assert read(tmp_path / "elsewhere") is None


def test_a_process_that_begins_hears_its_own_calls(tmp_path):
    egress.begin(tmp_path, "worker")
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nobody-at-all.invalid", 8443)

    until = time.monotonic() + 5
    while not (found := read(tmp_path)) and time.monotonic() < until:
        time.sleep(0.01)
    assert found is not None
    assert [(one.host, one.port, one.process) for one in found] == [("nobody-at-all.invalid", 8443, "worker")]
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["host"] == "nobody-at-all.invalid"
