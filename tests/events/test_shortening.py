"""R19 and 3.2: rows that came in under an earlier version keep its date, or an earlier one, whatever came after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.events.operations import Operations
from avowal.events.outcomes import SchemaRefused, Swept
from avowal.events.rows import RowMaker
from avowal.events.shortening import shorten
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import CollectedElement
from avowal.policy.narrowing import allowed
from avowal.policy.period import Period
from avowal.policy.publishing import InForce, publish_first, publish_next, record_notice

SHORT, LONG = Period.parse("13 months"), Period.parse("25 months")
WHOLE = CollectedElement()
MONTH = CollectedElement(keep=Period.parse("30 days"))
WEEK = CollectedElement(keep=Period.parse("7 days"))


def text(instant):
    return instant.strftime("%Y-%m-%d %H:%M:%S")


@pytest.fixture
def forgetting(room):
    """A store whose sweep alone deletes, so that a test sees what it deletes; `at` keeps one row of that time."""

    def at(moment, version, *, before=(), **values):
        now, room.now = room.now, moment
        room.keep(RowMaker(version, "weblog").make({"path": "/", **values}, at=moment))
        room.now = now
        room.operations.follow(*before, version)
        room.operations.take_spool()

    return at


def visits(room):
    return [path for (path,) in room.rows("path")]


def test_r19_a_row_is_gone_by_its_own_versions_date_although_the_next_one_keeps_longer(declare, room, forgetting):
    first = declare(("seen_at", "path"), keep=SHORT)
    second = declare(("seen_at", "path"), keep=LONG, number=2)
    room.operations.follow(first)
    room.engine.run(f"ALTER TABLE {room.engine.database}.weblog REMOVE TTL")
    fourteen_months_ago = room.now - timedelta(days=425)
    forgetting(fourteen_months_ago, first, path="/first")
    forgetting(fourteen_months_ago, second, before=(first,), path="/second")
    room.query("paths", "SELECT path FROM weblog")

    assert room.store.read("measurement", "paths").rows == (("/second",),)
    room.engine.run(f"ALTER TABLE {room.engine.database}.weblog MODIFY TTL keep_until")
    room.store.sweep()

    assert visits(room) == ["/second"]
    assert room.rows("keep_until") == [(text(LONG.after(fourteen_months_ago)),)]


def test_r19_a_row_is_gone_by_the_next_versions_date_when_that_keeps_shorter(declare, room, forgetting):
    first = declare(("seen_at", "path"), keep=LONG)
    second = declare(("seen_at", "path"), keep=SHORT, number=2)
    fourteen_months_ago, yesterday = room.now - timedelta(days=425), room.now - timedelta(days=1)
    forgetting(fourteen_months_ago, first, path="/old")
    forgetting(yesterday, first, path="/young")
    assert len(room.rows()) == 2

    room.operations.follow(first, second)
    room.store.sweep()

    assert room.rows("path, keep_until") == [("/young", text(SHORT.after(yesterday)))]


@pytest.mark.parametrize(("before", "after"), [(MONTH, WHOLE), (MONTH, WEEK), (WHOLE, MONTH), (WEEK, MONTH)])
def test_r19_an_element_is_gone_by_the_earlier_of_both_dates(declare, room, forgetting, before, after):
    first = declare({"seen_at": WHOLE, "path": WHOLE, "ip_address": before})
    second = declare({"seen_at": WHOLE, "path": WHOLE, "ip_address": after}, number=2)
    came = room.now - timedelta(days=3)
    forgetting(came, first, path="/first", ip_address="203.0.113.9")
    forgetting(came, second, before=(first,), path="/second", ip_address="203.0.113.9")

    both = [(found.keep or SHORT).after(came) for found in (before, after)]
    assert room.rows("path, ip_address_until") == [("/first", text(min(both))), ("/second", text(both[1]))]
    assert room.rows("DISTINCT keep_until") == [(text(SHORT.after(came)),)]


def test_r19_an_element_past_the_shorter_time_is_emptied_by_the_sweep(declare, room, forgetting):
    first = declare({"seen_at": WHOLE, "path": WHOLE, "ip_address": WHOLE})
    second = declare({"seen_at": WHOLE, "path": WHOLE, "ip_address": MONTH}, number=2)
    forgetting(room.now - timedelta(days=31), first, path="/old", ip_address="203.0.113.9")
    forgetting(room.now - timedelta(days=3), first, path="/young", ip_address="203.0.113.9")

    room.operations.follow(first, second)
    room.store.sweep()

    assert room.rows("path, ip_address") == [("/old", ""), ("/young", "203.0.113.9")]
    assert room.store.past_retention() == []


def test_r19_a_version_that_kept_shorter_while_the_store_did_not_run_counts_as_well(declare, room, forgetting):
    first, third = (declare(("seen_at", "path", "ip_address"), keep=LONG, number=number) for number in (1, 3))
    second = declare({"seen_at": WHOLE, "path": WHOLE, "ip_address": WEEK}, keep=SHORT, number=2)
    came = room.now - timedelta(days=3)
    forgetting(came, first, ip_address="203.0.113.9")

    room.operations.follow(first, second, third)

    expected = (text(SHORT.after(came)), text(WEEK.keep.after(came)))
    assert room.rows("keep_until, ip_address_until") == [expected]


def test_r19_what_no_version_declares_any_more_is_shortened_too(declare, room, forgetting):
    first = declare(("seen_at", "path"), keep=LONG)
    second = declare(("seen_at", "path"), keep=SHORT, number=2)
    third = replace(second, number=3, policy=replace(second.policy, collections=Catalogue()))
    came = room.now - timedelta(days=3)
    forgetting(came, first)

    room.operations.follow(first, second, third)

    assert room.rows("keep_until") == [(text(SHORT.after(came)),)]


def test_r19_rows_that_come_late_under_an_earlier_version_are_shortened_when_they_are_taken(declare, room, forgetting):
    first = declare(("seen_at", "path"), keep=LONG)
    second = declare(("seen_at", "path"), keep=SHORT, number=2)
    room.operations.follow(first, second)
    came = room.now - timedelta(days=3)
    room.keep(RowMaker(first, "weblog").make({"path": "/"}, at=came))

    taken = room.operations.take_spool()

    assert (taken.versions, taken.problems) == ([1], [])
    assert room.rows("keep_until") == [(text(SHORT.after(came)),)]


def test_r19_a_late_row_whose_dates_could_not_be_shortened_is_tried_again(declare, room, monkeypatch):
    first = declare(("seen_at", "path"), keep=LONG)
    second = declare(("seen_at", "path"), keep=SHORT, number=2)
    room.operations.follow(first, second)
    came = room.now - timedelta(days=3)
    room.keep(RowMaker(first, "weblog").make({"path": "/"}, at=came))

    def refuse(*_):
        raise SchemaRefused("no")

    with monkeypatch.context() as broken:
        broken.setattr("avowal.events.operations.shorten", refuse)
        assert "could not be shortened" in room.operations.take_spool().problems[0]
    room.operations.take_spool()

    assert room.rows("keep_until") == [(text(SHORT.after(came)),)]


def test_r19_following_the_same_versions_again_changes_nothing(declare, room, forgetting):
    first = declare(("seen_at", "path", "ip_address"), keep=LONG)
    second = declare({"seen_at": WHOLE, "path": WHOLE, "ip_address": WEEK}, keep=SHORT, number=2)
    forgetting(room.now, first, ip_address="203.0.113.9")
    room.operations.follow(first, second)
    once = room.rows()

    Operations(room.engine, room.spool).follow(first, second)

    assert shorten(room.engine, [first, second]) == 0
    assert room.rows() == once


def test_r19_a_row_without_its_time_is_dated_from_the_end_of_its_version(declare, room, forgetting):
    first = declare(("path",), keep=LONG)
    begins = (room.now - timedelta(days=1)).date()
    second = replace(declare(("path",), keep=SHORT, number=2), effective_date=begins)
    forgetting(room.now - timedelta(days=30), first)

    for _ in range(2):
        room.operations.follow(first, second)
        shorten(room.engine, [first, second])

    assert (
        room.rows("keep_until")[0][0][:10]
        == SHORT.after(datetime(begins.year, begins.month, begins.day)).date().isoformat()
    )


def test_a_table_that_cannot_be_shortened_is_refused_with_what_to_do(declare, room, forgetting):
    first, second = declare(("path",), keep=LONG), declare(("path",), keep=SHORT, number=2)
    room.engine.run(f"CREATE DATABASE {room.engine.database}")
    room.engine.run(
        f"CREATE TABLE {room.engine.database}.weblog (path String, policy_version UInt32, keep_until DateTime('UTC')) "
        "ENGINE = MergeTree PARTITION BY toYYYYMM(keep_until) ORDER BY path"
    )
    forgetting(room.now, first)

    with pytest.raises(SchemaRefused, match=r"weblog.*Move the old table aside"):
        room.operations.follow(first, second)

    assert "weblog" in room.operations.health().trouble


def test_r19_what_was_put_aside_goes_by_the_shorter_of_the_versions(declare, room):
    first, second = declare(("seen_at", "path"), keep=SHORT), declare(("seen_at", "path"), keep=LONG, number=2)
    room.operations.follow(first, second)
    born = int((room.now - timedelta(days=425)).timestamp() * 1000)
    aside = room.spool / "refused" / f"weblog.{born}-0123abcd.jsonl"
    aside.parent.mkdir(parents=True)
    aside.write_bytes(b"{}\n")

    assert room.store.sweep() == [Swept("spool/refused", 1, 0, 0)]


def test_r19_a_version_that_waits_is_not_applied_before_it_is_in_force(declare, room, forgetting, tmp_path):
    now = datetime(2026, 3, 1, 20, tzinfo=UTC)
    first, second = declare(("seen_at", "path"), keep=LONG), declare(("seen_at", "path"), keep=SHORT)
    publish_first(first.policy, tmp_path, effective_date=date(2026, 1, 1), now=now)
    day = date(2026, 4, 10)
    publish_next(second.policy, tmp_path, effective_date=day, now=now, submitted_by="one", approved_by="two")
    record_notice(tmp_path, 2, seen_at=now)
    clock = [now]
    in_force = InForce(tmp_path, lambda: clock[0])
    forgetting(now, in_force.version())

    dates = []
    for clock[0] in (datetime(2026, 4, 9, 20, tzinfo=UTC), datetime(2026, 4, 10, 20, tzinfo=UTC)):
        room.operations.follow(*in_force.versions())
        dates += room.rows("keep_until")

    assert dates == [(text(LONG.after(now)),), (text(SHORT.after(now)),)]


periods = st.sampled_from([Period.parse(text) for text in ("7 days", "30 days", "1 month", "13 months", "2 years")])
elements = st.builds(
    CollectedElement,
    keep=st.none() | periods,
    purposes=st.none() | st.lists(st.sampled_from(["measurement", "security"]), unique=True).map(tuple),
)
parts = st.tuples(st.none() | elements, periods, st.lists(st.sampled_from(["measurement", "security"]), unique=True))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(parts, min_size=2, max_size=4), st.lists(st.booleans(), min_size=4, max_size=4))
def test_r19_the_store_does_what_narrowing_says(declare, room, numbered, told, runs):
    """Whatever the versions were, and whichever of them the store was running under."""
    room.engine.database = f"{room.engine.database.partition('__')[0]}__{next(numbered)}"
    room.operations = Operations(room.engine, room.spool, queries=room.queries, clock=lambda: room.now)
    room.query("addresses", "SELECT ip_address FROM weblog")
    came = room.now.replace(microsecond=0) - timedelta(hours=1)
    versions = []
    for number, (element, keep, purposes) in enumerate(told, 1):
        chosen = {"seen_at": WHOLE, "site": WHOLE} | ({"ip_address": element} if element else {})
        versions.append(declare(chosen, number=number, keep=keep, purposes=tuple(purposes)))
        if runs[number - 1] or number == 1:
            room.operations.follow(*versions)
            values = {"site": "plan", "ip_address": f"203.0.113.{number}"}
            room.keep(RowMaker(versions[-1], "weblog").make(values, at=came))
            room.operations.take_spool()
    room.operations.follow(*versions)

    stored = [dict(zip(names(room), row, strict=True)) for row in room.rows()]
    assert stored
    for row in stored:
        number = row["policy_version"]
        kept = allowed(versions, number, "weblog", "site")
        assert row["keep_until"] == text(kept.until(came))
        if "ip_address" not in versions[number - 1].policy.collections["weblog"].elements:
            continue
        own = allowed(versions, number, "weblog", "ip_address")
        assert min(row["keep_until"], row.get("ip_address_until", row["keep_until"])) == text(own.until(came))
    for purpose in ("measurement", "security"):
        may = {row["ip_address"] for row in stored if row.get("ip_address") and opens(versions, row, purpose)}
        assert read(room, purpose) == may


@pytest.fixture
def numbered():
    return iter(range(1000))


def names(room):
    return [name for table, name in room.operations.columns() if table == "weblog"]


def opens(versions, row, purpose):
    return purpose in allowed(versions, row["policy_version"], "weblog", "ip_address").purposes


def read(room, purpose):
    from avowal.events.outcomes import PurposeRefused

    try:
        return {address for (address,) in room.store.read(purpose, "addresses").rows if address}
    except PurposeRefused:
        return set()
