"""The page that people read, made from the version in force: sections, their numbers, and filled statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from avowal.policy.model import Policy, PolicyVersion, PromiseKind, Statement
from avowal.policy.placeholders import fill
from avowal.policy.speaker import Speaker


class LanguageNotOffered(Exception):
    """The policy has no wording in the language asked for."""


class Standing(StrEnum):
    """Whether what a block says is so today, as its promises declare of themselves."""

    KEPT = "kept"
    PARTLY = "partly"
    UNBUILT_USE = "unbuilt_use"  # of collecting, using, sharing or a choice: it does not happen yet
    UNBUILT_PROMISE = "unbuilt_promise"  # of a duty, a never or an information: nothing checks it yet
    NONE = "none"  # the block makes no promise


USES = frozenset({PromiseKind.COLLECTS, PromiseKind.USES, PromiseKind.SHARES, PromiseKind.CHOICE})


@dataclass(frozen=True)
class Block:
    """One paragraph, list or table in Markdown, the promises that its statements make, and how they stand."""

    promises: tuple[str, ...]
    markdown: str
    standing: Standing


@dataclass(frozen=True)
class PageSection:
    """One section; `number` is empty for the sections that the page does not number."""

    anchor: str
    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """The whole page in one language; `updated` is the date since which this version has been in force."""

    language: str
    title: str
    updated: date
    updated_text: str
    version: int
    unreviewed: bool
    sections: tuple[PageSection, ...]


def page(version: PolicyVersion, language: str) -> Page:
    """The page of `version` in `language`; raises LanguageNotOffered."""
    policy = version.policy
    wording = policy.wording.get(language)
    if wording is None:
        raise LanguageNotOffered(language)
    speaker = Speaker(policy, language, version.number, version.effective_date)
    return Page(
        language=language,
        title=wording.title,
        updated=version.effective_date,
        updated_text=speaker.words.day(version.effective_date),
        version=version.number,
        unreviewed=wording.origin == "machine" and wording.reviewer is None,
        sections=tuple(_sections(version, speaker)),
    )


def statement_text(version: PolicyVersion, language: str, promise: str) -> str:
    """The first statement that makes `promise`, filled; empty where the wording has none."""
    speaker = Speaker(version.policy, language, version.number, version.effective_date)
    for section in version.policy.wording[language].sections.values():
        for statement in section.statements:
            if promise in statement.promises:
                return fill(speaker, statement.text).removeprefix("- ")
    return ""


def _sections(version: PolicyVersion, speaker: Speaker) -> Iterator[PageSection]:
    number = 0
    worded = version.policy.wording[speaker.language].sections
    for anchor, declared in version.policy.sections.items():
        number += declared.numbered
        section = worded[anchor]
        blocks = tuple(_block(group, speaker) for group in _groups(section.statements))
        yield PageSection(anchor, str(number) if declared.numbered else "", section.title, blocks)


def _groups(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Statements that show as one block: each paragraph alone, neighbouring list items together."""
    items: list[Statement] = []
    for statement in statements:
        if statement.text.startswith("- "):
            items.append(statement)
            continue
        if items:
            yield items
            items = []
        yield [statement]
    if items:
        yield items


def _block(statements: list[Statement], speaker: Speaker) -> Block:
    promises = dict.fromkeys(promise for statement in statements for promise in statement.promises)
    markdown = "\n".join(fill(speaker, statement.text) for statement in statements)
    return Block(tuple(promises), markdown, _standing(speaker.policy, tuple(promises)))


def _standing(policy: Policy, rows: tuple[str, ...]) -> Standing:
    promises = [policy.promises[row] for row in rows]
    if not promises:
        return Standing.NONE
    if all(promise.not_built is None for promise in promises):
        return Standing.KEPT
    if any(promise.not_built is None or promise.is_kept for promise in promises):
        return Standing.PARTLY
    return Standing.UNBUILT_USE if any(promise.kind in USES for promise in promises) else Standing.UNBUILT_PROMISE
