"""The program on wrong input: one or two lines that say what, where and what to do, exit code 2, never a traceback."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from avowal.cli.app import app
from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.config import SAMPLE
from avowal.policy.publishing import publish_first
from avowal.policy.reading import read_bundle


@pytest.fixture(scope="session")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deployment with a policy in force and an empty store."""
    directory = tmp_path_factory.mktemp("cli") / "harbor"
    settings = make(directory, {"mode": "test", "hosts": DEMO_HOSTS, "secure": False})
    policy = read_bundle(SAMPLE / "policy")
    publish_first(policy, settings.data, effective_date=date(2026, 1, 1), now=datetime(2026, 1, 2, tzinfo=UTC))
    return directory


@pytest.fixture
def avowal(deployment: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the program in the deployment."""
    monkeypatch.setenv("AVOWAL_DEPLOYMENT", str(deployment))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return run


GOOD = '203.0.113.7 - - [{day}:10:00:00 +0000] "GET /{path} HTTP/1.1" 200 512 "-" "Mozilla/5.0 Firefox/145.0"\n'


def a_log(file: Path, path: str, *, lines: int = 3) -> str:
    day = datetime.now(UTC).strftime("%d/%b/%Y")
    file.write_text("".join(GOOD.format(day=day, path=f"{path}-{number}") for number in range(lines)), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("report", "trafic"), "Did you mean “traffic”?"),
        (("report", "traffic", "--from", "soon"), "“soon” is not a date"),
        (("report", "traffic", "--from", "2026-02-02", "--to", "2026-02-01"), "before it begins"),
        (("report", "traffic", "--to", "9999-12-31"), "9999"),
        (("report", "traffic", "--site", "nowhere.example"), "none of the policy's sites"),
        (("store", "search", ""), "nothing to look for"),
        (("audit", "http://[bad", "--policy", str(SAMPLE / "policy")), "is not an address"),
        (("audit", "http://127.0.0.1:9/"), "--allow-private"),
        (("audit", "--policy", str(SAMPLE / "policy")), "avowal audit URL --policy BUNDLE"),
        (("audit", "--against", str(SAMPLE)), "Name the report.json of an earlier run"),
        (("weblog", "import", "/nowhere.log"), "cannot be read"),
        (("policy", "check", "/nowhere"), "There is no policy here"),
        (("report", "traffic", "--deployment", "/nowhere"), "holds no avowal.toml"),
    ],
)
def test_wrong_input_is_told_in_a_line_or_two(avowal, arguments: tuple[str, ...], told: str) -> None:
    result = avowal(*arguments)

    assert result.exit_code == 2, result.output
    assert told in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_check_lists_every_problem_and_answers_no(avowal, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(SAMPLE / "policy", tmp_path / "policy"))
    (bundle / "wording" / "es.md").unlink()
    file = bundle / "policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("time_zone:", "time_zon:", 1), encoding="utf-8")

    result = avowal("policy", "check", str(bundle), "--json")

    assert result.exit_code == 1
    messages = " ".join(problem["message"] for problem in json.loads(result.output)["problems"])
    assert "“time_zon” is not known" in messages
    assert "There is no wording in “es”" in messages


def test_with_strict_each_file_is_told_apart(avowal, tmp_path: Path) -> None:
    good = a_log(tmp_path / "good.log", "strict-good")
    bad = a_log(tmp_path / "bad.log", "strict-bad")
    with Path(bad).open("a", encoding="utf-8") as stream:
        stream.write("this is no line of a log\n")

    result = avowal("weblog", "import", good, bad, "--strict", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert (told[good]["stored"], told[good]["kept"]) == (True, 3)
    assert told[bad]["stored"] is False
    assert avowal("store", "search", "strict-good").exit_code == 0
    assert avowal("store", "search", "strict-bad").exit_code == 1


def test_a_file_that_is_no_log_is_refused(avowal, tmp_path: Path) -> None:
    file = tmp_path / "noise"
    file.write_bytes(bytes(range(256)) * 20)

    result = avowal("weblog", "import", str(file))

    assert result.exit_code == 2
    assert "No known format fits" in result.output


def test_a_visitors_path_is_never_read_as_markup(avowal, tmp_path: Path) -> None:
    avowal("weblog", "import", a_log(tmp_path / "odd.log", "a[/b]c[bold]"))

    result = avowal("report", "traffic")

    assert result.exit_code == 0, result.output
    assert "a[/b]c[bold]-0" in result.output


def test_a_second_first_version_is_refused(avowal) -> None:
    result = avowal("policy", "publish", str(SAMPLE / "policy"))

    assert result.exit_code == 2
    assert "already holds a published policy" in result.output
