"""An English sentence as predicates: which verb, whose act, denied or not, about what, and within which limits.

Small and deterministic. A sentence is cut into regions (main clause, relative clauses, conditions, exceptions,
examples); in main and relative clauses each verb of the lexicon becomes a predicate with its subject, its polarity and
the stretch of words that holds its objects. What cannot be told is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from avowal.policy.lexicon import Hit, Kind, Word, hits, stem

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&]*(?<![.])(?:'[a-z]+)?|[,:]")
_CONTRACTIONS = (
    (re.compile(r"\b(?P<aux>ca|wo|do|does|did|is|are|was|were|should|would|could|must|have|has)n't\b", re.I), ""),
    (re.compile(r"\b(we|you|they)'(ll|ve|re|d)\b", re.I), r"\1 "),
    (re.compile(r"'s\b|s'(?=\s)"), "s"),
)
_SPELLED = {"ca": "can", "wo": "will"}
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ASIDE = re.compile(r"\([^()]*\)")
_QUOTES = re.compile(r"[\"“”„«»*_`]|(?<!\w)['‘]|['’](?!\w)")

MODALS = frozenset("may might can could will would shall should must".split())  # noqa: SIM905 - read as words
_DO = frozenset({"do", "does", "did"})
_BE = frozenset({"is", "are", "be", "been", "being", "was", "were", "am"})
_HAVE = frozenset({"have", "has", "had"})
_AUX = MODALS | _DO | _BE | _HAVE
_BETWEEN = frozenset(
    {"also", "not", "never", "only", "even", "ever", "then", "further", "yet", "always", "sometimes", "further"}
    | {
        "both",
        "either",
        "neither",
        "currently",
        "otherwise",
        "then",
        "so",
        "just",
        "nor",
        "cannot",
        "solely",
        "instead",
    }
)
_JOINS = frozenset({"and", "or", "nor", "but", ",", "then"})
_NO_VERB_AFTER = frozenset(
    {
        "the",
        "a",
        "an",
        "our",
        "your",
        "their",
        "its",
        "his",
        "her",
        "of",
        "in",
        "on",
        "by",
        "with",
        "from",
        "about",
        "at",
    }
    | {"into", "for", "each", "every", "no", "any", "some", "all", "such", "other", "through", "during", "as", "full"}
)
_NO_AIM = frozenset({",", "certain", "these", "those", "third", "selected", "trusted", "outside", "anyone", "anybody"})
_PRONOUNS = frozenset({"we", "they", "it"})
_QUESTIONS = frozenset({"how", "why", "whether"})
_COMPLEMENT = frozenset(
    map(stem, ("attempt", "try", "need", "want", "intend", "continue", "required", "obliged", "bound", "have"))
)
_CONDITION_STARTS = frozenset({"if", "when", "whenever", "where", "once", "while", "because", "since", "after", "upon"})
_CONDITION_STARTS |= {"until", "before", "provided"}
_SAID_BY_US = frozenset(
    map(stem, ("aware", "note", "promise", "ensure", "confirm", "guarantee", "assure", "state", "mean"))
)
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_PARTICIPLES = frozenset(
    {"sold", "given", "kept", "sent", "held", "taken", "shown", "let", "put", "set", "left", "read", "brought"}
)
_SUBJECTS = frozenset({Kind.PLAN, Kind.VISITOR, Kind.RECIPIENT, Kind.AGAIN, Kind.MEANS})
_NEAR = 2
_FEW = 5
"""How far from its verb a subject may stand."""


class Role(StrEnum):
    """What a stretch of a sentence is for."""

    MAIN = "main"
    RELATIVE = "relative"
    CONDITION = "condition"
    EXCEPTION = "exception"
    EXAMPLE = "example"


@dataclass(frozen=True)
class Region:
    """Positions of words that play one role. `antecedent`: the position before a relative clause begins."""

    role: Role
    positions: tuple[int, ...]
    antecedent: int = -1


@dataclass(frozen=True)
class Sentence:
    """A sentence's words, what the lexicon finds in them, and its regions."""

    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    regions: tuple[Region, ...]

    def within(self, positions: Sequence[int], *kinds: Kind) -> tuple[Hit, ...]:
        """The hits of `kinds` that begin at one of `positions`."""
        there = set(positions)
        return tuple(hit for hit in self.hits if hit.kind in kinds and hit.start in there)

    def of(self, role: Role) -> tuple[int, ...]:
        """All positions that play `role`."""
        return tuple(at for region in self.regions if region.role is role for at in region.positions)

    def text(self, at: int) -> str:
        return self.words[at].text.lower() if 0 <= at < len(self.words) else ""


@dataclass(frozen=True)
class Predicate:
    """One verb of a sentence. `subjects` are its hits, empty when it has none that the lexicon knows."""

    action: str
    verb: str
    subjects: tuple[Hit, ...]
    negative: bool
    passive: bool
    before: tuple[int, ...]
    objects: tuple[int, ...]
    limited: bool = False
    governed_by: str = ""
    direct: tuple[int, ...] = ()
    at: int = 0


@lru_cache(maxsize=1024)
def sentence_of(text: str, names: tuple[str, ...] = ()) -> Sentence:
    """`text` read as words and regions; `names` are what the plan calls itself."""
    words = tuple(Word(token, stem(token)) for token in _TOKEN.findall(_plain(text, names)))
    found = _heads(hits(words))
    return Sentence(words, found, tuple(_regions(words, found)))


def _plain(text: str, names: Sequence[str]) -> str:
    text = _LINK.sub(r"\1", text).replace("’", "'").replace("‑", "-")
    text = _ASIDE.sub(" ", text).replace(";", ",")
    for name in names:
        text = re.sub(rf"\b{re.escape(name)}(?:'s)?(?!\w)", "we", text)
    for pattern, instead in _CONTRACTIONS:
        text = pattern.sub(instead or (lambda m: f"{_SPELLED.get(m['aux'].lower(), m['aux'])} not"), text)
    text = _QUOTES.sub("", text)
    return (
        re.sub(r"(?<=\w)[-/–](?=\w)", " ", re.sub(r"\b([Ee])-mail", r"\1mail", text))
        .replace("–", ",")
        .replace("—", ",")
    )


def _heads(found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Without the recipients that only describe the next one: in “third-party vendors” vendors are meant."""
    starts = {hit.start for hit in found if hit.kind is Kind.RECIPIENT}
    return tuple(hit for hit in found if not (hit.kind is Kind.RECIPIENT and hit.end in starts))


def _regions(words: tuple[Word, ...], found: tuple[Hit, ...]) -> Iterator[Region]:
    roles = [Role.MAIN] * len(words)
    opened: list[tuple[Role, int]] = []
    role, initial = Role.MAIN, False
    for at in range(len(words)):
        begins = _begins(words, found, at)
        if begins is not None and not (role is Role.EXCEPTION and not initial):
            role, initial = begins, at == 0
            opened.append((role, at))
        elif role is not Role.MAIN and _ends(words, at, role, opened[-1][1], initial=initial):
            role = Role.MAIN
        roles[at] = role
    yield Region(Role.MAIN, tuple(at for at, role in enumerate(roles) if role is Role.MAIN))
    for number, (role, start) in enumerate(opened):
        stop = opened[number + 1][1] if number + 1 < len(opened) else len(words)
        yield Region(role, tuple(at for at in range(start, stop) if roles[at] is role), start - 1)


def _begins(words: tuple[Word, ...], found: tuple[Hit, ...], at: int) -> Role | None:
    word, after = words[at].text.lower(), words[at + 1].text.lower() if at + 1 < len(words) else ""
    if word == "without" or any(hit.kind is Kind.EXCEPTION and hit.start == at for hit in found):
        return Role.EXCEPTION
    if word in _CONDITION_STARTS and not (word == "provided" and after not in ("that", "you")):
        return Role.CONDITION
    if word == "as" and any(hit.kind is Kind.CONDITION and at < hit.start <= at + 3 for hit in found):
        return Role.CONDITION
    if (word, after) in (("such", "as"), ("for", "example"), ("for", "instance")) or word == "including":
        return Role.EXAMPLE
    if word == "that" and at and words[at - 1].stem in _SAID_BY_US:
        return None  # “be aware that we never …” says it
    joins = word in _RELATIVES and at > 0 and words[at - 1].text != "," and after not in ("may", "information")
    if joins or word in ("who", "which", "whose"):
        return Role.RELATIVE
    return Role.RELATIVE if _bare_relative(words, found, at) else None


def _bare_relative(words: tuple[Word, ...], found: tuple[Hit, ...], at: int) -> bool:
    """“information we collect”, “what you give”: a relative clause without a pronoun that opens it."""
    if words[at].text.lower() == "what":
        return True
    ends = {hit.end for hit in found if hit.kind in (Kind.ELEMENT, Kind.WHOLE)}
    of_purpose = at > 0 and words[at - 1].stem == "purpos" and words[at].text.lower() in ("it", "they", "we", "you")
    return of_purpose or (words[at].text.lower() in ("we", "you", "they") and at in ends)


def _ends(words: tuple[Word, ...], at: int, role: Role, start: int, *, initial: bool) -> bool:
    word = words[at].text.lower()
    if role is Role.EXCEPTION:
        return initial and word == ","
    if role is Role.EXAMPLE:
        ahead = [each.text.lower() for each in words[at + 1 : at + 3]] or [""]
        goes_on = ahead[0] in MODALS | _BE | {"we", "to"} or (ahead[0] == "and" and ahead[-1] in _AUX)
        return word == "," and goes_on
    if role is Role.CONDITION:
        return word in (",", ":") or (words[start].text.lower() == "as" and words[at - 1].stem in ("law", "permissibl"))
    if word == "," and any(each.text == "," for each in words[at + 1 : at + 1 + _FEW]) and words[at + 1].stem == "and":
        return False  # an aside between commas: “that let us, and our vendors, …”
    if words[at - 1].text.lower() in _AUX | _RELATIVES:
        return False
    bare = words[start].text.lower() in ("we", "you", "they", "what")
    past = at - start > (2 if bare else 1)
    return word in (",", ":") or (
        past and (word in MODALS | _BE or (bare and word in ("to", "with", "for", "in", "and")))
    )


@lru_cache(maxsize=256)
def predicates(sentence: Sentence) -> tuple[Predicate, ...]:
    """The predicates of main and relative clauses, in order."""
    found: list[Predicate] = []
    for region in sentence.regions:
        if region.role is Role.MAIN:
            found += _Clause(sentence, region.positions).predicates()
        elif region.role is Role.RELATIVE:
            before = tuple(hit for hit in sentence.hits if hit.end == region.antecedent + 1 and hit.kind in _SUBJECTS)
            clause = _Clause(sentence, region.positions, before).predicates()
            found += (one for one in clause if not _describes(one, before))
    return tuple(found)


def _describes(one: Predicate, antecedent: tuple[Hit, ...]) -> bool:
    """Whether a relative clause only says which data is meant: “that we gather”, “that is sent to us”."""
    return one.passive or (one.subjects != antecedent and not one.governed_by)


class _Clause:
    """Finds the predicates among some positions of a sentence."""

    def __init__(self, sentence: Sentence, positions: Sequence[int], subjects: tuple[Hit, ...] = ()) -> None:
        self._sentence = sentence
        self._at = tuple(positions)
        self._inherited = subjects
        self._found: list[Predicate] = []
        self._verbs: list[tuple[int, int]] = []  # where each predicate's run of words begins, where its verb ends

    def predicates(self) -> list[Predicate]:
        verbs = {hit.start: hit for hit in self._sentence.within(self._at, Kind.ACTION)}
        for index, at in enumerate(self._at):
            if at in verbs:
                self._verb(index, verbs[at])
        return [self._with_objects(number) for number in range(len(self._found))]

    def _with_objects(self, number: int) -> Predicate:
        predicate, start = self._found[number], self._verbs[number][1]
        stop = self._verbs[number + 1][0] if number + 1 < len(self._verbs) else len(self._at)
        aims = (index for index in range(start, stop) if self._is_aim(index))
        denied = {"no", "nothing", "none"} & {self._word(index) for index in range(start, min(start + _NEAR, stop))}
        return replace(
            predicate,
            negative=predicate.negative or bool(denied),
            objects=self._at[start:stop],
            direct=self._at[start : next(aims, stop)],
        )

    def _is_aim(self, index: int) -> bool:
        """Whether “to” at `index` opens a purpose (“to improve …”) and not a recipient (“to our vendors”)."""
        if self._word(index) != "to" or index + 1 >= len(self._at):
            return False
        nouns = (Kind.RECIPIENT, Kind.PLAN, Kind.VISITOR, Kind.AGAIN, Kind.ELEMENT)
        following = {hit.start for hit in self._sentence.within(self._at, *nouns)}
        return self._at[index + 1] not in following and self._word(index + 1) not in _NO_VERB_AFTER | _NO_AIM

    def _word(self, index: int) -> str:
        return self._sentence.text(self._at[index]) if 0 <= index < len(self._at) else ""

    def _verb(self, index: int, hit: Hit) -> None:
        back, negative, limited = index - 1, False, False
        while back >= 0 and (self._word(back) in _BETWEEN or self._word(back).endswith("ly")):
            negative |= self._word(back) in ("not", "never", "nor", "cannot", "neither")
            limited |= self._word(back) in ("only", "solely", "exclusively")
            back -= 1
        form = self._form(index, back)
        if not form:
            return
        passive, governed = form == "passive", ""
        previous = self._found[-1] if self._found else None
        if form == "infinitive":
            governor = self._governor(back)
            if governor is None:
                return
            governed, back = governor
        if form == "joined" and previous is None:  # “do not aim at, or knowingly collect”: the first verb is unknown
            back = max(each for each in range(back) if self._word(each) in MODALS | _DO) + 1
        run = back
        while run >= 0 and (self._word(run) in _AUX | _BETWEEN | {"to"} or stem(self._word(run)) in _COMPLEMENT):
            negative |= self._word(run) in ("not", "never", "nor", "cannot", "neither")
            limited |= self._word(run) in ("only", "solely", "exclusively")
            run -= 1
        start = self._verbs[-1][1] if self._verbs else 0
        negative |= self._word(run) in ("not", "never")
        has_aux = any(self._word(each) in _AUX for each in range(run + 1, index))
        subjects = () if governed == "use" else self._subjects(run, start)
        opening = min((hit.start for hit in subjects), default=self._at[index])
        if self._sentence.text(opening - 1) in _QUESTIONS:
            return  # “how we use …” announces, it does not say
        negative |= self._sentence.text(opening - 1) in _DO and self._sentence.text(opening - 2) in ("nor", "neither")
        joined = previous is not None and (governed == "use" or self._word(run) in _JOINS or run < start)
        if governed.startswith("let") and previous is not None:
            negative |= previous.negative
        elif joined and previous is not None and not subjects:
            subjects = previous.subjects
            negative |= previous.negative and (not has_aux or governed == "use")
            limited |= previous.limited and not has_aux
            governed = governed or previous.governed_by if form == "joined" else governed
            passive |= previous.passive and not has_aux and form == "joined"
        elif not subjects and previous is None:
            subjects = self._inherited or self._first()
        before = self._at[start:index] if not (joined and form == "joined" and previous) else previous.before
        negative |= any(
            self._word(each) in ("no", "none", "nothing", "neither", "nobody") for each in range(start, run + 1)
        ) and (self._verbs == [] or bool(subjects))
        where = (
            run + 1 if run >= start else start,
            self._at.index(hit.end - 1) + 1 if hit.end - 1 in self._at else index + 1,
        )
        self._verbs.append(where)
        verb = self._word(index)
        self._found.append(
            Predicate(hit.concept, verb, subjects, negative, passive, before, (), limited, governed, at=hit.start)
        )

    def _form(self, index: int, back: int) -> str:
        """How the verb stands: finite, passive, infinitive, joined to the one before; empty for what is no verb."""
        word, ahead = self._word(index), self._word(back)
        participle = word.endswith("ed") or word in _PARTICIPLES
        if ahead in _NO_VERB_AFTER or (index == 0 and not self._inherited):
            return ""
        if ahead == "to":
            return "infinitive"
        if ahead in MODALS | _DO or (ahead in _HAVE and participle):
            return "finite"
        if ahead in _BE:
            return "passive" if participle else ("finite" if word.endswith("ing") else "")
        if word.endswith("ing") and word != "bring":
            return ""
        if ahead in _JOINS:
            return self._joined_form(back, participle=participle)
        if (
            any(hit.end == self._at[back] + 1 for hit in self._sentence.within(self._at, *_SUBJECTS))
            if back >= 0
            else False
        ):
            return "finite"
        return "finite" if back < 0 and self._inherited else ""

    def _joined_form(self, back: int, *, participle: bool) -> str:
        start = self._verbs[-1][1] if self._verbs else 0
        if any(self._is_aim(index) for index in range(start, back)):
            return ""  # joined to the verb of a purpose, not to a predicate
        if self._found:
            return "joined" if self._found[-1].passive == participle or not participle else ""
        return "joined" if any(self._word(index) in MODALS | _DO for index in range(start, back)) else ""

    def _governor(self, back: int) -> tuple[str, int] | None:
        """What an infinitive hangs on, and where the words before it end; None for a purpose."""
        if stem(self._word(back - 1)) in _COMPLEMENT:
            return "", back
        if not self._found:
            return None
        last = self._found[-1]
        between = self._at[self._verbs[-1][1] : back]
        inside = self._sentence.within(between, Kind.MEANS, Kind.ELEMENT, Kind.PLAN, Kind.RECIPIENT, Kind.VISITOR)
        kinds = {hit.kind for hit in inside}
        if last.action == "let_collect":
            return ("let", back - 1) if kinds & {Kind.PLAN, Kind.RECIPIENT} and Kind.VISITOR not in kinds else None
        if last.governed_by == "use" and self._word(back - 1) in _JOINS:
            return "use", back
        return ("use", back) if last.action == "use" and Kind.MEANS in kinds and Kind.ELEMENT not in kinds else None

    def _first(self) -> tuple[Hit, ...]:
        """The subject with which the clause opens, for a verb that stands far from it."""
        first = self._sentence.within(self._at[:_FEW], *_SUBJECTS)
        return first[:1] if first and first[0].start <= self._at[0] + 1 else ()

    def _subjects(self, run: int, start: int) -> tuple[Hit, ...]:
        """The noun phrase that ends at `run`, with what is joined to it by “and” or a comma."""
        found: list[Hit] = []
        index, gap = run, 0
        if self._found and self._word(run) in _JOINS:
            return ()
        while index >= start and gap <= _FEW:
            here = [hit for hit in self._sentence.hits if hit.kind in _SUBJECTS and hit.end == self._at[index] + 1]
            if here:
                found = here + found if not found or gap <= _NEAR else found
                if self._word(index) in _PRONOUNS:
                    return tuple(here)
                index -= here[0].end - here[0].start
                gap = 0
                if index >= start and self._word(index) not in _JOINS | {"our", "their", "its", "the", "these", "some"}:
                    break
                continue
            gap += 1
            if found and self._word(index) not in _JOINS | {"our", "their", "its", "the", "these", "some", "other"}:
                break
            index -= 1
        pronoun = [hit for hit in found if hit.kind is not Kind.AGAIN]
        return tuple(pronoun or found)
