"""When the audits of a deployment are due, and that one runs at a time (16.1: *kept* from a young audit only)."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.cli.examining_audits import audits, mail
from avowal.cli.scheduled import is_due
from avowal.config import SAMPLE
from avowal.policy import audit_runs, proof
from avowal.policy.publishing import InForce, publish_first
from avowal.policy.reading import read_bundle

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    directory = tmp_path_factory.mktemp("scheduled") / "harbor"
    settings = make(directory, {"mode": "test", "hosts": DEMO_HOSTS, "secure": False})
    publish_first(
        read_bundle(SAMPLE / "policy"),
        settings.data,
        effective_date=date(2026, 1, 1),
        now=datetime(2026, 1, 2, tzinfo=UTC),
    )
    return settings


@pytest.fixture
def daily(made, tmp_path):
    """A deployment that is audited once a day, with no run yet."""
    for part in ("policy", "secrets"):
        shutil.copytree(made.data / part, tmp_path / "data" / part)
    return made.model_copy(update={"deployment": tmp_path, "audit_every": "1 day"})


def _run(settings, began):
    version = InForce(settings.data).version()
    kept = proof.Proof(proof.name_of(began), version.number, version.sha256, began, began, {"4.1": proof.Word("kept")})
    proof.keep(kept, settings.data)


def test_an_audit_is_due_at_once_then_every_day_and_whenever_somebody_asks(daily):
    assert is_due(daily, NOW)
    with audit_runs.alone(daily.data, NOW):
        assert not is_due(daily, NOW), "two audits at a time"
        _run(daily, NOW)
    assert not is_due(daily, NOW + DAY - HOUR)
    assert is_due(daily, NOW + DAY)

    audit_runs.ask(daily.data, NOW + HOUR)
    assert is_due(daily, NOW + HOUR)


def test_a_run_that_failed_is_tried_again_after_an_hour_and_not_over_and_over(daily):
    with audit_runs.alone(daily.data, NOW):
        audit_runs.failed(daily.data, NOW, "Chromium was not found.")

    assert not is_due(daily, NOW + HOUR / 2)
    assert is_due(daily, NOW + HOUR)


@pytest.mark.parametrize(
    ("setting", "every"), [("off", None), ("", None), ("12 hours", HOUR * 12), ("1 week", DAY * 7)]
)
def test_how_often_is_a_setting_and_off_makes_none_unless_asked(daily, setting, every):
    settings = daily.model_copy(update={"audit_every": setting})

    assert settings.audited_every == every
    assert is_due(settings, NOW) == (every is not None)
    audit_runs.ask(settings.data, NOW)
    assert is_due(settings, NOW)


def test_in_production_the_sites_are_audited_daily_unless_told_otherwise(daily):
    assert daily.model_copy(update={"audit_every": "", "mode": "production"}).audited_every == DAY


def test_doctor_tells_of_a_run_that_could_not_be_made_and_of_one_that_is_too_old(daily):
    production = daily.model_copy(update={"mode": "production"})
    assert "has not been audited" in audits(production, NOW).found

    audit_runs.failed(daily.data, NOW, "Chromium was not found.")
    assert "Chromium was not found." in audits(daily, NOW).found

    audit_runs.succeeded(daily.data)
    _run(daily, NOW)
    assert audits(production, NOW).state == "ok"
    assert "for longer than 7 days" in audits(production, NOW + DAY * 8).found


@pytest.mark.parametrize(
    ("url", "state"), [("", "ok"), ("pigeon://coop", "trouble"), ("smtp://127.0.0.1:9", "trouble")]
)
def test_doctor_tells_whether_mail_can_go(daily, url, state):
    assert mail(daily.model_copy(update={"email_url": url})).state == state
