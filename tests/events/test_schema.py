"""Tables are what the policy declares, and a later version widens nothing that came in before (ledger 3.2, 3.3)."""

from __future__ import annotations

import pytest

from avowal.events.rows import RowMaker
from avowal.events.schema import SchemaRefused
from avowal.events.statements import NotAnIdentifier, Sql, statement
from avowal.policy.model import Audience, CollectedElement, Door, Form
from avowal.policy.period import Period

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
    assert "daily_counts" not in tables


def test_elements_about_children_have_no_column(declare, room):
    room.operations.follow(
        declare({"path": CollectedElement(), "browser": CollectedElement(audience=Audience.CHILDREN)})
    )

    assert "browser" not in columns(room)


def test_a_later_version_adds_columns_and_deletes_none(declare, room, stored):
    stored(declare(("path",)), {"path": "/"})

    room.operations.follow(declare(("browser",), number=2))

    assert columns(room) == ["path", "policy_version", "keep_until", "browser"]
    assert ("purpose_measurement", "weblog", "path") not in views(room)
    assert room.rows("path, browser") == [("/", "")]


def test_an_element_that_is_kept_shorter_from_now_on_keeps_its_old_promise_in_old_rows(declare, room, stored):
    stored(declare(("path", "ip_address")), {"path": "/old", "ip_address": "203.0.113.9"})

    version = declare(
        {"path": CollectedElement(), "ip_address": CollectedElement(keep=Period.parse("1 day"))}, number=2
    )
    stored(version, {"path": "/new", "ip_address": "203.0.113.9"})

    assert room.rows("path, ip_address_until = keep_until") == [("/new", 0), ("/old", 1)]


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
    room.operations.follow(declare(("path",)))

    room.operations.follow(declare(("path",), number=2, purposes=("security",)))

    assert {database for database, _, _ in views(room)} == {"purpose_security"}


def test_a_later_version_never_opens_what_came_in_before_it(declare, room, stored):
    room.query("addresses", "SELECT path, ip_address FROM weblog ORDER BY path")
    visit = {"ip_address": "203.0.113.9"}
    stored(declare({"path": CollectedElement(), "ip_address": SECURITY_ONLY}), visit | {"path": "/before"})

    stored(declare(("path", "ip_address"), number=2), visit | {"path": "/since"})

    assert room.store.read("measurement", "addresses").rows == (("/before", ""), ("/since", "203.0.113.9"))
    assert room.store.read("security", "addresses").rows == (("/before", "203.0.113.9"), ("/since", "203.0.113.9"))


def test_rows_of_a_version_that_the_store_never_saw_are_shown_to_nobody(declare, room):
    room.query("paths", "SELECT path FROM weblog")
    room.operations.follow(declare(("path",)))
    room.keep(RowMaker(declare(("path",), number=7), "weblog").make({"path": "/unknown"}, at=room.now))
    room.operations.take_spool()

    assert room.rows("path") == [("/unknown",)]
    assert room.store.read("measurement", "paths").rows == ()


@pytest.mark.parametrize("name", ["path; DROP TABLE x", "path`", "Path", "", "p" * 200, "päth"])
def test_only_plain_names_become_part_of_a_statement(name):
    with pytest.raises(NotAnIdentifier):
        statement("column", name=name, type=Sql("String"))
