"""`avowal policy explain` from outside: the answer for people, for machines, and its exit codes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from avowal.cli.app import app
from avowal.cli.explain import ABOUT, DOORS
from avowal.config import SAMPLE
from avowal.policy.model import Audience, Door
from avowal.policy.publishing import publish_first
from avowal.policy.reading import read_bundle

BUNDLE = ("--bundle", str(SAMPLE / "policy"))


def run(*arguments):
    return CliRunner().invoke(app, ["policy", "explain", *arguments])


def test_it_answers_what_the_issue_asks():
    answer = run("ip_address", *BUNDLE)

    assert answer.exit_code == 0
    for said in (
        "Kept 30 days: full internet (IP) address.",
        "For keeping the sites safe (purposes.security): the report Security.",
        "Anchorage Cloud (vendor, contract HHP-2023-031 until 2028-09-30)",
        "The plan may never use full internet (IP) address for",
        "5. Internet (IP) addresses [5.2]: “We use the full address only for",
    ):
        assert said in answer.stdout
    assert (
        "For counting visits (purposes.measurement): the reports Traffic, Sources, Devices, Visits, Live."
        in run("visitor_key", *BUNDLE).stdout
    )


def test_what_nothing_declares_ends_with_1_and_names_the_gate_and_what_was_meant():
    answer = run("ip adress", *BUNDLE)

    assert answer.exit_code == 1
    first, then, *gates = answer.stdout.splitlines()
    assert first.endswith("“ip adress”. Did you mean full internet (IP) address (data.ip_address)?")
    assert then == "If it is something else, it would not be kept:"
    assert any("edge.weblog: Records every request once" in line for line in gates)


def test_what_resembles_nothing_declared_would_not_be_kept_and_it_says_what_sees_to_that():
    first, *gates = run("your face", *BUNDLE).stdout.splitlines()

    assert first == "“your face” would not be kept: nothing declares it. What sees to that:"
    assert gates


@pytest.mark.parametrize(("name", "declared"), [("harbor_return", True), ("fonts.elsewhere.test", False)])
def test_json_holds_the_whole_answer(name, declared):
    answer = run(name, "--json", *BUNDLE)

    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["declared"]) == (0 if declared else 1, declared)
    assert told["refused_by"] == ([] if declared else ["edge.headers"])
    assert bool(told["in_browser"]) is declared


def test_names_and_sentences_come_in_the_language_asked_for():
    assert "30 días" in run("ip_address", "--language", "es", *BUNDLE).stdout


def test_the_policy_in_force_of_a_deployment_is_asked(tmp_path):
    (tmp_path / "avowal.toml").write_text('mode = "test"\n[hosts]\nplan = "plan.localhost"\n', encoding="utf-8")
    unpublished = run("email", "--deployment", str(tmp_path))
    policy = read_bundle(SAMPLE / "policy")
    publish_first(policy, tmp_path / "data", effective_date=date(2026, 1, 1), now=datetime.now(UTC))

    assert unpublished.exit_code == 2
    assert run("email", "--deployment", str(tmp_path)).exit_code == 0


def test_every_door_and_audience_has_words():
    assert set(DOORS) == {door.value for door in Door}
    assert set(ABOUT) == {audience.value for audience in Audience}
