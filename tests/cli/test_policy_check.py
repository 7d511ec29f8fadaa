"""`avowal policy check`: problems fail, advice is told and fails only when asked to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from typer.testing import CliRunner

from avowal.cli.policy import app
from avowal.config import SAMPLE


def check(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *arguments])
    return result.exit_code, result.output


def saying(tmp_path: Path, sentence: str) -> str:
    bundle = Path(shutil.copytree(SAMPLE / "policy", tmp_path / "policy"))
    with (bundle / "wording" / "en.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    return str(bundle)


def test_advice_does_not_fail_the_sample() -> None:
    code, told = check(str(SAMPLE / "policy"))
    assert code == 0
    assert "no problems, " in told
    assert ": advice: " in told


def test_with_strict_advice_fails() -> None:
    assert check(str(SAMPLE / "policy"), "--strict")[0] == 1


def test_a_sentence_that_a_declaration_belies_fails_with_both_places_0_2(tmp_path: Path) -> None:
    code, told = check(saying(tmp_path, "We never give your e-mail address to vendors."), "--json")
    found = [one for one in json.loads(told)["problems"] if "never give" in one["message"]]
    assert code == 1
    assert [(one["severity"], one["file"]) for one in found] == [("problem", "wording/en.md")]
    assert "recipients.mail_relay" in found[0]["message"]
    assert found[0]["hint"]


def test_each_finding_says_how_severe_it_is() -> None:
    _, told = check(str(SAMPLE / "policy"), "--json")
    assert {one["severity"] for one in json.loads(told)["problems"]} == {"advice"}


def draft(tmp_path: Path, line: str) -> str:
    """The sample, with the weblog's period as a draft would leave it."""
    bundle = Path(shutil.copytree(SAMPLE / "policy", tmp_path / "policy"))
    file = bundle / "policy.yaml"
    before, weblog, after = file.read_text(encoding="utf-8").partition("\n  weblog:\n")
    file.write_text(before + weblog + after.replace("    keep: 13 months\n", f"    {line}\n", 1), encoding="utf-8")
    return str(bundle)


def test_what_a_draft_leaves_open_is_asked_in_the_drafts_own_words(tmp_path: Path) -> None:
    line = 'keep: ""  # decide: how long it is kept, such as 13 months; the page does not say'
    code, told = check(draft(tmp_path, line), "--json")
    messages = [one["message"] for one in json.loads(told)["problems"]]
    asked = "“collections.weblog.keep” is to be decided: how long it is kept, such as 13 months; the page does not say."
    assert code == 1
    assert asked in messages
    assert not any("is not a period" in message for message in messages)


def test_a_wrong_answer_is_told_as_wrong_though_the_mark_still_stands(tmp_path: Path) -> None:
    told = check(draft(tmp_path, "keep: thirteen moons  # decide: how long it is kept"))[1]
    assert "“thirteen moons” is not a period" in told
    assert "to be decided" not in told


def test_where_a_row_of_the_ledger_is_missing_it_says_where_one_can_see_how_rows_are_worded(tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(SAMPLE / "policy", tmp_path / "policy"))
    file = bundle / "policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('  "H.1":', '  "H.9":', 1), encoding="utf-8")
    assert "How the sample policy words each row: " in check(str(bundle))[1]
    assert "How the sample policy words" not in check(str(SAMPLE / "policy"))[1]
