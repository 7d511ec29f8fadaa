"""No rule holds more than four consecutive words of a sample: it would be reading that page, not policies."""

import ast
import re
from pathlib import Path

import pytest
from conftest import SAMPLES

import avowal

LONGEST = 4
SOURCES = [
    *sorted((Path(avowal.__file__).parent / "reader").rglob("*.py")),
    Path(avowal.__file__).parent / "policy" / "lexicon.py",
]
UNSEEN = Path(__file__).parent / "unseen"
HELD_OUT = Path(__file__).parent / "heldout"
BANK = Path(__file__).parent / "paraphrases"
_KEYS = re.compile(r"^ *user\.[a-z_.]+:$", re.MULTILINE)
"""fideslang's names in the bank are nobody's sentences."""


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def runs(text):
    found = words(text)
    return {tuple(found[at : at + LONGEST + 1]) for at in range(len(found) - LONGEST)}


def strings(file):
    """Every string of a module, each line and each part between separators by itself; docstrings too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.split(r"[;\n|/:]", node.value)


def policies():
    samples = sorted(SAMPLES.glob("*")) if SAMPLES.is_dir() else []
    return [
        *samples,
        *(
            file
            for file in sorted([*UNSEEN.iterdir(), *HELD_OUT.iterdir()])
            if file.suffix in (".md", ".html", ".txt") and file.name != "README.md"
        ),
        *sorted(BANK.glob("*.yaml")),
    ]


@pytest.mark.parametrize("policy", policies(), ids=lambda file: file.name)
def test_no_string_holds_more_than_four_words_of_a_policy(policy):
    theirs = runs(_KEYS.sub("", policy.read_text("utf-8", errors="replace")))
    found = [(file.name, text) for file in SOURCES for text in strings(file) if runs(text) & theirs]

    assert found == []


def test_the_test_sees_a_phrase_that_was_taken_over(tmp_path):
    planted = tmp_path / "rules.py"
    planted.write_text('PHRASE = "one two three; may be set by the firm; four"\n')

    assert any(runs(text) & runs("Cookies may be set by the firm itself") for text in strings(planted))
