"""Blocking a network: what may be blocked, for how long, what the door is handed and when the record goes (U.9)."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from avowal.website.office import blocks, blocks_file
from avowal.website.office.blocks import BlockRefused, Wanted, block, checked, forget_old, lift
from avowal.website.office.models import Block

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STAFF = "198.51.100.20"


@pytest.fixture
def handed(own_policy):
    """What the door would read."""
    return lambda: json.loads((own_policy / "blocks.json").read_text())


@pytest.fixture
def blocked(own_policy, policy):
    """Blocks a network as somebody at STAFF would."""
    return lambda network, length="day", now=NOW: block(
        Wanted(network, "scanning", "asked for a hundred missing pages", length),
        by=None,
        own_address=STAFF,
        policy=policy,
        now=now,
    )


def test_u_9_a_block_reaches_the_door_and_a_lift_takes_it_back(blocked, handed, own_policy):
    made = blocked("203.0.113.9/24")

    assert handed() == {"format": 1, "blocks": [{"network": "203.0.113.0/24", "until": "2026-11-25T12:00:00Z"}]}
    assert (own_policy / "blocks.json").stat().st_mode & 0o777 == 0o600
    lift(made, NOW + timedelta(minutes=1))
    assert handed()["blocks"] == []


def test_u_9_the_door_turns_away_whom_the_office_blocked(blocked, own_policy):
    from avowal.edge.blocks import BlockList

    blocked("203.0.113.0/24", "hour")
    listed = BlockList(own_policy / "blocks.json")

    assert listed.blocks("203.0.113.9", NOW)
    assert not listed.blocks("203.0.114.9", NOW)
    assert not listed.blocks("203.0.113.9", NOW + timedelta(hours=2))
    assert listed.trouble is None


def test_u_9_a_block_that_ended_leaves_the_file_and_at_retention_the_table(blocked, handed, policy):
    blocked("203.0.113.9", "hour")

    blocks_file.look(NOW + timedelta(hours=2))
    assert handed()["blocks"] == []
    assert Block.objects.count() == 1, "what was blocked can be looked up until its retention is over"
    blocks_file.look(NOW + timedelta(days=30))
    assert not Block.objects.exists(), "an address outlived the 30 days that the policy lets it be kept"


def test_nothing_is_forgotten_on_the_word_of_no_policy(blocked):
    blocked("203.0.113.9", "hour")

    assert forget_old(None, NOW + timedelta(days=400)) == 0


def test_a_network_is_blocked_for_no_longer_than_the_policy_keeps_it(blocked, policy, versions):
    from dataclasses import replace

    from avowal.policy.period import Period

    assert list(blocks.lengths(policy, NOW)) == ["hour", "day", "week", "month"]
    shorter = replace(policy.collections["blocked_addresses"], keep=Period(2, "day"))
    catalogue = {**policy.collections, "blocked_addresses": shorter}
    assert list(blocks.lengths(replace(policy, collections=catalogue), NOW)) == ["hour", "day"]
    without = {key: one for key, one in policy.collections.items() if key != "blocked_addresses"}
    assert blocks.lengths(replace(policy, collections=without), NOW) == {}
    with pytest.raises(BlockRefused, match="policy"):
        block(Wanted("203.0.113.9", "other", "x", "day"), by=None, own_address=STAFF, policy=None, now=NOW)


def test_blocking_again_moves_the_end(blocked, handed):
    blocked("203.0.113.9", "week")
    blocked("203.0.113.9", "hour", NOW + timedelta(minutes=5))

    assert [one["until"] for one in handed()["blocks"]] == ["2026-11-24T13:05:00Z"]


@pytest.mark.parametrize(
    ("network", "why"),
    [
        ("elsewhere", "Write an address"),
        ("", "Write an address"),
        ("203.0.0.0/15", "too large"),
        ("2001:db8::/31", "too large"),
        ("0.0.0.0/0", "too large"),
        ("127.0.0.1", "inner networks"),
        ("::1", "inner networks"),
        ("10.20.0.0/16", "inner networks"),
        ("192.168.7.7", "inner networks"),
        ("fd00::1", "inner networks"),
        ("::ffff:203.0.113.9", "inner networks"),
        ("198.18.7.0/24", "your own proxies"),
        ("198.18.7.7", "your own proxies"),
        (STAFF, "lock yourself out"),
        ("198.51.100.0/24", "lock yourself out"),
    ],
)
def test_what_would_close_the_sites_to_its_own_is_refused(blocked, settings, network, why):
    proxies = ("198.18.7.7",)
    settings.AVOWAL = settings.AVOWAL.model_copy(update={"trusted_proxies": proxies})

    with pytest.raises(BlockRefused, match=why):
        blocked(network)
    assert not Block.objects.exists()


@pytest.mark.parametrize("own", [STAFF, f"::ffff:{STAFF}"])
def test_staff_who_come_by_a_mapped_address_do_not_lock_themselves_out(own):
    with pytest.raises(BlockRefused, match="lock yourself out"):
        checked("198.51.100.0/24", own)
    assert str(checked("203.0.113.9", "")) == "203.0.113.9/32"


def test_a_database_that_is_away_leaves_the_list_as_it_was(blocked, handed, monkeypatch, caplog):
    blocked("203.0.113.9")
    before = handed()

    def away(_now):
        raise OperationalError("no")

    monkeypatch.setattr(blocks_file, "_text", away)
    blocks_file.look(NOW)
    assert handed() == before
    assert "stays as it was" in caplog.text
