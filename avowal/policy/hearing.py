"""What an English sentence of a policy says, as assertions.

`regions` cuts a sentence into clauses, `clauses` finds its predicates, `meaning` fills their slots; here sentences
follow each other. What a sentence leaves to its neighbours (“this information”, “they”) comes from the context.
Definitions, questions and what visitors do give nothing; a reading that rests on a guess is marked unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from avowal.policy.anonymous_claims import anonymous_claims
from avowal.policy.assertions import ANY, Assertion, Certainty, Modality, Slots, Source
from avowal.policy.clauses import predicates
from avowal.policy.context import Context
from avowal.policy.function_words import ANNOUNCES, TEXTS
from avowal.policy.listed import continued, named_under
from avowal.policy.meaning import Meaning
from avowal.policy.problems import Place
from avowal.policy.regions import Sentence
from avowal.policy.restating import acts_named
from avowal.policy.taken_for_granted import cookies_at_work

__all__ = ["Context", "continued", "hear", "hear_all", "sentences"]
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(*]*[A-Z0-9])")
_NO_BREAK = re.compile(r"\b(?:e\.g|i\.e|U\.S|Inc|St|No|Dr|Mr|Ms|[A-Z])\.$")
_SEMICOLON = re.compile(r";\s+(?=(?:and |but )?(?:we|you|they|however|if|it) )", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*•]|\d+[.)]|\([a-z]\))\s+")
_OF_IT = re.compile(r"\b(?:it|them)\b")
LONGEST_SENTENCE = 300
"""Words; the cost of reading a sentence grows with their square, and nobody reads on for so long (R112)."""
_OPENING = 8
"""Words at a sentence's head in which it tells that it is about the text itself."""


def hear(sentence: str, place: Place, context: Context | None = None) -> tuple[Assertion, ...]:
    """The assertions that one English sentence makes, in order and without repetition; none of an endless one."""
    if len(sentence.split(None, LONGEST_SENTENCE)) > LONGEST_SENTENCE:
        return ()
    context = (context or Context()).meeting(sentence)
    read = context.sentence(sentence)
    if sentence.rstrip(" *_").endswith("?") or _is_about_the_text(read):
        return ()
    source = Source(place, " ".join(sentence.split()))
    found = [*_said(read, context, source), *anonymous_claims(read, context, source)]
    found += cookies_at_work(read, context, source)
    for act in acts_named(source.words):
        found += _said(context.sentence(act), context, source)
    return tuple(dict.fromkeys(found))


def _said(read: Sentence, context: Context, source: Source) -> Iterator[Assertion]:
    every = predicates(read)
    return (said for one in every for said in Meaning(read, one, every, context, source).assertions())


def hear_all(texts: Iterable[tuple[Place, str]], context: Context | None = None) -> tuple[Assertion, ...]:
    """The assertions of a section's paragraphs; an item that only goes on after “… to:” is read with that beginning."""
    context, lead, found = context or Context(), "", list[Assertion]()
    before: list[Assertion] = []
    for place, text in texts:
        item = _ITEM.match(text)
        lead = lead if item else ""
        before = [] if item else before
        for number, sentence in enumerate(sentences(text[item.end() :] if item else text)):
            whole = sentence
            if item and not number:
                whole = continued(lead, sentence, context) if lead else named_under(context.title, sentence, context)
            heard = [replace(one, source=Source(place, sentence)) for one in hear(whole, place, context)]
            if re.search(r"\balso\b", sentence):
                found = [_opened_by(one, heard) if one in before else one for one in found]
            if any(one.modality is Modality.NEVER for one in before) and _OF_IT.search(sentence):
                heard = [replace(one, certainty=Certainty.UNSURE) if _narrows(one) else one for one in heard]
            found += heard
            before = heard
            context = context if lead else context.following(whole)
        if not item and text.rstrip().endswith(":"):
            lead = sentences(text)[-1].rstrip(" :")
    return tuple(dict.fromkeys(found))


def _narrows(one: Assertion) -> bool:
    """“We do not share it. Vendors may see it where …”: the second sentence may be meant as an exception."""
    return one.modality is Modality.MAY and one.slots.condition != ANY


def _opened_by(never: Assertion, also: Sequence[Assertion]) -> Assertion:
    """“Only …” followed by “we also …”: what is said next is excepted, too."""
    if never.modality is not Modality.NEVER or not never.exceptions:
        return never
    names = ("recipient", "purpose", "condition")
    more = (
        Slots(**{name: getattr(one.slots, name) for name in names})
        for one in also
        if one.modality is Modality.MAY and one.slots.action == never.slots.action
    )
    return replace(never, exceptions=(*never.exceptions, *more))


def sentences(text: str) -> tuple[str, ...]:
    """`text` cut into sentences; abbreviations do not end one."""
    found: list[str] = []
    for part in _BREAK.split(text):
        for piece in _SEMICOLON.split(part):
            if found and _NO_BREAK.search(found[-1]):
                found[-1] += f" {piece}"
            elif piece.strip():
                found.append(piece.strip())
    return tuple(found)


def _is_about_the_text(sentence: Sentence) -> bool:
    """“This policy describes how we share …” announces other sentences; “the right to know …” is a visitor's."""
    words = [word.stem for word in sentence.words]
    rights = any(first == "right" and second in ("to", "of") for first, second in pairwise(words))
    if rights and "reserv" not in words:
        return True
    for at in (at for at, word in enumerate(words[:_OPENING]) if word in TEXTS):
        following = set(words[at + 1 : at + 4])
        if following & ANNOUNCES and not {"not", "to"} & following:
            return True
    return False
