"""An English sentence as words and regions: main clause, relative clauses, conditions, exceptions, examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from avowal.policy.companies import Companies, with_kinds
from avowal.policy.composed import composed
from avowal.policy.function_words import (
    ALL_OF_IT,
    AUXILIARIES,
    BE,
    CONDITION_STARTS,
    DO,
    MODALS,
    NONE,
    PRONOUNS,
    RELATIVES,
    SAID_BY_US,
)
from avowal.policy.lexicon import Hit, Kind, Word, entries, hits, stem
from avowal.policy.restating import plainly

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&]*(?<![.])(?:'[a-z]+)?|[,:]")
_CONTRACTIONS = (
    (
        re.compile(
            r"\b(?P<aux>ca|wo|do|does|did|is|are|was|were|should|would|could|must|have|has)n't\b", re.IGNORECASE
        ),
        "",
    ),
    (re.compile(r"\b(we|you|they)'(ll|ve|re|d)\b", re.IGNORECASE), r"\1 "),
    (re.compile(r"'s\b|s'(?=\s)"), "s"),
)
_SPELLED = {"ca": "can", "wo": "will"}
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ASIDE = re.compile(r"\([^()]*\)")
_QUOTES = re.compile(r"[\"“”„«»*_`]|(?<!\w)['‘]|['’](?!\w)")

_FEW = 5
"""Words in which an aside between commas must close."""
_CLOSE = 2
_ANYONE = frozenset({"one", "anyone", "anybody", "else"})
_OPENERS = CONDITION_STARTS | RELATIVES | {"without", "as", "including", "such", "for", "not", "what", "but", "so"}
_OPENERS |= {"we", "you", "they", "it"}
_EXCEPTING = frozenset(stem(phrase.split()[0]) for kind, _, phrase in entries() if kind is Kind.EXCEPTION)
"""Words with which a region may open; any other word opens none."""
_LAW = 3
"""Words after “as” among which “allowed by law” and the like begin."""


class Role(StrEnum):
    """What a stretch of a sentence is for."""

    MAIN = "main"
    RELATIVE = "relative"
    CONDITION = "condition"
    EXCEPTION = "exception"
    EXAMPLE = "example"
    PURPOSE = "purpose"  # “so that they can …”
    CONTRAST = "contrast"  # “…, not personal data”: what is set against what was said


@dataclass(frozen=True)
class Region:
    """Positions of words that play one role. `antecedent`: the position before a relative clause begins."""

    role: Role
    positions: tuple[int, ...]
    antecedent: int = -1


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence's words, what the lexicon finds in them, and its regions. Each is equal only to itself, and so quickly
    found again.
    """

    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    regions: tuple[Region, ...]

    def within(self, positions: Sequence[int], *kinds: Kind) -> tuple[Hit, ...]:
        """The hits of `kinds` that begin at one of `positions`."""
        asked = [hit for hit in self.hits if hit.kind in kinds]
        if not asked:
            return ()
        there = set(positions)
        return tuple(hit for hit in asked if hit.start in there)

    def of(self, role: Role) -> tuple[int, ...]:
        """All positions that play `role`."""
        return tuple(at for region in self.regions if region.role is role for at in region.positions)

    def text(self, at: int) -> str:
        return self.words[at].text.lower() if 0 <= at < len(self.words) else ""


@lru_cache(maxsize=1024)
def sentence_of(text: str, names: tuple[str, ...] = (), companies: Companies = ()) -> Sentence:
    """`text` read as words and regions; `names` are what the plan calls itself, `companies` others that were named."""
    words = tuple(Word(token, stem(token)) for token in _TOKEN.findall(_plain(text, names, companies)))
    found = _heads(composed(words, hits(words)))
    return Sentence(words, found, tuple(_regions(words, found)))


def _plain(text: str, names: tuple[str, ...], companies: Companies) -> str:
    text = _LINK.sub(r"\1", text).replace("’", "'").replace("‑", "-")
    text = _ASIDE.sub(" ", text).replace(";", ",")
    if names:
        text = _any_of(names).sub("we", text)
    text = with_kinds(text, companies)
    for pattern, instead in _CONTRACTIONS:
        text = pattern.sub(instead or (lambda m: f"{_SPELLED.get(m['aux'].lower(), m['aux'])} not"), text)
    text = plainly(_QUOTES.sub("", text))
    return (
        re.sub(r"(?<=\w)[-/–](?=\w)", " ", re.sub(r"\b([Ee])-mail", r"\1mail", text))
        .replace("–", ",")
        .replace("—", ",")
    )


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:'s)?(?!\w)")


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
        closed = role is Role.EXCEPTION and not initial
        if begins is Role.CONDITION and closed and words[opened[-1][1]].stem == "without":
            closed = False  # “without your consent if a law says so”
        if begins is not None and not closed:
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
    """The role of the region that the word at `at` opens, if it opens one."""
    word, after = words[at].text.lower(), words[at + 1].text.lower() if at + 1 < len(words) else ""
    if word not in _OPENERS and words[at].stem not in _EXCEPTING:
        return None
    law = word == "as" and any(hit.kind is Kind.CONDITION and at < hit.start <= at + _LAW for hit in found)
    opens = {
        Role.EXCEPTION: word == "without"
        or _is_but(words, at)
        or any(hit.kind is Kind.EXCEPTION and hit.start == at for hit in found),
        Role.CONDITION: law or (word in CONDITION_STARTS and (word != "provided" or after in ("that", "you"))),
        Role.EXAMPLE: word == "including" or f"{word} {after}" in ("such as", "for example", "for instance"),
        Role.PURPOSE: word == "so" and after in ("that", "we", "they", "it", "you"),
        Role.CONTRAST: _is_contrast(words, found, at),
        Role.RELATIVE: _is_relative(words, at, after) or _bare_relative(words, found, at),
    }
    return next((role for role, does in opens.items() if does), None)


def _is_but(words: tuple[Word, ...], at: int) -> bool:
    """“For nothing but …”, “to nobody but …”."""
    return words[at].text.lower() == "but" and at > 0 and words[at - 1].text.lower() in ALL_OF_IT | NONE | _ANYONE


def _is_contrast(words: tuple[Word, ...], found: tuple[Hit, ...], at: int) -> bool:
    word, before = words[at].text.lower(), words[at - 1].text.lower() if at else ""
    if word != "not" or before not in (",", "but"):
        return False
    named = (Kind.ELEMENT, Kind.RECIPIENT)
    return any(hit.kind in named and at < hit.start <= at + _CLOSE for hit in found) and not any(
        hit.kind is Kind.ACTION and at < hit.start <= at + _CLOSE for hit in found
    )


def _is_relative(words: tuple[Word, ...], at: int, after: str) -> bool:
    word = words[at].text.lower()
    if word == "that" and at and (words[at - 1].stem in SAID_BY_US or words[at - 1].text.lower() == "so"):
        return False  # “be aware that we never …” says it
    joins = word in RELATIVES and at > 0 and words[at - 1].text != "," and after not in ("may", "information")
    return joins or word in ("who", "which", "whose")


def _bare_relative(words: tuple[Word, ...], found: tuple[Hit, ...], at: int) -> bool:
    """“information we collect”, “what you give”: a relative clause without a pronoun that opens it."""
    if words[at].text.lower() == "what":
        return True
    ends = {hit.end for hit in found if hit.kind in (Kind.ELEMENT, Kind.WHOLE)}
    of_purpose = at > 0 and words[at - 1].stem == "purpos" and words[at].text.lower() in ("it", "they", "we", "you")
    return of_purpose or (words[at].text.lower() in ("we", "you", "they") and at in ends)


def _ends(words: tuple[Word, ...], at: int, role: Role, start: int, *, initial: bool) -> bool:
    """Whether the region that began at `start` is over before the word at `at`."""
    stops = words[at].text in (",", ":")
    if role is Role.EXCEPTION:
        return initial and stops
    if role is Role.PURPOSE:
        return words[at].text == ":" or (stops and _goes_on(words, at))
    if role is Role.EXAMPLE:
        return (stops and _goes_on(words, at)) or _is_verb_of_main(words, at)
    if role is Role.CONDITION:
        return stops or (words[start].text.lower() == "as" and words[at - 1].stem in ("law", "permissibl"))
    return stops if role is Role.CONTRAST else _relative_ends(words, at, start)


def _is_verb_of_main(words: tuple[Word, ...], at: int) -> bool:
    """“Networks such as X may …”: the sentence goes on after the example, without a comma."""
    before = words[at - 1].text.lower()
    return words[at].text.lower() in MODALS | BE | DO and before not in RELATIVES | PRONOUNS | {
        "what",
        "you",
        "to",
        ",",
    }


def _goes_on(words: tuple[Word, ...], at: int) -> bool:
    """Whether the sentence goes on after the comma at `at`: “…, may be”, “…, and may be”, “…, to …”."""
    ahead = [each.text.lower() for each in words[at + 1 : at + 3]] or [""]
    return ahead[0] in MODALS | BE | {"we", "to"} or (ahead[0] == "and" and ahead[-1] in AUXILIARIES)


def _relative_ends(words: tuple[Word, ...], at: int, start: int) -> bool:
    word = words[at].text.lower()
    if word == "," and any(each.text == "," for each in words[at + 1 : at + 1 + _FEW]) and words[at + 1].stem == "and":
        return False  # an aside between commas: “that let us, and our vendors, …”
    if words[at - 1].text.lower() in AUXILIARIES | RELATIVES:
        return False
    bare = words[start].text.lower() in ("we", "you", "they", "what")
    past = at - start > 1
    leaves = word in MODALS | BE or (bare and word in ("to", "with", "for", "in", "and"))
    return word in (",", ":") or (past and leaves)
