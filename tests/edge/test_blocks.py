"""U.9: blocked networks are kept out and recorded; a spoiled list keeps nobody out, and the policy stays open to all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.edge.blocks import BlockList, blocked_page
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Contact

LATER, PAST = "2026-11-25T12:00:00Z", "2026-11-24T11:59:59+00:00"
HERE = "203.0.113.9"


class Seconds:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def told(*blocks: tuple[str, str]) -> str:
    return json.dumps({"format": 1, "blocks": [{"network": network, "until": until} for network, until in blocks]})


def listed(tmp_path: Path, content: str | bytes) -> BlockList:
    file = tmp_path / "blocks.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return BlockList(file, monotonic=Seconds())


@pytest.mark.parametrize(
    ("network", "until", "address", "blocked"),
    [
        ("203.0.113.0/24", LATER, HERE, True),
        ("203.0.113.9/32", LATER, HERE, True),
        ("203.0.113.9", LATER, HERE, True),
        ("203.0.113.8/32", LATER, HERE, False),
        ("203.0.114.0/24", LATER, HERE, False),
        ("203.0.113.0/24", PAST, HERE, False),
        ("203.0.113.0/24", LATER, "", False),
        ("203.0.113.0/24", LATER, "2001:db8::1", False),
        ("2001:db8::/48", LATER, "2001:db8::1", True),
        ("2001:db8::/48", LATER, "2001:db8:1::1", False),
    ],
)
def test_u9_an_address_is_blocked_in_its_network_until_its_time(
    kit: Any, tmp_path: Path, network: str, until: str, address: str, blocked: bool
) -> None:
    assert listed(tmp_path, told((network, until))).blocks(address, kit.NOON) is blocked


@given(st.lists(st.tuples(st.ip_addresses(v=4), st.integers(8, 32)), max_size=20), st.ip_addresses(v=4))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sieve_says_what_the_networks_say(kit: Any, tmp_path: Path, found: Any, address: Any) -> None:
    from ipaddress import ip_network

    networks = [ip_network((str(start), bits), strict=False) for start, bits in found]
    blocks = listed(tmp_path, told(*((str(network), LATER) for network in networks)))

    for one in (address, *(start for start, _ in found)):
        assert blocks.blocks(str(one), kit.NOON) is any(one in network for network in networks)


def test_of_two_blocks_the_longer_counts(kit: Any, tmp_path: Path) -> None:
    blocks = listed(tmp_path, told(("203.0.113.0/24", LATER), ("203.0.113.0/24", PAST), ("203.0.0.0/16", PAST)))

    assert blocks.blocks(HERE, kit.NOON)
    assert not blocks.blocks(HERE, kit.NOON + timedelta(days=1))


def test_a_change_is_noticed_within_a_second(kit: Any, tmp_path: Path) -> None:
    file, clock = tmp_path / "blocks.json", Seconds()
    blocks = BlockList(file, monotonic=clock)
    assert not blocks.blocks(HERE, kit.NOON)

    file.write_text(told((HERE, LATER)))
    clock.now = 0.9
    assert not blocks.blocks(HERE, kit.NOON)
    clock.now = 1.0
    assert blocks.blocks(HERE, kit.NOON)

    file.unlink()
    clock.now = 2.0
    assert not blocks.blocks(HERE, kit.NOON)
    assert blocks.trouble is None


SPOILED = [
    b"",
    b"{",
    b"[]",
    b'{"format": 2, "blocks": []}',
    b'{"format": 1}',
    b'{"format": 1, "blocks": [7]}',
    b'{"format": 1, "blocks": [{"network": "203.0.113.0/24"}]}',
    told(("203.0.113.9/24", LATER)).encode(),  # no network: bits are set behind its prefix
    told(("harbor", LATER)).encode(),
    told(("203.0.113.0/24", "soon")).encode(),
    told(("203.0.113.0/24", "2026-11-25T12:00:00")).encode(),
    told(("203.0.113.0/24", LATER), ("0.0.0.0/0", LATER)).encode(),
    b"[" * 100_000,
]


@pytest.mark.parametrize("content", SPOILED, ids=range(len(SPOILED)))
def test_a_spoiled_list_blocks_nobody_and_says_so(kit: Any, tmp_path: Path, content: bytes) -> None:
    blocks = listed(tmp_path, content)

    assert not blocks.blocks(HERE, kit.NOON)
    assert "blocks.json" in str(blocks.trouble)
    assert "Nobody is blocked" in str(blocks.trouble)
    assert HERE not in str(blocks.trouble)


def test_a_list_that_may_not_be_read_blocks_nobody(kit: Any, tmp_path: Path) -> None:
    file = tmp_path / "blocks.json"
    file.mkdir()

    blocks = BlockList(file, monotonic=Seconds())

    assert not blocks.blocks(HERE, kit.NOON)
    assert "blocks.json" in str(blocks.trouble)


@pytest.fixture
def front(kit: Any, tmp_path: Path) -> Any:
    file = tmp_path / "blocks.json"
    file.write_text(told(("203.0.113.0/24", LATER)))
    contacts = Catalogue([("line", Contact("Ask <us>", telephone="1-800-555-0100"))])
    made = kit.Front(policy=kit.small_policy(contacts=contacts))
    made.settings = replace(made.settings, blocks=file)
    made.__post_init__()
    return made


def test_u9_a_blocked_network_gets_403_and_is_recorded(front: Any) -> None:
    reply = front.ask("/members/")

    assert (reply.status, reply.header("cache-control")) == (403, "no-store")
    assert b'<a href="tel:1-800-555-0100">' in reply.body
    assert b"Ask &lt;us&gt;" in reply.body
    assert b"/privacy/" in reply.body
    assert "default-src 'none'" in str(reply.header("content-security-policy"))
    assert front.seen == []
    assert [(row["status"], row["path"]) for row in front.spool.rows("weblog")] == [(403, "/members/")]
    assert front.door.health()["blocks"] == {"refused": 1}


def test_u9_beacons_of_a_blocked_network_are_not_kept(front: Any) -> None:
    assert front.ask("/_a/v", method="POST", headers=[("content-type", "text/plain")]).status == 403
    assert front.ask(client=("198.51.100.7", 1)).status == 200


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/privacy/", "GET", 200),
        ("/es/privacy/", "HEAD", 200),
        ("/static/avowal/site.css", "GET", 200),
        ("/health/live", "GET", 200),
        ("/health/ready", "GET", 200),
        ("/privacy/", "POST", 403),
        ("/privacy/your-data/", "GET", 403),
        ("/xx/privacy/", "GET", 403),
        ("/", "GET", 403),
    ],
)
def test_what_the_policy_says_can_be_read_from_everywhere(front: Any, path: str, method: str, status: int) -> None:
    assert front.ask(path, method=method).status == status


def test_a_spoiled_list_lets_all_in_and_health_says_so(front: Any, tmp_path: Path) -> None:
    (tmp_path / "blocks.json").write_text("{")
    os.utime(tmp_path / "blocks.json", (1, 1))
    front.__post_init__()

    assert front.ask("/members/").status == 200
    assert "blocks.json" in front.door.health()["blocks_trouble"]


def test_without_a_policy_the_page_names_nobody() -> None:
    assert b"this site" in blocked_page(None)
