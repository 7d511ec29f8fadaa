"""Each row of the spool is stored once, whatever happens in between."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from avowal.events import taking
from avowal.events.engine import Engine
from avowal.events.operations import Operations
from avowal.events.outcomes import Swept
from avowal.events.rows import RowMaker
from avowal.policy.model import CollectedElement
from avowal.policy.period import Period

NAME = "1795500000000-0123abcd"


@pytest.fixture
def maker(declare, room):
    version = declare(("seen_at", "path", "status"))
    room.operations.follow(version)
    return RowMaker(version, "weblog")


def segment(room, content, name=f"{NAME}.jsonl", collection="weblog"):
    path = room.spool / collection / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def rows_of(maker, room, count):
    return [maker.make({"path": f"/{number}"}, at=room.now) for number in range(count)]


def test_a_segment_is_stored_and_then_gone(room, maker):
    path = segment(room, b"".join(rows_of(maker, room, 10)))

    taken = room.operations.take_spool()

    assert (taken.segments, taken.rows, taken.refused_rows) == (1, 10, 0)
    assert len(room.rows()) == 10
    assert not path.exists()


def test_a_replayed_segment_is_counted_once_also_after_the_store_was_reopened(room, maker, declare, engine):
    content = b"".join(rows_of(maker, room, 10))

    for _ in range(2):
        segment(room, content)
        room.operations.take_spool()
    again = Engine(engine._dsn)
    again.database = room.engine.database
    reopened = Operations(again, room.spool)
    reopened.follow(declare(("seen_at", "path", "status")))
    segment(room, content)
    reopened.take_spool()
    again.close()

    assert len(room.rows()) == 10


def test_another_segment_with_the_same_rows_is_another_segment(room, maker):
    content = b"".join(rows_of(maker, room, 10))

    segment(room, content)
    segment(room, content, "1795500000001-0123abcd.jsonl")
    room.operations.take_spool()

    assert len(room.rows()) == 20


def test_a_dead_writers_segment_is_taken_without_its_torn_line(room, maker):
    segment(room, b"".join(rows_of(maker, room, 3)) + b'{"path":"/to', f"{NAME}.open")

    taken = room.operations.take_spool()

    assert (taken.rows, taken.refused_rows) == (3, 0)
    assert [path for (path,) in room.rows("path")] == ["/0", "/1", "/2"]


def test_a_living_writers_segment_is_left_alone(room, maker):
    path = segment(room, b"".join(rows_of(maker, room, 3)), f"{NAME}.open")
    with path.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        assert room.operations.take_spool().segments == 0

    assert path.exists()


def test_what_the_store_refuses_is_put_aside_and_the_rest_kept(room, maker):
    good = rows_of(maker, room, 3)
    bad = [
        b"no JSON\n",
        json.dumps({"path": "/x", "undeclared": 1}).encode() + b"\n",
        b'{"status":"many"}\n',
        b"\0\0\0\n",
    ]
    segment(room, good[0] + bad[0] + good[1] + bad[1] + bad[2] + bad[3] + good[2])

    taken = room.operations.take_spool()

    assert (taken.rows, taken.refused_rows) == (3, 4)
    assert [path for (path,) in room.rows("path")] == ["/0", "/1", "/2"]
    (aside,) = (room.spool / "refused").iterdir()
    assert sorted(aside.read_bytes().splitlines(keepends=True)) == sorted(bad)
    health = room.operations.health()
    assert health.refused_segments == 1
    assert "4 rows of weblog were put aside" in health.last_problem
    assert room.operations.take_spool().segments == 0  # not tried for ever


def test_a_field_that_no_column_takes_is_not_dropped_in_silence(room, maker):
    segment(room, b'{"path":"/","undeclared":"x","policy_version":1,"keep_until":"2100-01-01 00:00:00"}\n')

    assert room.operations.take_spool().refused_rows == 1
    assert room.rows() == []


def test_a_mended_segment_that_is_replayed_is_counted_once(room, maker):
    content = b"".join(rows_of(maker, room, 3)) + b'{"status":"many"}\n'

    for _ in range(2):
        segment(room, content)
        room.operations.take_spool()

    assert len(room.rows()) == 3


@pytest.mark.parametrize("collection", ["page_views", "opened", "imports"])
def test_rows_of_no_collection_are_put_aside(room, maker, collection):
    segment(room, b'{"policy_version":1}\n', collection=collection)

    assert room.operations.take_spool().refused_rows == 1


def test_what_is_put_aside_is_on_disk_before_the_segment_goes(room, maker, monkeypatch):
    path = segment(room, b"no JSON\n")
    synced = []
    sync = os.fsync

    def noted(handle):
        synced.append((str(Path(f"/proc/self/fd/{handle}").readlink()), path.exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    room.operations.take_spool()

    assert (str(room.spool / "refused" / f"weblog.{path.name}"), True) in synced
    assert not path.exists()


def test_refused_rows_are_found_by_a_search(room, maker):
    segment(room, b'{"path":"/canary","undeclared":1}\n')
    room.operations.take_spool()

    assert room.store.search("canary") == [("spool/refused", "line", 1)]


def test_after_a_restart_health_still_tells_of_refused_rows(room, maker, declare):
    segment(room, b"no JSON\n")
    room.operations.take_spool()

    again = Operations(room.engine, room.spool, clock=lambda: room.now)
    again.follow(declare(("seen_at", "path", "status")))

    assert again.health().refused_segments == 1
    assert "the store refused" in again.health().last_problem


@pytest.fixture
def refused(declare, room):
    """One refused segment of a weblog kept 13 months, with an address kept 30 days, and one of no known collection."""
    elements = {"path": CollectedElement(), "ip_address": CollectedElement(keep=Period.parse("30 days"))}
    room.operations.follow(declare(elements))
    born_at = int(room.now.timestamp() * 1000)
    for collection in ("weblog", "gone"):
        segment(room, b"no JSON\nand none\n", f"{born_at:013d}-0123abcd.jsonl", collection)
    room.operations.take_spool()


def test_3_2_refused_rows_past_the_shortest_period_of_their_collection_are_told_and_swept(room, refused):
    assert room.store.past_retention() == []
    assert room.store.sweep() == []
    room.now += timedelta(days=29)
    assert room.store.past_retention() == []
    room.now += timedelta(days=1)

    assert room.store.past_retention() == [("spool/refused", "row", 4)]
    assert room.store.sweep() == [Swept("spool/refused", 4, 0, 0)]

    assert room.store.past_retention() == []
    assert room.operations.health().refused_segments == 0


def test_3_2_the_owner_deletes_refused_rows_by_itself(room, refused):
    room.now += timedelta(days=30)

    room.operations.take_spool()

    assert list((room.spool / "refused").iterdir()) == []


def test_3_2_a_refused_file_of_another_name_goes_by_when_it_was_written(room, refused):
    odd = room.spool / "refused" / "by-hand"
    odd.write_bytes(b"x\n")
    written = room.now.timestamp() - 31 * 86_400
    os.utime(odd, (written, written))

    assert room.store.past_retention() == [("spool/refused", "row", 1)]


def test_with_the_store_away_the_segment_stays(room, maker, monkeypatch):
    path = segment(room, rows_of(maker, room, 1)[0])

    def away(*_):
        raise DatabaseError("disk full", code=243)

    with monkeypatch.context() as broken:
        broken.setattr(taking, "insert", away)
        taken = room.operations.take_spool()

    assert (taken.left, taken.segments) == (1, 0)
    assert path.exists()
    assert "code 243" in room.operations.health().last_problem
    assert room.operations.take_spool().rows == 1


def test_with_no_policy_in_force_nothing_is_taken(room, maker):
    path = segment(room, rows_of(maker, room, 1)[0])
    room.operations.follow(trouble="a byte was changed")

    assert room.operations.take_spool().left == 1
    assert path.exists()
    assert room.operations.health().trouble == "a byte was changed"


def test_an_empty_segment_and_one_never_named_leave_nothing(room, maker):
    segment(room, b"")
    unborn = segment(room, b"", "1000000000000-0123abcd.new")

    room.operations.take_spool()

    assert not unborn.exists()
    assert not list((room.spool / "weblog").iterdir())


WRITER = """
import asyncio, sys
from pathlib import Path
from avowal.events.spool import Spool

async def main():
    spool = Spool(Path(sys.argv[1]))
    async def keep(worker):
        for number in range(10**6):
            name = f"{sys.argv[2]}-{worker}-{number}"
            await spool.keep("weblog", b'{"path":"%s","policy_version":1,"keep_until":"2100-01-01 00:00:00","seen_at":"2099-01-01 00:00:00.000"}' % name.encode())
            sys.stdout.write(name + "\\n"); sys.stdout.flush()
    await asyncio.gather(*(keep(worker) for worker in range(16)))

asyncio.run(main())
"""


def test_kill_9_of_a_writer_loses_nothing_acknowledged_and_doubles_nothing(room, maker):
    acknowledged: Counter[str] = Counter()
    for writer_name in ("first", "second"):  # one after the other, into one spool
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(room.spool), writer_name], stdout=subprocess.PIPE
        ) as writer:
            told = b"".join(writer.stdout.readline() for _ in range(1500))
            writer.kill()
            told += writer.stdout.read()
        acknowledged.update(told.decode().split("\n")[:-1])  # what stands after the last line's end was cut off
        room.operations.take_spool()

    stored = Counter(path for (path,) in room.rows("path"))

    assert acknowledged.total() >= 3000
    assert {stored[name] for name in acknowledged} == set(acknowledged.values()) == {1}
    assert not list(room.spool.glob("weblog/*"))
