"""Tables are what the policy declares, and a later version widens nothing that came in before (ledger 3.2, 3.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from avowal.events.operations import Operations
from avowal.events.outcomes import PurposeRefused, SchemaRefused
from avowal.events.rows import RowMaker
from avowal.events.statements import NotAnIdentifier, Sql, statement
from avowal.policy.model import Audience, CollectedElement, Door, Form
from avowal.policy.period import Period

A_DAY = CollectedElement(keep=Period.parse("1 day"))
SECURITY_ONLY = CollectedElement(purposes=("security",))


def columns(room, table="weblog"):
    return [name for in_table, name in room.operations.columns() if in_table == table]


def views(room):
    found = room.engine.rows("SELECT database, table, name FROM system.columns WHERE startsWith(database, 'purpose_')")
    return {(database, table, name) for database, table, name in found}


def test_a_table_has_the_declared_columns_and_the_structural_ones(declare, room):
    elements = {
        "seen_at": CollectedElement(),
        "path": CollectedElement(),
        "ip_address": CollectedElement(keep=Period.parse("30 days")),
    }

    room.operations.follow(declare(elements))

    assert columns(room) == ["seen_at", "path", "ip_address", "ip_address_until", "policy_version", "keep_until"]


@pytest.mark.parametrize("door", [Door.COOKIE, Door.FORM, Door.RECORD, Door.VENDOR])
def test_collections_that_are_no_events_get_no_table(declare, room, door):
    room.operations.follow(declare(("path",), door=door))

    assert columns(room) == []


def test_the_sample_plan_has_a_table_for_each_event_collection(harbor, declare, room):
    from dataclasses import replace

    room.operations.follow(replace(declare(), policy=harbor))

    tables = {table for table, _ in room.operations.columns()}
    assert {"weblog", "page_views", "browser_reports", "imports", "opened"} <= tables
    assert "daily_counts" in tables


def test_elements_about_children_have_no_column(declare, room):
    room.operations.follow(
        declare({"path": CollectedElement(), "browser": CollectedElement(audience=Audience.CHILDREN)})
    )

    assert "browser" not in columns(room)


def test_a_later_version_adds_columns_and_deletes_none(declare, room, stored):
    first = declare(("path",))
    stored(first, {"path": "/"})

    room.operations.follow(first, declare(("browser",), number=2))

    assert columns(room) == ["path", "policy_version", "keep_until", "browser"]
    assert ("purpose_measurement", "weblog", "path") not in views(room)
    assert room.rows("path, browser") == [("/", "")]


def test_an_element_of_another_form_is_refused_with_what_to_do(declare, room):
    room.operations.follow(declare(("status",)))

    with pytest.raises(SchemaRefused, match=r"status.*new key"):
        room.operations.follow(declare(("status",), number=2, forms={"status": Form.TEXT}))

    assert "status" in room.operations.health().trouble


def test_3_3_a_purpose_has_views_of_what_it_may_open_and_no_others(declare, room):
    room.operations.follow(declare({"path": CollectedElement(), "ip_address": SECURITY_ONLY}))

    assert views(room) == {
        ("purpose_measurement", "weblog", "path"),
        ("purpose_security", "weblog", "path"),
        ("purpose_security", "weblog", "ip_address"),
    }


def test_a_purpose_that_lost_its_right_loses_its_view(declare, room):
    first = declare(("path",))
    room.operations.follow(first)

    room.operations.follow(first, declare(("path",), number=2, purposes=("security",)))

    assert {database for database, _, _ in views(room)} == {"purpose_security"}


def test_a_later_version_never_opens_what_came_in_before_it(declare, room, stored):
    room.query("addresses", "SELECT path, ip_address FROM weblog ORDER BY path")
    visit = {"ip_address": "203.0.113.9"}
    first = declare({"path": CollectedElement(), "ip_address": SECURITY_ONLY})
    stored(first, visit | {"path": "/before"})

    stored(declare(("path", "ip_address"), number=2), visit | {"path": "/since"}, after=(first,))

    assert room.store.read("measurement", "addresses").rows == (("/before", ""), ("/since", "203.0.113.9"))
    assert room.store.read("security", "addresses").rows == (("/before", "203.0.113.9"), ("/since", "203.0.113.9"))


def test_rows_of_a_version_that_the_store_never_saw_are_shown_to_nobody(declare, room):
    room.query("paths", "SELECT path FROM weblog")
    room.operations.follow(declare(("path",)))
    room.keep(RowMaker(declare(("path",), number=7), "weblog").make({"path": "/unknown"}, at=room.now))
    room.operations.take_spool()

    assert room.rows("path") == [("/unknown",)]
    assert room.store.read("measurement", "paths").rows == ()


def test_r19_a_purpose_that_was_withdrawn_once_does_not_come_back_for_what_came_before(declare, room, stored):
    room.query("paths", "SELECT path FROM weblog ORDER BY path")
    first, third = declare(("path",)), declare(("path",), number=3)
    second = declare(("path",), number=2, purposes=("security",))
    stored(first, {"path": "/1"})
    stored(second, {"path": "/2"}, after=(first,))
    stored(third, {"path": "/3"}, after=(first, second))

    assert room.store.read("measurement", "paths").rows == (("/3",),)
    assert room.store.read("security", "paths").rows == (("/1",), ("/2",), ("/3",))


def test_r19_a_version_during_which_the_store_did_not_run_counts_as_well(declare, room, stored):
    room.query("paths", "SELECT path FROM weblog ORDER BY path")
    first, third = declare(("path",)), declare(("path",), number=3)
    stored(first, {"path": "/1"})

    stored(third, {"path": "/3"}, after=(first, declare(("path",), number=2, purposes=("security",))))

    assert room.store.read("measurement", "paths").rows == (("/3",),)
    assert room.store.read("security", "paths").rows == (("/1",), ("/3",))


def test_r19_a_first_version_that_was_put_in_the_place_of_another_opens_no_more_than_that_did(declare, room, stored):
    room.query("paths", "SELECT path FROM weblog")
    stored(declare(("path",), purposes=("security",)), {"path": "/"})

    again = Operations(room.engine, room.spool, queries=room.queries)
    again.follow(declare(("path",)))

    assert again.read("security", "paths", {}).rows == (("/",),)
    with pytest.raises(PurposeRefused):
        again.read("measurement", "paths", {})


def test_3_2_an_element_past_a_time_that_only_an_earlier_version_gave_it_is_not_shown(declare, room, stored):
    room.query("addresses", "SELECT ip_address FROM weblog")
    first = declare({"seen_at": CollectedElement(), "ip_address": CollectedElement(keep=Period.parse("30 days"))})
    room.operations.follow(first)
    room.never_forget("ip_address")
    now, room.now = room.now, room.now - timedelta(days=31)
    stored(first, {"ip_address": "203.0.113.9"})
    room.now = now

    stored(declare(("seen_at", "ip_address"), number=2), {"ip_address": "203.0.113.10"}, after=(first,))

    assert sorted(room.store.read("measurement", "addresses").rows) == [("",), ("203.0.113.10",)]


def test_an_element_that_the_table_is_sorted_by_cannot_be_kept_shorter_and_says_what_to_do(declare, room):
    first = declare(("seen_at", "path"))
    room.operations.follow(first)

    with pytest.raises(SchemaRefused, match=r"path.*sorts.*Move the old table aside"):
        room.operations.follow(first, declare({"seen_at": CollectedElement(), "path": A_DAY}, number=2))


@pytest.mark.parametrize("name", ["path; DROP TABLE x", "path`", "Path", "", "p" * 200, "päth"])
def test_only_plain_names_become_part_of_a_statement(name):
    with pytest.raises(NotAnIdentifier):
        statement("column", name=name, type=Sql("String"))
