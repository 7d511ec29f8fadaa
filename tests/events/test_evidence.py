"""What an audit finds in the store, and what a sweep deletes (ledger 3.2, 5.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from avowal.events.outcomes import Swept
from avowal.policy.model import CollectedElement
from avowal.policy.period import Period

ELEMENTS = {
    "seen_at": CollectedElement(),
    "path": CollectedElement(),
    "ip_address": CollectedElement(keep=Period.parse("30 days")),
}
VISIT = {"path": "/members/", "ip_address": "203.0.113.9"}


def test_a_value_is_found_in_whatever_column_it_stands(declare, room, stored):
    stored(declare(ELEMENTS), VISIT, VISIT | {"path": "/203.0.113.9/"})

    assert sorted(room.store.search("203.0.113")) == [("weblog", "ip_address", 2), ("weblog", "path", 1)]
    assert room.store.search("measurement") == [("opened", "purpose", 3)]
    assert room.store.search("diabetes") == []


def test_the_spool_is_searched_too(declare, room):
    room.operations.follow(declare(ELEMENTS))
    room.keep(b'{"path":"/canary"}', b'{"path":"/"}')

    assert room.store.search("canary") == [("spool/weblog", "line", 1)]


def test_an_empty_value_is_not_searched_for(room, declare):
    room.operations.follow(declare(ELEMENTS))

    with pytest.raises(ValueError, match="everywhere"):
        room.store.search("")


def test_all_rows_are_counted(declare, room, stored):
    stored(declare(ELEMENTS), VISIT, VISIT)

    assert room.store.row_counts() == {"closings": 0, "erasures": 0, "imports": 0, "opened": 6, "weblog": 2}


@pytest.fixture
def forgetful(declare, room, stored):
    """A store that kept three rows: one within its time, one with an address past its own, one past its time."""
    version = declare(ELEMENTS)
    room.operations.follow(version)
    room.never_forget("ip_address")
    for age in (0, 31, 500):
        room.now -= timedelta(days=age)
        stored(version, VISIT)


def test_3_2_what_is_past_its_time_is_reported(room, forgetful):
    assert room.store.past_retention() == [("weblog", "row", 1), ("weblog", "ip_address", 2)]


def test_3_2_a_sweep_deletes_what_is_past_its_time_and_says_so(room, forgetful):
    table = f"{room.engine.database}.weblog"
    for change in ("MODIFY TTL keep_until", "MODIFY COLUMN ip_address String TTL ip_address_until"):
        room.engine.run(f"ALTER TABLE {table} {change} SETTINGS materialize_ttl_after_modify = 0")

    assert room.store.sweep() == [Swept("weblog", rows_before=3, rows_after=2, past_retention_after=0)]

    assert room.store.past_retention() == []
    assert sorted(address for (address,) in room.rows("ip_address")) == ["", "203.0.113.9"]


def test_nothing_is_swept_where_nothing_is_past_its_time(declare, room, stored):
    stored(declare(ELEMENTS), VISIT)

    assert room.store.sweep() == []
    assert len(room.rows()) == 1
