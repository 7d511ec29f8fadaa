"""Who says the names of things when two versions are compared: the new policy where it has them, else the old one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from avowal.policy.differences import Change
from avowal.policy.model import PolicyVersion
from avowal.policy.period import Period
from avowal.policy.speaker import Speaker
from avowal.website.pages import languages as known_languages

Group = tuple[Change, ...]
"""Changes of one kind about one declared thing, which make one sentence."""
_ISOLATED, _END = "\u2066", "\u2069"
"""What keeps a telephone number in its order within text that runs from right to left."""
ENTRY, ELEMENT_FIELD = 2, 5
"""How many steps the dotted name of an entry, and of a field of a collected element has."""


@dataclass(frozen=True)
class Voices:
    """Who says names of things: the new policy where it has them, else the old one."""

    old: PolicyVersion
    new: PolicyVersion
    before: Speaker
    after: Speaker

    @classmethod
    def of(cls, old: PolicyVersion, new: PolicyVersion, language: str) -> Voices:
        """Voices in `language`, or in the language that a policy was written in where it lacks that one."""
        return cls(old, new, _speaker(old, language), _speaker(new, language))

    def name(self, key: str) -> str:
        """The name of the declared thing `key`; its last step where neither policy has a name for it."""
        for speaker in (self.after, self.before):
            try:
                return speaker.plain_name(key)
            except (KeyError, AttributeError):
                continue
        return key.rpartition(".")[2].replace("_", " ")

    def names(self, part: str, keys: Iterable[str]) -> str:
        return self.listed([self.name(f"{part}.{key}") for key in keys])

    def listed(self, names: list[str]) -> str:
        return self.after.words.list_of(names)

    def side_by_side(self, written: Iterable[str]) -> str:
        """Addresses and numbers, which people copy: nothing between them can be read as part of one."""
        if self.after.words.direction == "rtl":
            written = [f"{_ISOLATED}{one}{_END}" for one in written]
        return " · ".join(written)

    def period(self, written: str | None) -> str:
        return self.after.words.period(Period.parse(written)) if written else self.after.words.terms["session"]

    def section(self, anchor: str) -> str:
        """The heading of a section."""
        for speaker in (self.after, self.before):
            found = speaker.policy.wording[speaker.language].sections.get(anchor)
            if found is not None:
                return found.title
        return ""

    def languages(self, codes: Iterable[str]) -> str:
        return self.listed([known_languages.own_name(code) for code in codes])


def _speaker(version: PolicyVersion, language: str) -> Speaker:
    spoken = language if language in version.policy.wording else version.policy.source_language
    return Speaker(version.policy, spoken, version.number, version.effective_date)


def described(voices: Voices, group: Group) -> str:
    """Any other change: what is named anew, named no more, or described differently."""
    change, steps = group[0], group[0].where.split(".")
    entry = ".".join(steps[:ENTRY])
    if steps[0] == "applicability":
        entry = f"{entry}.law"
    told = {"name": voices.name(entry)}
    if len(steps) == ENTRY and change.before is None:
        return gettext("New in the policy: %(name)s.") % told
    if len(steps) == ENTRY and change.after is None:
        return gettext("No longer in the policy: %(name)s.") % told
    return gettext("Described differently: %(name)s.") % told


def moved(group: Group) -> list[str]:
    """The keys that came or went."""
    return [change.after or change.before or "" for change in group]
