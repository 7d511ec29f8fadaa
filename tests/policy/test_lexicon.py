"""The lexicon recognises words, not sentences: it cannot have been written from a sample."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from avowal.policy import (
    acts,
    anonymous_claims,
    clauses,
    companies,
    composed,
    concepts,
    context,
    function_words,
    hearing,
    lexicon,
    listed,
    meaning,
    objects,
    regions,
    restating,
    stems,
    taken_for_granted,
)
from avowal.policy.lexicon import LONGEST, Kind, Word, entries, hits, stem

MODULES = (
    acts,
    anonymous_claims,
    clauses,
    companies,
    composed,
    concepts,
    context,
    function_words,
    hearing,
    lexicon,
    listed,
    meaning,
    objects,
    regions,
    restating,
    stems,
    taken_for_granted,
)
SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "policies"


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9’']+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_no_entry_holds_more_than_four_words() -> None:
    assert all(1 <= len(phrase.split()) <= LONGEST for _, _, phrase in entries())


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample policies are not here")
def test_no_rule_holds_five_consecutive_words_of_a_sample() -> None:
    samples = set().union(*(runs(file.read_text(encoding="utf-8"), 5) for file in SAMPLES.iterdir()))
    assert samples
    for module in MODULES:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for rule in node.value.split(";"):
                    assert not runs(rule, 5) & samples, rule


def test_every_entry_is_found_where_it_stands() -> None:
    for kind, concept, phrase in entries():
        words = [Word(word, stem(word)) for word in phrase.split()]
        assert (kind, concept) in {(hit.kind, hit.concept) for hit in hits(words)}, phrase


def test_every_entry_names_a_concept() -> None:
    slots = {
        Kind.ELEMENT: "element",
        Kind.RECIPIENT: "recipient",
        Kind.PURPOSE: "purpose",
        Kind.CONDITION: "condition",
        Kind.MEANS: "means",
    }
    for kind, concept, phrase in entries():
        if kind in slots:
            assert all(concepts.known(slots[kind], part) for part in concept.split("+")), (concept, phrase)


@pytest.mark.parametrize(
    "forms",
    [
        "share shares shared sharing",
        "sell sells sold selling",
        "party parties",
        "cookie cookies",
        "license licensed licenses",
        "analyze analyzes analyzing",
        "disclose disclosed discloses disclosing",
        "use used uses using",
        "collect collects collected collecting",
        "rent rented rents renting",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_us_is_not_use() -> None:
    assert stem("us") != stem("use")


@pytest.mark.parametrize(("word", "other"), [("add", "ad"), ("added", "ad"), ("note", "not"), ("noted", "not")])
def test_no_word_is_cut_down_to_a_small_one(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_ads_are_still_ads() -> None:
    assert stem("ads") == stem("ad")
    assert stem("added") == stem("adds") == stem("add")
    assert stem("notes") == stem("noted") == stem("note")
