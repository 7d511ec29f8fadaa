"""What an English sentence of a policy says, as assertions.

`regions` cuts a sentence into clauses, `clauses` finds its predicates, `meaning` fills their slots; here sentences
follow each other. What a sentence leaves to its neighbours (“this information”, “they”) comes from the context.
Definitions, questions and what visitors do give nothing; a reading that rests on a guess is marked unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from avowal.policy.assertions import Assertion, Modality, Slots, Source
from avowal.policy.clauses import predicates
from avowal.policy.context import Context
from avowal.policy.function_words import ANNOUNCES, TEXTS
from avowal.policy.meaning import Meaning
from avowal.policy.problems import Place
from avowal.policy.regions import Sentence, sentence_of

__all__ = ["Context", "continued", "hear", "hear_all", "sentences"]
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(*]*[A-Z0-9])")
_NO_BREAK = re.compile(r"\b(?:e\.g|i\.e|U\.S|Inc|St|No|Dr|Mr|Ms|[A-Z])\.$")
_SEMICOLON = re.compile(r";\s+(?=(?:and |but )?(?:we|you|they|however|if|it) )", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*•]|\d+[.)]|\([a-z]\))\s+")
_LABEL = re.compile(r"^[\w*][^.:]{0,60}:\s+(?=\S)")
_OPENING = 8
"""Words at a sentence's head in which it tells that it is about the text itself."""


def hear(sentence: str, place: Place, context: Context | None = None) -> tuple[Assertion, ...]:
    """The assertions that one English sentence makes, in order and without repetition."""
    context = context or Context()
    read = sentence_of(sentence, context.names)
    if sentence.rstrip(" *_").endswith("?") or _is_about_the_text(read):
        return ()
    source, every = Source(place, " ".join(sentence.split())), predicates(read)
    found = (said for one in every for said in Meaning(read, one, every, context, source).assertions())
    return tuple(dict.fromkeys(found))


def hear_all(texts: Iterable[tuple[Place, str]], context: Context | None = None) -> tuple[Assertion, ...]:
    """The assertions of a section's paragraphs; an item that only goes on after “… to:” is read with that beginning."""
    context, lead, found = context or Context(), "", list[Assertion]()
    for place, text in texts:
        item = _ITEM.match(text)
        lead = lead if item else ""
        before: list[Assertion] = []
        for number, sentence in enumerate(sentences(text[item.end() :] if item else text)):
            whole = sentence if number or not lead else continued(lead, sentence, context)
            heard = [replace(one, source=Source(place, sentence)) for one in hear(whole, place, context)]
            if re.search(r"\balso\b", sentence):
                found = [_opened_by(one, heard) if one in before else one for one in found]
            found += heard
            before = heard
            context = context if lead else context.following(whole)
        if not item and text.rstrip().endswith(":"):
            lead = sentences(text)[-1].rstrip(" :")
    return tuple(dict.fromkeys(found))


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


def continued(lead: str, item: str, context: Context) -> str:
    """`item` as a sentence: after its list's beginning where it has no subject of its own; labels are left out."""
    plain = _LABEL.sub("", item)
    if any(one.subjects for one in predicates(sentence_of(plain, context.names))):
        return plain
    return f"{lead} {plain[:1].lower()}{plain[1:]}"


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
