"""On their way into the store rows get the owner of their network: none is lost, none doubled (3.4)."""

from __future__ import annotations

import json
import threading
import time

import pytest

from avowal.events import enriching
from avowal.events.direct import DirectStore
from avowal.events.operations import Operations
from avowal.events.reverse_dns import ReverseDns
from avowal.events.rows import RowMaker
from avowal.policy.model import Audience, CollectedElement
from avowal.policy.period import Period
from tests.events.test_reverse_dns import Zone

NAME = "1795500000000-0123abcd"
DECLARED = ("seen_at", "site", "path", "ip_address", "network_owner")
ZONE = {"8.8.4.4": "dns.google", "9.9.9.9": "dns9.quad9.net"}


@pytest.fixture
def asking(room):
    """The room's operations with a resolver of its own."""

    def with_zone(zone):
        room.operations = Operations(
            room.engine, room.spool, queries=room.queries, clock=lambda: room.now, dns=ReverseDns(zone)
        )
        return room.operations

    return with_zone


def segment(room, *rows, name=NAME):
    path = room.spool / "weblog" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(rows))


def made(version, room, *values):
    maker = RowMaker(version, "weblog")
    return [maker.make(value, at=room.now) for value in values]


def test_3_4_rows_without_an_owner_get_the_domain_of_their_address(declare, room, asking):
    operations = asking(Zone(ZONE))
    version = declare(DECLARED)
    operations.follow(version)
    values = [
        {"path": "/1", "ip_address": "8.8.4.4"},
        {"path": "/2", "ip_address": "9.9.9.9", "network_owner": "Example Net"},  # the file knew it
        {"path": "/3", "ip_address": "1.1.1.1"},
        {"path": "/4"},
        {"path": '/5"}\\', "ip_address": "9.9.9.9"},
    ]
    segment(room, *made(version, room, *values))

    taken = operations.take_spool()

    assert (taken.rows, taken.refused_rows, taken.problems) == (5, 0, [])
    assert {row[0]: row[1] for row in room.rows("path, network_owner")} == {
        "/1": "dns.google",
        "/2": "Example Net",
        "/3": "",
        "/4": "",
        '/5"}\\': "quad9.net",
    }


def test_a_replayed_segment_is_counted_once_although_its_owners_differ(declare, room, asking):
    zone = Zone({})
    operations = asking(zone)
    version = declare(DECLARED)
    operations.follow(version)
    rows = made(version, room, *({"path": f"/{number}", "ip_address": "8.8.4.4"} for number in range(5)))
    segment(room, *rows)
    operations.take_spool()

    again = asking(Zone(ZONE))
    again.follow(version)
    segment(room, *rows)
    again.take_spool()

    assert room.rows("count()") == [(5,)]


def test_a_silent_resolver_delays_a_round_for_a_while_and_no_row_is_lost(declare, room, asking, monkeypatch):
    monkeypatch.setattr(enriching, "PATIENCE_SECONDS", 0.3)
    operations = asking(Zone(ZONE, waits_for=threading.Event()))
    version = declare(DECLARED)
    operations.follow(version)
    for number in range(4):
        values = {"path": f"/{number}", "ip_address": f"8.8.{number}.4"}
        segment(room, *made(version, room, values), name=f"179550000000{number}-0123abcd")

    began = time.monotonic()
    operations.take_spool()

    assert time.monotonic() - began < 2
    assert room.rows("path, network_owner") == [(f"/{number}", "") for number in range(4)]


def test_3_2_an_owner_kept_shorter_carries_its_own_time(declare, room, asking):
    operations = asking(Zone(ZONE))
    shorter = dict.fromkeys(DECLARED, CollectedElement()) | {"network_owner": CollectedElement(keep=Period(7, "day"))}
    version = declare(shorter)
    operations.follow(version)
    segment(room, *made(version, room, {"path": "/", "ip_address": "8.8.4.4"}))
    operations.take_spool()

    assert room.rows("network_owner, dateDiff('day', seen_at, network_owner_until)") == [("dns.google", 7)]


@pytest.mark.parametrize(
    "elements",
    [
        ("seen_at", "path", "ip_address"),
        dict.fromkeys(DECLARED, CollectedElement()) | {"network_owner": CollectedElement(audience=Audience.SIGNED_IN)},
    ],
)
def test_3_4_where_the_owner_is_not_declared_about_everybody_nobody_is_asked(declare, room, asking, elements):
    zone = Zone(ZONE)
    operations = asking(zone)
    version = declare(elements)
    operations.follow(version)
    segment(room, *made(version, room, {"path": "/", "ip_address": "8.8.4.4"}))

    assert operations.take_spool().rows == 1
    assert not zone.asked


def test_3_4_rows_of_a_version_that_did_not_declare_the_owner_get_none(declare, room, asking):
    zone = Zone(ZONE)
    operations = asking(zone)
    before, after = declare(("seen_at", "path", "ip_address")), declare(DECLARED, number=2)
    operations.follow(before, after)
    segment(room, *made(before, room, {"path": "/", "ip_address": "8.8.4.4"}))
    operations.take_spool()

    assert room.rows("network_owner") == [("",)]
    assert not zone.asked


def test_what_cannot_be_read_goes_on_as_it_is(declare):
    version = declare(DECLARED)
    good = json.dumps({"ip_address": "8.8.4.4", "policy_version": 1}).encode()
    content = b"\n".join([b"{torn", b"[]", b"\xff", b"", good, b'{"ip_address": 7, "policy_version": "x"}'])
    owners = enriching.NetworkDomains(ReverseDns(Zone(ZONE)), lambda: [version])
    owners.begin()

    filled = owners.fill("weblog", content)

    assert filled == content.replace(good, good[:-1] + b',"network_owner":"dns.google"}')


def test_an_import_asks_nobody(plan, room, asking, tmp_path):
    zone = Zone(ZONE)
    operations = asking(zone)
    operations.follow(plan)
    log = tmp_path / "access.log"
    log.write_text(f'8.8.4.4 - - [{room.now:%d/%b/%Y:%H:%M:%S} +0000] "GET / HTTP/1.1" 200 5\n', encoding="utf-8")

    result = DirectStore(operations).import_lines(log, site="plan", log_format="auto")

    assert (result.kept, room.rows("ip_address, network_owner")) == (1, [("8.8.4.4", "")])
    assert not zone.asked
