"""Holds the wording to the declarations: every section and promise worded in every language, nothing literal.

This is the gate `policy.wording`: a number, period, address, telephone number, cookie, host or recipient that stands
in the wording by itself could differ from what the site does, so it is an error; a placeholder cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from avowal.policy.model import Policy, Wording
from avowal.policy.placeholders import PLACEHOLDER, UnknownPlaceholder, value
from avowal.policy.problems import Place, Problem, did_you_mean
from avowal.policy.reading import Bundle
from avowal.policy.speaker import Speaker
from avowal.policy.tables import TABLES
from avowal.policy.translations import LABELLED, Origin, label_keys
from avowal.policy.words import WORDS

_LOCAL_LINK = re.compile(r"\]\(/[a-z0-9/#._-]*\)")
_NUMBER = re.compile(r"\d[\d.,/:-]*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_HOST = re.compile(
    r"https?://[^\s()\[\]]+|\b(?:[a-z0-9-]+\.)+(?:example|localhost|com|org|net|gov|edu|us|io|info|biz)\b",
    re.IGNORECASE,
)
_BROKEN_PLACEHOLDER = re.compile(r"\{\{|\}\}")


def wording_problems(bundle: Bundle) -> Iterator[Problem]:
    """Every problem of the wording, in every language that the policy offers."""
    policy = bundle.policy
    for language in policy.languages:
        wording = policy.wording.get(language)
        if language not in WORDS:
            hint = f"Offered: {', '.join(sorted(WORDS))}."
            yield Problem(
                bundle.place("languages"), f"This program has no words yet for the language “{language}”.", hint
            )
        elif wording is None:
            hint = f"Write wording/{language}.md."
            yield Problem(bundle.place("languages"), f"There is no wording in “{language}”.", hint, "0.1")
        else:
            yield from _of_language(bundle, language, wording)
    for language in policy.wording.keys() - set(policy.languages):
        place = Place(f"wording/{language}.md", 1)
        yield Problem(place, f"“{language}” is not among the policy's languages.", "Add it there or remove the file.")


def _of_language(bundle: Bundle, language: str, wording: Wording) -> Iterator[Problem]:
    policy, top = bundle.policy, Place(f"wording/{language}.md", 1)
    if wording.origin not in set(Origin):
        yield Problem(top, f"“origin” is “{wording.origin}”.", "Write human or machine.")
    for anchor in policy.sections.keys() - wording.sections.keys():
        yield Problem(top, f"The section “{anchor}” is not worded.", f"Add “## Heading {{#{anchor}}}”.", "0.2")
    for anchor in wording.sections.keys() - policy.sections.keys():
        place = bundle.place(f"wording.{language}.{anchor}")
        yield Problem(place, f"The section “{anchor}” is not declared.", did_you_mean(anchor, policy.sections))
    yield from _promises_worded(bundle, language, wording)
    yield from _labels(policy, language, wording, top)
    yield from _unworded_declarations(policy, wording, top)
    literals = _Literals(policy, language)
    for anchor, section in wording.sections.items():
        place = bundle.place(f"wording.{language}.{anchor}")
        yield from _of_heading(literals, section.title, place)
        for index, statement in enumerate(section.statements):
            place = bundle.place(f"wording.{language}.{anchor}.{index}")
            yield from _placeholder_problems(policy, language, statement.text, place)
            yield from literals.problems(statement.text, place)


def _of_heading(literals: _Literals, title: str, place: Place) -> Iterator[Problem]:
    hint = "Say it in the sentences below, and keep the heading without it."
    yield from (replace(problem, hint=hint) for problem in literals.problems(title, place))
    if PLACEHOLDER.search(title):
        yield Problem(place, "A heading shows no placeholder; readers would see its braces.", hint, "0.2")


def _promises_worded(bundle: Bundle, language: str, wording: Wording) -> Iterator[Problem]:
    stated: dict[str, set[str]] = {}
    for anchor, section in wording.sections.items():
        for index, statement in enumerate(section.statements):
            for promise in statement.promises:
                stated.setdefault(promise, set()).add(anchor)
                if promise not in bundle.policy.promises:
                    place = bundle.place(f"wording.{language}.{anchor}.{index}")
                    yield Problem(
                        place, f"“{promise}” is no declared promise.", did_you_mean(promise, bundle.policy.promises)
                    )
    for row, promise_ in bundle.policy.promises.items():
        if promise_.section not in stated.get(row, set()):
            place = bundle.place(f"wording.{language}.{promise_.section}")
            message = f"Promise {row} is not stated in the section “{promise_.section}” in “{language}”."
            yield Problem(place, message, f"Begin the sentence that makes it with “[{row}] ”.", row)


def _labels(policy: Policy, language: str, wording: Wording, top: Place) -> Iterator[Problem]:
    known = set(label_keys(policy))
    for key in wording.labels.keys() - known:
        yield Problem(top, f"The label “{key}” names nothing declared.", did_you_mean(key, known))
    if language == policy.source_language:
        return
    for key in sorted(known - wording.labels.keys()):
        yield Problem(top, f"“{key}” has no name in “{language}”.", f"Add it under labels in wording/{language}.md.")


def _unworded_declarations(policy: Policy, wording: Wording, top: Place) -> Iterator[Problem]:
    """Collections, cookies, recipients, third parties that no placeholder shows (ledger 0.2)."""
    text = "\n".join(statement.text for section in wording.sections.values() for statement in section.statements)
    shown = {found["name"] for found in PLACEHOLDER.finditer(text)}
    for part, table in (
        ("collections", "retention"),
        ("cookies", "cookies"),
        ("recipients", "recipients"),
        ("third_parties", "third_parties"),
    ):
        for key in getattr(policy, part):
            if table not in shown and not any(
                name == f"{part}.{key}" or name.startswith(f"{part}.{key}.") for name in shown
            ):
                hint = f"Name it with {{{{ {part}.{key} }}}} or show the table {{{{ {table} }}}}."
                yield Problem(top, f"“{part}.{key}” is declared, but no section words it.", hint, "0.2")


def _placeholder_problems(policy: Policy, language: str, text: str, place: Place) -> Iterator[Problem]:
    speaker = Speaker(policy, language)
    for found in PLACEHOLDER.finditer(text):
        name = found["name"]
        if name in TABLES:
            if text.strip() != found[0]:
                yield Problem(place, f"The table {found[0]} must stand alone in its paragraph.")
            continue
        try:
            value(speaker, name)
        except UnknownPlaceholder:
            yield Problem(place, f"{{{{ {name} }}}} names nothing that can be shown.", _nearest(policy, name))
    if _BROKEN_PLACEHOLDER.search(PLACEHOLDER.sub("", text)):
        yield Problem(place, "A placeholder is not closed, or holds more than a name.", "Write {{ part.name.field }}.")


def _nearest(policy: Policy, name: str) -> str:
    part, _, rest = name.partition(".")
    entries = getattr(policy, part, None)
    if entries is None:
        return did_you_mean(part, ("organisation", "limits", *LABELLED))
    key = rest.split(".")[0]
    return did_you_mean(key, entries) if hasattr(entries, "keys") and key not in entries else ""


_SAID = {
    "e-mail address": "Declare it under “contacts” and write its placeholder here.",
    "host": "Declare it (sites, third_parties) and write its placeholder here, or name it without its address.",
    "period": "Declare it where it belongs (keep, life, within, limits) and write its placeholder here.",
    "number": "Declare it in policy.yaml and write its placeholder here; what is no value of yours goes in words.",
    "declared name": "It is declared in policy.yaml: write its placeholder here.",
}
"""How to mend a literal value of each kind."""


class _Literals:
    """Finds values in the wording that only a placeholder may say."""

    def __init__(self, policy: Policy, language: str) -> None:
        words = WORDS[language]
        count, unit = "|".join(words.number_words), "|".join(words.time_words)
        # where words are written without spaces between them, a word has no edges to look for
        before, between, after = (r"(?<!\w)", r"\s+", r"(?!\w)") if words.spaced else ("", r"\s*", "")
        self._period = re.compile(rf"{before}(?:{count}){between}(?:{unit}){after}", re.IGNORECASE)
        names = sorted({name for name in _names(policy, language) if name}, key=len, reverse=True)
        self._names = (
            re.compile(rf"{before}(?:{'|'.join(map(re.escape, names))}){after}", re.IGNORECASE) if names else None
        )

    def problems(self, text: str, place: Place) -> Iterator[Problem]:
        bare = _LOCAL_LINK.sub("]()", PLACEHOLDER.sub(" ", text))
        for pattern, what in (
            (_MAIL, "e-mail address"),
            (_HOST, "host"),
            (self._period, "period"),
            (_NUMBER, "number"),
            (self._names, "declared name"),
        ):
            if pattern is None or not pattern.search(bare):
                continue
            for found in pattern.finditer(bare):
                yield Problem(place, f"The {what} “{found[0]}” stands in the wording by itself.", _SAID[what], "0.2")
            bare = pattern.sub(" ", bare)


def _names(policy: Policy, language: str) -> Iterable[str]:
    """Names whose appearance would be a statement about someone or something declared."""
    speaker = Speaker(policy, language)
    yield from (key for key in policy.cookies if "_" in key)
    for part in ("recipients", "third_parties"):
        yield from (speaker.plain_name(f"{part}.{key}") for key in getattr(policy, part))
    yield from (policy.organisation.name, policy.organisation.legal_name, policy.organisation.address.street)
    for contact in policy.contacts.values():
        yield from (value for value in (contact.telephone, contact.address and contact.address.street) if value)
