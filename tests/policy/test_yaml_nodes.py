from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.policy.problems import Place, Problem
from avowal.policy.wording import read_wording
from avowal.policy.yaml_nodes import compose


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_never_raises(text: str) -> None:
    problems: list[Problem] = []

    node = compose(text, "policy.yaml", problems)

    assert (node is None) == bool(problems)


@given(st.text(max_size=300))
def test_any_wording_is_read_or_refused_and_never_raises(text: str) -> None:
    problems: list[Problem] = []
    places: dict[str, Place] = {}

    read_wording(f"---\ntitle: T\norigin: human\n---\n{text}", "wording/en.md", problems, places)

    assert all(problem.place.line >= 1 for problem in problems)


@pytest.mark.parametrize("nested", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000])
def test_levels_without_end_are_refused_at_once(nested: str) -> None:
    problems: list[Problem] = []
    began = time.process_time()

    assert compose(f"a: 1\nb:\n  {nested}", "policy.yaml", problems) is None
    assert [(found.place.line, found.message) for found in problems] == [
        (3, "Too many levels stand inside each other here.")
    ]
    assert time.process_time() - began < 2
