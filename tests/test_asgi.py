"""A deployment whose hosts belong to no site of its policy does not start, and says which."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from avowal import asgi, config
from avowal.config import SAMPLE
from avowal.policy.publishing import InForce, distrust, publish_first
from avowal.policy.reading import read_bundle

NOON = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def in_force(tmp_path: Path) -> InForce:
    publish_first(read_bundle(SAMPLE / "policy"), tmp_path / "data", effective_date=date(2026, 11, 1), now=NOON)
    return InForce(tmp_path / "data", lambda: NOON)


def told(tmp_path: Path, **more: Any) -> config.Settings:
    return config.Settings(deployment=tmp_path, **more)


def test_hosts_are_known_in_any_case(in_force: InForce, tmp_path: Path) -> None:
    settings = asgi.door_settings(told(tmp_path, hosts={"plan": "WWW.Plan.Example"}), in_force)

    assert settings.hosts == {"www.plan.example": "plan"}


@pytest.mark.parametrize("wrong", [{"hosts": {"plann": "plan.example"}}, {"fallback_site": "plann"}])
def test_a_site_that_the_policy_in_force_has_not_stops_start_up(
    in_force: InForce, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    with pytest.raises(config.NotADeployment) as raised:
        asgi.door_settings(told(tmp_path, **wrong), in_force)

    assert "“plann”" in str(raised.value)
    assert "plan, centers, medicare" in str(raised.value)
    assert "avowal.toml" in str(raised.value)


def test_without_a_policy_in_force_there_is_nothing_to_hold_hosts_against(tmp_path: Path) -> None:
    settings = asgi.door_settings(told(tmp_path, hosts={"plann": "plan.example"}), InForce(tmp_path / "data"))

    assert settings.hosts == {"plan.example": "plann"}


def test_two_sites_under_one_host_name_stop_start_up(in_force: InForce, tmp_path: Path) -> None:
    with pytest.raises(config.NotADeployment, match=r"plan\.example"):
        asgi.door_settings(told(tmp_path, hosts={"plan": "plan.example", "centers": "Plan.example"}), in_force)


def test_r120_sites_keep_their_hosts_when_started_while_nothing_may_be_trusted(
    in_force: InForce, tmp_path: Path
) -> None:
    settings = told(tmp_path)
    data = tmp_path / "data"
    trusted = asgi.door_settings(settings, in_force)
    distrust(data, "a row was changed.")

    shut = InForce(data, lambda: NOON)
    assert shut.version() is None
    assert asgi.door_settings(settings, shut) == trusted
    assert trusted.hosts
