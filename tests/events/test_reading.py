"""The store is read for a purpose or not at all (ledger 3.3, 5.2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from avowal.events.outcomes import PurposeRefused, UnknownQuery
from avowal.events.reading import QUERIES
from avowal.policy.model import CollectedElement
from avowal.policy.period import Period

ELEMENTS = {
    "seen_at": CollectedElement(),
    "path": CollectedElement(),
    "ip_address": CollectedElement(keep=Period.parse("30 days"), purposes=("security",)),
}
VISIT = {"path": "/", "ip_address": "203.0.113.9"}


@pytest.fixture
def visited(declare, stored):
    stored(declare(ELEMENTS), VISIT)


def test_5_2_a_purpose_that_may_not_open_the_address_gets_an_error_and_security_gets_it(room, visited):
    room.query("addresses", "SELECT ip_address FROM weblog")

    with pytest.raises(PurposeRefused, match="“measurement” may not open “ip_address”"):
        room.store.read("measurement", "addresses")

    assert room.store.read("security", "addresses").rows == (("203.0.113.9",),)


def test_5_1_an_element_past_its_time_is_unseen_although_it_is_still_stored(declare, room, stored):
    room.query("addresses", "SELECT ip_address FROM weblog")
    room.operations.follow(declare(ELEMENTS))
    room.never_forget("ip_address")
    room.now -= timedelta(days=31)

    stored(declare(ELEMENTS), VISIT)

    assert room.rows("ip_address") == [("203.0.113.9",)]
    assert room.store.read("security", "addresses").rows == (("",),)


def test_3_2_a_row_past_its_time_is_unseen_although_it_is_still_stored(declare, room, stored):
    room.query("paths", "SELECT path FROM weblog")
    room.operations.follow(declare(ELEMENTS))
    room.never_forget("ip_address")
    room.now -= timedelta(days=500)

    stored(declare(ELEMENTS), VISIT)

    assert room.rows("path") == [("/",)]
    assert room.store.read("security", "paths").rows == ()


REACHING = [
    "SELECT ip_address FROM {database}.weblog",
    "SELECT (SELECT max(ip_address) FROM {database}.weblog) AS a, path FROM weblog",
    "SELECT path FROM weblog WHERE path IN (SELECT ip_address FROM `{database}`.`weblog`)",
    "SELECT ip_address FROM purpose_security.weblog",
    "SELECT ip_address FROM merge('{database}', 'weblog')",
    "SELECT * FROM view(SELECT ip_address FROM {database}.weblog)",
    "SELECT dictGet('{database}.addresses', 'ip_address', 1)",
    "SELECT name FROM system.tables",
    "SELECT * FROM file('/etc/hostname', 'LineAsString')",
    "WITH a AS (SELECT ip_address FROM {database}.weblog) SELECT * FROM a",
    "SELECT x.ip_address FROM weblog AS w JOIN {database}.weblog AS x ON x.path = w.path",
]


@pytest.mark.parametrize("text", REACHING)
def test_3_3_a_query_cannot_reach_around_its_purposes_views(room, visited, text):
    room.query("reaching", text.format(database=room.engine.database))

    with pytest.raises(Exception, match=r"reaches|READONLY|may not open") as refused:
        room.store.read("measurement", "reaching")

    assert "203.0.113.9" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["INSERT INTO weblog VALUES ('x')", "DROP TABLE weblog", "SELECT 1 INTO OUTFILE '/tmp/x'", "SYSTEM SHUTDOWN"],
)
def test_a_query_can_only_read(room, visited, text):
    room.query("writing", text)

    with pytest.raises(PurposeRefused, match="more than read"):
        room.store.read("security", "writing")

    assert len(room.rows()) == 1


def test_values_are_bound_and_cannot_become_part_of_the_query(room, visited):
    room.query("by_path", "SELECT count() AS hits FROM weblog WHERE path = {path:String}")

    assert room.store.read("measurement", "by_path", path="/").rows == ((1,),)
    assert room.store.read("measurement", "by_path", path="' OR 1 = 1 --").rows == ((0,),)


@pytest.mark.parametrize("purpose", ["marketing", "Security", "security`; DROP", ""])
def test_a_purpose_that_is_not_declared_opens_nothing(room, visited, purpose):
    room.query("paths", "SELECT path FROM weblog")

    with pytest.raises(PurposeRefused):
        room.store.read(purpose, "paths")


@pytest.mark.parametrize("query", ["no_such", "../statements", "", "parts/people_pages"])
def test_only_shipped_queries_are_run(room, visited, query):
    with pytest.raises(UnknownQuery):
        room.store.read("security", query)


def test_an_answer_names_its_columns_and_has_plain_values(declare, room, stored):
    room.query("times", "SELECT toDate(seen_at) AS day, count() AS visits FROM weblog GROUP BY day")
    stored(declare(ELEMENTS), VISIT, VISIT)

    answer = room.store.read("measurement", "times")

    assert answer.columns == ("day", "visits")
    assert answer.rows == ((f"{room.now:%Y-%m-%d}", 2),)


def test_every_shipped_query_names_collections_plainly():
    for file in QUERIES.glob("*.sql"):
        text = file.read_text(encoding="utf-8").lower()
        assert "purpose_" not in text, file.name
        assert "avowal." not in text, file.name


def test_3_3_a_query_that_has_changed_is_looked_at_again(room, visited):
    room.query("changing", "SELECT path FROM weblog")
    assert room.store.read("measurement", "changing").rows == (("/",),)

    room.query("changing", f"SELECT ip_address FROM {room.engine.database}.weblog")

    with pytest.raises(PurposeRefused, match="reaches"):
        room.store.read("measurement", "changing")
