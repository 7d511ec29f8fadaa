"""Who does what to whom, for what and within which limits: a predicate's slots, and so its assertions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from avowal.policy.acts import STRANGER, THIRD, Acts
from avowal.policy.assertions import ANY, Assertion, Certainty, Modality, Slots
from avowal.policy.concepts import covers
from avowal.policy.function_words import BY_INTEREST, GETS
from avowal.policy.lexicon import Kind, stem
from avowal.policy.objects import TO_OTHERS
from avowal.policy.regions import Role

OURS = ("plan", "plan_and_vendors")
ADVERTISING = "marketing.advertising"
CHOSEN = "advertising_by_interest"
OTHERS_ADVERTISING = "marketing.advertising.third_party"
_ELSEWHERE = frozenset({"other_website", "social_network"})
"""What other sites do when one visits them is not done here."""
_BY_SITES = frozenset({"cookie", "own_cookie", "their_cookie", "storage", "beacon", "other_storage"})
"""Whoever collects with these does so from a site of its own."""
_SCOPE = re.compile(
    r"\bin (?:some|certain|most|many)\b|\bdepending on\b|\bin (?:\w+ ){0,3}(?:form|format|way|manner)\b", re.IGNORECASE
)
_FOR_ANY = frozenset({"any", "anything", "whatever", "money", "profit", "value", "gain", "consideration", "us", "you"})
"""“For any reason”, “for money”: a purpose that narrows nothing."""
_GIVEN = frozenset({"provid", "giv", "submit", "collect", "gather", "suppli"})
LINK = "link_with_other_data"
_ELSE = re.compile(r"\b(?:across|elsewhere|over time|other (?:web)?sites|outside|around the)\b", re.IGNORECASE)
_FIRM = frozenset({"attempt", "tri", "seek", "aim"})
"""Hedges that a denial makes firmer: who does not attempt it does not do it."""
_SLOT_OF = {Kind.RECIPIENT: "recipient", Kind.PURPOSE: "purpose", Kind.CONDITION: "condition", Kind.ELEMENT: "element"}


class Meaning(Acts):
    """One predicate of a sentence as assertions."""

    def assertions(self) -> Iterator[Assertion]:
        """What the predicate says; nothing where actor or action cannot be told."""
        actors, action = self.actors(), self.action()
        if not (actors and action):
            return
        limits = self._limits(actors)
        elements = self.elements(action, limited=bool(limits))
        condition = self._condition(action)
        joined = self.joined() if action == LINK else ANY
        for actor, element, purpose, means in product(
            actors, elements, self._purposes(action, actors), self.means(action)
        ):
            theirs = means if actor in OURS else _as_theirs(means)
            slots = Slots(actor, action, element, ANY, purpose, condition, theirs, joined)
            for one in self._with_recipients(slots):
                yield from self._said(one, limits)

    # ---- to whom, for what, when

    def _with_recipients(self, slots: Slots) -> Iterator[Slots]:
        unnamed = STRANGER if self.predicate.negative and self.goes_to_a_stranger() else ANY
        for recipient in (self.recipients() or (unnamed,)) if slots.action in TO_OTHERS else (ANY,):
            yield replace(slots, recipient=recipient)
        if slots.action == "collect" and slots.actor not in {*OURS, *_ELSEWHERE}:
            others = "+other_website" if slots.means in _BY_SITES else ""
            act = "share" if stem(self.predicate.verb) in GETS else "let_collect"
            yield replace(slots, actor=self.context.actor, action=act, recipient=slots.actor + others)

    def _purposes(self, action: str, actors: Sequence[str]) -> tuple[str, ...]:
        used = action in ("use", "set_storage") and self.predicate.action == "use"
        if action not in {"use", *TO_OTHERS} and not used:
            return (ANY,)
        found = [*self.near(Kind.PURPOSE), *self.within(self.so_that(), Kind.PURPOSE)]
        if self.predicate.action == "advertise" or self.predicate.passive:
            found += self.within(self.predicate.before, Kind.PURPOSE)
            found += [hit for hit in self.examples() if hit.kind is Kind.PURPOSE]
        named = self._composed([hit.concept for hit in found], actors)
        if not named and self.reaches_nobody():
            return ("marketing.communications",)
        return named or (("stated",) if self.predicate.negative and self._has_unknown_aim() else (ANY,))

    def _has_unknown_aim(self) -> bool:
        """Whether the predicate goes on with a purpose that no entry knows, so that it denies less than it seems to."""
        one = self.predicate
        if len(one.direct) < len(one.objects) or self.so_that():
            return True
        after = [self.sentence.text(at + 1) for at in one.objects if self.sentence.text(at) == "for"]
        return any(word not in _FOR_ANY for word in after)

    def _composed(self, named: Sequence[str], actors: Sequence[str]) -> tuple[str, ...]:
        """Advertising by whom and by what: “advertisements from others”, “targeted to your interests”."""
        chosen = bool({word.stem for word in self.sentence.words} & BY_INTEREST)
        before = ("from", "by", "of", "about")
        others = [hit for hit in self.near(Kind.RECIPIENT) if self.sentence.text(hit.start - 1) in before]
        third = bool(others) or all(actor not in OURS for actor in actors)
        return tuple(dict.fromkeys(self._advertising(name, chosen=chosen, third=third) for name in named))

    def _advertising(self, name: str, *, chosen: bool, third: bool) -> str:
        if name not in (ADVERTISING, CHOSEN, OTHERS_ADVERTISING):
            return name
        if third or name == OTHERS_ADVERTISING:
            return OTHERS_ADVERTISING + (".targeted" if chosen or name == CHOSEN else "")
        own = any(self.sentence.text(hit.start - 1) in ("about", "for", "of") for hit in self.near(Kind.PLAN))
        if name == ADVERTISING and own:
            return "marketing.advertising.first_party"
        return CHOSEN if chosen else name

    def _condition(self, action: str) -> str:
        places = [*self.sentence.of(Role.CONDITION), *self.predicate.before, *self.predicate.objects]
        found = [hit.concept for hit in self.within(places, Kind.CONDITION)]
        if action == "collect" and not found and not self.predicate.negative:
            found = [hit.concept for hit in self.within(self.sentence.of(Role.RELATIVE), Kind.CONDITION)]
            asked = self.within(places, Kind.PURPOSE)
            found += ["volunteered" for hit in asked if hit.concept.endswith("as_given")]
        found.sort(key=lambda concept: not covers("condition", "consent", concept))
        if found and (not self.predicate.negative or found[0] == "knowingly"):
            return "allowed_by_law" if "allowed_by_law" in found else found[0]
        elsewhere = self.predicate.negative and self.tracks() and _ELSE.search(self.source.words)
        stated = (
            elsewhere
            or _SCOPE.search(self.source.words)
            or self.sentence.of(Role.CONDITION)
            or self._is_of_some_people(action)
        )
        return "stated" if stated else ANY

    def _only_they(self) -> bool:
        """“Only our staff may see it”: nobody else gets it."""
        one = self.predicate
        first = min((hit.start for hit in one.subjects), default=0)
        only = "only" in (self.sentence.text(first - 1), self.sentence.text(first - 2))
        return only and not one.passive and one.action == "collect"

    def _is_of_some_people(self, action: str) -> bool:
        """“From visitors who only read”: what is said of some people only."""
        people = {hit.end for hit in self.within(self.predicate.objects, Kind.VISITOR)}
        relative = (region for region in self.sentence.regions if region.role is Role.RELATIVE)
        scoped = self.predicate.negative and action != LINK
        return scoped and any(region.antecedent + 1 in people for region in relative)

    # ---- how it is limited

    def _said(self, slots: Slots, limits: tuple[Slots, ...]) -> Iterator[Assertion]:
        one, sure = self.predicate, self._certainty()
        if one.negative:
            yield from self._denied(slots, sure)
            return
        if self._only_they():
            kept = tuple(Slots(recipient=hit.concept) for hit in one.subjects if hit.kind is Kind.RECIPIENT)
            nobody = replace(slots, actor=self.context.actor, action="share", recipient=THIRD, condition=ANY)
            yield Assertion(Modality.NEVER, nobody, self.source, (*kept, *self._exceptions()), sure)
            if not kept:
                return
        if limits:
            exceptions = (*limits, *self._exceptions())
            yield Assertion(Modality.NEVER, _opened(slots, limits), self.source, exceptions, sure)
            first = limits[0]
            slots = replace(
                slots,
                purpose=slots.purpose if first.purpose == ANY else first.purpose,
                condition=slots.condition if first.condition == ANY else first.condition,
            )
        yield Assertion(Modality.MAY, slots, self.source, (), sure, self.whole())
        if slots.joined != ANY:  # who links A with B links B with A
            turned = replace(slots, element=slots.joined, joined=slots.element)
            yield Assertion(Modality.MAY, turned, self.source, (), sure)

    def _denied(self, slots: Slots, sure: Certainty) -> Iterator[Assertion]:
        exceptions = self._exceptions()
        if slots.action == "use" and self._is_for_no_other():
            slots, exceptions = replace(slots, purpose=ANY), (*exceptions, Slots(purpose="as_given"))
        if self.sentence.of(Role.EXCEPTION) and not exceptions:
            return  # an exception that is not understood leaves nothing that is surely denied
        if slots.purpose != ANY and covers("purpose", "third_party_promotion", slots.purpose):
            slots = replace(slots, actor=ANY)  # others' advertisements are shown by others
        if slots.action == "set_storage" and slots.means == "their_cookie":
            slots = replace(slots, actor=ANY)  # and their cookies set by them, which on their own sites they may
            exceptions = (*exceptions, *(Slots(actor=each) for each in sorted(_ELSEWHERE)))
        if slots.condition == "knowingly":
            exceptions = (*exceptions, Slots(condition="not_knowingly"))
        yield Assertion(Modality.NEVER, slots, self.source, exceptions, sure)

    def _limits(self, actors: Sequence[str]) -> tuple[Slots, ...]:
        """What follows “only”, or what it limits when it stands before the verb."""
        one, conditions = self.predicate, self.sentence.of(Role.CONDITION)
        only = [hit.start for hit in self.within(one.objects, Kind.LIMIT)]
        if not (only or one.limited):
            return ()
        positions = [*one.objects, *conditions, *self.sentence.of(Role.EXAMPLE)]
        after = [at for at in positions if not only or at > only[0] or at in conditions]
        found = self.within(after, Kind.CONDITION)
        if one.action in TO_OTHERS and (recipients := self.within(after, Kind.RECIPIENT)):
            law = [Slots(condition=hit.concept) for hit in found if hit.concept == "required_by_law"]
            return tuple(dict.fromkeys((*(Slots(recipient=hit.concept) for hit in recipients), *law)))
        if self._is_as_given():
            return (Slots(purpose="as_given"),)
        if one.action == "use" and (purposes := self.within(after, Kind.PURPOSE)):
            return tuple(Slots(purpose=each) for each in self._composed([hit.concept for hit in purposes], actors))
        return tuple(Slots(condition=hit.concept) for hit in found)

    def _is_for_no_other(self) -> bool:
        """“What you give us for one purpose is not used for another.”"""
        objects = [self.sentence.text(at) for at in self.predicate.objects]
        other = any(one == "for" and "other" in " ".join(objects[at + 1 : at + 4]) for at, one in enumerate(objects))
        relative = self.sentence.of(Role.RELATIVE)
        given = any(hit.concept == "volunteered" for hit in self.within(relative, Kind.CONDITION))
        return other and (given or self._is_as_given())

    def _is_as_given(self) -> bool:
        """“Only for the purpose for which it was given.”"""
        words = [word.stem for word in self.sentence.words]
        return "purpos" in words and bool(_GIVEN & set(words[words.index("purpos") :]))

    def _exceptions(self) -> tuple[Slots, ...]:
        found = self.within(self.sentence.of(Role.EXCEPTION), *_SLOT_OF)
        if {Kind.CONDITION, Kind.RECIPIENT} & {hit.kind for hit in found}:
            found = tuple(hit for hit in found if hit.kind in (Kind.CONDITION, Kind.RECIPIENT))
        return tuple(dict.fromkeys(Slots(**{_SLOT_OF[hit.kind]: hit.concept}) for hit in found))

    def _certainty(self) -> Certainty:
        close = self.within(self.predicate.before[-4:], Kind.HEDGE)
        soft = {self.sentence.words[hit.start].stem for hit in close} - _FIRM
        return Certainty.UNSURE if soft else Certainty.SURE


def _opened(slots: Slots, limits: Sequence[Slots]) -> Slots:
    """The never that “only” says: whatever lies outside the limits."""
    if any(limit.recipient != ANY for limit in limits):
        return replace(slots, recipient=THIRD, condition=ANY)
    if any(limit.purpose != ANY for limit in limits):
        return replace(slots, purpose=ANY)
    return replace(slots, condition=ANY)


def _as_theirs(means: str) -> str:
    """A cookie that somebody else sets is his."""
    kind, mark, key = means.partition(":")
    return f"their_cookie{mark}{key}" if kind in ("cookie", "own_cookie") else means
