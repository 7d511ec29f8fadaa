"""3.4, 5.1: whose network, and whether a privacy service stood in between, where that is declared and known."""

from __future__ import annotations

from typing import Any

import pytest

from avowal.edge.settings import DoorSettings
from avowal.events.networks import NetworkOwners
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Door


@pytest.fixture
def networks(tmp_path) -> NetworkOwners:
    owners, relays = tmp_path / "owners.csv", tmp_path / "relays.csv"
    owners.write_text("203.0.113.0/24,Example Net\n", encoding="utf-8")
    relays.write_text("203.0.113.9\n", encoding="utf-8")
    found = NetworkOwners(owners, relays)
    found.load()
    return found


def rows(kit: Any, networks: Any, *elements: str) -> list[dict[str, Any]]:
    weblog = kit.collection(Door.WEBLOG, ["path", *elements])
    policy = kit.small_policy(collections=Catalogue([("weblog", weblog)]), beacons=Catalogue())
    settings = DoorSettings({"plan.localhost": "plan"}, **({"networks": networks} if networks else {}))
    front = kit.Front(policy=policy, settings=settings)
    front.ask(path="/")
    return [{key: row[key] for key in row if key in ("network_owner", "relayed")} for row in front.spool.rows("weblog")]


def test_3_4_owner_and_relay_are_kept_where_they_are_declared(kit, networks):
    assert rows(kit, networks, "network_owner", "relayed") == [{"network_owner": "Example Net", "relayed": True}]


def test_3_4_what_is_not_declared_of_a_network_is_not_kept(kit, networks):
    assert rows(kit, networks) == [{}]


def test_what_no_file_tells_is_absent_and_can_be_found_out_later(kit):
    assert rows(kit, None, "network_owner", "relayed") == [{}]


def test_health_says_that_a_file_cannot_be_used_and_the_site_stays_ready(kit, networks, tmp_path):
    (tmp_path / "owners.csv").write_text("nonsense\n", encoding="utf-8")
    networks.load()

    health = kit.Front(settings=DoorSettings({"plan.localhost": "plan"}, networks=networks)).door.health()

    assert "owners.csv:1: this line tells no network and owner" in health["networks_trouble"]
    assert health["ready"]
