"""Days wait to be closed while a log comes in, but never for long."""

import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest

from avowal.events import owner
from avowal.events.imports_under_way import LONG, SILENT, ImportsUnderWay

BEGIN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock():
    return [BEGIN]


@pytest.fixture
def imports(clock):
    return ImportsUnderWay(lambda: clock[0])


def test_without_an_import_no_day_waits(imports):
    assert not imports.more_is_coming


def test_days_wait_for_an_import_until_it_ends(imports):
    imports.go_on()
    assert imports.more_is_coming

    imports.end()
    assert not imports.more_is_coming


def test_days_do_not_wait_for_an_import_that_has_fallen_silent(imports, clock):
    imports.go_on()

    clock[0] = BEGIN + SILENT - SECOND
    assert imports.more_is_coming
    clock[0] = BEGIN + SILENT
    assert not imports.more_is_coming


def test_2_1_days_do_not_wait_longer_than_an_hour_for_a_log_that_never_ends(imports, clock):
    while clock[0] < BEGIN + LONG:
        imports.go_on()
        assert imports.more_is_coming
        clock[0] += SILENT / 2

    imports.go_on()
    assert not imports.more_is_coming


def test_an_owner_closes_no_day_while_a_log_comes_in(room, monkeypatch, tmp_path):
    monkeypatch.setattr(owner, "FIRST_CLOSING_SECONDS", 0.01)
    monkeypatch.setattr(owner, "TAKE_SECONDS", 0.01)
    tried = threading.Event()
    monkeypatch.setattr(room.operations, "close_days", tried.set)
    asked = threading.Semaphore(0)
    more = ImportsUnderWay.more_is_coming.fget
    monkeypatch.setattr(ImportsUnderWay, "more_is_coming", property(lambda self: (asked.release(), more(self))[1]))
    room.operations.imports.go_on()
    served = owner.Owner(room.operations, lambda: ((), None))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        listening.listen()
        running = threading.Thread(target=served.run, args=(listening,))
        running.start()
        try:
            assert all(asked.acquire(timeout=30) for _ in range(3))
            assert not tried.is_set()

            room.operations.imports.end()
            assert tried.wait(30)
        finally:
            served.stop()
            running.join()
