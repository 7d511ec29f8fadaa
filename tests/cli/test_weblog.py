"""`avowal weblog import` as people type it: patterns, formats told and refused, one bad file beside good ones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from avowal.cli.app import app
from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.config import SAMPLE
from avowal.policy.publishing import publish_first
from avowal.policy.reading import read_bundle


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("cli") / "harbor"
    settings = make(directory, {"mode": "test", "hosts": DEMO_HOSTS, "secure": False})
    policy = read_bundle(SAMPLE / "policy")
    publish_first(policy, settings.data, effective_date=date(2026, 1, 1), now=datetime(2026, 1, 2, tzinfo=UTC))
    return directory


@pytest.fixture
def weblog_import(deployment: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AVOWAL_DEPLOYMENT", str(deployment))

    def run(*arguments: str, given: bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["weblog", "import", *arguments], input=given)

    return run


def a_log(file: Path, word: str, lines: int = 3) -> str:
    at = datetime.now(UTC) - timedelta(hours=3)
    file.write_text(
        "".join(
            f'203.0.113.7 - - [{at:%d/%b/%Y:%H:%M:%S} +0000] "GET /{word}-{n} HTTP/1.1" 200 5\n' for n in range(lines)
        )
    )
    return str(file)


def test_a_pattern_names_files_each_of_which_is_told_with_its_format(weblog_import, tmp_path):
    for number in range(3):
        a_log(tmp_path / f"access.log.{number}", f"pattern{number}")

    done = weblog_import(str(tmp_path / "access.log*"), str(tmp_path / "access.log.1"))

    assert done.exit_code == 0, done.output
    assert done.output.count("Kept 3, already there 0") == 3
    assert done.output.count("Read as common: 3 of the first 3 lines fit.") == 3


def test_a_pattern_that_fits_nothing_is_said(weblog_import, tmp_path):
    refused = weblog_import(str(tmp_path / "none*.log"))

    assert refused.exit_code == 2
    assert "No file fits" in refused.stderr
    assert "Traceback" not in refused.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "apache"], "is no format. Known are"),
        (["--format", "%h %u"], "says nowhere when a request came"),
        ([], "No known format fits: of the first 2 lines, not one is"),
    ],
)
def test_a_format_that_cannot_be_is_told_in_two_lines_and_exit_code_2(weblog_import, tmp_path, arguments, told):
    (tmp_path / "log").write_text("no log\nat all\n")

    refused = weblog_import(str(tmp_path / "log"), *arguments)

    assert refused.exit_code == 2
    assert told in " ".join(refused.stderr.split())
    assert len(refused.stderr) < 500
    assert "Traceback" not in refused.output


def test_one_file_that_cannot_be_read_does_not_hide_what_became_of_the_others(weblog_import, tmp_path):
    good, missing = a_log(tmp_path / "good.log", "good"), str(tmp_path / "missing.log")

    done = weblog_import(missing, good, "--json")
    answer = json.loads(done.stdout)

    assert done.exit_code == 2
    assert answer[good]["kept"] == 3
    assert answer[missing]["stored"] is False
    assert "No such file" in answer[missing]["refused"]
    again = weblog_import(missing, good)
    assert "already there 3" in again.stdout
    assert "No such file" in again.stderr


def test_standard_input_in_a_format_of_its_own_and_no_progress_bar_where_nobody_watches(weblog_import):
    at = datetime.now(UTC) - timedelta(hours=1)

    done = weblog_import("-", "--format", "$msec $request_uri", given=f"{at.timestamp():.3f} /stdin\n".encode())

    assert done.exit_code == 0, done.output
    assert "standard input: 1 lines. Kept 1" in done.output
    assert "\x1b" not in done.output
    assert "%" not in done.output
