"""What a rule may ask of a sentence: its signs, the lexicon's concepts, and a few counts made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from avowal.policy.concepts import covers
from avowal.policy.lexicon import Kind
from avowal.reader import dates
from avowal.reader.sentences import Sentence
from avowal.reader.values import HOST, PERIOD, is_young, minimum_age

_LOG = ("domain", "ip", "browser", "system", "time", "usage_pages", "usage_from")
_USAGE = ("usage_many", "usage_pages", "usage_time", "usage_from")
_GIVEN = ("user.name", "user.contact", "user.demographic", "user.account", "user.financial", "user.government_id")

_OF_AGE = 18
_LONGEST_NOTE = 14
_LABELLED = re.compile(r"[^:.?!]{2,40}: \S")
_SUBJECTS = frozenset(
    {"we", "us", "our", "you", "your", "they", "their", "it", "i", "he", "she", "this", "these", "that", "those", "who"}
)
_PRIVACY_EMAIL = re.compile(r"\b(?:privacy|dpo|data-?protection)[\w.-]*(?:@|\s*[\[(]\s*at\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Featured:
    """A sentence ready for the rules. `names` are the words by which the organisation calls itself."""

    sentence: Sentence
    names: tuple[str, ...] = ()

    @cached_property
    def own(self) -> frozenset[str]:
        """The signs and features of the sentence itself."""
        return self.sentence.signs | frozenset(self._counted())

    @cached_property
    def here(self) -> frozenset[str]:
        """The same with those of the sentence that opens the list."""
        intro = self.sentence.intro
        return self.own | (intro.signs if intro else frozenset())

    @cached_property
    def affirmed(self) -> frozenset[str]:
        intro = self.sentence.intro
        return self.sentence.affirmed | (intro.affirmed if intro else frozenset())

    @cached_property
    def denied(self) -> frozenset[str]:
        intro = self.sentence.intro
        return self.sentence.denied | (intro.denied if intro else frozenset())

    @cached_property
    def context(self) -> frozenset[str]:
        return self.sentence.context

    @cached_property
    def earlier(self) -> frozenset[str]:
        return self.sentence.earlier

    @cached_property
    def heading(self) -> frozenset[str]:
        return self.sentence.heading_signs

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """The data that the sentence names, as fideslang keys."""
        found = [hit.concept for hit in self.sentence.hits if hit.kind is Kind.ELEMENT]
        return tuple(key for key in dict.fromkeys((*found, *sorted(self.sentence.signs))) if "." in key)

    def _is_note(self, text: str) -> bool:
        """Whether it is short and has no subject (“Kept: visits, pages, hours”), so that no verb is to be expected."""
        words = {word.text for word in self.sentence.words}
        short = len(text.split()) <= _LONGEST_NOTE and not self.sentence.negated
        return short and (bool(_LABELLED.match(text)) or not words & _SUBJECTS)

    def _counted(self) -> Iterator[str]:
        signs = self.sentence.signs
        yield from _numbered("log", sum(name in signs for name in _LOG))
        yield from _numbered("usage", sum(name in signs for name in _USAGE))
        given = [key for key in self.elements if any(covers("element", root, key) for root in _GIVEN)]
        yield from _numbered("given", len(given))
        if self.elements:
            yield "kind"
        if any(name in self.sentence.text for name in self.names):
            yield "org"
        yield from self._of_text(self.sentence.text)
        for hit in self.sentence.hits:
            yield from _AS_SIGN.get((hit.kind, hit.concept), ())

    def _of_text(self, text: str) -> Iterator[str]:
        """What its characters show."""
        shown = {
            "noted": self._is_note(text),
            "has_email": "@" in text or "[at]" in text,
            "privacy_email": bool(_PRIVACY_EMAIL.search(text)),
            "host": bool(HOST.search(text)),
            "period": bool(PERIOD.search(text)),
            "has_date": bool(dates.find(text)),
            "child": is_young(text),
            "under_18": is_young(text) and minimum_age(text) == _OF_AGE,
        }
        yield from (name for name, is_so in shown.items() if is_so)


def _numbered(name: str, count: int) -> Iterable[str]:
    """`log1`, `log2`, … up to the count."""
    return (f"{name}{number}" for number in range(1, count + 1))


_AS_SIGN: Mapping[tuple[Kind, str], tuple[str, ...]] = {
    (Kind.CONDITION, "required_by_law"): ("law_asks",),
    (Kind.CONDITION, "allowed_by_law"): ("law_lets",),
    (Kind.CONDITION, "volunteered"): ("volunteered",),
    (Kind.CONDITION, "consent"): ("consent",),
    (Kind.CONDITION, "parental_consent"): ("parental",),
    (Kind.CONDITION, "knowingly"): ("knowingly",),
    (Kind.MEANS, "their_cookie"): ("their_cookie",),
    (Kind.ELEMENT, "personal"): ("personal",),
}
