"""Says declared things in one language: their names, and their values in that language's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from avowal.policy.catalogue import Catalogue
from avowal.policy.markdown import call_link, escape, mail_link, table, web_link
from avowal.policy.model import Address, Policy
from avowal.policy.period import Period
from avowal.policy.words import WORDS, Words

_LINKS: Mapping[str, Callable[[str], str]] = {
    "email": mail_link,
    "telephone": call_link,
    "statement": web_link,
    "contact": web_link,
}


@dataclass(frozen=True)
class Speaker:
    """One language's voice. `effective_date` and `number` are those of the version shown."""

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
        """The same, unescaped: for HTML attributes, charts and reports. KeyError or AttributeError if undeclared."""
        wording = self.policy.wording.get(self.language)
        labelled = wording.labels.get(key) if wording else None
        return labelled or self._declared_label(key)

    def _declared_label(self, key: str) -> str:
        entry = self.declared(key)
        return entry if isinstance(entry, str) else str(entry.label)

    def declared(self, key: str) -> Any:
        """The declaration under a dotted key; KeyError or AttributeError if there is none."""
        value: Any = self.policy
        for part in key.split("."):
            value = value[part] if isinstance(value, Catalogue) else getattr(value, part)
        return value

    def names(self, part: str, keys: Iterable[str]) -> str:
        """The names of several things under one part, as a list in this language."""
        return self.words.list_of([self.name(f"{part}.{key}") for key in keys])

    def said(self, value: Any, field: str) -> str:
        """A declared value in this language; AttributeError for what has no wording."""
        if isinstance(value, Period):
            return self.words.period(value)
        if isinstance(value, tuple):
            return self.words.list_of([escape(str(item)) for item in value])
        if field == "hours":
            return self.hours(value)
        if not isinstance(value, str | int | Address):
            raise AttributeError(field)  # noqa: TRY004 - the same error as for a field that is not there
        return _LINKS.get(field, escape)(str(value))

    def hours(self, hours: StrEnum | None) -> str:
        return self.words.hours[hours.value] if hours else "–"

    def table(self, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
        """A Markdown table; `columns` are keys of the language's headings."""
        return table([self.words.headings[column] for column in columns], rows)
