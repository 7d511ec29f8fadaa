"""The sample bundle with one thing changed, without a file written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from avowal.config import SAMPLE
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Statement, WordedSection, Wording
from avowal.policy.problems import Problem, Severity
from avowal.policy.reading import Bundle, read


@cache
def sample() -> Bundle:
    return read(SAMPLE / "policy")


def changed(part: str, key: str, bundle: Bundle | None = None, **values: Any) -> Bundle:
    """The bundle with fields of one entry changed."""
    bundle = bundle or sample()
    entries = dict(getattr(bundle.policy, part))
    entries[key] = replace(entries[key], **values)
    return having(bundle, part, entries)


def added(part: str, key: str, entry: object, bundle: Bundle | None = None) -> Bundle:
    """The bundle with one more entry."""
    bundle = bundle or sample()
    return having(bundle, part, {**getattr(bundle.policy, part), key: entry})


def without(part: str, *keys: str) -> Bundle:
    """The bundle without some entries."""
    return having(sample(), part, {k: v for k, v in getattr(sample().policy, part).items() if k not in keys})


def having(bundle: Bundle, part: str, entries: dict[str, Any]) -> Bundle:
    return replace(bundle, policy=replace(bundle.policy, **{part: Catalogue(entries.items())}))


def saying(*texts: str, anchor: str = "security", language: str = "en") -> Bundle:
    """The bundle whose wording also holds `texts` at the end of a section."""
    return _reworded(language, anchor, lambda old: (*old, *(Statement(text) for text in texts)))


def saying_only(*texts: str, title: str = "Privacy") -> Bundle:
    """The bundle whose English wording is one section with `texts`."""
    section = WordedSection(title, tuple(Statement(text) for text in texts))
    wording = replace(sample().policy.wording["en"], sections=Catalogue([("scope", section)]))
    return having(sample(), "wording", {"en": wording})


def unsaid(old: str, new: str = "", language: str = "en") -> Bundle:
    """The bundle with `old` replaced in every statement of one language; fails where it does not stand."""
    wording = sample().policy.wording[language]
    sections = {
        anchor: replace(
            section,
            statements=tuple(replace(each, text=each.text.replace(old, new)) for each in section.statements),
        )
        for anchor, section in wording.sections.items()
    }
    assert sections != dict(wording.sections), f"no statement holds {old!r}; mend the test"
    return _with_wording(language, replace(wording, sections=Catalogue(sections.items())))


def unstated(*promises: str, language: str = "en") -> Bundle:
    """The bundle without the markers of some promises in one language."""
    wording = sample().policy.wording[language]
    sections = {
        anchor: replace(
            section,
            statements=tuple(
                replace(each, promises=tuple(row for row in each.promises if row not in promises))
                for each in section.statements
            ),
        )
        for anchor, section in wording.sections.items()
    }
    return _with_wording(language, replace(wording, sections=Catalogue(sections.items())))


def _reworded(language: str, anchor: str, change: Any) -> Bundle:
    wording = sample().policy.wording[language]
    section = wording.sections[anchor]
    sections = {**wording.sections, anchor: replace(section, statements=change(section.statements))}
    return _with_wording(language, replace(wording, sections=Catalogue(sections.items())))


def _with_wording(language: str, wording: Wording) -> Bundle:
    return having(sample(), "wording", {**sample().policy.wording, language: wording})


def told(found: Iterable[Problem], severity: Severity | None = None) -> str:
    return "\n".join(str(one) for one in found if severity in (None, one.severity))
