"""Sentences that call data anonymous: a never over whatever identifies in the thing that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.policy.assertions import ANY, Assertion, Certainty, Modality, Slots, Source
from avowal.policy.concepts import covers
from avowal.policy.context import Context
from avowal.policy.function_words import BE, MODALS
from avowal.policy.lexicon import Kind
from avowal.policy.regions import Role, Sentence
from avowal.policy.stems import stems_of

_ANONYMOUS = stems_of("anonymous anonymized anonymised deidentified")
_WHOLLY = frozenset({"completely", "entirely", "fully", "wholly", "strictly", "totally", "always", "all"})
_BETWEEN = _WHOLLY | {"therefore", "thus", "also", "only", "and", "truly"}
_GENERAL = frozenset({"information", "personal"})
_IDENTIFYING = ("personal", "possibly_personal")


def anonymous_claims(sentence: Sentence, context: Context, source: Source) -> Iterator[Assertion]:
    """What “this data is anonymous” denies. Of an address that only may point to a person it is unsure, unless the
    sentence insists (“completely”). Nothing where it cannot be told of which data the sentence speaks.
    """
    main = set(sentence.of(Role.MAIN))
    for at, word in enumerate(sentence.words):
        if word.stem in _ANONYMOUS and at in main and (head := _verb_before(sentence, at)) >= 0:
            insists = bool(_WHOLLY & {sentence.text(each) for each in range(head, at)})
            for slots in _denied(sentence, head, context):
                firm = insists or covers("element", "personal", slots.element)
                yield Assertion(Modality.NEVER, slots, source, (), Certainty.SURE if firm else Certainty.UNSURE)


def _verb_before(sentence: Sentence, at: int) -> int:
    """Where the “is” stands of which the word at `at` is said; -1 where it is denied, possible, or an attribute."""
    after = sentence.text(at + 1)
    if any(hit.kind is Kind.ELEMENT and hit.end > at >= hit.start for hit in sentence.hits) or after.isalpha():
        return -1
    head = at - 1
    while sentence.text(head) in _BETWEEN or sentence.text(head).endswith("ly"):
        head -= 1
    said = sentence.text(head) in BE - {"be", "being"} and sentence.text(head - 1) not in MODALS
    return head if said else -1


def _denied(sentence: Sentence, head: int, context: Context) -> Iterator[Slots]:
    subject = range(head)
    elements = [hit.concept for hit in sentence.within(subject, Kind.ELEMENT)]
    means = tuple(dict.fromkeys(hit.concept for hit in sentence.within(subject, Kind.MEANS)))
    again = bool(sentence.within(subject, Kind.AGAIN)) or (bool(elements) and not means)
    if not set(elements) <= _GENERAL or not (means or again):
        return
    for each in means or context.means:
        yield from (Slots(context.actor, "collect", element, means=each) for element in _IDENTIFYING)
    if not means and not context.means and sentence.within(subject, Kind.AGAIN):
        named = [each for each in context.elements if each not in (ANY, *_GENERAL)]
        identifying = [each for each in named if any(covers("element", kind, each) for kind in _IDENTIFYING)]
        yield from (Slots(context.actor, "collect", element) for element in identifying)
