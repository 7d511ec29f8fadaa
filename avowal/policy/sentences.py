"""Finds the sentences of the page that speak of declared things: those that name them, and those of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from avowal.policy.asking import Meant
from avowal.policy.frozen import dataclass
from avowal.policy.model import CookieKind, Door, Identifies, Policy, RecipientClass, Statement
from avowal.policy.placeholders import PLACEHOLDER, fill
from avowal.policy.speaker import Speaker
from avowal.policy.tables import TABLES

_LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\([^)]*\)")
_ESCAPED = re.compile(r"\\(.)")
_OF_DOORS: dict[Door, tuple[str, ...]] = {
    Door.WEBLOG: ("3.1", "3.2", "3.3", "3.4"),
    Door.PAGE_BEACON: ("2.1", "2.2", "4.8", "4.12"),
    Door.AREA_BEACON: ("4.8", "4.12"),
    Door.APP_SCREEN: ("2.1", "2.2"),
    Door.MAIL_BEACON: ("4.9", "4.10"),
    Door.CLOSED_DAY: ("2.1", "2.3"),
    Door.FORM: ("1.3", "1.4"),
}
_OF_RECIPIENTS: dict[RecipientClass, tuple[str, ...]] = {
    RecipientClass.VENDOR: ("1.6", "11.2", "11.5"),
    RecipientClass.REGULATOR: ("11.1",),
    RecipientClass.COURT: ("11.1",),
    RecipientClass.AFFILIATE: ("11.6",),
    RecipientClass.PARTNER: ("11.6",),
    RecipientClass.RESEARCH: ("2.3",),
}
_OF_IDENTIFYING = ("1.1", "1.2", "1.5", "1.6")
_OF_ADDRESSES = ("5.1", "5.2")
_OF_CHILDREN = ("8.2", "8.4")
_OF_THIRD_PARTIES = ("11.3", "14.1", "14.2", "14.4", "14.5", "14.6")
_OF_COOKIES = ("4.1", "4.4", "4.6")


@dataclass(frozen=True)
class Sentence:
    """One statement of the page: where it stands, what it promises, how it reads, and what of it is not built yet."""

    section: str
    number: str
    anchor: str
    promises: tuple[str, ...]
    text: str
    names_it: bool
    not_built: tuple[str, ...]


def sentences(policy: Policy, language: str, things: Iterable[Meant], around: Iterable[Meant]) -> tuple[Sentence, ...]:
    """What the page says, in its order, of `things`, by name or as things of their kind, and by name of `around`."""
    about, beside = tuple(things), tuple(around)
    exactly = {name for thing in about for name in _placeholders(policy, thing)}
    exactly |= {name for thing in beside for name in _lists(policy, thing)}
    wanted = _Wanted(
        frozenset(exactly),
        tuple(thing.dotted for thing in (*about, *beside)),
        frozenset(row for thing in about for row in _rows(policy, thing)),
    )
    speaker = Speaker(policy, language)
    rows = [[speaker.name(thing.dotted) for thing in found] for found in (about, beside)]
    return tuple(_find(speaker, wanted, rows))


@dataclass(frozen=True)
class _Wanted:
    """Placeholders as they stand, keys of which any field counts, and promises."""

    exactly: frozenset[str]
    within: tuple[str, ...]
    promises: frozenset[str]

    def is_named_in(self, text: str) -> bool:
        names = (found["name"] for found in PLACEHOLDER.finditer(text))
        return any(
            name in self.exactly or f"{name}.".startswith(tuple(f"{key}." for key in self.within)) for name in names
        )


def _find(speaker: Speaker, wanted: _Wanted, rows: list[list[str]]) -> Iterator[Sentence]:
    policy, number = speaker.policy, 0
    for anchor, declared in policy.sections.items():
        number += declared.numbered
        section = policy.wording[speaker.language].sections.get(anchor)
        for statement in section.statements if section else ():
            names_it = wanted.is_named_in(statement.text)
            if section and (names_it or wanted.promises.intersection(statement.promises)):
                text = _text(speaker, statement, rows)
                if text:
                    said = str(number) if declared.numbered else ""
                    missing = _not_built(policy, statement)
                    yield Sentence(section.title, said, anchor, statement.promises, text, names_it, missing)


def _not_built(policy: Policy, statement: Statement) -> tuple[str, ...]:
    found = (policy.promises[row].not_built for row in statement.promises if row in policy.promises)
    return tuple(missing for missing in found if missing)


def _text(speaker: Speaker, statement: Statement, rows: list[list[str]]) -> str:
    """The statement as it reads, without Markdown; of a table the rows of what was asked, or of what it is part of."""
    filled = fill(speaker, statement.text)
    if any(found["name"] in TABLES for found in PLACEHOLDER.finditer(statement.text)):
        lines = filled.splitlines()[2:]
        shown = next((found for names in rows if (found := [one for one in lines if any(n in one for n in names)])), [])
        filled = "; ".join(" · ".join(cell.strip() for cell in row.strip("| ").split(" | ")) for row in shown)
    return _ESCAPED.sub(r"\1", _LINK.sub(r"\1", filled.removeprefix("- ")))


def _placeholders(policy: Policy, thing: Meant) -> Iterator[str]:
    """Names of the placeholders that show `thing`, alone or among others."""
    yield from _lists(policy, thing)
    yield from (f"choices.{key}" for key, choice in policy.choices.items() if thing.dotted in choice.covers)
    if thing.part == "data":
        for key, collection in policy.collections.items():
            if thing.key in collection.elements:
                yield from (f"collections.{key}.elements", f"collections.{key}.keep")
        if policy.data[thing.key].identifies is Identifies.YES:
            yield "data.identifying"
    elif thing.part == "purposes":
        opened = [key for key, collection in policy.collections.items() if thing.key in collection.purposes]
        yield from (f"collections.{key}.purposes" for key in opened)
        yield from ["retention"] if opened else []
        yield from ["cookies"] if any(cookie.purpose == thing.key for cookie in policy.cookies.values()) else []
    elif thing.part == "cookies":
        yield f"cookies.{policy.cookies[thing.key].kind.value}"


def _lists(policy: Policy, thing: Meant) -> Iterator[str]:
    """Whole lists and tables in which `thing` stands."""
    if thing.part in ("cookies", "recipients", "third_parties", "sites", "apps", "beacons"):
        yield thing.part
    if thing.part == "collections":
        yield "retention"
    if thing.part == "recipients":
        yield f"recipients.{policy.recipients[thing.key].kind.value}"


def _rows(policy: Policy, thing: Meant) -> Iterator[str]:
    """The promises of the ledger that are about things of this kind."""
    if thing.part == "data":
        element = policy.data[thing.key]
        yield from _OF_IDENTIFYING if element.identifies is Identifies.YES else ()
        yield from _OF_ADDRESSES if element.category.startswith("user.device.ip_address") else ()
        yield from _OF_CHILDREN if element.category.startswith("user.childrens") else ()
    elif thing.part == "collections":
        yield from _OF_DOORS.get(policy.collections[thing.key].door, ())
    elif thing.part == "beacons":
        collection = policy.collections.get(policy.beacons[thing.key].collection)
        yield from _OF_DOORS.get(collection.door, ()) if collection else ()
    elif thing.part == "recipients":
        yield from _OF_RECIPIENTS.get(policy.recipients[thing.key].kind, ())
    elif thing.part == "third_parties":
        yield from _OF_THIRD_PARTIES
    elif thing.part == "cookies":
        cookie = policy.cookies[thing.key]
        yield from (*_OF_COOKIES, "4.3" if cookie.kind is CookieKind.PERSISTENT else "4.2")
        yield from () if cookie.essential else ("0.9", "4.5", "4.12")
