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
