"""A log's addresses are looked up in the files of networks, each distinct one once (3.4, 5.1)."""

from __future__ import annotations

from collections import Counter

import pytest

from avowal.events.direct import DirectStore
from avowal.events.networks import NetworkOwners
from avowal.events.operations import Operations

HOSTS = ("198.51.100.7", "198.51.100.70", "::ffff:198.51.100.7", "2001:db8:7::1", "203.0.113.9", "a.host.example", "-")


@pytest.fixture
def files(tmp_path):
    owners, relays = tmp_path / "owners.csv", tmp_path / "relays.csv"
    owners.write_text("198.51.100.0/24,Example Net\n2001:db8:7::/48,Example Six\n", encoding="utf-8")
    relays.write_text("198.51.100.64/26\n", encoding="utf-8")
    return owners, relays


@pytest.fixture
def imported(plan, room, tmp_path):
    def with_networks(networks, *hosts, version=plan):
        operations = Operations(room.engine, room.spool, clock=lambda: room.now, networks=networks)
        operations.follow(version)
        log = tmp_path / "access.log"
        lines = (f'{host} - - [{room.now:%d/%b/%Y:%H:%M:%S} +0000] "GET / HTTP/1.1" 200 5\n' for host in hosts)
        log.write_text("".join(lines), encoding="utf-8")
        return DirectStore(operations).import_lines(log, site="plan")

    return with_networks


def test_3_4_lines_tell_whose_network_they_came_from_and_whether_by_a_relay(room, imported, files):
    imported(NetworkOwners(*files), *HOSTS)

    assert room.rows("ip_address, network_owner, relayed") == sorted(
        [
            ("198.51.100.7", "Example Net", False),
            ("198.51.100.7", "Example Net", False),
            ("198.51.100.70", "Example Net", True),
            ("2001:db8:7::1", "Example Six", False),
            ("203.0.113.9", "", False),
            ("", "", False),
            ("", "", False),
        ]
    )


def test_each_distinct_address_is_looked_up_once(imported, files, monkeypatch):
    networks = NetworkOwners(*files)
    asked: Counter[str] = Counter()
    look_up = networks.owner
    monkeypatch.setattr(networks, "owner", lambda address: asked.update([address]) or look_up(address))

    imported(networks, *HOSTS * 50)

    assert asked == dict.fromkeys(HOSTS, 1)


def test_3_4_where_nothing_of_networks_is_declared_the_files_are_not_even_read(imported, files, declare):
    networks = NetworkOwners(*files)

    imported(networks, *HOSTS, version=declare(("seen_at", "site", "path", "ip_address")))

    assert not networks.knows_owners


def test_an_import_without_owners_says_why(room, imported, files):
    files[0].write_text("198.51.100.0/24\n", encoding="utf-8")

    result = imported(NetworkOwners(files[0]), *HOSTS)

    assert result.kept == len(HOSTS)
    assert f"{files[0]}:1: this line tells no network and owner" in str(result.advice)
    assert set(room.rows("network_owner")) == {("",)}
