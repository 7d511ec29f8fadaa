"""What a predicate speaks of: with which data, through which means, and whether of all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from avowal.policy.assertions import ANY, Source
from avowal.policy.clauses import Predicate
from avowal.policy.composed import promotes_to_people
from avowal.policy.concepts import declared
from avowal.policy.context import Context
from avowal.policy.function_words import ALL_OF_IT, CHILDREN, PLAIN_MODIFIERS, TAKEN_IN, WEAK_VERBS
from avowal.policy.lexicon import Hit, Kind
from avowal.policy.regions import Role, Sentence
from avowal.policy.stems import stems_of, words_of

TO_OTHERS = frozenset({"share", "sell", "rent", "license"})
ON_DEVICE = frozenset({"set_storage", "read_storage", "install_spyware"})
_SHARED = frozenset({Kind.ELEMENT, Kind.RECIPIENT, Kind.MEANS})
_GENERAL = frozenset({"information", "personal", "non_personal"})
_HEAD = 3
"""Words at the head of an object in which “it” or “this” stands."""
_CLOSE = 4
_OF_A_PERSON = stems_of("identity account profile membership")
_RECORDS = stems_of("record file chart history")
"""What is linked with “your file” is linked with who you are."""
_TRACKING = stems_of("track monitor profile")
_AFTER_PEOPLE = words_of("on across over in when while for with by and or as through from who that , at to") | {""}
_GIVING = words_of("us to we for one a some any certain particular purpose reason use that which")
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
        found = found or self.near(Kind.ELEMENT)
        if action == "link_with_other_data":
            found = tuple(hit for hit in found if hit.start < self._joint())
            if not (found or self.refers()):
                return ("information",)
        named = self._of_children(self._told(found))
        if not named and self.tracks():
            return ("user.behavior",)
        if self._is_reaching_out(action) and not one.negative and set(named) <= {"information"}:
            return ("user.contact",)
        if not named:
            again = self.refers() or (one.action != "advertise" and one.verb not in WEAK_VERBS)
            named = ((self._named_before() or self.context.elements) if again else ()) or ("information",)
        if not (one.negative or limited) and set(named) <= _GENERAL:
            named = (*named, *self._told([hit for hit in self.examples() if hit.kind is Kind.ELEMENT]))
        return tuple(dict.fromkeys(named))

    def is_about_data(self) -> bool:
        """Whether the predicate has data as its object, by name or by a word such as “it”."""
        if self.tracks() or self.near(Kind.ELEMENT) or any(hit.kind is Kind.ELEMENT for hit in self.examples()):
            return True
        one = self.predicate
        objects = one.direct if self.refers() else next((each.direct for each in self._joined()), ())
        where = [*one.direct[:_HEAD], *objects[:_HEAD], *(one.before[-_CLOSE:] if one.passive else ())]
        places = [*where, *one.before] if one.passive else where
        if any(self.sentence.text(at) in ALL_OF_IT and self.sentence.text(at - 1) != "for" for at in places):
            return True
        return bool(self.within(where, Kind.AGAIN)) and bool(self.context.elements or self._named_before())

    def tracks(self) -> bool:
        """“Track you”: to take in what people do."""
        people = self.within(self.predicate.direct[:_HEAD], Kind.VISITOR)
        whole = any(self.sentence.text(hit.end) in _AFTER_PEOPLE for hit in people)  # no “user activities”
        return whole and self.sentence.words[self.predicate.at].stem in _TRACKING

    def joined(self) -> str:
        """With which data the predicate's data is linked; what is linked “to you” is linked with who you are."""
        objects, joint = self.predicate.direct, self._joint()
        told = self._told([hit for hit in self.within(objects, Kind.ELEMENT) if hit.start > joint])
        if told:
            return told[0]
        after = [at for at in objects if at > joint]
        whose = {"your", "their"} & {self.sentence.text(at) for at in after}
        nouns = {self.sentence.words[at].stem for at in after}
        person = self.within(after, Kind.VISITOR) or _OF_A_PERSON & nouns or (whose and _RECORDS & nouns)
        return "personal" if person else ANY

    def _joint(self) -> int:
        """Where “with” or “to” stands among the objects; past the end where it does not."""
        words = ("with", "to", "against")
        return next((at for at in self.predicate.direct if self.sentence.text(at) in words), len(self.sentence.words))

    def so_that(self) -> tuple[int, ...]:
        """What follows the predicate as “so that …”."""
        return tuple(at for at in self.sentence.of(Role.PURPOSE) if at > self.predicate.at)

    def reaches_nobody(self) -> bool:
        """“We do not contact you”: whatever one may want to tell."""
        one = self.predicate
        reached = self.within(one.direct[:1], Kind.VISITOR) or self.sentence.text(one.at + 1) == "you"
        return one.negative and one.action == "tell" and one.verb not in ("tell", "inform") and bool(reached)

    def _is_reaching_out(self, action: str) -> bool:
        """Whether it is done to bring something to people's notice, for which one has to know how to reach them."""
        one = self.predicate
        if one.action == "tell" or (one.verb == "send" and self.within(one.direct[:1], Kind.VISITOR)):
            return action == "use"
        return action in TO_OTHERS and promotes_to_people([self.sentence.words[at] for at in self.so_that()])

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
        spoken_of = (*one.direct, *self.sentence.of(Role.RELATIVE))
        again |= {hit.concept for hit in self.within(spoken_of, Kind.AGAIN) if hit.concept == "means"}
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
        if hit.kind is Kind.MEANS and self.predicate.negative and self._has_clause(hit):
            return declared(hit.concept, "stated")
        before = hit.start - 1
        word = self.sentence.text(before)
        if not word.isalpha() or word in PLAIN_MODIFIERS:
            return hit.concept
        if any(each.start <= before < each.end for each in self.sentence.hits):
            return hit.concept
        return declared(hit.concept, self.sentence.words[before].stem)

    def _has_clause(self, hit: Hit) -> bool:
        """Whether a relative clause says which: “cookies that identify you”."""
        relative = (region for region in self.sentence.regions if region.role is Role.RELATIVE)
        return any(region.antecedent == hit.end - 1 for region in relative)

    def _said_which(self, hit: Hit) -> str:
        """“The information that you enter” is narrower than information."""
        for region in self.sentence.regions:
            ours = {"we", "us"} & {self.sentence.text(at) for at in region.positions[:2]}
            if region.role is Role.RELATIVE and region.antecedent == hit.end - 1 and not ours:
                if self._is_given(region.positions):
                    return "given"
                return declared(hit.concept, "stated")
        return self._narrowed(hit)

    def _is_given(self, clause: Sequence[int]) -> bool:
        """“You give us (for one purpose)”: whatever people hand over, wherever they do."""
        words = [self.sentence.text(at) for at in clause]
        given = [hit for hit in self.within(clause, Kind.CONDITION) if hit.concept == "volunteered"]
        return bool(given) and not set(words) - _GIVING - {
            self.sentence.text(at) for hit in given for at in range(hit.start, hit.end)
        }

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
