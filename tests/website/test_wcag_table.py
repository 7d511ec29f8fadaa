"""The table of accessibility criteria is whole, and every test it names is there (R57, R58)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "reference" / "wcag.md"
CRITERIA = 55
"""Of levels A and AA in WCAG 2.2, without 4.1.1, which it calls obsolete."""


def rows(text):
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if re.match(r"\| \d\.\d", line)
    ]


def wrong(text):
    for number, *rest in rows(text):
        level, held = rest
        if level not in ("A", "AA") or not held:
            yield f"{number}: an empty cell"
        if not ("axe" in held or "by hand: not yet" in held or "`tests/" in held):
            yield f"{number}: names no test"
        for path, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", held):
            source = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
            if f"def {name or 'test_'}" not in source:
                yield f"{number}: there is no {path}::{name}"


def test_every_criterion_has_a_test_or_says_that_nobody_looked():
    text = TABLE.read_text(encoding="utf-8")

    assert list(wrong(text)) == []
    assert len({row[0].split()[0] for row in rows(text)}) == CRITERIA


@pytest.mark.parametrize("held", ["", "we are sure", "`tests/website/test_frame.py::test_nothing_of_the_kind`"])
def test_a_criterion_without_its_test_is_seen(held):
    assert len(list(wrong(f"| 1.1.1 Non-text content | A | {held} |"))) >= 1
