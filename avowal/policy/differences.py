"""What changed between two policies, in declarations and word by word, and what each change means for people.

Declarations are compared entry by entry; a change's *meaning* is the plain reading of its direction: something new is
collected, kept longer, used for more, given to more, a choice withdrawn. Wording is compared statement by statement,
then word by word (characters in scripts that write no spaces).
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Audience, Collection, Consideration, CookieKind, Policy, Statement
from avowal.policy.period import Period

_FROM = datetime(2024, 3, 1, tzinfo=UTC)
"""Any day: periods are compared by where they end when they begin together."""
_WORDS = re.compile(r"[぀-ヿ㐀-鿿가-힯ក-៿]|\s+|[^\s぀-ヿ㐀-鿿가-힯ក-៿]+")
"""Words and the spaces between them; single characters of Chinese, Japanese, Korean and Khmer."""
_ALIKE = 0.5
"""How alike two statements must be to count as one that was changed."""


class Meaning(StrEnum):
    """What a change means for the people whom the policy is about."""

    NEW_ELEMENT = "new_element"
    NEW_PURPOSE = "new_purpose"
    NEW_RECIPIENT = "new_recipient"
    NEW_THIRD_PARTY = "new_third_party"
    NEW_COOKIE = "new_cookie"
    NEW_COLLECTION = "new_collection"
    LONGER_RETENTION = "longer_retention"
    WIDER_AUDIENCE = "wider_audience"
    GIVEN_FOR_GAIN = "given_for_gain"
    CHOICE_WITHDRAWN = "choice_withdrawn"
    PROMISE_WITHDRAWN = "promise_withdrawn"
    NARROWER = "narrower"
    OTHER = "other"

    @property
    def widens(self) -> bool:
        """Whether data collected under the old policy may not be treated under the new one (R19)."""
        return self not in (Meaning.NARROWER, Meaning.OTHER)


@dataclass(frozen=True)
class Change:
    """One difference in the declarations: where (dotted), what stood, what stands, what it means."""

    where: str
    before: str | None
    after: str | None
    meaning: Meaning


@dataclass(frozen=True)
class Span:
    """A run of words: `kept`, `removed` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True)
class WordChange:
    """One statement that was added, removed or changed; its spans read from the old text to the new."""

    language: str
    section: str
    promises: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Differences:
    """All that changed; empty when nothing did."""

    declarations: tuple[Change, ...]
    words: tuple[WordChange, ...]

    @property
    def widening(self) -> tuple[Change, ...]:
        """The changes that mean more data, more uses, more recipients, longer keeping or fewer choices."""
        return tuple(change for change in self.declarations if change.meaning.widens)


def compare(old: Policy, new: Policy) -> Differences:
    """What changed from `old` to `new`."""
    return Differences(tuple(_declarations(old, new)), tuple(_wording(old, new)))


def _declarations(old: Policy, new: Policy) -> Iterator[Change]:
    for field in dataclasses.fields(Policy):
        if field.name != "wording":
            yield from _walk(field.name, getattr(old, field.name), getattr(new, field.name))
    for key in old.collections.keys() & new.collections.keys():
        yield from _collection(key, old.collections[key], new.collections[key])


def _collection(key: str, old: Collection, new: Collection) -> Iterator[Change]:
    """Periods and purposes as they work out per element, wherever the bundle wrote them."""
    for element in new.elements:
        where = f"collections.{key}.elements.{element}"
        if element not in old.elements:
            yield Change(where, None, str(new.keep_of(element)), Meaning.NEW_ELEMENT)
            continue
        before, after = old.keep_of(element), new.keep_of(element)
        if before != after:
            longer = after.after(_FROM) > before.after(_FROM)
            meaning = Meaning.LONGER_RETENTION if longer else Meaning.NARROWER
            yield Change(f"{where}.keep", str(before), str(after), meaning)
        if old.audience_of(element) is not new.audience_of(element):
            meaning = _audience(old.audience_of(element), new.audience_of(element))
            yield Change(f"{where}.audience", str(old.audience_of(element)), str(new.audience_of(element)), meaning)
        for purpose in sorted(set(new.purposes_of(element)) ^ set(old.purposes_of(element))):
            added = purpose in new.purposes_of(element)
            meaning = Meaning.NEW_PURPOSE if added else Meaning.NARROWER
            yield Change(f"{where}.purposes", None if added else purpose, purpose if added else None, meaning)
    for element in old.elements.keys() - new.elements.keys():
        yield Change(f"collections.{key}.elements.{element}", str(old.keep_of(element)), None, Meaning.NARROWER)


def _audience(old: Audience, new: Audience) -> Meaning:
    """From everyone to some is narrower; every other change reaches people whom it did not reach."""
    return Meaning.WIDER_AUDIENCE if new is Audience.EVERYONE or old is not Audience.EVERYONE else Meaning.NARROWER


def _walk(where: str, old: Any, new: Any) -> Iterator[Change]:
    """Differences of any two parts of the model; collections' elements are told by `_collection`."""
    if old == new:
        return
    if isinstance(old, Catalogue) and isinstance(new, Catalogue):
        if where.startswith("collections.") and where.endswith(".elements"):
            return
        for key in dict.fromkeys([*old, *new]):
            yield from _entry(f"{where}.{key}", old.get(key), new.get(key))
    elif _same_shape(old, new):
        for field in dataclasses.fields(old):
            if not (isinstance(old, Collection) and field.name in ("keep", "purposes", "audience")):
                yield from _walk(f"{where}.{field.name}", getattr(old, field.name), getattr(new, field.name))
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _members(where, old, new)
    else:
        yield Change(where, _said(old), _said(new), _meaning(where, old, new))


def _same_shape(old: Any, new: Any) -> bool:
    return dataclasses.is_dataclass(old) and type(old) is type(new) and not isinstance(old, Period)


def _entry(where: str, old: Any, new: Any) -> Iterator[Change]:
    part = where.split(".", maxsplit=1)[0]
    if old is None:
        yield Change(where, None, _said(new), _NEW.get(part, Meaning.OTHER))
    elif new is None:
        yield Change(where, _said(old), None, _GONE.get(part, Meaning.OTHER))
    else:
        yield from _walk(where, old, new)


_NEW = {
    "recipients": Meaning.NEW_RECIPIENT,
    "third_parties": Meaning.NEW_THIRD_PARTY,
    "cookies": Meaning.NEW_COOKIE,
    "collections": Meaning.NEW_COLLECTION,
}
_GONE = {
    "choices": Meaning.CHOICE_WITHDRAWN,
    "nevers": Meaning.PROMISE_WITHDRAWN,
    "promises": Meaning.PROMISE_WITHDRAWN,
    **dict.fromkeys(_NEW, Meaning.NARROWER),
}


def _members(where: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    part, field = where.split(".", maxsplit=1)[0], where.rpartition(".")[2]
    gained = {"elements": Meaning.NEW_ELEMENT, "purposes": Meaning.NEW_PURPOSE, "sees": Meaning.NEW_ELEMENT}
    shared = part in ("recipients", "third_parties")
    for item in [found for found in new if found not in old]:
        yield Change(where, None, str(item), gained.get(field, Meaning.OTHER) if shared else Meaning.OTHER)
    for item in [found for found in old if found not in new]:
        meaning = Meaning.NARROWER if shared and field in gained else Meaning.OTHER
        yield Change(where, str(item), None, meaning)
    if set(old) == set(new):
        yield Change(where, _said(old), _said(new), Meaning.OTHER)


def _meaning(where: str, old: Any, new: Any) -> Meaning:
    if isinstance(old, Period) and isinstance(new, Period) and where.startswith(("cookies.", "third_parties.")):
        return Meaning.LONGER_RETENTION if new.after(_FROM) > old.after(_FROM) else Meaning.NARROWER
    if isinstance(old, CookieKind) and isinstance(new, CookieKind):
        return Meaning.LONGER_RETENTION if new is CookieKind.PERSISTENT else Meaning.NARROWER
    if isinstance(old, Consideration) and isinstance(new, Consideration):
        return Meaning.NARROWER if new is Consideration.NONE else Meaning.GIVEN_FOR_GAIN
    if where.startswith("purposes.") and where.endswith(".use"):
        return Meaning.NARROWER if str(new).startswith(f"{old}.") else Meaning.NEW_PURPOSE
    return Meaning.OTHER


def _said(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return str(getattr(value, "label", value))


def _wording(old: Policy, new: Policy) -> Iterator[WordChange]:
    for language in dict.fromkeys([*old.wording, *new.wording]):
        before, after = old.wording.get(language), new.wording.get(language)
        sections = dict.fromkeys([*(before.sections if before else ()), *(after.sections if after else ())])
        for anchor in sections:
            was = before.sections[anchor].statements if before and anchor in before.sections else ()
            is_ = after.sections[anchor].statements if after and anchor in after.sections else ()
            for pair in _aligned(was, is_):
                yield _word_change(language, anchor, *pair)


def _aligned(
    old: tuple[Statement, ...], new: tuple[Statement, ...]
) -> Iterator[tuple[Statement | None, Statement | None]]:
    """Statements that differ, each beside the one it was changed from, where there is one alike enough."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = list(old[start:end]), list(new[new_start:new_end])
        for statement in come:
            source = _source_of(statement, gone)
            if source is not None:
                gone.remove(source)
            yield source, statement
        yield from ((statement, None) for statement in gone)


def _source_of(statement: Statement, candidates: list[Statement]) -> Statement | None:
    same_promises = [found for found in candidates if found.promises and found.promises == statement.promises]
    if same_promises:
        return same_promises[0]
    alike = [(_likeness(found.text, statement.text), index) for index, found in enumerate(candidates)]
    best = max(alike, default=(0.0, 0))
    return candidates[best[1]] if best[0] >= _ALIKE else None


def _likeness(old: str, new: str) -> float:
    return difflib.SequenceMatcher(None, _WORDS.findall(old), _WORDS.findall(new), autojunk=False).ratio()


def _word_change(language: str, section: str, old: Statement | None, new: Statement | None) -> WordChange:
    promises = (new or old or Statement("")).promises
    return WordChange(language, section, promises, spans(old.text if old else "", new.text if new else ""))


def spans(old: str, new: str) -> tuple[Span, ...]:
    """The way from `old` to `new` in runs of words; joined kept and removed give `old`, kept and added give `new`."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Span] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            found.append(Span("kept", "".join(before[start:end])))
            continue
        found += [Span("removed", "".join(before[start:end]))] if end > start else []
        found += [Span("added", "".join(after[new_start:new_end]))] if new_end > new_start else []
    return tuple(found)
