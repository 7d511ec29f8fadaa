"""What is in force is what publishing wrote, byte for byte (R120, R121)."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from avowal.policy import canonical, chain
from avowal.policy.chain import Untrusted
from avowal.policy.model import Policy
from avowal.policy.publishing import AlreadyPublished, CannotPublish, InForce, publish_first

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


@pytest.mark.parametrize("there", ["", "00" * 31, "00" * 33])
def test_r121_key_that_is_not_whole_seals_nothing(harbor: Policy, tmp_path: Path, there: str) -> None:
    file = tmp_path / "secrets" / "publishing_key"
    file.parent.mkdir()
    file.write_text(there)

    with pytest.raises(Untrusted, match="not whole"):
        publish_first(harbor, tmp_path, effective_date=date(2026, 11, 1), now=NOON)


def test_whoever_asks_while_the_first_look_is_under_way_waits_for_its_answer(
    harbor: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(harbor, tmp_path)
    under_way, go_on, read = threading.Event(), threading.Event(), chain.verified

    def slow(data: Path) -> tuple[chain.Link, ...]:
        under_way.set()
        go_on.wait(5)
        return read(data)

    monkeypatch.setattr(chain, "verified", slow)
    in_force = InForce(tmp_path, lambda: NOON)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(in_force.version())) for _ in range(2)]
    threads[0].start()
    assert under_way.wait(5)
    threads[1].start()
    threads[1].join(0.2)
    go_on.set()
    for thread in threads:
        thread.join(5)

    assert len(found) == 2
    assert None not in found, "a page said that no policy is in force while it was read for the first time"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2207, 1, 1), date(9999, 12, 31)])
def test_slip_of_the_year_is_refused(harbor: Policy, tmp_path: Path, day: date) -> None:
    with pytest.raises(CannotPublish, match="too far away"):
        publish_first(harbor, tmp_path, effective_date=day, now=NOON)
