"""One process holds an embedded store and answers everybody else; who does not answer is named."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from avowal.events import wire
from avowal.events.client import StoreNotAnswering
from avowal.events.errors import NotAnEngine
from avowal.events.outcomes import PurposeRefused, UnknownQuery
from avowal.events.rows import RowMaker
from avowal.events.spool import Spool
from avowal.events.store import connect
from avowal.policy.publishing import InForce, publish_first

PERIOD = {"since": "2020-01-01 00:00:00", "until": "2100-01-01 00:00:00"}


def until_true(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "It never became true."
        threading.Event().wait(0.02)


@pytest.fixture(scope="module")
def data(tmp_path_factory, harbor):
    directory = tmp_path_factory.mktemp("deployment") / "data"
    publish_first(harbor, directory, effective_date=date(2026, 1, 1), now=datetime.now(UTC))
    return directory


def start(data, *more):
    command = [
        sys.executable,
        "-m",
        "avowal.events.owner",
        "--data",
        str(data),
        "--dsn",
        f"chdb://{data / 'events'}",
        *more,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def owner(data):
    with start(data) as process:
        until_true((data / wire.ADDRESS_FILE).exists)
        yield process
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, b"", b"")


@pytest.fixture
def store(owner, data):
    with connect(f"chdb://{data / 'events'}", data, patience=60) as found:
        yield found


def test_what_a_site_spools_the_owner_takes_in_and_answers(store, data):
    version = InForce(data).version()
    maker = RowMaker(version, "weblog")
    now = datetime.now(UTC)

    async def visit():
        with Spool(data / "spool") as spool:
            await spool.keep(
                "weblog", maker.make({"site": "plan", "path": "/a", "status": 404, "ip_address": "203.0.113.9"}, at=now)
            )

    asyncio.run(visit())
    until_true(lambda: store.row_counts()["weblog"])

    assert store.read("security", "failed_requests", limit=5, **PERIOD).rows[0][:3] == ("203.0.113.9", "", 1)
    assert store.health().version == version.number
    assert "www.harborhealth.example" in store.hosts()
    assert ("weblog", "ip_address") in store.columns()
    assert store.search("203.0.113.9") == [("weblog", "ip_address", 1)]
    assert store.past_retention() == []
    assert store.sweep() == []
    assert store.take_spool().segments == 0


def test_errors_are_the_same_through_the_socket(store):
    with pytest.raises(PurposeRefused, match="“measurement” may not open “ip_address”"):
        store.read("measurement", "failed_requests", limit=5, **PERIOD)
    with pytest.raises(UnknownQuery):
        store.read("measurement", "no_such_query")
    with pytest.raises(ValueError, match="everywhere"):
        store.search("")
    assert store.ping()


def test_many_threads_may_ask_at_once(store):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(store.row_counts())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 8


def test_a_log_is_imported_beside_the_running_sites(store, tmp_path):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    file = tmp_path / "access.log"
    file.write_text(
        f'203.0.113.7 - - [{yesterday:%d/%b/%Y:%H:%M:%S} +0000] "GET /imported HTTP/1.1" 200 5 "-" "curl/8"\nbad\n'
    )

    first, second = (store.import_lines(file, site="plan") for _ in range(2))

    assert (first.kept, first.bad, second.already_there, second.kept) == (1, 1, 1, 0)
    assert store.search("/imported") == [("weblog", "path", 1)]


def test_a_second_owner_of_the_same_store_is_refused_with_the_firsts_process(owner, store, data):
    with start(data) as second:
        _, said = second.communicate(timeout=60)

    assert second.returncode == 2
    assert f"already held by process {owner.pid}" in said.decode()
    assert store.ping()


def test_only_this_user_reaches_the_store(store, data):
    address = Path((data / wire.ADDRESS_FILE).read_text())

    assert address.stat().st_mode & 0o077 == 0
    assert (data / "events").stat().st_mode & 0o077 == 0


def test_what_does_not_speak_the_protocol_disturbs_nobody(store, data):
    for rubbish in (b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\5\0\0\0\0hello", b"\0"):
        with socket.socket(socket.AF_UNIX) as intruder:
            intruder.connect((data / wire.ADDRESS_FILE).read_text())
            intruder.sendall(rubbish)

    assert store.ping()


def test_a_holder_that_does_not_answer_is_named_with_what_to_do(tmp_path):
    with (tmp_path / wire.LOCK_FILE).open("w+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(f"{os.getpid()}\n")
        lock.flush()

        with pytest.raises(StoreNotAnswering, match=rf"process {os.getpid()}.*kill {os.getpid()}"):
            connect(f"chdb://{tmp_path / 'events'}", tmp_path, patience=0.2)


def test_a_holder_that_listens_and_says_nothing_is_named_too(tmp_path):
    with (tmp_path / wire.LOCK_FILE).open("w+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711\n")
        lock.flush()
        listening, _ = wire.listen(tmp_path)

        with listening, pytest.raises(StoreNotAnswering, match="4711"):
            connect(f"chdb://{tmp_path / 'events'}", tmp_path, patience=0.2)


def test_an_owner_is_started_where_none_is_and_ends_with_its_last_caller(tmp_path):
    dsn = f"chdb://{tmp_path / 'events'}"
    first = connect(dsn, tmp_path)
    pid = int((tmp_path / wire.LOCK_FILE).read_text())
    second = connect(dsn, tmp_path)

    first.close()
    assert second.ping()
    second.close()

    until_true(lambda: not (tmp_path / wire.ADDRESS_FILE).exists())
    assert pid != os.getpid()


def test_with_no_policy_in_force_reads_are_answered_and_nothing_is_taken_in(tmp_path):
    segment = tmp_path / "spool" / "weblog" / "1795500000000-0123abcd.jsonl"
    segment.parent.mkdir(parents=True)
    segment.write_bytes(b'{"path":"/"}\n')

    with connect(f"chdb://{tmp_path / 'events'}", tmp_path) as store:
        health = store.health()
        assert store.take_spool().left == 1

    assert (health.version, health.waiting_segments) == (None, 1)
    assert "No policy has been published" in health.trouble
    assert segment.exists()


def test_a_client_goes_on_when_the_owner_was_killed(tmp_path, harbor):
    publish_first(harbor, tmp_path, effective_date=date(2026, 1, 1), now=datetime.now(UTC))
    with connect(f"chdb://{tmp_path / 'events'}", tmp_path, patience=60) as store:
        before = store.row_counts()
        os.kill(int((tmp_path / wire.LOCK_FILE).read_text()), signal.SIGKILL)

        assert store.row_counts() == before


def test_a_data_directory_with_a_long_path_has_its_socket_elsewhere(tmp_path):
    deep = tmp_path / ("d" * 100) / "data"

    with connect(f"chdb://{deep / 'events'}", deep) as store:
        assert store.ping()
        address = (deep / wire.ADDRESS_FILE).read_text()

    assert not address.startswith(str(deep))


@pytest.mark.parametrize("dsn", ["sqlite:///x", "events", ""])
def test_an_address_of_no_known_kind_is_refused(tmp_path, dsn):
    with pytest.raises(NotAnEngine):
        connect(dsn, tmp_path)
