"""What a new version means for people, in plain sentences of the reader's language, with the policy's own names.

Every change in the declarations is told by one of the sentences: those that `_TOLD` has words for, and the rest by a
plain “… is described differently”. Sentences that mean more data, uses, recipients or time come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext, ngettext

from avowal.policy.differences import Change, Meaning, WordChange, compare
from avowal.policy.model import PolicyVersion
from avowal.policy.period import Period
from avowal.website.privacy import sentences_of_data as of_data
from avowal.website.privacy import sentences_of_promises as of_promises
from avowal.website.privacy.voices import Group, Voices, described

LEDGER_ID = ("section of the ledger", "row")
"""The two steps that a ledger id (`16.1`) has in a dotted name."""


class Direction(StrEnum):
    """Which way a change goes for the people whom the policy is about."""

    MORE = "more"  # more data, uses, recipients, time; fewer choices or promises
    LESS = "less"
    OTHER = "other"


@dataclass(frozen=True)
class Told:
    """One sentence of the summary."""

    direction: Direction
    text: str


def summary(old: PolicyVersion, new: PolicyVersion, language: str) -> list[Told]:
    """What changed from `old` to `new`; a single sentence where only words did, or nothing."""
    found = compare(old.policy, new.policy)
    voices = Voices.of(old, new, language)
    told = _merged(_one(voices, group) for group in _groups(found.declarations))
    worded = list(_about_words(voices, found.words, alone=not told))
    if not told and not worded and old.policy.wording != new.policy.wording:
        worded = [Told(Direction.OTHER, gettext("Headings, or names of things, are worded differently."))]
    return [*told, *worded]


def _groups(changes: Sequence[Change]) -> list[Group]:
    """Changes that make one sentence together, in the order of the first of each."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(_key(change), []).append(change)
    return [tuple(group) for group in groups.values()]


def _key(change: Change) -> tuple[str, ...]:
    part, _dot, rest = change.where.partition(".")
    steps = rest.split(".")
    if part == "collections" and len(steps) > 1 and steps[1] == "elements":
        added = "" if change.before is None else "gone" if change.after is None else "both"
        last = steps[-1] if len(steps) > len(("key", "elements", "element")) else ""
        return part, steps[0], last, change.before or "", change.after or "", added
    if part == "promises":
        field = steps[2] if len(steps) > len(LEDGER_ID) else ""
        return part, "keepers" if field not in ("", "section") else change.where
    if part in ("recipients", "third_parties", "cookies") and len(steps) > 1:
        field = "life" if steps[1] in ("life", "kind") else steps[1]
        return part, steps[0], field, "gone" if change.after is None else ""
    return part, *steps[:1]


def _one(voices: Voices, group: Group) -> Told:
    part = group[0].where.partition(".")[0]
    sentence = _TOLD.get(part, described)(voices, group)
    return Told(_direction(part, group), sentence)


_TOLD: dict[str, Callable[[Voices, Group], str]] = {
    "collections": of_data.collection,
    "recipients": of_data.recipient,
    "third_parties": of_data.third_party,
    "cookies": of_data.cookie,
    "choices": of_promises.choice,
    "nevers": of_promises.never,
    "promises": of_promises.promise,
    "contacts": of_promises.contact,
    "sites": of_promises.covered,
    "apps": of_promises.covered,
    "organisation": of_promises.organisation,
    "limits": of_promises.limit,
    "languages": of_promises.languages,
    "duties": of_promises.duty,
}


def _direction(part: str, group: Sequence[Change]) -> Direction:
    if any(change.meaning.widens or _loosens(change) for change in group):
        return Direction.MORE
    if any(change.meaning is Meaning.NARROWER for change in group):
        return Direction.LESS
    new_choice = part in ("choices", "nevers") and group[0].before is None
    return Direction.LESS if new_choice else Direction.OTHER


def _loosens(change: Change) -> bool:
    """A change of a single value that gives people less than they had."""
    part, field = change.where.partition(".")[0], change.where.rpartition(".")[2]
    if part == "limits" and change.before and change.after:
        return _size(change.after) < _size(change.before)
    if part == "cookies" and field == "life":
        return change.before is None
    return (part, field, change.after) in (("recipients", "aggregate_only", "False"), ("choices", "default", "True"))


def _size(value: str) -> int:
    return int(value) if value.isdigit() else Period.parse(value).seconds


def _merged(told: Iterable[Told]) -> list[Told]:
    """Each sentence once, with the weightiest of its directions."""
    by_text: dict[str, Told] = {}
    for one in sorted(told, key=_weight):
        by_text.setdefault(one.text, one)
    return list(by_text.values())


def _weight(one: Told) -> int:
    return list(Direction).index(one.direction)


def _about_words(voices: Voices, changes: Sequence[WordChange], *, alone: bool) -> Iterator[Told]:
    source = voices.new.policy.source_language
    sections = dict.fromkeys(change.section for change in changes if change.language == source)
    names = [name for name in map(voices.section, sections) if name]
    if names:
        alone_text = ngettext(
            "Only the wording changed, in this section: %(sections)s.",
            "Only the wording changed, in these sections: %(sections)s.",
            len(names),
        )
        also_text = ngettext(
            "The wording changed in this section: %(sections)s.",
            "The wording changed in these sections: %(sections)s.",
            len(names),
        )
        yield Told(Direction.OTHER, (alone_text if alone else also_text) % {"sections": voices.listed(names)})
    translated = dict.fromkeys(change.language for change in changes if change.language != source)
    offered = [code for code in translated if code in voices.old.policy.wording and code in voices.new.policy.wording]
    if offered:
        languages = voices.languages(offered)
        yield Told(Direction.OTHER, gettext("Translations changed: %(languages)s.") % {"languages": languages})
