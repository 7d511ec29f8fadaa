"""The words around values, in every language that a policy can be written in."""

from __future__ import annotations

import dataclasses

import pytest

from avowal.policy.period import Period
from avowal.policy.words import WORDS, Words

EVERY = pytest.mark.parametrize("language", WORDS)


@EVERY
def test_a_language_has_a_word_for_everything(language: str) -> None:
    words, english = WORDS[language], WORDS["en"]

    assert len(words.months) == 12
    for name in ("units", "hours", "headings", "terms"):
        assert getattr(words, name).keys() == getattr(english, name).keys(), name
    assert all(getattr(words, field.name) not in ("", None) for field in dataclasses.fields(Words) if field.default)


@EVERY
def test_every_count_has_a_form_and_keeps_its_number(language: str) -> None:
    for unit in ("minute", "hour", "day", "month", "year"):
        for count in range(1, 130):
            assert str(count) in WORDS[language].period(Period(count, unit))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {1: 0, 2: 1, 11: 1, 21: 1}),
        ("ru", {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 100: 2, 111: 2}),
        ("ko", {1: 0, 2: 0}),
    ],
)
def test_numbers_choose_the_form_as_cldr_says(language: str, forms: dict[int, int]) -> None:
    for count, form in forms.items():
        assert WORDS[language].plural(count) == form, count


def test_arabic_has_a_form_for_each_of_its_six_kinds_of_number() -> None:
    kinds = {WORDS["ar"].plural(count) for count in (0, 1, 2, 3, 11, 100)}

    assert len(kinds) == 6
    assert WORDS["ar"].plural(103) == WORDS["ar"].plural(3)


@EVERY
def test_languages_that_share_a_script_can_be_told_apart(language: str) -> None:
    same = [other for other in WORDS if WORDS[other].script == WORDS[language].script]

    assert len(same) == 1 or WORDS[language].small_words


def test_arabic_and_farsi_run_from_right_to_left() -> None:
    assert {language for language in WORDS if WORDS[language].direction == "rtl"} == {"ar", "fa"}
