"""A copy of the sample bundle to spoil, and helpers that spoil it."""

from __future__ import annotations

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
    return Path(shutil.copytree(SAMPLE / "policy", tmp_path / "policy"))


Spoil = Callable[[str, str, str], tuple[Problem, ...]]


@pytest.fixture
def spoiled(bundle: Path) -> Spoil:
    """Replaces the first occurrence of a text in a file of the bundle and tells what the check then finds."""

    def spoil(file: str, old: str, new: str) -> tuple[Problem, ...]:
        path = bundle / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}; mend the test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check_bundle(read(bundle))

    return spoil
