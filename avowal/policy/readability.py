"""How hard a text is to read, section by section: the Flesch-Kincaid grade, for English.

Syllables are counted by the vowels that sound. A placeholder counts as one short word, since what it says is a name or
a list that cannot be worded more simply; so does a name of several words. Tables count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from avowal.policy.hearing import sentences
from avowal.policy.placeholders import PLACEHOLDER
from avowal.policy.problems import Problem, Severity
from avowal.policy.reading import Bundle

LIMIT = 8.0
"""School years after which a member of the public should be able to read the page."""
MEASURED = "en"
_SHORTEST = 30
"""Words below which a grade says nothing."""
_SHOWN = 2
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|and|the)(?= [A-Z]))*(?: [A-Z][\w’'-]*)+")
_MARKUP = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+|[*_`“”\"]|\]\([^)]*\)|\[")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:(?<![aeiouyszxcgl])(?<!ch)(?<!sh)es|(?<![aeioudt])ed|(?<![aeioul])e)$")


@dataclass(frozen=True)
class Grade:
    """How a text reads: school grade, number of words, and its sentences, the longest first."""

    grade: float
    words: int
    sentences: tuple[str, ...]


def grade(texts: Iterable[str]) -> Grade:
    """The Flesch-Kincaid grade of `texts`, each a paragraph or list item in Markdown."""
    found = [sentence for text in texts for sentence in _spoken(text)]
    counted = [[syllables(word) for word in _WORD.findall(sentence)] for sentence in found]
    counted = [count for count in counted if count]
    words = sum(map(len, counted))
    if not words:
        return Grade(0.0, 0, ())
    value = 0.39 * words / len(counted) + 11.8 * sum(map(sum, counted)) / words - 15.59
    longest = sorted(found, key=lambda sentence: -len(_WORD.findall(sentence)))
    return Grade(round(value, 1), words, tuple(longest))


def syllables(word: str) -> int:
    """Syllables of an English word, as nearly as its letters tell."""
    word = word.lower().replace("’", "'").partition("'")[0]
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word))))


def reading_problems(bundle: Bundle, limit: float = LIMIT) -> Iterator[Problem]:
    """Advice for each section of the English wording that reads harder than `limit`, with its longest sentences."""
    wording = bundle.policy.wording.get(MEASURED)
    for anchor, section in wording.sections.items() if wording else ():
        found = grade(statement.text for statement in section.statements)
        if found.words >= _SHORTEST and found.grade > limit:
            longest = "; ".join(f"“{sentence}”" for sentence in found.sentences[:_SHOWN])
            message = f"The section “{section.title}” reads at school grade {found.grade:g}; the limit is {limit:g}."
            hint = f"Split or shorten the longest sentences: {longest}."
            place = bundle.place(f"wording.{MEASURED}.{anchor}")
            yield Problem(place, message, hint, "", Severity.ADVICE)


def _spoken(text: str) -> Iterator[str]:
    if PLACEHOLDER.sub("", text).strip() == "" or text.lstrip().startswith("|"):
        return
    plain = _MARKUP.sub("", PLACEHOLDER.sub("it", text))
    for sentence in sentences(plain):
        yield _NAME.sub("Name", sentence)
