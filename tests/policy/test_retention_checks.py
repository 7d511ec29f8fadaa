"""Periods without an end, long ones without a reason, and words that name none (ledger 3.2)."""

from __future__ import annotations

import pytest

from avowal.policy.period import Period
from avowal.policy.problems import Severity
from avowal.policy.retention_checks import retention_problems

from .altered import changed, sample, saying, told


def test_the_sample_keeps_nothing_too_long() -> None:
    assert list(retention_problems(sample())) == []


def test_a_period_for_ever_is_a_problem_3_2() -> None:
    words = told(retention_problems(changed("collections", "weblog", keep=Period(999, "year"))), Severity.PROBLEM)
    assert "“weblog” is kept 999 years, which is for ever. (promise 3.2)" in words


@pytest.mark.parametrize(
    ("key", "years", "found"),
    [
        ("contact_cases", 4, True),
        ("contact_cases", 3, False),
        ("daily_counts", 11, True),
        ("daily_counts", 10, False),
        ("orders", 8, False),  # kept for a legal duty, which is a reason
    ],
)
def test_a_long_period_without_a_legal_reason_is_advice_3_2(key: str, years: int, found: bool) -> None:
    words = told(retention_problems(changed("collections", key, keep=Period(years, "year"))), Severity.ADVICE)
    assert (f"“{key}” is kept {years} years, longer than" in words) is found


@pytest.mark.parametrize(
    "sentence",
    [
        "We keep your comments indefinitely.",
        "We retain it for as long as we need it.",
        "Answers are stored forever.",
        "We hold these data as long as necessary.",
    ],
)
def test_words_that_name_no_end_are_advice_3_2(sentence: str) -> None:
    assert "names no end" in told(retention_problems(saying(sentence)), Severity.ADVICE)


def test_words_that_name_one_are_none() -> None:
    assert list(retention_problems(saying("We keep it for {{ collections.weblog.keep }}.", "We go on forever."))) == []
