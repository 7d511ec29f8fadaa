"""The page says what is declared, and changes when the declaration does."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.period import Period
from avowal.policy.prose import LanguageNotOffered, Standing, page, statement_text

LANGUAGES = ("en", "es", "zh-hant", "ko", "hy", "ru", "tl", "vi", "fa", "km", "ar", "zh-hans")


def version(policy: Policy) -> PolicyVersion:
    return PolicyVersion(1, "0" * 64, date(2026, 11, 24), policy)


def text(policy: Policy, language: str) -> str:
    return "\n".join(block.markdown for section in page(version(policy), language).sections for block in section.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_on_the_page(harbor: Policy, language: str) -> None:
    assert "{{" not in text(harbor, language)


def test_the_sample_is_offered_in_twelve_languages(harbor: Policy) -> None:
    assert harbor.languages == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_promise_is_on_the_page(harbor: Policy, language: str) -> None:
    stated = {
        promise
        for section in page(version(harbor), language).sections
        for block in section.blocks
        for promise in block.promises
    }

    assert stated == set(harbor.promises)


@pytest.mark.parametrize(
    ("language", "before", "after"), [("en", "13 months", "14 months"), ("es", "13 meses", "14 meses")]
)
def test_a_changed_retention_changes_the_page(harbor: Policy, language: str, before: str, after: str) -> None:
    longer = dataclasses.replace(harbor.collections["weblog"], keep=Period(14, "month"))
    entries = [(key, longer if key == "weblog" else found) for key, found in harbor.collections.items()]

    changed = text(dataclasses.replace(harbor, collections=Catalogue(entries)), language)

    assert before in text(harbor, language)
    assert after not in text(harbor, language)
    assert after in changed


def test_numbered_sections_count_from_one_and_the_others_carry_none(harbor: Policy) -> None:
    sections = page(version(harbor), "en").sections

    numbers = [section.number for section in sections if section.number]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) < len(sections)


@pytest.mark.parametrize(("language", "written"), [("en", "November 24, 2026"), ("es", "24 de noviembre de 2026")])
def test_the_date_is_that_of_the_version_16_2(harbor: Policy, language: str, written: str) -> None:
    assert page(version(harbor), language).updated_text == written


def test_a_statement_can_be_quoted_by_its_promise(harbor: Policy) -> None:
    assert "{{" not in statement_text(version(harbor), "en", "3.4")
    assert len(statement_text(version(harbor), "en", "3.4")) > 40


def test_a_language_without_wording_is_not_offered(harbor: Policy) -> None:
    with pytest.raises(LanguageNotOffered):
        page(version(harbor), "xx")


def test_a_block_says_whether_what_it_promises_is_so_today(harbor: Policy) -> None:
    standing = {
        row: block.standing
        for found in page(version(harbor), "en").sections
        for block in found.blocks
        for row in block.promises
    }

    assert standing["3.4"] is Standing.KEPT
    assert standing["7.1"] is Standing.UNBUILT_USE
    assert standing["13.1"] is Standing.UNBUILT_PROMISE
    assert standing["U.8"] is Standing.PARTLY
