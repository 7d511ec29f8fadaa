"""The program's commands by name: their help costs nothing heavy, and says what the commands themselves say."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from avowal.cli.app import FAMILIES, app, loaded

HEAVY = ("django", "wagtail", "chdb", "clickhouse_connect", "playwright", "pydantic", "yaml", "avowal.policy.checking")


def modules_after(code: str, *arguments: str) -> tuple[int, set[str]]:
    """Exit code of `code` in a fresh interpreter, and what it had imported at its end."""
    tell = f"import atexit, sys; atexit.register(lambda: sys.stderr.write('\\n' + ' '.join(sys.modules))); {code}"
    ran = subprocess.run([sys.executable, "-c", tell, *arguments], capture_output=True, text=True, check=False)
    return ran.returncode, set(ran.stderr.rpartition("\n")[2].split())


def test_help_loads_nothing_heavy():
    code, modules = modules_after("from avowal.cli import main; main()", "--help")

    assert code == 0
    assert "avowal.cli.app" in modules
    assert modules.isdisjoint(HEAVY)


@pytest.mark.parametrize("name", sorted(FAMILIES.keys() - {"manage"}))  # which hands --help on to Django
def test_the_help_of_no_command_loads_django_an_engine_or_a_browser(name):
    code, modules = modules_after("from avowal.cli import main; main()", name, "--help")

    assert code == 0
    assert f"avowal.cli.{FAMILIES[name][0]}" in modules
    assert modules.isdisjoint({"django", "wagtail", "chdb", "clickhouse_connect", "playwright"})


def test_a_client_of_the_stores_owner_loads_no_driver():
    _, modules = modules_after("import avowal.events.client, avowal.events.reports.traffic")

    assert "avowal.events.weblog_import" in modules
    assert modules.isdisjoint({"chdb", "clickhouse_connect", "urllib3", "avowal.events.engine"})


@pytest.mark.parametrize("name", FAMILIES)
def test_a_command_is_named_as_it_names_itself(name):
    command = loaded(name)

    assert " ".join((command.help or "").split("\n\n")[0].split()) == FAMILIES[name][1]


def test_every_command_stands_in_the_help_and_a_mistyped_one_is_told_its_likeness():
    told = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output
    wrong = CliRunner().invoke(app, ["weblgo"])

    assert [name for name in FAMILIES if f" {name} " not in told] == []
    assert wrong.exit_code == 2
    assert "weblog" in wrong.output
