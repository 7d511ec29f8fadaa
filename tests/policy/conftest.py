"""A copy of the sample bundle to spoil, and helpers that spoil it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from avowal.config import SAMPLE
from avowal.policy.checking import check_bundle
from avowal.policy.model import Policy
from avowal.policy.problems import Problem
from avowal.policy.reading import read, read_bundle


@pytest.fixture(scope="session")
def harbor() -> Policy:
    return read_bundle(SAMPLE / "policy")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The sample in English and Spanish: two languages show what twelve would, in a sixth of the time."""
    copy = tmp_path / "policy"
    shutil.copytree(SAMPLE / "policy", copy, ignore=_other_languages)
    declarations = (copy / "policy.yaml").read_text(encoding="utf-8")
    (copy / "policy.yaml").write_text(_LANGUAGES.sub("languages: [en, es]", declarations), encoding="utf-8")
    return copy


_LANGUAGES = re.compile(r"languages: \[en, es, [^\]]*\]")


def _other_languages(_directory: str, names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(".md")} - {"en.md", "es.md"}


Spoil = Callable[[str, str, str], tuple[Problem, ...]]


@pytest.fixture
def spoiled(bundle: Path) -> Spoil:
    """Replaces the first occurrence of a text in a file of the bundle and tells what the check then finds.

    The wording is not compared with the declarations, which takes as long as all the rest: `test_saying_checks` does.
    """

    def spoil(file: str, old: str, new: str) -> tuple[Problem, ...]:
        path = bundle / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}; mend the test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check_bundle(read(bundle), deep=False)

    return spoil
