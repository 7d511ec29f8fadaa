"""What a predicate speaks of: with which data, through which means, and whether of all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from avowal.policy.assertions import ANY, Source
from avowal.policy.clauses import Predicate
from avowal.policy.concepts import declared
from avowal.policy.context import Context
from avowal.policy.function_words import ALL_OF_IT, CHILDREN, PLAIN_MODIFIERS, TAKEN_IN, WEAK_VERBS
from avowal.policy.lexicon import Hit, Kind
from avowal.policy.regions import Role, Sentence

TO_OTHERS = frozenset({"share", "sell", "rent", "license"})
ON_DEVICE = frozenset({"set_storage", "read_storage", "install_spyware"})
_SHARED = frozenset({Kind.ELEMENT, Kind.RECIPIENT, Kind.MEANS})
_GENERAL = frozenset({"information", "personal", "non_personal"})
_HEAD = 3
"""Words at the head of an object in which “it” or “this” stands."""
_CLOSE = 4
_FAR = 8


@dataclass(frozen=True)
class Objects:
    """One predicate of a sentence, among every predicate of it, in its context."""

    sentence: Sentence
    predicate: Predicate
    every: tuple[Predicate, ...]
    context: Context
    source: Source

    def elements(self, action: str, *, limited: bool) -> tuple[str, ...]:
        """The data: what the predicate names, what “it” means, or information in general."""
        one = self.predicate
        if action in ON_DEVICE:
            return (ANY,)
        found = self.within(one.before, Kind.ELEMENT) if one.passive else ()
        named = self._of_children(self._told(found or self.near(Kind.ELEMENT)))
        if not named:
            again = self.refers() or (one.action != "advertise" and one.verb not in WEAK_VERBS)
            named = ((self._named_before() or self.context.elements) if again else ()) or ("information",)
        if not (one.negative or limited) and set(named) <= _GENERAL:
            named = (*named, *self._told([hit for hit in self.examples() if hit.kind is Kind.ELEMENT]))
        return tuple(dict.fromkeys(named))

    def is_about_data(self) -> bool:
        """Whether the predicate has data as its object, by name or by a word such as “it”."""
        if self.near(Kind.ELEMENT) or any(hit.kind is Kind.ELEMENT for hit in self.examples()):
            return True
        one = self.predicate
        objects = one.direct if self.refers() else next((each.direct for each in self._joined()), ())
        where = [*one.direct[:_HEAD], *objects[:_HEAD], *(one.before[-_CLOSE:] if one.passive else ())]
        places = [*where, *one.before] if one.passive else where
        if any(self.sentence.text(at) in ALL_OF_IT and self.sentence.text(at - 1) != "for" for at in places):
            return True
        return bool(self.within(where, Kind.AGAIN)) and bool(self.context.elements or self._named_before())

    def means(self, action: str) -> tuple[str, ...]:
        """The cookies, beacons or logs with or on which it is done; `any` where none is named."""
        one = self.predicate
        found = [hit for hit in one.subjects if hit.kind is Kind.MEANS]
        found += self.near(Kind.MEANS)
        if one.governed_by == "use":
            governor = next((each for each in self.every if each.action == "use"), one)
            found += self.within(governor.objects, Kind.MEANS)
        if not found and action in ("set_storage", "read_storage"):
            return ()
        if any(hit.kind is Kind.AGAIN for hit in one.subjects):
            found += [hit for other in self.every for hit in other.subjects if hit.kind is Kind.MEANS]
        named = tuple(dict.fromkeys(self._narrowed(hit) for hit in found))
        again = {"this", "they"} & {self.sentence.text(at) for at in one.objects[:_HEAD]}
        return named or (self.context.means if again else ()) or (ANY,)

    def whole(self) -> frozenset[str]:
        """The slots of which the sentence speaks as a whole: “some or all data”, “the information we collect”."""
        one = self.predicate
        near = self.near(Kind.ELEMENT) or self.within(one.before, Kind.ELEMENT)
        wholes = {hit.end for hit in self.within((*one.before, *one.objects), Kind.WHOLE)}
        ours = {
            region.antecedent
            for region in self.sentence.regions
            if region.role is Role.RELATIVE and {"we", "us"} & {self.sentence.text(at) for at in region.positions[:2]}
        }
        for hit in near:
            taken_in = hit.end - 1 in ours or self.sentence.text(hit.end) in TAKEN_IN
            partly = self.sentence.text(hit.start - 1) in ("some", "certain")
            if {hit.start, hit.start - 1} & wholes or (taken_in and not partly):
                return frozenset({"element"})
        return frozenset()

    def _told(self, found: Sequence[Hit]) -> tuple[str, ...]:
        """The concepts of the words, with defined terms opened and “about you” taken as personal."""
        names: list[str] = []
        for hit in found:
            if hit.concept != "information":
                names.append(hit.concept)
                continue
            names += dict(self.context.defined).get(self.sentence.words[hit.start].text, ())
            again = self.sentence.text(hit.start - 1) in ("this", "that", "these", "such")
            told = (self.context.elements if again else ()) or (self._said_which(hit),)
            names += ("personal",) if self._is_about_you(hit) else told
        return tuple(dict.fromkeys(names))

    def _named_before(self) -> tuple[str, ...]:
        """Data that the same sentence named before this predicate, which “it” then means."""
        earlier = [hit for hit in self.sentence.hits if hit.kind is Kind.ELEMENT and hit.end <= self.predicate.at]
        return self._told(earlier[-1:])

    def _narrowed(self, hit: Hit) -> str:
        """“Preserved data” and “essential cookies” are narrower than data and cookies, in a way no entry knows."""
        before = hit.start - 1
        word = self.sentence.text(before)
        if not word.isalpha() or word in PLAIN_MODIFIERS:
            return hit.concept
        if any(each.start <= before < each.end for each in self.sentence.hits):
            return hit.concept
        return declared(hit.concept, self.sentence.words[before].stem)

    def _said_which(self, hit: Hit) -> str:
        """“The information that you enter” is narrower than information."""
        for region in self.sentence.regions:
            ours = {"we", "us"} & {self.sentence.text(at) for at in region.positions[:2]}
            if region.role is Role.RELATIVE and region.antecedent == hit.end - 1 and not ours:
                return declared(hit.concept, "stated")
        return self._narrowed(hit)

    def _is_about_you(self, hit: Hit) -> bool:
        after = [self.sentence.text(hit.end + each) for each in range(6)]
        about = any(first == "about" and second in ("you", "yourself") for first, second in pairwise(after))
        return about or self.sentence.text(hit.start - 1) == "your"

    def _of_children(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """Children's data, where the sentence says from or about whom."""
        one = self.predicate
        lent = () if self.within(one.direct, Kind.ELEMENT) else next((each.objects for each in self._joined()), ())
        words = [self.sentence.text(at) for at in lent or one.objects]
        told = {word for at, word in enumerate(words) if {"from", "of", "about"} & set(words[max(0, at - _CLOSE) : at])}
        them = "them" in told and any(word.text.lower() in CHILDREN for word in self.sentence.words)
        return ("user.childrens",) if them or told & (CHILDREN | {"under"}) else named

    # ---- where to look

    def near(self, *kinds: Kind) -> tuple[Hit, ...]:
        """Hits among the predicate's own objects; a joined verb without any uses those of its neighbours."""
        one = self.predicate
        found = self.within(one.objects if Kind.PURPOSE in kinds else one.direct, *kinds)
        if found or not (_SHARED & set(kinds)) or self.refers():
            return found
        if one.passive:
            return self.within(one.before, *kinds) if Kind.ELEMENT in kinds else found
        if Kind.MEANS in kinds and one.action not in ON_DEVICE:
            return found
        return next((near for other in self._joined() if (near := self.within(other.direct, *kinds))), ())

    def refers(self) -> bool:
        """Whether the object is a word such as “it” or “this information”."""
        return bool(self.within(self.predicate.direct[:_HEAD], Kind.AGAIN))

    def examples(self) -> tuple[Hit, ...]:
        """What stands after “such as” or “including”."""
        return self.within(self.sentence.of(Role.EXAMPLE), Kind.ELEMENT, Kind.RECIPIENT, Kind.PURPOSE)

    def after(self, word: str) -> tuple[Hit, ...]:
        """Parties named soon after `word` among the objects: “by third parties”."""
        objects = self.predicate.objects
        starts = [index for index, at in enumerate(objects) if self.sentence.text(at) == word]
        return self.within(objects[starts[0] : starts[0] + _FAR], Kind.RECIPIENT, Kind.PLAN) if starts else ()

    def within(self, positions: Sequence[int], *kinds: Kind) -> tuple[Hit, ...]:
        """Hits of `kinds` that begin at one of `positions`."""
        return self.sentence.within(positions, *kinds)

    def _joined(self) -> Iterator[Predicate]:
        """The verbs joined to this one under the same subject: those that follow, then those before."""
        every, one = self.every, self.predicate
        at = next((number for number, other in enumerate(every) if other == one), 0)
        alike = [other for other in (*every[at + 1 :], *every[:at][::-1]) if other.subjects == one.subjects]
        yield from (other for other in alike if (other.action in TO_OTHERS) == (one.action in TO_OTHERS))
