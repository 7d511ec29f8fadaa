"""The words of a privacy page beside those of the version in force: what is missing, what stands there besides."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

from markdown_it import MarkdownIt

from avowal.auditor.evidence import PolicyText
from avowal.policy import prose
from avowal.policy.model import PolicyVersion

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_BEFORE = 40
"""Characters shown of what two texts begin with together."""


def expected(version: PolicyVersion, language: str) -> list[str]:
    """Every heading, paragraph, list item and table cell of the page, in order, as people read it."""
    found: list[str] = []
    for section in prose.page(version, language).sections:
        found.append(_clean(f"{section.number} {section.title}"))
        for block in section.blocks:
            found += shown(block.markdown)
    return [text for text in found if text]


def shown(markdown: str) -> list[str]:
    """The pieces of text that `markdown` shows."""
    inline = (token for token in _MARKDOWN.parse(markdown) if token.type == "inline")
    return [
        _clean("".join(" " if child.type.endswith("break") else child.content for child in token.children or ()))
        for token in inline
    ]


def differences(wanted: Sequence[str], seen: PolicyText) -> Iterator[tuple[str, str]]:
    """(missing, shown instead) for each piece that differs, in order; either may be empty.

    Where the page does not mark its policy, what stands before its first and after its last sentence is no part of it.
    """
    blocks = [_clean(block) for block in seen.blocks]
    matcher = difflib.SequenceMatcher(None, wanted, blocks, autojunk=False)
    codes = matcher.get_opcodes()
    for index, (kind, start, end, seen_start, seen_end) in enumerate(codes):
        if kind == "equal":
            continue
        outside = not seen.marked and index in (0, len(codes) - 1)
        instead = [] if outside else blocks[seen_start:seen_end]
        yield from zip_longest(wanted[start:end], instead, fillvalue="")


def where_they_part(missing: str, instead: str) -> tuple[str, str]:
    """Both texts from a few words before they part."""
    begin = max(0, _alike(missing, instead) - _BEFORE)
    cut = "…" if begin and missing and instead else ""
    return (cut + missing[begin:] if missing else "", cut + instead[begin:] if instead else "")


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
