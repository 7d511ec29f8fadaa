"""The predicates of an English sentence: which verb, whose act, denied or not, and about what.

Small and deterministic: in main and relative clauses each verb of the lexicon becomes a predicate with its subject, its
polarity and the stretch of words that holds its objects. What cannot be told is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from avowal.policy.function_words import (
    AUXILIARIES,
    BE,
    BETWEEN,
    COMPLEMENTS,
    DENIALS,
    DO,
    HABITS,
    HAVE,
    JOINS,
    LIMITS,
    MODALS,
    NONE,
    NOUN_BEGINS,
    NOUN_FOLLOWS,
    PARTICIPLES,
    PRONOUNS,
    QUESTIONS,
    RECIPIENT_BEGINS,
)
from avowal.policy.lexicon import Hit, Kind, stem
from avowal.policy.regions import Role, Sentence

_SUBJECTS = frozenset({Kind.PLAN, Kind.VISITOR, Kind.RECIPIENT, Kind.AGAIN, Kind.MEANS})
_OPEN = MODALS | DO | {"never"}
"""Words that open a predicate whose first verb the lexicon may not know."""
_NEAR = 2
_FEW = 5
"""How far from its verb a subject may stand."""


@dataclass(frozen=True)
class Predicate:
    """One verb of a sentence. `subjects` are its hits, empty when it has none that the lexicon knows."""

    action: str
    verb: str
    subjects: tuple[Hit, ...]
    negative: bool
    passive: bool
    before: tuple[int, ...]
    objects: tuple[int, ...] = ()
    limited: bool = False
    governed_by: str = ""
    direct: tuple[int, ...] = ()
    at: int = 0


@lru_cache(maxsize=1024)
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
        head = [self._word(index) for index in range(start, min(start + _NEAR, stop))]
        denied = bool({"no", "nothing", "none"} & set(head)) and not {"for", "to", "with"} & set(head)
        said = " ".join(self._word(index) for index in range(start, stop))
        denied |= "for no other" in said or "for nothing else" in said
        # “with nobody but vendors”: what is denied comes last, what is excepted stands in a region of its own
        denied |= self._word(stop - 1) in NONE - {"no"} and bool(self._sentence.of(Role.EXCEPTION))
        return replace(
            predicate,
            negative=predicate.negative or denied,
            objects=self._at[start:stop],
            direct=self._at[start : next(aims, stop)],
        )

    def _is_aim(self, index: int) -> bool:
        """Whether “to” at `index` opens a purpose (“to improve …”) and not a recipient (“to our vendors”)."""
        if self._word(index) != "to" or index + 1 >= len(self._at):
            return False
        nouns = (Kind.RECIPIENT, Kind.PLAN, Kind.VISITOR, Kind.AGAIN, Kind.ELEMENT)
        following = {hit.start for hit in self._sentence.within(self._at, *nouns)}
        return self._at[index + 1] not in following and self._word(index + 1) not in NOUN_FOLLOWS | RECIPIENT_BEGINS

    def _word(self, index: int) -> str:
        return self._sentence.text(self._at[index]) if 0 <= index < len(self._at) else ""

    def _verb(self, index: int, hit: Hit) -> None:
        back, adverbs = self._before(index - 1, BETWEEN)
        form = self._form(index, back)
        governed = ""
        if form == "infinitive":
            governor = self._governor(back)
            if governor is None:
                return
            governed, back = governor
        if form == "finite" and self._is_let(index):
            governed = "let"
        if form == "joined" and not self._found:  # “do not aim at, or knowingly collect”: the first verb is unknown
            back = max(each + (self._word(each) != "never") for each in range(back) if self._word(each) in _OPEN)
        run, helpers = self._before(back, AUXILIARIES | BETWEEN | {"to"}, COMPLEMENTS)
        words = {*adverbs, *helpers, self._word(run) if self._word(run) in ("not", "never") else ""}
        start = self._verbs[-1][1] if self._verbs else 0
        subjects = () if governed == "use" else self._subjects(run, start)
        opening = min((each.start for each in subjects), default=self._at[index])
        if not form or self._sentence.text(opening - 1) in QUESTIONS:
            return  # no verb; or “how we use …”, which announces and does not say
        turned = self._sentence.text(opening - 1) in DO and self._sentence.text(opening - 2) in ("nor", "neither")
        one = Predicate(
            action=hit.concept,
            verb=self._word(index),
            subjects=subjects,
            negative=bool(words & DENIALS) or turned,
            passive=form == "passive",
            before=self._at[start:index],
            limited=bool(words & LIMITS),
            governed_by=governed,
            at=hit.start,
        )
        joined = governed == "use" or self._word(run) in JOINS or run < start
        one = self._taking_over(one, form, joined=joined, own=bool(helpers & AUXILIARIES))
        nobody = NONE & {self._word(each) for each in range(start, run + 1)}
        if nobody and (not self._verbs or one.subjects):
            one = replace(one, negative=True)
        self._verbs.append((max(run + 1, start), self._end(index, hit)))
        self._found.append(one)

    def _before(self, index: int, skipped: frozenset[str], stems: frozenset[str] = frozenset()) -> tuple[int, set[str]]:
        """Where one comes to, going back from `index` over words of `skipped`, adverbs and `stems`; and those words."""
        passed: set[str] = set()
        while index >= 0 and self._is_passed(self._word(index), skipped, stems):
            passed.add(self._word(index))
            index -= 1
        return index, passed

    @staticmethod
    def _is_passed(word: str, skipped: frozenset[str], stems: frozenset[str]) -> bool:
        return word in skipped or (not stems and word.endswith("ly")) or stem(word) in stems

    def _end(self, index: int, hit: Hit) -> int:
        """The index after the verb, which may have several words."""
        return self._at.index(hit.end - 1) + 1 if hit.end - 1 in self._at else index + 1

    def _taking_over(self, one: Predicate, form: str, *, joined: bool, own: bool) -> Predicate:
        """What a verb has from the one before: its subject, its denial, its voice. `own`: it has its own auxiliary."""
        previous = self._found[-1] if self._found else None
        if previous is None:
            return one if one.subjects else replace(one, subjects=self._inherited or self._first())
        if joined and (form == "joined" or (one.passive and previous.passive)):
            one = replace(one, before=previous.before)
        if one.governed_by == "let":
            return replace(one, negative=one.negative or previous.negative)
        if not joined or one.subjects:
            return one
        shares = form == "joined"
        return replace(
            one,
            subjects=previous.subjects,
            negative=one.negative or (previous.negative and (not own or one.governed_by == "use")),
            limited=one.limited or (previous.limited and not own),
            passive=one.passive or (previous.passive and not own and shares),
            governed_by=one.governed_by or (previous.governed_by if shares else ""),
        )

    def _form(self, index: int, back: int) -> str:
        """How the verb stands: finite, passive, infinitive, joined to the one before; empty for what is no verb."""
        word, ahead = self._word(index), self._word(back)
        participle = word.endswith("ed") or word in PARTICIPLES
        gerund = word.endswith("ing") and word != "bring"
        if ahead in NOUN_FOLLOWS or (index == 0 and not self._inherited):
            return ""
        if ahead in BE:
            return "passive" if participle else "finite" * gerund
        simple = {
            "to": "infinitive",
            **dict.fromkeys(MODALS | DO, "finite"),
            **dict.fromkeys(HAVE, "finite" * participle),
        }
        if ahead in simple:
            return simple[ahead]
        if gerund:
            return ""
        return self._joined_form(back, participle=participle) if ahead in JOINS else self._plain_form(back)

    def _plain_form(self, back: int) -> str:
        """A verb directly after its subject, or at the head of a relative clause."""
        if back < 0:
            return "finite" if self._inherited else ""
        after = any(hit.end == self._at[back] + 1 for hit in self._sentence.within(self._at, *_SUBJECTS))
        return "finite" if after else ""

    def _joined_form(self, back: int, *, participle: bool) -> str:
        start = self._verbs[-1][1] if self._verbs else 0
        if any(self._is_aim(index) for index in range(start, back)):
            return ""  # joined to the verb of a purpose, not to a predicate
        if self._found:
            return "joined" if self._found[-1].passive == participle or not participle else ""
        return "joined" if any(self._word(index) in _OPEN for index in range(start, back)) else ""

    def _governor(self, back: int) -> tuple[str, int] | None:
        """What an infinitive hangs on, and where the words before it end; None for a purpose."""
        held = back - 1
        while self._word(held) in BETWEEN | BE:
            held -= 1
        if stem(self._word(held)) in COMPLEMENTS | HABITS:
            return "", back
        if not self._found:
            return None
        last = self._found[-1]
        between = self._at[self._verbs[-1][1] : back]
        inside = self._sentence.within(between, Kind.MEANS, Kind.ELEMENT, Kind.PLAN, Kind.RECIPIENT, Kind.VISITOR)
        kinds = {hit.kind for hit in inside}
        if last.action == "let_collect":
            return ("let", back - 1) if kinds & {Kind.PLAN, Kind.RECIPIENT} and Kind.VISITOR not in kinds else None
        if last.governed_by == "use" and self._word(back - 1) in JOINS:
            return "use", back
        return ("use", back) if last.action == "use" and Kind.MEANS in kinds and Kind.ELEMENT not in kinds else None

    def _is_let(self, index: int) -> bool:
        """“We let advertisers collect …”: the verb hangs on “let”, without “to”."""
        if not self._found or self._found[-1].verb not in ("let", "lets"):
            return False
        return not any(self._word(each) in AUXILIARIES | JOINS for each in range(self._verbs[-1][1], index))

    def _first(self) -> tuple[Hit, ...]:
        """The subject with which the clause opens, for a verb that stands far from it."""
        first = self._sentence.within(self._at[:_FEW], *_SUBJECTS)
        return first[:1] if first and first[0].start <= self._at[0] + 1 else ()

    def _subjects(self, run: int, start: int) -> tuple[Hit, ...]:
        """The noun phrase that ends at `run`, with what is joined to it by “and” or a comma."""
        found: list[Hit] = []
        index, gap = run, 0
        if self._found and self._word(run) in JOINS:
            return ()
        while index >= start and gap <= _FEW:
            here = [hit for hit in self._sentence.hits if hit.kind in _SUBJECTS and hit.end == self._at[index] + 1]
            if here and self._word(index) in PRONOUNS:
                return tuple(here)
            if here:
                found, gap = here + found, 0
                index -= here[0].end - here[0].start
            elif found and self._word(index) not in JOINS | NOUN_BEGINS | {"other"}:
                break
            else:
                gap += 1
                index -= 1
        pronoun = [hit for hit in found if hit.kind is not Kind.AGAIN]
        return tuple(pronoun or found)
