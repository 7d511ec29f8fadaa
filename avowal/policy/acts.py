"""Who does what: a predicate's actors, and its act where the verb's objects bear it out."""

from __future__ import annotations

from avowal.policy.concepts import ancestors, covers, declared, known
from avowal.policy.function_words import ALL_OF_IT, NONE, WEAK_VERBS
from avowal.policy.lexicon import Hit, Kind
from avowal.policy.objects import TO_OTHERS, Objects
from avowal.policy.stems import stems_of, words_of

THIRD = "third_party"
STRANGER = declared(THIRD, "stated")
"""Who is named by words that no entry knows."""
_IN_RETURN = stems_of("money payment fee compensation consideration remuneration cash")
"""What is given for these is sold."""
_UNSAID = words_of("to what any your their or and , for in")
"""With these goes on what names no object (“we never sell to anyone”), or one in words that no entry knows."""
_NEAR = 4
_TELLING = frozenset({"advertise", "tell"})


class Acts(Objects):
    """One predicate of a sentence: who acts, and which act it is."""

    # ---- who

    def actors(self) -> tuple[str, ...]:
        one = self.predicate
        if one.passive:
            if self.within(one.before[-3:], Kind.VISITOR) or self._is_sold_itself():
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
        others = others or ((THIRD,) if hit.concept == "others" else ())
        if self.sentence.text(hit.start) != "it" and others:
            return others
        return (self.context.actor,) if self.context.means and not others else ()

    def _actor(self, hit: Hit) -> str:
        return _as_actor(hit.concept) if hit.kind is Kind.RECIPIENT else self.context.actor

    # ---- does what

    def action(self) -> str:
        """The act, where the verb's objects bear it out; empty otherwise."""
        one, means = self.predicate, self.near(Kind.MEANS)
        if any(hit.concept == "spyware" for hit in means):
            return "install_spyware"
        given_to = self.within(one.direct, Kind.RECIPIENT)
        if one.action in _TELLING or (one.verb in WEAK_VERBS and self.advertises() and not given_to):
            return self._shown()
        if self._is_borne_out(one.action):
            return "sell" if one.action == "share" and self._is_paid() else one.action
        return self._otherwise(one.action)

    def _is_borne_out(self, action: str) -> bool:
        """Whether the verb has the objects of the act that the lexicon takes it for."""
        wanted = {"share": self._is_shared, "use": self._is_used, "sell": self._is_sold, "rent": self._is_sold}
        wanted |= {"keep": self._is_kept, "link_with_other_data": self._is_linked}
        wanted |= dict.fromkeys(("set_storage", "read_storage"), self._is_on_device)
        wanted |= dict.fromkeys(("let_collect", "install_spyware", "contain"), self._never_alone)
        return wanted.get(action, self.is_about_data)()

    def _otherwise(self, action: str) -> str:
        """Using cookies is setting them; a log that contains something collects it."""
        if action == "use" and self.near(Kind.MEANS) and not self._governs():
            return "set_storage"
        if action == "keep" and self.near(Kind.MEANS) and not self.near(Kind.ELEMENT):
            return "set_storage"
        logged = action == "contain" and self._is_of_means()
        return "collect" if logged and self.near(Kind.ELEMENT) else ""

    def _shown(self) -> str:
        if self.advertises() or self.reaches_nobody():
            return "use"
        if not self.near(Kind.ELEMENT):
            return ""
        if self._is_of_means() and not self.within(self.predicate.direct[:1], Kind.VISITOR):
            return "collect"  # a log shows what it holds
        return "share" if self.predicate.action == "advertise" and self.recipients() else ""

    def _is_of_means(self) -> bool:
        return any(hit.kind is Kind.MEANS for hit in self.predicate.subjects)

    def _is_on_device(self) -> bool:
        return bool(self.near(Kind.MEANS))

    def _is_used(self) -> bool:
        return self.is_about_data() and not (self.near(Kind.MEANS) and self._governs())

    def _is_kept(self) -> bool:
        return bool(self.near(Kind.ELEMENT)) and self.actors() == (self.context.actor,)

    def _is_shared(self) -> bool:
        one, elements, others = self.predicate, self.near(Kind.ELEMENT), self.recipients()
        if not others and not one.passive and self.near(Kind.VISITOR):
            return one.negative and bool(elements) and one.verb not in WEAK_VERBS
        if one.verb in WEAK_VERBS and not (one.negative and elements):
            return bool(others) and self.is_about_data()
        return self.is_about_data()

    def _is_linked(self) -> bool:
        """Data that is joined with something, by its own name or as what the sentence before spoke of."""
        return self.actors() == (self.context.actor,) and self.is_about_data()

    def _is_sold(self) -> bool:
        first = self.sentence.text(self.predicate.direct[0]) if self.predicate.direct else ""
        joined = self.within(self.predicate.direct[:1], Kind.ACTION)  # “sell/share”
        unsaid = not self.predicate.passive and (not first or first in _UNSAID or joined)
        return bool(unsaid) or self.is_about_data()

    def _is_sold_itself(self) -> bool:
        """“Should we be sold”: the plan is, not its data."""
        ours = any(hit.kind is Kind.PLAN for hit in self.predicate.subjects)
        return ours and self.predicate.action == "sell" and not self.within(self.predicate.before, Kind.ELEMENT)

    def _is_paid(self) -> bool:
        """Whether it is given “for a fee”, “in exchange for payment”."""
        words = [self.sentence.words[at] for at in self.predicate.objects]
        paid = [at for at, word in enumerate(words) if word.stem in _IN_RETURN]
        return any("for" in {word.text.lower() for word in words[max(0, at - _NEAR) : at]} for at in paid)

    def _never_alone(self) -> bool:
        return False  # what is allowed comes as the predicate that it governs

    def _governs(self) -> bool:
        return any(other.governed_by == "use" for other in self.every) and not self.predicate.governed_by

    def recipients(self) -> tuple[str, ...]:
        if self.predicate.passive and self.predicate.action not in TO_OTHERS:
            return ()
        near = [*self.near(Kind.RECIPIENT), *(hit for hit in self.examples() if hit.kind is Kind.RECIPIENT)]
        others = {hit.start for hit in (*self.after("by"), *self.after("from"))}
        return tuple(dict.fromkeys(hit.concept for hit in near if hit.start not in others))

    def goes_to_a_stranger(self) -> bool:
        """Whether it goes to somebody whom no entry knows, so that a denial says nothing of others."""
        known = (Kind.RECIPIENT, Kind.PLAN, Kind.VISITOR, Kind.PURPOSE)
        direct = self.predicate.direct
        to = next((index for index, at in enumerate(direct) if self.sentence.text(at) in ("with", "to")), len(direct))
        who = direct[to + 1 : to + 1 + _NEAR]
        spoken_of = bool(who) and self.sentence.text(who[0]) in {"it", "them", *NONE, *ALL_OF_IT}
        return bool(who) and not spoken_of and not self.within((direct[to], *who), *known)

    def advertises(self) -> bool:
        found = (*self.near(Kind.PURPOSE), *self.within(self.predicate.before, Kind.PURPOSE), *self.examples())
        return any(hit.kind is Kind.PURPOSE and covers("purpose", "marketing", hit.concept) for hit in found)


def _as_actor(recipient: str) -> str:
    """A recipient as the one who acts; who has no name of its own among the actors is a third party."""
    if known("actor", recipient):
        return recipient
    return THIRD if THIRD in ancestors("recipient", recipient) else recipient
