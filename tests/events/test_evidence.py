"""What an audit finds in the store, and what a sweep deletes (ledger 3.2, 5.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

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

    assert room.store.row_counts() == {"imports": 0, "opened": 6, "weblog": 2}


def test_3_2_what_is_past_its_time_is_reported_and_swept(declare, room, stored):
    version = declare(ELEMENTS)
    stored(version, VISIT)
    room.now -= timedelta(days=31)
    stored(version, VISIT)
    room.now -= timedelta(days=500)
    room.engine.run(f"SYSTEM STOP MERGES {room.engine.database}.weblog")  # or the store may be quicker than the test
    stored(version, VISIT)
    assert set(room.store.past_retention()) <= {
        ("weblog", "row", 1),
        ("weblog", "ip_address", 2),
        ("weblog", "ip_address", 1),
    }
    room.engine.run(f"SYSTEM START MERGES {room.engine.database}.weblog")

    room.store.sweep()

    assert room.store.past_retention() == []
    assert sorted(address for (address,) in room.rows("ip_address")) == ["", "203.0.113.9"]


def test_nothing_is_swept_where_nothing_is_past_its_time(declare, room, stored):
    stored(declare(ELEMENTS), VISIT)

    assert room.store.sweep() == []
    assert len(room.rows()) == 1
