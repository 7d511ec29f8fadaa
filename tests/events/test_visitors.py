"""A visitor key lives one day (ledger 2.1, 3.4; R67)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from avowal.events.visitors import VisitorKeys

NOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # noon in Los Angeles
WHO = ("203.0.113.9", "Mozilla/5.0", "plan")


@pytest.fixture
def keys(tmp_path):
    numbers = count(1)
    return lambda: VisitorKeys(
        tmp_path / "secrets" / "salt",
        "America/Los_Angeles",
        randomness=lambda size: next(numbers).to_bytes(size, "big"),
    )


def test_the_same_visitor_has_one_key_all_day_in_every_process(keys):
    one, other = keys(), keys()

    found = {
        one.key(NOON, *WHO),
        other.key(NOON, *WHO),
        one.key(NOON + timedelta(hours=11), *WHO),
        keys().key(NOON, *WHO),
    }

    assert len(found) == 1
    assert len(found.pop()) == 16


def test_another_day_is_another_visitor_and_midnight_is_the_organisations(keys):
    maker = keys()

    assert maker.key(NOON, *WHO) != maker.key(NOON + timedelta(hours=12), *WHO)


@pytest.mark.parametrize("other", [("203.0.113.8", *WHO[1:]), (WHO[0], "Other", WHO[2]), (*WHO[:2], "centers")])
def test_address_description_and_site_make_the_key(keys, other):
    maker = keys()

    assert maker.key(NOON, *WHO) != maker.key(NOON, *other)


def test_yesterdays_salt_is_nowhere_once_the_day_has_changed(keys, tmp_path):
    maker = keys()
    maker.key(NOON, *WHO)
    before = (tmp_path / "secrets" / "salt").read_text().split()[1]

    maker.key(NOON + timedelta(days=1), *WHO)

    assert before not in (tmp_path / "secrets" / "salt").read_text()
    assert (tmp_path / "secrets" / "salt").stat().st_mode & 0o777 == 0o600


def test_a_straggler_of_the_old_day_does_not_turn_the_salt_back(keys):
    one, straggler = keys(), keys()
    tomorrow = one.key(NOON + timedelta(days=1), *WHO)

    straggler.key(NOON, *WHO)

    assert keys().key(NOON + timedelta(days=1), *WHO) == tomorrow
