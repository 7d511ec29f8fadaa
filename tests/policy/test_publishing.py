"""What is in force is what publishing wrote, byte for byte (R120, R121)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from avowal.policy import canonical
from avowal.policy.model import Policy
from avowal.policy.publishing import AlreadyPublished, InForce, publish_first

NOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=2)  # past the moment for which an answer is remembered
        return self.now


def published(harbor: Policy, data: Path, effective: date = date(2026, 11, 1)) -> InForce:
    publish_first(harbor, data, effective_date=effective, now=NOON)
    return InForce(data, Clock(NOON))


def test_the_first_version_is_in_force_as_written(harbor: Policy, tmp_path: Path) -> None:
    version = published(harbor, tmp_path).version()

    assert version is not None
    assert (version.number, version.effective_date, version.policy) == (1, date(2026, 11, 1), harbor)


def test_with_nothing_published_no_policy_is_in_force(tmp_path: Path) -> None:
    in_force = InForce(tmp_path, Clock(NOON))

    assert in_force.version() is None
    assert "No policy has been published" in str(in_force.trouble)


def test_a_changed_byte_means_that_no_policy_is_in_force_while_running(harbor: Policy, tmp_path: Path) -> None:
    in_force = published(harbor, tmp_path)
    assert in_force.version() is not None
    file = tmp_path / "policy" / "versions" / "0001.json"
    original = file.read_bytes()

    file.write_bytes(original.replace(b"13 months", b"93 months", 1))

    assert in_force.version() is None
    assert "changed outside publishing" in str(in_force.trouble)
    file.write_bytes(original)
    assert in_force.version() is not None


def test_a_version_is_not_in_force_before_its_date_in_the_plans_own_zone(harbor: Policy, tmp_path: Path) -> None:
    publish_first(harbor, tmp_path, effective_date=date(2026, 11, 25), now=NOON)
    before = datetime(2026, 11, 25, 7, 59, tzinfo=UTC)  # 23:59 the day before, in California

    assert InForce(tmp_path, lambda: before).version() is None
    assert InForce(tmp_path, lambda: before + timedelta(minutes=2)).version() is not None


def test_a_second_first_version_is_refused(harbor: Policy, tmp_path: Path) -> None:
    published(harbor, tmp_path)

    with pytest.raises(AlreadyPublished):
        publish_first(harbor, tmp_path, effective_date=date(2026, 11, 2), now=NOON)


def test_the_chain_itself_cannot_be_changed_by_hand(harbor: Policy, tmp_path: Path) -> None:
    in_force = published(harbor, tmp_path)
    assert in_force.version() is not None
    chain = tmp_path / "policy" / "chain.json"
    original = chain.read_bytes()

    chain.write_bytes(original.replace(b"2026-11-01", b"2019-05-05"))

    assert in_force.version() is None
    assert "entry 1 was changed outside publishing" in str(in_force.trouble)
    chain.write_bytes(original)
    assert in_force.version() is not None


def test_a_version_replaced_together_with_its_digest_is_noticed(harbor: Policy, tmp_path: Path) -> None:
    in_force = published(harbor, tmp_path)
    version = in_force.version()
    assert version is not None
    file, chain = tmp_path / "policy" / "versions" / "0001.json", tmp_path / "policy" / "chain.json"
    longer = file.read_bytes().replace(b"13 months", b"99 months")

    file.write_bytes(longer)
    chain.write_bytes(chain.read_bytes().replace(version.sha256.encode(), canonical.digest(longer).encode()))

    assert in_force.version() is None


def test_without_its_key_the_chain_is_not_trusted(harbor: Policy, tmp_path: Path) -> None:
    in_force = published(harbor, tmp_path)

    (tmp_path / "secrets" / "publishing_key").unlink()

    assert in_force.version() is None


def test_the_first_day_begins_at_midnight_of_the_plan_in_a_process_that_already_runs(
    harbor: Policy, tmp_path: Path
) -> None:
    publish_first(harbor, tmp_path, effective_date=date(2026, 12, 1), now=NOON)
    clock = Clock(datetime(2026, 12, 1, 7, 59, tzinfo=UTC))  # a minute before midnight in California
    in_force = InForce(tmp_path, clock)
    assert in_force.version() is None

    clock.now = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)

    assert in_force.version() is not None
