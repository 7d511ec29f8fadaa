"""Cookies whose work a sentence tells: “our cookies remember your settings” says that they are set."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.policy.assertions import Assertion, Modality, Slots, Source
from avowal.policy.concepts import covers
from avowal.policy.context import Context
from avowal.policy.function_words import DENIALS, NONE
from avowal.policy.lexicon import Kind
from avowal.policy.regions import Role, Sentence
from avowal.policy.stems import stems_of

_WORKING = stems_of("help let allow enable remember keep make tell show give store hold stay remain last expire end")
_FIRST = 4
"""Words at a sentence's head in which its subject stands."""


def cookies_at_work(sentence: Sentence, context: Context, source: Source) -> Iterator[Assertion]:
    """That cookies are set, where they are said to do something for us or for you; a definition says nothing."""
    words = {word.text.lower() for word in sentence.words}
    if words & (DENIALS | NONE) or not words & {"we", "us", "you", "our", "your"}:
        return
    for hit in sentence.within(sentence.of(Role.MAIN)[:_FIRST], Kind.MEANS):
        works = hit.end < len(sentence.words) and sentence.words[hit.end].stem in _WORKING
        ours = covers("means", "cookie", hit.concept) and hit.concept != "their_cookie"
        if works and ours:
            yield Assertion(Modality.MAY, Slots(context.actor, "set_storage", means=hit.concept), source)
