"""Who does what to whom, for what and within which limits: a predicate's slots, and so its assertions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from avowal.policy.assertions import ANY, Assertion, Certainty, Modality, Slots
from avowal.policy.concepts import ancestors, covers, known
from avowal.policy.function_words import BY_INTEREST, GETS, WEAK_VERBS
from avowal.policy.lexicon import Hit, Kind, stem
from avowal.policy.objects import TO_OTHERS, Objects
from avowal.policy.regions import Role

OURS = ("plan", "plan_and_vendors")
THIRD = "third_party"
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
_FIRM = frozenset({"attempt", "tri", "seek", "aim"})
"""Hedges that a denial makes firmer: who does not attempt it does not do it."""
_SLOT_OF = {Kind.RECIPIENT: "recipient", Kind.PURPOSE: "purpose", Kind.CONDITION: "condition", Kind.ELEMENT: "element"}


class Meaning(Objects):
    """One predicate of a sentence as assertions."""

    def assertions(self) -> Iterator[Assertion]:
        """What the predicate says; nothing where actor or action cannot be told."""
        actors, action = self._actors(), self._action()
        if not (actors and action):
            return
        limits = self._limits(actors)
        elements = self.elements(action, limited=bool(limits))
        condition = self._condition(action)
        for actor, element, purpose, means in product(
            actors, elements, self._purposes(action, actors), self.means(action)
        ):
            theirs = actor not in OURS and means in ("cookie", "own_cookie")
            slots = Slots(actor, action, element, ANY, purpose, condition, "their_cookie" if theirs else means)
            for one in self._with_recipients(slots):
                yield from self._said(one, limits)

    # ---- who

    def _actors(self) -> tuple[str, ...]:
        one = self.predicate
        if one.passive:
            if self.within(one.before[-3:], Kind.VISITOR):
                return ()
            found = [self._actor(hit) for hit in self.after("by")]
            return tuple(dict.fromkeys(found)) or (self.context.actor,)
        if any(hit.kind is Kind.VISITOR for hit in one.subjects):
            return ()
        return tuple(dict.fromkeys(actor for hit in one.subjects for actor in self._actors_of(hit)))

    def _actors_of(self, hit: Hit) -> tuple[str, ...]:
        if hit.kind is not Kind.AGAIN:
            return (self._actor(hit),)
        if any(other.kind is Kind.MEANS for each in self.every for other in each.subjects):
            return (self.context.actor,)  # “our cookies …, and they …”
        others = tuple(_as_actor(other) for other in self.context.others)
        if self.sentence.text(hit.start) != "it" and others:
            return others
        return (self.context.actor,) if self.context.means and not others else ()

    def _actor(self, hit: Hit) -> str:
        return _as_actor(hit.concept) if hit.kind is Kind.RECIPIENT else self.context.actor

    # ---- does what

    def _action(self) -> str:
        """The act, where the verb's objects bear it out; empty otherwise."""
        one, means = self.predicate, self.near(Kind.MEANS)
        if any(hit.concept == "spyware" for hit in means):
            return "install_spyware"
        given_to = self.within(one.direct, Kind.RECIPIENT)
        if one.action == "advertise" or (one.verb in WEAK_VERBS and self._advertises() and not given_to):
            return self._shown()
        return one.action if self._is_borne_out(one.action) else self._otherwise(one.action)

    def _is_borne_out(self, action: str) -> bool:
        """Whether the verb has the objects of the act that the lexicon takes it for."""
        wanted = {"share": self._is_shared, "use": self._is_used, "sell": self._always, "rent": self._always}
        wanted |= dict.fromkeys(("keep", "link_with_other_data"), self._is_kept)
        wanted |= dict.fromkeys(("set_storage", "read_storage"), self._is_on_device)
        wanted |= dict.fromkeys(("let_collect", "install_spyware", "contain"), self._never_alone)
        return wanted.get(action, self.is_about_data)()

    def _otherwise(self, action: str) -> str:
        """Using cookies is setting them; a log that contains something collects it."""
        if action == "use" and self.near(Kind.MEANS) and not self._governs():
            return "set_storage"
        logged = action == "contain" and any(hit.kind is Kind.MEANS for hit in self.predicate.subjects)
        return "collect" if logged and self.near(Kind.ELEMENT) else ""

    def _shown(self) -> str:
        if self._advertises():
            return "use"
        return "share" if self.near(Kind.ELEMENT) and self._recipients() else ""

    def _is_on_device(self) -> bool:
        return bool(self.near(Kind.MEANS))

    def _is_used(self) -> bool:
        return self.is_about_data() and not (self.near(Kind.MEANS) and self._governs())

    def _is_kept(self) -> bool:
        return bool(self.near(Kind.ELEMENT)) and self._actors() == (self.context.actor,)

    def _is_shared(self) -> bool:
        one, elements, others = self.predicate, self.near(Kind.ELEMENT), self._recipients()
        if not others and not one.passive and self.near(Kind.VISITOR):
            return one.negative and bool(elements) and one.verb not in WEAK_VERBS
        if one.verb in WEAK_VERBS and not (one.negative and elements):
            return bool(others) and self.is_about_data()
        return self.is_about_data()

    def _never_alone(self) -> bool:
        return False  # what is allowed comes as the predicate that it governs

    def _always(self) -> bool:
        return True

    def _governs(self) -> bool:
        return any(other.governed_by == "use" for other in self.every) and not self.predicate.governed_by

    # ---- to whom, for what, when

    def _recipients(self) -> tuple[str, ...]:
        if self.predicate.passive and self.predicate.action not in TO_OTHERS:
            return ()
        near = [*self.near(Kind.RECIPIENT), *(hit for hit in self.examples() if hit.kind is Kind.RECIPIENT)]
        others = {hit.start for hit in (*self.after("by"), *self.after("from"))}
        return tuple(dict.fromkeys(hit.concept for hit in near if hit.start not in others))

    def _with_recipients(self, slots: Slots) -> Iterator[Slots]:
        for recipient in (self._recipients() if slots.action in TO_OTHERS else ()) or (ANY,):
            yield replace(slots, recipient=recipient)
        if slots.action == "collect" and slots.actor not in {*OURS, *_ELSEWHERE}:
            others = "+other_website" if slots.means in _BY_SITES else ""
            act = "share" if stem(self.predicate.verb) in GETS else "let_collect"
            yield replace(slots, actor=self.context.actor, action=act, recipient=slots.actor + others)

    def _advertises(self) -> bool:
        found = (*self.near(Kind.PURPOSE), *self.within(self.predicate.before, Kind.PURPOSE), *self.examples())
        return any(hit.kind is Kind.PURPOSE and covers("purpose", "marketing", hit.concept) for hit in found)

    def _purposes(self, action: str, actors: Sequence[str]) -> tuple[str, ...]:
        used = action in ("use", "set_storage") and self.predicate.action == "use"
        if action not in {"use", *TO_OTHERS} and not used:
            return (ANY,)
        found = list(self.near(Kind.PURPOSE))
        if self.predicate.action == "advertise" or self.predicate.passive:
            found += self.within(self.predicate.before, Kind.PURPOSE)
            found += [hit for hit in self.examples() if hit.kind is Kind.PURPOSE]
        named = self._composed([hit.concept for hit in found], actors)
        return named or (("stated",) if self.predicate.negative and self._has_unknown_aim() else (ANY,))

    def _has_unknown_aim(self) -> bool:
        """Whether the predicate goes on with a purpose that no entry knows, so that it denies less than it seems to."""
        one = self.predicate
        if len(one.direct) < len(one.objects):
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
        stated = _SCOPE.search(self.source.words) or self.sentence.of(Role.CONDITION) or self._is_of_some_people()
        return "stated" if stated else ANY

    def _is_of_some_people(self) -> bool:
        """“From visitors who only read”: what is said of some people only."""
        people = {hit.end for hit in self.within(self.predicate.objects, Kind.VISITOR)}
        relative = (region for region in self.sentence.regions if region.role is Role.RELATIVE)
        return self.predicate.negative and any(region.antecedent + 1 in people for region in relative)

    # ---- how it is limited

    def _said(self, slots: Slots, limits: tuple[Slots, ...]) -> Iterator[Assertion]:
        one, sure = self.predicate, self._certainty()
        if one.negative:
            yield from self._denied(slots, sure)
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

    def _denied(self, slots: Slots, sure: Certainty) -> Iterator[Assertion]:
        exceptions = self._exceptions()
        if self.sentence.of(Role.EXCEPTION) and not exceptions:
            return  # an exception that is not understood leaves nothing that is surely denied
        if slots.purpose != ANY and covers("purpose", "third_party_promotion", slots.purpose):
            slots = replace(slots, actor=ANY)  # others' advertisements are shown by others
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


def _as_actor(recipient: str) -> str:
    """A recipient as the one who acts; who has no name of its own among the actors is a third party."""
    if known("actor", recipient):
        return recipient
    return THIRD if THIRD in ancestors("recipient", recipient) else recipient
