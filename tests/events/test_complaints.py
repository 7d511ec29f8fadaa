"""Each thing that can be the matter with the store is told, with what mends it, and none of it otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from avowal.events.complaints import clock_complaint, complaints
from avowal.policy.model import CollectedElement
from avowal.policy.period import Period


@pytest.fixture
def kept(declare, room, stored):
    elements = {
        "seen_at": CollectedElement(),
        "path": CollectedElement(),
        "member_key": CollectedElement(),
        "ip_address": CollectedElement(keep=Period.parse("1 day")),
    }
    stored(declare(elements), {"path": "/", "member_key": "her-own-key", "ip_address": "203.0.113.9"})
    return room


def told(room):
    return " | ".join(f"{one.found} {one.mend}" for one in complaints(room.store, room.now))


def test_a_store_that_is_well_has_no_complaint(kept):
    assert told(kept) == ""
    assert clock_complaint(kept.store, kept.now) is None


def test_a_store_that_follows_no_policy_says_why(kept):
    kept.operations.follow(trouble="The date of the first version has not come.")

    assert "The date of the first version has not come." in told(kept)


def test_rows_that_were_refused_are_told(kept):
    kept.keep(b'{"no_such_column":1}\n')
    kept.operations.take_spool()

    assert "data/spool/refused" in told(kept)


def test_a_spool_that_nobody_takes_is_told(kept):
    for number in range(101):
        (kept.spool / "weblog" / f"1795500000{number:03d}-0123abcd.jsonl").write_bytes(b"{}\n")

    assert "101 segments wait" in told(kept)


def test_3_2_what_stays_past_its_time_is_told_and_what_has_just_passed_is_not(declare, room, stored):
    version = declare({"path": CollectedElement(), "ip_address": CollectedElement(keep=Period.parse("1 day"))})
    room.operations.follow(version)
    room.never_forget("ip_address")
    room.now -= timedelta(days=2, hours=1)
    stored(version, {"path": "/", "ip_address": "203.0.113.9"})
    room.now += timedelta(days=2, hours=1)
    assert "1 values of “ip_address” in weblog" in told(room)

    room.engine.run(f"ALTER TABLE {room.engine.database}.weblog UPDATE ip_address_until = now() - 60 WHERE 1")
    assert "ip_address" not in told(room)


def test_8_4_a_change_that_fails_is_told_by_its_code_and_gone_when_it_is_killed(kept):
    table = f"{kept.engine.database}.weblog"
    stuck = "toString(throwIf(policy_version > 0, 'a private word'))"
    kept.engine.run(f"ALTER TABLE {table} UPDATE member_key = {stuck} WHERE 1 SETTINGS mutations_sync = 0")
    told_ = ""
    for _ in range(100):
        if told_ := told(kept):
            break

    kept.engine.run(f"KILL MUTATION WHERE database = '{kept.engine.database}' AND NOT is_done SYNC")
    assert "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO" in told_
    assert "KILL MUTATION" in told_
    assert "private" not in told_
    assert told(kept) == ""


def test_8_4_an_erasure_that_is_still_on_the_disk_after_two_days_is_told(kept):
    receipt = kept.store.erase({"member_key": ["her-own-key"]}).receipt
    assert told(kept) == ""

    kept.now += timedelta(hours=49)

    assert receipt in told(kept)
    assert "her-own-key" not in told(kept)


def test_8_4_an_erasure_that_was_broken_off_is_told_after_an_hour(kept, monkeypatch):
    def killed(erased):
        raise RuntimeError(erased.receipt)

    monkeypatch.setattr(kept.operations._eraser.book, "note_hidden", killed)
    with pytest.raises(RuntimeError):
        kept.operations.erase({"member_key": ["her-own-key"]})
    assert told(kept) == ""

    kept.now += timedelta(minutes=61)

    assert "broken off" in told(kept)
    assert "her-own-key" not in told(kept)


def test_a_clock_that_was_set_back_is_told(kept):
    assert "set back" in clock_complaint(kept.store, kept.now - timedelta(hours=1)).mend


def test_an_account_that_a_purposes_role_does_not_narrow_is_told(kept):
    """The engine's own account stands for a server's: it has its rights by itself."""
    kept.engine.embedded = False
    try:
        found = told(kept)
    finally:
        kept.engine.embedded = True

    assert "rights of its own" in found
