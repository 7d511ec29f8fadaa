"""`avowal doctor`: each part of a deployment is spoiled once, told with what mends it, and the exit code says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from avowal import config
from avowal.cli import examining
from avowal.cli.app import app
from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.cli.examining import State
from avowal.config import SAMPLE
from avowal.policy.publishing import publish_first
from avowal.policy.reading import read_bundle


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deployment to which nothing is the matter but that its database is still empty."""
    settings = make(
        tmp_path_factory.mktemp("doctor") / "harbor", {"mode": "test", "hosts": DEMO_HOSTS, "secure": False}
    )
    publish_first(read_bundle(SAMPLE / "policy"), settings.data, effective_date=date(2026, 1, 1), now=datetime.now(UTC))
    (settings.data / "avowal.sqlite3").touch(mode=0o600)
    return settings.deployment


@pytest.fixture
def spoiled(well: Path, tmp_path: Path) -> Path:
    """A copy of it to spoil."""
    return Path(shutil.copytree(well, tmp_path / "harbor", ignore=shutil.ignore_patterns("events", "owner.*")))


def told(seen) -> str:
    return f"{seen.found} → {seen.mend}" if seen.state is State.TROUBLE else ""


def test_each_part_is_told_and_a_database_that_waits_for_its_migrations_is_all_that_is_to_be_mended(well):
    result = CliRunner().invoke(app, ["doctor", "--deployment", str(well), "--json"])

    seen = json.loads(result.stdout)
    assert [(one["what"], one["mend"]) for one in seen if one["state"] == "trouble"] == [
        ("database", "Run `avowal manage migrate`.")
    ]
    assert result.exit_code == 1
    assert [one["what"] for one in seen] == [
        "settings",
        "policy",
        "database",
        "event store",
        "mail",
        "browser",
        "documents",
        "audits",
        "clock",
        "disk",
        "secrets",
        "serving",
    ]


def test_what_is_no_deployment_is_told_with_exit_code_2(tmp_path):
    assert CliRunner().invoke(app, ["doctor", "--deployment", str(tmp_path)]).exit_code == 2


def test_what_is_to_be_mended_is_told_with_exit_code_1(spoiled, monkeypatch):
    monkeypatch.setenv("AVOWAL_EVENTS_DSN", "clickhouse://127.0.0.1:1/avowal")
    monkeypatch.setenv("AVOWAL_CHROMIUM", "/nowhere/chromium")
    (spoiled / "data/avowal.sqlite3").write_bytes(b"this is no database, whatever its name says" * 100)

    result = CliRunner().invoke(app, ["doctor", "--deployment", str(spoiled)])

    assert result.exit_code == 1
    for words in ("It does not answer", "database_url", "127.0.0.1:1 does not answer", "/nowhere/chromium"):
        assert words in result.output


def test_a_host_of_two_sites_and_plain_http_in_production(spoiled, monkeypatch):
    settings = config.load(spoiled)
    twice = settings.model_copy(update={"hosts": dict.fromkeys(DEMO_HOSTS, "plan.localhost")})
    plain = settings.model_copy(update={"mode": "production"})

    assert "avowal.toml" in told(examining.settings_of_sites(twice))
    assert "HTTPS" in told(examining.settings_of_sites(plain))


def test_no_policy_in_force(spoiled):
    shutil.rmtree(spoiled / "data/published", ignore_errors=True)
    for place in (spoiled / "data").iterdir():
        if place.name not in ("secrets", "avowal.sqlite3"):
            shutil.rmtree(place) if place.is_dir() else place.unlink()

    assert "policy publish" in told(examining.policy(config.load(spoiled)))


def test_a_database_that_is_not_there(spoiled):
    (spoiled / "data/avowal.sqlite3").unlink()

    assert "avowal.sqlite3 is not there" in told(examining.database(config.load(spoiled)))
    assert not (spoiled / "data/avowal.sqlite3").exists()


def test_a_browser_that_does_not_start(monkeypatch, tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o700)
    monkeypatch.setenv("AVOWAL_CHROMIUM", str(broken))

    assert "does not start" in told(examining.browser())


def test_a_clock_that_was_set_back_by_a_file_and_by_the_salt(spoiled):
    settings, now = config.load(spoiled), datetime.now(UTC)
    assert told(examining.clock(settings, now)) == ""

    assert "yet to come" in told(examining.clock(settings, now - timedelta(hours=1)))
    (spoiled / "data/secrets/visitor_salt").write_text(f"{(now + timedelta(days=3)).date()} 00\n")
    assert "salt" in told(examining.clock(settings, now))


@pytest.mark.parametrize(("free", "words"), [(0, "while the store is away"), (2 << 30, "rewrite")])
def test_a_disk_without_room(spoiled, free, words):
    settings = config.load(spoiled)
    store = settings.data / "events"
    store.mkdir()
    with (store / "part").open("wb") as file:
        file.truncate(3 << 30)  # no such room is taken: the file is a hole

    assert words in told(examining.disk(settings, lambda _: free))
    assert told(examining.disk(settings, lambda _: 4 << 30)) == ""


def test_secrets_that_others_may_read_that_are_short_or_missing(spoiled, monkeypatch):
    monkeypatch.delenv("AVOWAL_SECRET_KEY", raising=False)
    settings, key = config.load(spoiled), spoiled / "data/secrets/secret_key"

    def found() -> str:
        return " ".join(told(seen) for seen in examining.private(settings)).strip()

    assert found() == ""
    key.chmod(0o644)
    assert f"chmod 0600 {key}" in found()
    key.chmod(0o600)
    key.write_text("short")
    assert "shorter than 50" in found()
    key.unlink()
    assert "is missing" in found()


def test_sites_that_died(spoiled):
    settings, ended = config.load(spoiled), subprocess.Popen(["true"])
    ended.wait()
    note = settings.data / "serving.json"

    note.write_text(json.dumps({"pid": ended.pid, "port": 8123}))
    assert "avowal serve" in told(examining.serving(settings))
    note.write_text(json.dumps({"pid": os.getpid(), "port": 8123}))
    assert "8123" in examining.serving(settings).found
