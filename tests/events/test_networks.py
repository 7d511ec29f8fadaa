"""Owners and relays are looked up in files that may change, off the request path (3.4, 5.1)."""

from __future__ import annotations

import os
import time

import pytest

from avowal import config
from avowal.events.network_settings import of_deployment
from avowal.events.networks import NetworkOwners


@pytest.fixture
def files(tmp_path):
    owners, relays = tmp_path / "owners.csv", tmp_path / "relays.txt"
    owners.write_text("198.51.100.0/24,Example Net\n", encoding="utf-8")
    relays.write_text("198.51.100.64/26\n", encoding="utf-8")
    return owners, relays


def test_without_files_nothing_is_known():
    networks = NetworkOwners()
    networks.load()
    networks.begin()

    assert (networks.owner("198.51.100.7"), networks.relayed("198.51.100.7"), networks.trouble) == ("", None, None)


def test_3_4_owners_and_relays_are_found_by_address(files):
    networks = NetworkOwners(*files)
    assert networks.relayed("198.51.100.70") is None  # not read yet
    networks.load()

    told = [(networks.owner(it), networks.relayed(it)) for it in ("198.51.100.7", "198.51.100.70", "203.0.113.7", "")]
    assert told == [("Example Net", False), ("Example Net", True), ("", False), ("", None)]


def test_a_file_that_changes_is_read_again_and_one_that_cannot_be_used_changes_nothing(files):
    networks = NetworkOwners(*files)
    networks.begin(every=0.01)
    try:
        _soon(lambda: networks.owner("198.51.100.7") == "Example Net")
        files[0].write_text("198.51.100.0/24,Another Net Altogether\n", encoding="utf-8")
        _soon(lambda: networks.owner("198.51.100.7") == "Another Net Altogether")
        files[0].write_text("198.51.100.0/24,Third\nnonsense\n", encoding="utf-8")
        _soon(lambda: networks.trouble is not None)
        assert f"{files[0]}:2: there are 1 columns" in str(networks.trouble)
        assert networks.owner("198.51.100.7") == "Another Net Altogether"
        files[0].unlink()
        _soon(lambda: "cannot be read" in str(networks.trouble))
        assert networks.owner("198.51.100.7") == "Another Net Altogether"
        files[0].write_text("198.51.100.0/24,Fourth\n", encoding="utf-8")
        _soon(lambda: networks.owner("198.51.100.7") == "Fourth" and networks.trouble is None)
    finally:
        networks.end()


@pytest.mark.parametrize(
    ("written", "environment"),
    [
        ("", {}),
        ('networks_file = "lists/owners.csv"\nreverse_dns = true\n', {}),
        ('networks_file = "lists/owners.csv"\nreverse_dns = true\n', {"AVOWAL_REVERSE_DNS": "off"}),
        ('relays_file = "/srv/relays.txt"\n', {"AVOWAL_NETWORKS_FILE": "other.csv", "AVOWAL_REVERSE_DNS": "1"}),
    ],
)
def test_the_stores_owner_is_told_what_the_settings_say(tmp_path, monkeypatch, written, environment):
    (tmp_path / config.SETTINGS_FILE).write_text(written, encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings = config.load(tmp_path)

    found = of_deployment(settings.data)

    assert (found.networks_file, found.relays_file) == settings.network_files
    assert found.reverse_dns is settings.reverse_dns
    assert (found.dns() is not None) is settings.reverse_dns


def _soon(is_so) -> None:
    deadline = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < deadline, os.strerror(110)
        time.sleep(0.005)
