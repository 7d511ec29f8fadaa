"""Fills the placeholders of the wording from the declarations, so that the page cannot say what the site does not do.

`{{ collections.weblog.keep }}` becomes `13 months`. A placeholder names a part of the policy, an entry of it and a
field of that entry; a part alone becomes a list or a table. Values come out as escaped Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from avowal.policy.catalogue import Catalogue
from avowal.policy.model import CookieKind, Identifies, Policy, RecipientClass
from avowal.policy.period import Period
from avowal.policy.words import WORDS, Words

PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>[A-Za-z0-9_.-]+)\s*\}\}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_ENTRIES = frozenset({"contacts", "data", "purposes", "collections", "cookies", "recipients", "third_parties", "choices", "duties"})


class UnknownPlaceholder(Exception):
    """The wording asks for something that the policy does not declare."""


@dataclass(frozen=True)
class Speaker:
    """Says declared things in one language. `effective_date` and `number` are those of the version shown."""

    policy: Policy
    language: str
    number: int = 0
    effective_date: date = date.min

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    def name(self, key: str) -> str:
        """The name of the declared thing `key` (`data.email`) in this language, as escaped Markdown."""
        return escape(self.plain_name(key))

    def plain_name(self, key: str) -> str:
        """The same, unescaped: for HTML attributes, charts and reports."""
        wording = self.policy.wording.get(self.language)
        labelled = wording.labels.get(key) if wording else None
        return labelled or self._declared_label(key)

    def _declared_label(self, key: str) -> str:
        value: Any = self.policy
        *path, last = key.split(".")
        for part in path:
            value = value[part] if isinstance(value, Catalogue) else getattr(value, part)
        entry = value[last] if isinstance(value, Catalogue) else getattr(value, last)
        return entry if isinstance(entry, str) else str(entry.label)

    def names(self, part: str, keys: Iterable[str]) -> str:
        return self.words.list_of([self.name(f"{part}.{key}") for key in keys])

    def fill(self, text: str) -> str:
        """`text` with every placeholder filled; raises UnknownPlaceholder."""
        return PLACEHOLDER.sub(lambda found: self.value(found["name"]), text)

    def value(self, name: str) -> str:
        """What the placeholder `name` stands for; raises UnknownPlaceholder."""
        try:
            return self._value(name.split("."))
        except (KeyError, AttributeError, IndexError):
            raise UnknownPlaceholder(name) from None

    def _value(self, path: list[str]) -> str:
        whole = _WHOLE.get(".".join(path))
        if whole is not None:
            return whole(self)
        part, *rest = path
        if part in _ENTRIES and len(rest) == 1:
            getattr(self.policy, part)[rest[0]]
            return self.name(f"{part}.{rest[0]}")
        if part == "collections":
            return self._of_collection(*rest)
        if part == "cookies" and rest[1:] == ["purpose"]:
            return self.name(f"purposes.{self.policy.cookies[rest[0]].purpose}")
        if part == "third_parties" and rest[1:] == ["cookies"]:
            return self.words.list_of([escape(key) for key in self.policy.third_parties[rest[0]].cookies])
        return self._field(path)

    def _field(self, path: list[str]) -> str:
        value: Any = self.policy
        for part in path:
            value = value[part] if isinstance(value, Catalogue) else getattr(value, part)
        if value is None and path[-1] == "life":
            return self.words.terms["session"]
        if isinstance(value, str) and path[-1] in ("without", "services", "law", "reason"):
            return self.name(".".join(path))
        return self.said(value, path[-1])

    def said(self, value: Any, field: str) -> str:
        """A declared value in this language; AttributeError for what has no wording."""
        if isinstance(value, Period):
            return self.words.period(value)
        if isinstance(value, tuple):
            return self.words.list_of([escape(str(item)) for item in value])
        if isinstance(value, StrEnum) and field == "hours":
            return self.words.hours[value.value]
        if value is None or not isinstance(value, str | int) and type(value).__name__ != "Address":
            raise AttributeError(field)
        if field in _LINKS:
            return _LINKS[field](str(value))
        return escape(str(value))

    def _of_collection(self, key: str, field: str, *rest: str) -> str:
        collection = self.policy.collections[key]
        if field == "keep":
            return self.words.period(collection.keep)
        if field == "purposes":
            return self.names("purposes", collection.purposes)
        if field != "elements":
            raise AttributeError(field)
        if not rest:
            return self.names("data", collection.elements)
        element, asked = rest
        if asked == "keep":
            return self.words.period(collection.keep_of(element))
        if asked == "purposes":
            return self.names("purposes", collection.purposes_of(element))
        raise AttributeError(asked)

    def table(self, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
        """A Markdown table; `columns` are keys of the language's headings."""
        headings = [self.words.headings[column] for column in columns]
        lines = [headings, ["---"] * len(headings), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def _mail_link(address: str) -> str:
    return f"[{escape(address)}](mailto:{address})"


def _call_link(number: str) -> str:
    digits = re.sub(r"[^0-9]", "", number)
    full = digits if len(digits) != 10 else f"1{digits}"
    return f"[{escape(number)}](tel:{'+' + full if len(full) == 11 else full})"


def _web_link(address: str) -> str:
    shown = escape(address.removeprefix("https://"))
    return f"[{shown}]({address})"


_LINKS: Mapping[str, Callable[[str], str]] = {
    "email": _mail_link,
    "telephone": _call_link,
    "statement": _web_link,
    "contact": lambda value: _web_link(value) if value.startswith("https://") else escape(value),
}


def _sites(speaker: Speaker) -> str:
    return speaker.words.list_of([f"{speaker.name(f'sites.{key}')} ({escape(site.host)})" for key, site in speaker.policy.sites.items()])


def _telephones(speaker: Speaker) -> str:
    contacts = speaker.policy.contacts
    rows = (
        [speaker.name(f"contacts.{key}"), _call_link(contact.telephone), contact.tty or "–", _hours(speaker, contact.hours)]
        for key, contact in contacts.items()
        if contact.telephone
    )
    return speaker.table(("line", "telephone", "tty", "hours"), rows)


def _hours(speaker: Speaker, hours: StrEnum | None) -> str:
    return speaker.words.hours[hours.value] if hours else "–"


def _retention(speaker: Speaker) -> str:
    return speaker.table(("collected", "what", "kept", "why"), _retention_rows(speaker))


def _retention_rows(speaker: Speaker) -> Iterable[list[str]]:
    """One row a collection, and one more for the elements of it that are kept for another time."""
    for key, collection in speaker.policy.collections.items():
        periods: dict[Period, list[str]] = {}
        for element in collection.elements:
            periods.setdefault(collection.keep_of(element), []).append(element)
        for period, elements in periods.items():
            purposes = dict.fromkeys(purpose for element in elements for purpose in collection.purposes_of(element))
            name = speaker.name(f"collections.{key}")
            yield [name, speaker.names("data", elements), speaker.words.period(period), speaker.names("purposes", purposes)]


def _cookies(speaker: Speaker) -> str:
    rows = (
        [
            f"{speaker.name(f'cookies.{key}')} ({escape(key)})",
            speaker.name(f"purposes.{cookie.purpose}"),
            speaker.words.period(cookie.life) if cookie.life else speaker.words.terms["session"],
            speaker.name(f"cookies.{key}.without"),
        ]
        for key, cookie in speaker.policy.cookies.items()
    )
    return speaker.table(("name", "why", "life", "without"), rows)


def _cookies_of(kind: CookieKind) -> Callable[[Speaker], str]:
    return lambda speaker: speaker.names("cookies", (key for key, cookie in speaker.policy.cookies.items() if cookie.kind is kind))


def _recipients(speaker: Speaker) -> str:
    rows = (
        [
            speaker.name(f"recipients.{key}"),
            speaker.name(f"recipients.{key}.services"),
            speaker.words.terms["aggregate"] if recipient.aggregate_only else speaker.names("data", recipient.elements),
        ]
        for key, recipient in speaker.policy.recipients.items()
    )
    return speaker.table(("who", "why", "what"), rows)


def _recipients_of(kind: RecipientClass) -> Callable[[Speaker], str]:
    return lambda speaker: speaker.names("recipients", (key for key, found in speaker.policy.recipients.items() if found.kind is kind))


def _third_parties(speaker: Speaker) -> str:
    rows = (
        [
            f"{speaker.name(f'third_parties.{key}')} ({escape(', '.join(found.hosts))})",
            speaker.names("data", found.sees),
            speaker.words.list_of([escape(cookie) for cookie in found.cookies]),
            _web_link(found.statement),
        ]
        for key, found in speaker.policy.third_parties.items()
    )
    return speaker.table(("who", "sees", "cookies", "statement"), rows)


def _applicability(speaker: Speaker) -> str:
    rows = (
        [speaker.name(f"applicability.{key}.law"), speaker.words.terms[found.status.value], speaker.name(f"applicability.{key}.reason")]
        for key, found in speaker.policy.applicability.items()
    )
    return speaker.table(("law", "status", "reason"), rows)


def _resources(speaker: Speaker) -> str:
    prefix = "" if speaker.language == speaker.policy.source_language else f"/{speaker.language}"
    found = speaker.policy.resources.items()
    return speaker.words.list_of([f"[{speaker.name(f'resources.{key}')}]({prefix}{resource.path})" for key, resource in found])


def _identifying(speaker: Speaker) -> str:
    return speaker.names("data", (key for key, element in speaker.policy.data.items() if element.identifies is Identifies.YES))


_WHOLE: Mapping[str, Callable[[Speaker], str]] = {
    "sites": _sites,
    "apps": lambda speaker: speaker.names("apps", speaker.policy.apps),
    "organisation.programs": lambda speaker: speaker.names("organisation.programs", speaker.policy.organisation.programs),
    "telephones": _telephones,
    "retention": _retention,
    "cookies": _cookies,
    "cookies.session": _cookies_of(CookieKind.SESSION),
    "cookies.persistent": _cookies_of(CookieKind.PERSISTENT),
    "beacons": lambda speaker: speaker.names("beacons", speaker.policy.beacons),
    "recipients": _recipients,
    **{f"recipients.{kind.value}": _recipients_of(kind) for kind in RecipientClass},
    "third_parties": _third_parties,
    "data.identifying": _identifying,
    "resources": _resources,
    "applicability": _applicability,
    "version.effective_date": lambda speaker: speaker.words.day(speaker.effective_date),
    "version.number": lambda speaker: str(speaker.number),
}
TABLES = frozenset({"telephones", "retention", "cookies", "recipients", "third_parties", "applicability"})
"""Placeholders that become a table and so must stand alone in their paragraph."""
