"""Who asks to be erased leaves every answer at once and the disk after the rewrite, and the receipt says which (8.4)."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from avowal.events.complaints import complaints
from avowal.events.erasure_book import last_quiet_hour
from avowal.events.errors import StoreFailed
from avowal.events.operations import Operations
from avowal.events.outcomes import Erased, NotErased
from avowal.events.rows import RowMaker
from avowal.events.spool import Spool
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import PolicyVersion

HERS, HIS = "a1b2c3d4e5f60718", "0f1e2d3c4b5a6978"
HER_VIEW, HIS_VIEW = "77aa88bb99cc00dd", "11ee22ff33aa44bb"


@pytest.fixture(scope="module")
def version(harbor):
    keys = ("weblog", "page_views", "area_views")
    collections = Catalogue((key, harbor.collections[key]) for key in keys)
    purposes = Catalogue([("measurement", harbor.purposes["measurement"])])
    return PolicyVersion(1, "0" * 64, date(2026, 1, 1), replace(harbor, collections=collections, purposes=purposes))


@pytest.fixture
def made(version):
    makers = {key: RowMaker(version, key) for key in version.policy.collections}

    def line(collection, at, **values):
        return makers[collection].make({"site": "plan", "path": "/"} | values, at=at)

    return line


@pytest.fixture
def visited(room, version, made):
    """A store with her visit and his: two page views' worth each, an area of each view, and a weblog line of each."""
    room.operations.follow(version)
    for visitor, view in ((HERS, HER_VIEW), (HIS, HIS_VIEW)):
        room.keep(made("page_views", room.now, visitor_key=visitor, view_key=view), collection="page_views")
        room.keep(made("area_views", room.now, view_key=view, area="top"), collection="area_views")
        room.keep(made("weblog", room.now, visitor_key=visitor))
    room.operations.take_spool()
    return room


def tables(erased):
    return {table.table: table.rows for table in erased.tables}


def files_holding(room, *values):
    root = room.engine.rows("SELECT path FROM system.disks")[0][0]
    held = set()
    for folder, _, names in os.walk(root):  # which passes over folders that the engine deletes meanwhile
        for name in names:
            with suppress(OSError):
                content = (Path(folder) / name).read_bytes()
                held |= {value for value in values if value.encode() in content}
    return held


def forget_replaced_parts(room, *names):
    """What the engine does by itself some minutes after parts were replaced: it does so at once when it starts."""
    for name in names:
        table = f"{room.engine.database}.{name}"
        room.engine.run(
            f"ALTER TABLE {table} MODIFY SETTING old_parts_lifetime = 0, cleanup_delay_period = 0, "
            "max_cleanup_delay_period = 1, cleanup_delay_period_random_add = 0"
        )
        room.engine.run(f"DETACH TABLE {table} SYNC")
        room.engine.run(f"ATTACH TABLE {table}")


def until_true(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "It never became true."
        time.sleep(0.1)


def test_8_4_a_visitor_leaves_every_table_and_the_areas_of_her_views_with_her(visited):
    erased = visited.store.erase({"visitor_key": [HERS]})

    assert tables(erased) == {"page_views": 1, "area_views": 1, "weblog": 1}
    assert visited.store.search(HERS) == visited.store.search(HER_VIEW) == []
    assert {table for table, _, _ in visited.store.search(HIS)} == {"page_views", "weblog"}
    assert [table for table, _, _ in visited.store.search(HIS_VIEW)] == ["area_views", "page_views"]


def test_8_4_the_receipt_says_that_it_is_only_hidden_and_later_that_no_file_holds_it_any_more(visited, made):
    hers, view = "c0ffee5e5e5e0001", "c0ffee5e5e5e0002"  # in no other test's store, for all lie in one directory
    visited.keep(made("page_views", visited.now, visitor_key=hers, view_key=view), collection="page_views")
    visited.keep(made("area_views", visited.now, view_key=view, area="top"), collection="area_views")
    visited.operations.take_spool()
    assert files_holding(visited, hers, view) == {hers, view}

    receipt = visited.store.erase({"visitor_key": [hers]}).receipt
    assert visited.store.erasure(receipt).gone_at is None
    assert [found.receipt for found in visited.store.erasures()] == [receipt]
    assert files_holding(visited, hers, view) == {hers, view}, "Hidden is not gone, and the receipt must say so."

    assert visited.store.rewrite() == ["area_views", "page_views"]
    assert visited.store.erasure(receipt).gone_at is None, "The replaced parts are still there."
    forget_replaced_parts(visited, "area_views", "page_views")
    until_true(lambda: not files_holding(visited, hers, view))

    assert files_holding(visited, HIS, HIS_VIEW) == {HIS, HIS_VIEW}
    until_true(lambda: visited.store.erasure(receipt).gone_at)
    assert visited.store.erasures() == []


def test_8_4_no_statement_file_or_receipt_holds_the_key(visited):
    receipt = visited.store.erase({"visitor_key": [HERS]}).receipt

    book = visited.engine.rows(f"SELECT * FROM {visited.engine.database}.erasures")
    commands = visited.engine.rows("SELECT command FROM system.mutations")
    assert commands
    assert receipt
    assert not any(key in str(place) for key in (HERS, HER_VIEW) for place in (book, commands, receipt))
    assert not visited.engine.rows("SELECT name FROM system.tables WHERE startsWith(name, 'erasing_')")


async def _kept(spool, line):
    await spool.keep("page_views", line)


def test_what_was_acknowledged_before_is_erased_too_wherever_it_waits(visited, made):
    with Spool(visited.spool) as spool:
        another = made("page_views", visited.now, visitor_key=HERS, view_key="5511aa22bb33cc44")
        asyncio.run(_kept(spool, another))
        refused = visited.spool / "refused"
        refused.mkdir()
        aside = refused / "page_views.1795500000000-0123abcd.jsonl"
        aside.write_text(
            f'{{"visitor_key":"{HERS}","view_key":"9988aa77bb66cc55","x":1}}\n{{"visitor_key":"{HIS}","x":1}}\n'
            f"torn {HERS}\n"
            '{"view_key":"9988aa77bb66cc55","area":"top"}\n'
        )
        erased = visited.store.erase({"visitor_key": [HERS]})

    assert tables(erased) == {"page_views": 2, "area_views": 1, "weblog": 1, "spool/refused": 3}
    assert aside.read_text() == f'{{"visitor_key":"{HIS}","x":1}}\n'
    assert visited.operations.take_spool().rows == 0
    assert visited.store.search(HERS) == []


def test_a_segment_that_the_store_cannot_take_loses_the_rows_where_it_lies(room, version, made):
    room.keep(made("weblog", room.now, visitor_key=HERS), made("weblog", room.now, visitor_key=HIS))

    erased = room.store.erase({"visitor_key": [HERS]})  # no policy is in force, so nothing is taken in

    assert tables(erased) == {"spool/weblog": 1}
    assert erased.gone_at == room.now
    room.operations.follow(version)
    room.operations.take_spool()
    assert room.rows("visitor_key") == [(HIS,)]


def test_a_dry_run_counts_and_touches_nothing(visited):
    would_go = visited.store.erase({"visitor_key": [HERS]}, dry_run=True)

    assert (would_go.receipt, tables(would_go)) == ("", {"page_views": 1, "area_views": 1, "weblog": 1})
    assert {table for table, _, _ in visited.store.search(HERS)} == {"page_views", "weblog"}
    assert visited.store.erasures() == []


def test_a_key_that_nobody_has_gives_no_receipt(visited):
    assert visited.store.erase({"visitor_key": ["ffffffffffffffff"]}) == Erased("", visited.now)
    assert visited.store.erasure("E-20260101-00000000") is None
    assert visited.store.erasure("") is None


@pytest.mark.parametrize(
    "keys", [{}, {"visitor_key": []}, {"visitor_key": [""]}, {"visitor_key": ["short"]}, {"path": ["/long-enough"]}]
)
def test_what_would_erase_everybody_or_nobody_is_refused_without_naming_it(visited, keys):
    with pytest.raises(ValueError, match=r"key|erased by") as refused:
        visited.store.erase(keys)

    assert "short" not in str(refused.value)
    assert len(visited.rows(table="page_views")) == 2


def test_a_writer_that_does_not_finish_its_segment_stops_the_erasure(visited, monkeypatch):
    monkeypatch.setattr("avowal.events.erasing.WRITERS_SECONDS", 0.0)
    from avowal.events.segment import Segment

    hanging = Segment(visited.spool / "weblog", "1795500000000-0123abcd", born_at=0.0)

    with pytest.raises(NotErased, match="still being written"):
        visited.store.erase({"visitor_key": [HERS]})

    hanging.abandon()
    assert len(visited.rows(table="page_views")) == 2


def test_an_erasure_behind_a_stuck_change_gives_no_receipt_and_the_change_is_named(visited):
    database = visited.engine.database
    plant_stuck_change(visited.engine, f"{database}.page_views")

    with pytest.raises(StoreFailed) as failed:
        visited.store.erase({"visitor_key": [HERS]})
    until_true(visited.store.mutations)
    stuck = visited.store.mutations()
    visited.engine.run(f"KILL MUTATION WHERE database = '{database}' AND NOT is_done SYNC")

    assert "private" not in str(failed.value)
    assert [(one.table, one.kind, one.failed) for one in stuck] == [
        ("page_views", "UPDATE", "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO")
    ]
    assert "private" not in repr(stuck)
    assert visited.store.mutations() == []
    assert [one.broken_off for one in visited.store.erasures()] == [True], "What was hidden before it is known."
    assert tables(visited.store.erase({"visitor_key": [HERS]}))["page_views"] == 1


def plant_stuck_change(engine, table):
    """A change that throws for every row, as the engine's own fault with patch parts did."""
    engine.run(
        f"ALTER TABLE {table} UPDATE referrer_origin = toString(throwIf(policy_version > 0, 'private')) WHERE 1 "
        "SETTINGS mutations_sync = 0"
    )


def test_the_night_rewrites_what_the_day_hid_and_once(visited):
    visited.now = datetime.now(UTC).replace(microsecond=0)
    receipt = visited.store.erase({"visitor_key": [HERS]}).receipt

    def rewritten():
        visited.operations.take_spool()
        return visited.rows("place", "erasures WHERE step = 'rewriting'")

    assert rewritten() == []
    visited.now += timedelta(days=1)
    assert rewritten() == [("area_views",), ("page_views",), ("weblog",)]
    visited.now += timedelta(minutes=5)
    assert len(rewritten()) == 3
    assert visited.store.erasure(receipt) is not None


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2026-11-24T10:59:59+00:00", "2026-11-23T11:00"), ("2026-11-24T11:00:00+00:00", "2026-11-24T11:00")],
)
def test_the_quiet_hour_is_where_the_organisation_is(now, expected):
    found = last_quiet_hour(datetime.fromisoformat(now), "America/Los_Angeles")

    assert found.astimezone(UTC).isoformat()[:16] == expected


def test_after_a_restart_the_book_is_as_it_was(visited, version):
    receipt = visited.store.erase({"visitor_key": [HERS]}).receipt

    again = Operations(visited.engine, visited.spool, clock=lambda: visited.now)

    assert again.erasure(receipt).tables == visited.operations.erasure(receipt).tables
    assert again.erasure(receipt).rows == 3


@pytest.mark.parametrize("again", [False, True])
def test_8_4_what_a_crash_hid_without_a_receipt_is_known_and_rewritten_and_erasing_again_gives_one(
    visited, monkeypatch, again
):
    """Planted: the owner ends between hiding and the receipt."""
    visited.now = datetime.now(UTC).replace(microsecond=0)

    def killed(erased):
        raise RuntimeError(erased.receipt)

    with monkeypatch.context() as crash:
        crash.setattr(visited.operations._eraser.book, "note_hidden", killed)
        with pytest.raises(RuntimeError):
            visited.operations.erase({"visitor_key": [HERS]})
    assert visited.store.search(HERS) == []
    (begun,) = visited.store.erasures()
    assert begun.broken_off
    assert visited.store.erasure(begun.receipt) is None, "Nobody was given it."

    if again:
        erased = visited.store.erase({"visitor_key": [HERS]})
        assert tables(erased) == {"page_views": 1, "area_views": 1, "weblog": 1}
        assert visited.store.erasure(erased.receipt) == erased
    visited.now += timedelta(days=1)
    visited.operations.take_spool()
    until_true(lambda: not visited.operations._eraser.book._masked())


def test_8_4_an_erasure_whose_second_table_fails_is_broken_off_and_ends_when_it_is_done_again(visited, monkeypatch):
    hide, hidden = visited.operations._eraser._hide, []

    def fails(table, *rest):
        if hidden:
            raise OSError
        hidden.append(table)
        hide(table, *rest)

    with monkeypatch.context() as crash:
        crash.setattr(visited.operations._eraser, "_hide", fails)
        with pytest.raises(OSError):
            visited.operations.erase({"visitor_key": [HERS]})
    assert hidden == ["area_views"]
    assert [tables(one) for one in visited.store.erasures()] == [{"page_views": 1, "area_views": 1, "weblog": 1}]

    erased = visited.store.erase({"visitor_key": [HERS]})

    assert tables(erased) == {"page_views": 1, "area_views": 1, "weblog": 1}
    assert visited.store.search(HERS) == visited.store.search(HER_VIEW) == []
    assert tables(visited.store.erase({"visitor_key": [HIS]}, dry_run=True))["weblog"] == 1


def test_8_4_rows_that_are_hidden_without_any_erasure_are_rewritten_at_night_and_told(visited):
    """Planted: what an earlier version left, which noted nothing before it hid."""
    visited.now = datetime.now(UTC).replace(microsecond=0)
    visited.engine.run(f"DELETE FROM {visited.engine.database}.page_views WHERE visitor_key = '{HERS}'")
    (left,) = visited.store.erasures()
    assert (left.receipt, tables(left)) == ("", {"page_views": 1})

    visited.now += timedelta(hours=49)
    assert "1 rows of page_views" in " ".join(one.found for one in complaints(visited.store, visited.now))
    visited.operations.take_spool()
    until_true(lambda: visited.store.erasures() == [])


def test_u_9_what_shows_an_attack_is_spared_in_the_spool_too(visited, made):
    refused = visited.spool / "refused"
    refused.mkdir()
    aside = refused / "weblog.1795500000000-0123abcd.jsonl"
    spared = [
        f'{{"visitor_key":"{HERS}","method":"POST","status":200}}\n',
        f'{{"visitor_key":"{HERS}","method":"GET","status":404}}\n',
    ]
    aside.write_text("".join(spared) + f'{{"visitor_key":"{HERS}","method":"GET","status":304}}\ntorn {HERS}\n')

    erased = visited.store.erase({"visitor_key": [HERS]}, sparing_attacks=True)

    assert tables(erased) == {"page_views": 1, "area_views": 1, "weblog": 1, "spool/refused": 2}
    assert aside.read_text() == "".join(spared)
    assert tables(visited.store.erase({"visitor_key": [HERS]})) == {"spool/refused": 2}
