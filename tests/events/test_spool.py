"""A row is on disk before anybody is answered, and nothing is lost silently."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import threading
from pathlib import Path

import pytest

from avowal.events import segment
from avowal.events.spool import Spool, SpoolFull

ROW = b'{"path":"/"}'


def lines(directory):
    return [line for file in sorted(directory.glob("weblog/*")) for line in file.read_bytes().splitlines()]


async def fill_up(spool):
    for _ in range(20):
        await spool.keep("weblog", ROW)


@pytest.fixture
def synced(monkeypatch):
    """The bytes that had been made durable, as the calls say that do it."""
    told = []
    at_once, afterwards = os.pwritev, os.fdatasync

    def pwritev(handle, content, at, flags):
        written = at_once(handle, content, at, flags)
        told.append(b"".join(content)[:written] if flags == os.RWF_DSYNC else b"")
        return written

    def fdatasync(handle):
        afterwards(handle)
        told[:] = [Path(f"/proc/self/fd/{handle}").read_bytes()]

    monkeypatch.setattr(os, "pwritev", pwritev)
    monkeypatch.setattr(os, "fdatasync", fdatasync)
    return told


@pytest.fixture(params=["", "no call does both", "this file system cannot"])
def disk(request, monkeypatch, synced):
    """A disk of each kind that there is."""

    def refused(*_):
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    if request.param == "no call does both":
        monkeypatch.setattr(segment, "_DSYNC", None)
    elif request.param:
        monkeypatch.setattr(os, "pwritev", refused)
    return synced


@pytest.mark.parametrize("noted", [False, True])
def test_a_row_is_synced_before_it_is_acknowledged(tmp_path, disk, noted):
    """With all that stands before it in its file: a row behind a hole would not be a line."""

    async def two():
        with Spool(tmp_path) as spool:
            if noted:
                spool.note("weblog", b'{"noted":1}')
                while not lines(tmp_path):  # noqa: ASYNC110 - nothing tells of a noted row
                    await asyncio.sleep(0.01)
            await spool.keep("weblog", ROW)
            first = b"".join(disk), b"".join(line + b"\n" for line in lines(tmp_path))
            await spool.keep("weblog", ROW)
            return first, (b"".join(disk), b"".join(line + b"\n" for line in lines(tmp_path)))

    for durable, on_disk in asyncio.run(two()):
        assert durable == on_disk

    assert lines(tmp_path) == [*([b'{"noted":1}'] if noted else []), ROW, ROW]


def test_many_at_once_share_one_sync(tmp_path, synced):

    async def many():
        with Spool(tmp_path) as spool:
            await asyncio.gather(*(spool.keep("weblog", ROW) for _ in range(500)))

    asyncio.run(many())

    assert len(lines(tmp_path)) == 500
    assert len(synced) < 50


def test_a_noted_row_is_kept_without_waiting(tmp_path):
    with Spool(tmp_path) as spool:
        assert spool.note("weblog", ROW)

    assert lines(tmp_path) == [ROW]


def test_segments_are_finished_by_name_and_locked_until_then(tmp_path):
    async def one():
        spool = Spool(tmp_path)
        await spool.keep("weblog", ROW)
        (still_open,) = tmp_path.glob("weblog/*.open")
        with still_open.open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        spool.close()

    asyncio.run(one())

    assert [file.suffix for file in tmp_path.glob("weblog/*")] == [".jsonl"]


def test_a_full_spool_refuses_and_says_so(tmp_path):
    async def fill():
        with Spool(tmp_path, limit_bytes=100) as spool:
            with pytest.raises(SpoolFull, match="limit of 100 bytes"):
                await fill_up(spool)
            assert not spool.note("weblog", ROW)
            return spool.lost, spool.trouble

    lost, trouble = asyncio.run(fill())

    assert lost == 1
    assert "limit of 100 bytes" in trouble
    assert 1 <= len(lines(tmp_path)) <= 100 // len(ROW)


def test_room_that_the_store_made_is_used_again(tmp_path):
    now = [0.0]

    async def fill_take_fill():
        with Spool(tmp_path, limit_bytes=100, monotonic=lambda: now[0]) as spool:
            with pytest.raises(SpoolFull):
                await fill_up(spool)
            for file in tmp_path.glob("weblog/*"):
                os.truncate(file, 0)  # as if it had been taken
            now[0] += 2
            while True:  # the writer measures again when it is next woken
                try:
                    return await spool.keep("weblog", ROW)
                except SpoolFull:
                    await asyncio.sleep(0)

    asyncio.run(fill_take_fill())


@pytest.mark.parametrize("both", [True, False])
@pytest.mark.parametrize(("number", "refusal"), [(errno.ENOSPC, SpoolFull), (errno.EIO, OSError)])
def test_a_disk_that_fails_tells_everybody_who_waits(tmp_path, monkeypatch, number, refusal, both):
    name, real, write = ("pwritev", os.pwritev, os.write) if both else ("write", os.write, os.write)
    if not both:
        monkeypatch.setattr(segment, "_DSYNC", None)

    def torn(handle, content, *how):
        whole = bytes(content[0] if how else content)
        if whole.startswith(b'{"path"'):
            write(handle, whole[:5])
            raise OSError(number, os.strerror(number))
        return real(handle, content, *how)

    async def failing():
        with Spool(tmp_path) as spool:
            await spool.keep("weblog", b'{"kept":1}')
            monkeypatch.setattr(os, name, torn)
            answers = await asyncio.gather(*(spool.keep("weblog", ROW) for _ in range(3)), return_exceptions=True)
            monkeypatch.setattr(os, name, real)
            trouble = spool.trouble
            await spool.keep("weblog", b'{"kept":2}')
            return answers, trouble

    answers, trouble = asyncio.run(failing())

    assert len(answers) == 3
    assert all(isinstance(answer, refusal) for answer in answers)
    assert os.strerror(number) in trouble
    assert sorted(lines(tmp_path)) == [b'{"kept":1}', b'{"kept":2}']


@pytest.mark.parametrize("line", [b"", b"\n", b"{}\n{}"])
def test_a_row_is_exactly_one_line(tmp_path, line):
    with Spool(tmp_path) as spool, pytest.raises(ValueError, match="one line"):
        spool.note("weblog", line)


@pytest.mark.parametrize("name", ["../weblog", "", "Weblog", "web/log", "refused/x"])
def test_a_collections_name_cannot_lead_elsewhere(tmp_path, name):
    with Spool(tmp_path) as spool, pytest.raises(ValueError, match="not the name"):
        spool.note(name, ROW)


def test_who_goes_away_while_waiting_disturbs_nobody(tmp_path):
    async def cancelled():
        with Spool(tmp_path) as spool:
            waiting = asyncio.ensure_future(spool.keep("weblog", ROW))
            await asyncio.sleep(0)
            waiting.cancel()
            await spool.keep("weblog", ROW)

    asyncio.run(cancelled())

    assert len(lines(tmp_path)) == 2


def test_the_writers_lock_is_taken_before_others_see_the_segment(tmp_path, monkeypatch):
    seen = []
    real = fcntl.flock
    monkeypatch.setattr(
        segment.fcntl,
        "flock",
        lambda handle, how: (seen.append([f.suffix for f in tmp_path.glob("weblog/*")]), real(handle, how)),
    )

    with Spool(tmp_path) as spool:
        spool.note("weblog", ROW)

    assert seen[0] == [".new"]


def test_the_writer_ends_with_the_spool(tmp_path):
    with Spool(tmp_path):
        pass

    assert not [thread for thread in threading.enumerate() if thread.name == "spool"]
