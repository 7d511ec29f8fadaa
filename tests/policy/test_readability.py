"""Reading level: syllables, grades, and the advice for a section that reads too hard."""

from __future__ import annotations

import pytest

from avowal.policy.problems import Severity
from avowal.policy.readability import LIMIT, grade, reading_problems, syllables

from .altered import sample, saying_only, told

HARD = (
    "Notwithstanding the aforementioned limitations, the organization may disseminate individually identifiable"
    " information to governmental authorities whenever applicable legislation necessitates such communication, and it"
    " may furthermore retain corresponding documentation in accordance with administrative requirements."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("we", 1), ("the", 1), ("asked", 1), ("wanted", 2), ("table", 2), ("little", 2), ("people", 2), ("policy", 3),
        ("changes", 2), ("services", 3), ("cookies", 2), ("information", 4), ("personal", 3), ("collected", 3),
        ("visited", 3), ("used", 1), ("names", 1), ("because", 2), ("site’s", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_flesch_and_kincaids() -> None:
    found = grade(["The cat sat on the mat. We keep it."])  # nine words of one syllable in two sentences
    assert found.words == 9
    assert found.grade == pytest.approx(0.39 * 9 / 2 + 11.8 * 1 - 15.59, abs=0.06)
    assert found.sentences[0] == "The cat sat on the mat."


def test_hard_words_and_long_sentences_read_harder() -> None:
    assert grade([HARD]).grade > 20
    assert grade(["We keep it for a year.", "Then we delete it."]).grade < 3


def test_tables_count_for_nothing_and_placeholders_for_one_short_word() -> None:
    assert grade(["{{ retention }}", "| a | b |"]).words == 0
    assert grade(["We keep {{ data.ip_address }}."]).words == 3


def test_a_name_of_several_words_counts_as_one() -> None:
    plain, named = grade(["You can ask Jim."]), grade(["You can ask Local Initiative Health Authority."])
    assert plain.words == named.words


def test_a_section_above_the_limit_is_advice_with_its_longest_sentences() -> None:
    (found,) = reading_problems(saying_only(HARD, "We keep it.", title="How we share"))
    assert found.severity is Severity.ADVICE
    assert "The section “How we share” reads at school grade" in found.message
    assert HARD in found.hint


def test_a_section_below_the_limit_is_none() -> None:
    easy = "We keep your name for a year, and then we delete it. You can ask us to stop at any time. We will do it."
    assert list(reading_problems(saying_only(easy, easy))) == []
    assert list(reading_problems(saying_only(HARD), limit=60.0)) == []


def test_the_sample_reads_easily_but_for_the_list_of_the_pages_parts() -> None:
    assert LIMIT == 8.0
    assert told(reading_problems(sample())).count("reads at school grade") <= 1
