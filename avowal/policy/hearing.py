"""What an English sentence of a policy says, as assertions.

The words are read by `clauses`; here each predicate's slots are filled, and what the sentence leaves to its neighbours
(“this information”, “they”) is taken from the context. Definitions, questions and what visitors do give nothing; a
reading that rests on a guess is marked unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from avowal.policy.assertions import ANY, Assertion, Certainty, Modality, Slots, Source
from avowal.policy.clauses import Predicate, predicates
from avowal.policy.regions import Role, Sentence, sentence_of
from avowal.policy.concepts import ancestors, covers, declared
from avowal.policy.lexicon import Hit, Kind, stem
from avowal.policy.problems import Place

THIRD = "third_party"
OURS = ("plan", "plan_and_vendors")
ADVERTISING = "marketing.advertising"
BY_INTEREST = "advertising_by_interest"
TO_OTHERS = frozenset({"share", "sell", "rent", "license"})
_WEAK = frozenset({"give", "gives", "gave", "given", "provide", "provides", "provided", "supply", "supplies", "send"})
_WEAK |= {
    "sends",
    "sent",
    "supplied",
    "furnish",
    "furnished",
    "expose",
    "release",
    "released",
    "passed",
    "transfer",
    "transferred",
}
"""Verbs that share something only when what and with whom is said: one can give advice, too."""
_SHARED = frozenset({Kind.ELEMENT, Kind.RECIPIENT, Kind.MEANS})
_ON_DEVICE = frozenset({"cookie", "own_cookie", "their_cookie", "storage", "beacon", "other_storage"})
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(*]*[A-Z0-9])")
_NO_BREAK = re.compile(r"\b(?:e\.g|i\.e|U\.S|Inc|St|No|Dr|Mr|Ms|[A-Z])\.$")
_SEMICOLON = re.compile(r";\s+(?=(?:and |but )?(?:we|you|they|however|if|it) )", re.IGNORECASE)
_DEFINED = re.compile(r"\(\s*(?:collectively|together|the|each)?,?\s*[\"“'‘](?P<terms>[^)]{1,80})[\"”'’]\s*\)")
_TERM = re.compile(r"[\"“‘'](?P<term>[A-Z][\w -]*|we|us|our)[,.]?[\"”’']")
_ITEM = re.compile(r"\s*(?:[-*•]|\d+[.)]|\([a-z]\))\s+")
_SCOPE = re.compile(r"\bin (?:some|certain|most|many)\b|\bdepending on\b", re.IGNORECASE)
_LABEL = re.compile(r"^[\w*][^.:]{0,60}:\s+(?=\S)")
_CHILD = frozenset({"child", "children", "minors", "minor", "kids", "anyone under", "persons under"})


_NO_MODIFIERS = frozenset(
    "a an the our your their its his her my this that these those such some any all each every no other certain more"
    " additional following same of or and to with in on for by from about only what which collected also not never own"
    " as various many most standard related general new further much both use used".split()  # noqa: SIM905 - read as words
)
_BY_INTEREST = frozenset(map(stem, ("targeted", "tailored", "interest", "behavioral", "personalized", "personalised")))
_TEXTS = frozenset(map(stem, ("policy", "notice", "statement", "section", "table", "page")))
_ANNOUNCES = frozenset(
    map(stem, ("describe", "explain", "give", "tell", "cover", "apply", "outline", "detail", "govern"))
)


@dataclass(frozen=True)
class Context:
    """What the sentences before, and the section's title, are about.

    `names` are what the plan calls itself; `defined` maps a defined term to the concepts it was defined by;
    `actor` is who “we” is: the plan, or the plan and its vendors where the text says so.
    """

    title: str = ""
    elements: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    defined: tuple[tuple[str, tuple[str, ...]], ...] = ()
    actor: str = "plan"

    @classmethod
    def of_section(cls, title: str, before: Context | None = None) -> Context:
        """The context at the head of a section: its title, and what was defined before it."""
        head = replace(before or cls(), title=title, elements=(), topic=(), means=(), others=()).following(title)
        return replace(head, topic=head.elements)

    def following(self, text: str) -> Context:
        """The context after the sentence `text`."""
        sentence = sentence_of(text, self.names)
        found = {kind: _names(hit for hit in sentence.hits if hit.kind is kind) for kind in _CARRIED}
        defined, actor = _definitions(text, sentence, self)
        return replace(
            self,
            elements=self._about(found[Kind.ELEMENT]),
            means=found[Kind.MEANS] or self.means,
            others=found[Kind.RECIPIENT] or self.others,
            defined=defined,
            actor=actor,
        )

    def _about(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """“Data” in a section about anonymous data is the section's topic; other words stand for themselves."""
        if not named:
            return self.elements
        return self.topic if set(named) == {"information"} and self.topic else named


_CARRIED = (Kind.ELEMENT, Kind.MEANS, Kind.RECIPIENT)


def hear(sentence: str, place: Place, context: Context | None = None) -> tuple[Assertion, ...]:
    """The assertions that one English sentence makes, in order and without repetition."""
    context = context or Context()
    if sentence.rstrip(" *_").endswith("?"):
        return ()
    read = sentence_of(sentence, context.names)
    source = Source(place, " ".join(sentence.split()))
    if _is_about_the_text(read):
        return ()
    every = predicates(read)
    found = [each for one in every for each in _Reading(read, one, every, context, source).assertions()]
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
    """“This policy describes how we share …” announces what others sentences say."""
    words = [word.stem for word in sentence.words]
    reserved = stem("reserve") in words
    if not reserved and any(pair in (("right", "to"), ("right", "of")) for pair in zip(words, words[1:], strict=False)):
        return True  # of what people may demand
    for at in (at for at, word in enumerate(words[:8]) if word in _TEXTS):
        following = words[at + 1 : at + 4]
        if set(following) & _ANNOUNCES and not {"not", "to"} & set(following):
            return True
    return False


def _names(found: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.concept for hit in found))


def _definitions(
    text: str, sentence: Sentence, context: Context
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], str]:
    """Terms that `text` defines in brackets, and whom “we” means: “… or its vendors (“we”)”."""
    defined, actor = dict(context.defined), context.actor
    for found in _DEFINED.finditer(text):
        before = sentence_of(text[: found.start()][-120:], context.names)
        near = [hit for hit in before.hits if hit.end >= len(before.words) - 8]
        for term in _TERM.finditer(f"“{found['terms']}”"):
            if term["term"] in ("we", "us", "our") and any(hit.concept == "vendor" for hit in near):
                actor = "plan_and_vendors"
            elif elements := _names(hit for hit in near if hit.kind is Kind.ELEMENT):
                defined[term["term"]] = elements
    return tuple(defined.items()), actor


@dataclass(frozen=True)
class _Reading:
    """One predicate of a sentence, and how its slots are filled."""

    sentence: Sentence
    predicate: Predicate
    _every: tuple[Predicate, ...]
    context: Context
    source: Source

    def assertions(self) -> Iterator[Assertion]:
        actors = self._actors()
        if not actors:
            return
        action = self._action()
        if not action:
            return
        elements = self._elements(action)
        if not elements:
            return
        whole, certainty = self._whole(), self._certainty()
        for actor, element, purpose, means in product(
            actors, elements, self._purposes(action, actors), self._means(action)
        ):
            slots = Slots(
                actor=actor,
                action=action,
                element=element,
                purpose=purpose,
                means=_theirs(means) if actor not in OURS else means,
                condition=self._condition(action),
            )
            for one in self._with_recipients(slots):
                yield from self._said(one, whole, certainty)

    # ---- who

    def _actors(self) -> tuple[str, ...]:
        subjects, one = self.predicate.subjects, self.predicate
        if one.passive:
            by = self._after("by")
            found = [hit for hit in by if hit.kind in (Kind.RECIPIENT, Kind.PLAN)]
            if any(hit.kind is Kind.VISITOR for hit in self._within(one.before[-3:], Kind.VISITOR)):
                return ()
            return tuple(dict.fromkeys(self._actor(hit) for hit in found)) or (self.context.actor,)
        if any(hit.kind is Kind.VISITOR for hit in subjects) or not subjects:
            return ()
        return tuple(dict.fromkeys(actor for hit in subjects for actor in self._actors_of(hit)))

    def _actors_of(self, hit: Hit) -> tuple[str, ...]:
        if hit.kind is Kind.AGAIN:
            word = self.sentence.text(hit.start)
            if any(other.kind is Kind.MEANS for each in self._every for other in each.subjects):
                return (self.context.actor,)  # “our cookies …, and they …”
            others = tuple(_as_actor(other) for other in self.context.others)
            if word == "it":
                return (self.context.actor,) if self.context.means and not others else ()
            return others or ((self.context.actor,) if self.context.means else ())
        return (self._actor(hit),)

    def _actor(self, hit: Hit) -> str:
        return _as_actor(hit.concept) if hit.kind is Kind.RECIPIENT else self.context.actor

    # ---- does what

    def _action(self) -> str:
        one = self.predicate
        means = self._near(Kind.MEANS)
        elements, others = self._near(Kind.ELEMENT), self._recipients()
        if one.action == "advertise" or (one.verb in _WEAK and self._advertising()):
            return "use" if self._advertising() else ("share" if elements and others else "")
        if any(hit.concept == "spyware" for hit in means):
            return "install_spyware"
        if one.action in ("set_storage", "read_storage"):
            return one.action if means else ""
        if one.action == "install_spyware":
            return ""
        if one.action == "use":
            return (
                "use"
                if self._is_about_data() and not (means and self._governs())
                else ("set_storage" if means and not self._governs() else "")
            )
        if one.action == "contain":
            return "collect" if any(hit.kind is Kind.MEANS for hit in one.subjects) and elements else ""
        if one.action == "share":
            return "share" if self._shares(elements, others) else ""
        if one.action == "let_collect":
            return ""  # what is allowed comes as the predicate that it governs
        if one.action in ("keep", "link_with_other_data"):
            return one.action if elements and self._actors() == (self.context.actor,) else ""
        return one.action if self._is_about_data() or one.action in ("sell", "rent") else ""

    def _is_about_data(self) -> bool:
        if self._near(Kind.ELEMENT) or any(hit.kind is Kind.ELEMENT for hit in self._examples()):
            return True
        objects = self.predicate.direct if self._refers() else next((each.direct for each in self._joined()), ())
        where = [
            *self.predicate.direct[:3],
            *objects[:3],
            *(self.predicate.before[-4:] if self.predicate.passive else ()),
        ]
        words = {self.sentence.text(at) for at in where}
        again = self._within(where, Kind.AGAIN) or words & {"anything", "everything", "whatever", "nothing"}
        return bool(again) and bool(self.context.elements or self._named_before())

    def _named_before(self) -> tuple[str, ...]:
        """Data that the same sentence named before this predicate, which “it” then means."""
        earlier = [hit for hit in self.sentence.hits if hit.kind is Kind.ELEMENT and hit.end <= self.predicate.at]
        return self._told(earlier[-1:])

    def _governs(self) -> bool:
        return any(other.governed_by == "use" for other in self._every) and not self.predicate.governed_by

    def _shares(self, elements: Sequence[Hit], others: Sequence[str]) -> bool:
        if (
            not others
            and any(hit.kind is Kind.VISITOR for hit in self._near(Kind.VISITOR))
            and not self.predicate.passive
        ):
            return self.predicate.negative and bool(elements) and self.predicate.verb not in _WEAK
        if self.predicate.verb in _WEAK and not (self.predicate.negative and elements):
            return bool(others) and self._is_about_data()
        return self._is_about_data()

    # ---- with what

    def _elements(self, action: str) -> tuple[str, ...]:
        one = self.predicate
        if action in ("set_storage", "read_storage", "install_spyware"):
            return (ANY,)
        found = list(self._within(one.before, Kind.ELEMENT)) if one.passive else []
        found = found or list(self._near(Kind.ELEMENT))
        named = self._of_children(self._told(found))
        if not named:
            again = self.predicate.action != "advertise" and self.predicate.verb not in _WEAK or self._refers()
            named = (self._named_before() or self.context.elements if again else ()) or ("information",)
        if not (one.negative or self._limits()) and set(named) <= {"information", "personal", "non_personal"}:
            named = (*named, *self._told([hit for hit in self._examples() if hit.kind is Kind.ELEMENT]))
        return tuple(dict.fromkeys(named))

    def _told(self, found: Sequence[Hit]) -> tuple[str, ...]:
        """The concepts of the words, with defined terms opened and “about you” taken as personal."""
        names: list[str] = []
        for hit in found:
            term = self.sentence.words[hit.start].text
            if hit.concept == "information":
                names += dict(self.context.defined).get(term, ())
                again = self.sentence.text(hit.start - 1) in ("this", "that", "these", "such")
                told = (self.context.elements if again else ()) or (self._narrowed(hit),)
                names += ("personal",) if self._about_you(hit) else told
            else:
                names.append(hit.concept)
        return tuple(dict.fromkeys(names))

    def _narrowed(self, hit: Hit) -> str:
        """“Preserved data” and “essential cookies” are narrower than data and cookies, in a way no entry knows."""
        before = hit.start - 1
        word = self.sentence.text(before)
        if before < 0 or not word.isalpha() or word in _NO_MODIFIERS or before < self.predicate.at + 1 < hit.end:
            return hit.concept
        if any(each.start <= before < each.end for each in self.sentence.hits):
            return hit.concept
        return declared(hit.concept, self.sentence.words[before].stem)

    def _about_you(self, hit: Hit) -> bool:
        before, after = self.sentence.text(hit.start - 1), [self.sentence.text(hit.end + each) for each in range(6)]
        return before == "your" or any(
            pair in (("about", "you"), ("about", "yourself")) for pair in zip(after, after[1:], strict=False)
        )

    def _of_children(self, named: tuple[str, ...]) -> tuple[str, ...]:
        words = [self.sentence.text(at) for at in self.predicate.objects]
        told = {
            word
            for at, word in enumerate(words)
            if at and any(words[max(0, at - 4) : at].count(prep) for prep in ("from", "of", "about"))
        }
        return ("user.childrens",) if told & _CHILD or "under" in told else named

    # ---- to whom, for what, by what, when

    def _recipients(self) -> tuple[str, ...]:
        if self.predicate.passive and self.predicate.action not in TO_OTHERS:
            return ()
        near = [*self._near(Kind.RECIPIENT), *(hit for hit in self._examples() if hit.kind is Kind.RECIPIENT)]
        by = {hit.start for hit in self._after("by")} | {hit.start for hit in self._after("from")}
        return tuple(dict.fromkeys(hit.concept for hit in near if hit.start not in by))

    def _with_recipients(self, slots: Slots) -> Iterator[Slots]:
        shared = slots.action in TO_OTHERS
        for recipient in (self._recipients() or (ANY,)) if shared else (ANY,):
            yield replace(slots, recipient=recipient)
        there = {*OURS, "other_website", "social_network"}  # what other sites do is not done here
        if slots.actor not in there and slots.action == "collect":
            others = "+other_website" if slots.means in _ON_DEVICE else ""
            yield replace(slots, actor=self.context.actor, action="let_collect", recipient=slots.actor + others)

    def _advertising(self) -> bool:
        hits_ = (*self._near(Kind.PURPOSE), *self._within(self.predicate.before, Kind.PURPOSE), *self._examples())
        return any(covers("purpose", "marketing", hit.concept) for hit in hits_ if hit.kind is Kind.PURPOSE)

    def _purposes(self, action: str, actors: Sequence[str]) -> tuple[str, ...]:
        if action not in {"use", *TO_OTHERS} and not self.predicate.limited:
            return (ANY,)
        found = list(self._near(Kind.PURPOSE))
        if self.predicate.action == "advertise" or self.predicate.passive:
            found += self._within(self.predicate.before, Kind.PURPOSE)
            found += [hit for hit in self._examples() if hit.kind is Kind.PURPOSE]
        return self._composed([hit.concept for hit in found], actors) or (ANY,)

    def _composed(self, named: Sequence[str], actors: Sequence[str]) -> tuple[str, ...]:
        """Advertising by whom and by what: “advertisements from others”, “targeted to your interests”."""
        chosen = bool({word.stem for word in self.sentence.words} & _BY_INTEREST)
        others = [
            hit
            for hit in self._near(Kind.RECIPIENT)
            if self.sentence.text(hit.start - 1) in ("from", "by", "of", "about")
        ]
        third = bool(others) or all(actor not in OURS for actor in actors)
        told: list[str] = []
        for name in named:
            if name in (ADVERTISING, BY_INTEREST, "marketing.advertising.third_party") and (
                third or "third_party" in name
            ):
                told.append(
                    "marketing.advertising.third_party" + (".targeted" if chosen or name == BY_INTEREST else "")
                )
            elif name == ADVERTISING and self._about_the_plan():
                told.append("marketing.advertising.first_party")
            elif name == ADVERTISING and chosen:
                told.append(BY_INTEREST)
            else:
                told.append(name)
        return tuple(dict.fromkeys(told))

    def _about_the_plan(self) -> bool:
        return any(self.sentence.text(hit.start - 1) in ("about", "for", "of") for hit in self._near(Kind.PLAN))

    def _means(self, action: str) -> tuple[str, ...]:
        found = [hit for hit in self.predicate.subjects if hit.kind is Kind.MEANS]
        found += self._near(Kind.MEANS)
        if self.predicate.governed_by == "use":
            governor = next((each for each in self._every if each.action == "use"), self.predicate)
            found += self._within(governor.objects, Kind.MEANS)
        if not found and action in ("set_storage", "read_storage"):
            return ()
        if any(hit.kind is Kind.AGAIN for hit in self.predicate.subjects):
            found += [hit for other in self._every for hit in other.subjects if hit.kind is Kind.MEANS]
        named = tuple(dict.fromkeys(self._narrowed(hit) for hit in found))
        return named or (self.context.means if self._says_again() else ()) or (ANY,)

    def _says_again(self) -> bool:
        words = [self.sentence.text(at) for at in self.predicate.objects[:3]]
        return "this" in words or "they" in words

    def _condition(self, action: str) -> str:
        places = [*self.sentence.of(Role.CONDITION), *self.predicate.before, *self.predicate.objects]
        found = [hit.concept for hit in self._within(places, Kind.CONDITION)]
        if action == "collect" and not found and not self.predicate.negative:
            asked = self._within(places, Kind.PURPOSE)
            relative = self._within(self.sentence.of(Role.RELATIVE), Kind.CONDITION)
            found = [hit.concept for hit in relative]
            found += ["volunteered" for hit in asked if hit.concept.endswith("as_given")]
        found.sort(key=lambda concept: not covers("condition", "consent", concept))
        if found and (not self.predicate.negative or found[0] == "knowingly"):
            return "allowed_by_law" if "allowed_by_law" in found else found[0]
        scoped = self.sentence.words and _SCOPE.search(self.source.words)
        return "stated" if scoped or self.sentence.of(Role.CONDITION) else ANY

    # ---- how it is limited

    def _said(self, slots: Slots, whole: frozenset[str], certainty: Certainty) -> Iterator[Assertion]:
        one = self.predicate
        limits = self._limits()
        if limits and not one.negative:
            yield Assertion(
                Modality.NEVER, self._opened(slots, limits), self.source, (*limits, *self._exceptions()), certainty
            )
            one_limit = {
                name: getattr(limits[0], name) for name in ("purpose", "condition") if getattr(limits[0], name) != ANY
            }
            yield Assertion(Modality.MAY, replace(slots, **one_limit), self.source, (), certainty, whole)
            return
        if not one.negative:
            yield Assertion(Modality.MAY, slots, self.source, (), certainty, whole)
            return
        exceptions = self._exceptions()
        if self.sentence.of(Role.EXCEPTION) and not exceptions:
            return  # an exception that is not understood leaves nothing that is surely denied
        if slots.purpose != ANY and covers("purpose", "third_party_promotion", slots.purpose):
            slots = replace(slots, actor=ANY)  # others' advertisements are shown by others
        if slots.condition == "knowingly":
            exceptions = (*exceptions, Slots(condition="not_knowingly"))
        yield Assertion(Modality.NEVER, slots, self.source, exceptions, certainty)

    def _opened(self, slots: Slots, limits: Sequence[Slots]) -> Slots:
        """The never that “only” says: whatever lies outside the limits."""
        if any(limit.recipient != ANY for limit in limits):
            return replace(slots, recipient=THIRD, condition=ANY)
        if any(limit.purpose != ANY for limit in limits):
            return replace(slots, purpose=ANY)
        return replace(slots, condition=ANY)

    def _limits(self) -> tuple[Slots, ...]:
        """What follows “only”, or what it limits when it stands before the verb."""
        if not any(hit.kind is Kind.LIMIT for hit in self.sentence.hits):
            return ()
        positions = [*self.predicate.objects, *self.sentence.of(Role.CONDITION), *self.sentence.of(Role.EXAMPLE)]
        only = [hit.start for hit in self._within(self.predicate.objects, Kind.LIMIT)]
        if not (only or self.predicate.limited):
            return ()
        after = [at for at in positions if not only or at > only[0] or at in self.sentence.of(Role.CONDITION)]
        if self.predicate.action in TO_OTHERS and (recipients := self._within(after, Kind.RECIPIENT)):
            return tuple(Slots(recipient=hit.concept) for hit in recipients) + self._by_law(after)
        if self._purpose_as_given():
            return (Slots(purpose="as_given"),)
        if self.predicate.action == "use" and (purposes := self._within(after, Kind.PURPOSE)):
            return tuple(
                Slots(purpose=each) for each in self._composed([hit.concept for hit in purposes], self._actors())
            )
        return tuple(Slots(condition=hit.concept) for hit in self._within(after, Kind.CONDITION))

    def _by_law(self, positions: Sequence[int]) -> tuple[Slots, ...]:
        law = [hit for hit in self._within(positions, Kind.CONDITION) if hit.concept == "required_by_law"]
        return tuple(Slots(condition=hit.concept) for hit in law[:1])

    def _purpose_as_given(self) -> bool:
        words = [word.stem for word in self.sentence.words]
        if "purpos" not in words:
            return False
        return bool(set(words[words.index("purpos") :]) & {"provid", "giv", "submit", "collect", "gather", "suppli"})

    def _exceptions(self) -> tuple[Slots, ...]:
        positions = [*self.sentence.of(Role.EXCEPTION)]
        slots = {
            Kind.RECIPIENT: "recipient",
            Kind.PURPOSE: "purpose",
            Kind.CONDITION: "condition",
            Kind.ELEMENT: "element",
        }
        found = self._within(positions, *slots)
        names = {hit.kind for hit in found}
        if Kind.CONDITION in names or Kind.RECIPIENT in names:
            found = tuple(hit for hit in found if hit.kind not in (Kind.ELEMENT, Kind.PURPOSE))
        return tuple(dict.fromkeys(Slots(**{slots[hit.kind]: hit.concept}) for hit in found))

    def _whole(self) -> frozenset[str]:
        """The slots of which the sentence speaks as a whole."""
        found: set[str] = set()
        near = self._near(Kind.ELEMENT) or self._within(self.predicate.before, Kind.ELEMENT)
        wholes = {hit.end for hit in self._within((*self.predicate.before, *self.predicate.objects), Kind.WHOLE)}
        relatives = {
            region.antecedent
            for region in self.sentence.regions
            if region.role is Role.RELATIVE and {"we", "us"} & {self.sentence.text(at) for at in region.positions[:2]}
        }
        for hit in near:
            collected = hit.end - 1 in relatives or self.sentence.text(hit.end) in ("collected", "obtained", "gathered")
            if {hit.start, hit.start - 1} & wholes or (
                collected and self.sentence.text(hit.start - 1) not in ("some", "certain")
            ):
                found.add("element")
        return frozenset(found)

    def _certainty(self) -> Certainty:
        hedged = any(hit.kind is Kind.HEDGE for hit in self._within(self.predicate.before[-4:], Kind.HEDGE))
        stems = {self.sentence.words[hit.start].stem for hit in self.sentence.hits if hit.kind is Kind.HEDGE}
        soft = bool(stems - {"attempt", "try", "tri", "seek", "aim"})
        return Certainty.UNSURE if hedged and soft else Certainty.SURE

    # ---- where to look

    def _near(self, *kinds: Kind) -> tuple[Hit, ...]:
        """Hits among the predicate's own objects; a joined verb without any uses those of its neighbours."""
        one = self.predicate
        found = self._within(one.objects if Kind.PURPOSE in kinds else one.direct, *kinds)
        if found or not (_SHARED & set(kinds)) or self._refers():
            return found
        if one.passive:
            return self._within(one.before, *kinds) if Kind.ELEMENT in kinds else found
        if Kind.MEANS in kinds and one.action not in ("set_storage", "read_storage", "install_spyware"):
            return found
        return next((near for other in self._joined() if (near := self._within(other.direct, *kinds))), ())

    def _refers(self) -> bool:
        """Whether the object is a word such as “it” or “this information”."""
        return bool(self._within(self.predicate.direct[:3], Kind.AGAIN))

    def _joined(self) -> Iterator[Predicate]:
        """The verbs joined to this one under the same subject: those that follow, then those before."""
        every = self._every
        at = next((number for number, other in enumerate(every) if other == self.predicate), 0)
        alike = [other for other in (*every[at + 1 :], *every[:at][::-1]) if other.subjects == self.predicate.subjects]
        yield from (other for other in alike if (other.action in TO_OTHERS) == (self.predicate.action in TO_OTHERS))

    def _examples(self) -> tuple[Hit, ...]:
        positions = self.sentence.of(Role.EXAMPLE)
        return self._within(positions, Kind.ELEMENT, Kind.RECIPIENT, Kind.PURPOSE)

    def _after(self, word: str) -> tuple[Hit, ...]:
        objects = self.predicate.objects
        starts = [index for index, at in enumerate(objects) if self.sentence.text(at) == word]
        if not starts:
            return ()
        return self._within(objects[starts[0] : starts[0] + 8], Kind.RECIPIENT, Kind.PLAN)

    def _within(self, positions: Sequence[int], *kinds: Kind) -> tuple[Hit, ...]:
        return self.sentence.within(positions, *kinds)


def _theirs(means: str) -> str:
    """A cookie that an outsider uses is the outsider's."""
    return "their_cookie" if means in ("cookie", "own_cookie") else means


def _as_actor(recipient: str) -> str:
    known = {"vendor", "affiliate", "partner", "advertiser", "other_website", "social_network"}
    return (
        recipient
        if recipient in known
        else THIRD
        if "third_party" in ancestors("recipient", recipient) or recipient == THIRD
        else recipient
    )
