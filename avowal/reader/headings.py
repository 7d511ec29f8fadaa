"""Headings that are not marked as such: numbered lines, lines in capitals, lines all in bold; and printed numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from avowal.reader.blocks import Block, Kind

LONGEST_HEADING = 14
"""Words; a longer line is a sentence, whatever it looks like."""
_LEVEL = 2
_NUMBER = re.compile(
    r"^(?:(?:section|article|part)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])(?:[.)](?!\w)|:|\s[-–—])\s*(?=\S)",
    re.IGNORECASE,
)
_BOLD = re.compile(r"^(?:\*\*|__)(?P<inside>(?:(?!\*\*|__).)+)(?:\*\*|__):?$")
_ENDS_SENTENCE = re.compile(r"[.;,!]$")
_DATE_LINE = re.compile(r"\b(?:19|20)\d{2}\b")
_FEWEST_CAPITALS = 5


def recognised(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with every heading a heading, and its number apart from its words."""
    return tuple(_numbered(_promoted(block)) for block in blocks)


def _promoted(block: Block) -> Block:
    text = block.text.strip()
    if block.kind is not Kind.PARAGRAPH or block.depth or "\n" in text or not _short(text):
        return block
    bold = _BOLD.match(block.markdown.strip())
    if bold and not _DATE_LINE.search(text) and not block.links:
        return replace(block, kind=Kind.HEADING, level=_LEVEL + 1, markdown=bold["inside"].rstrip(":"))
    if _NUMBER.match(text) or _in_capitals(text):
        return replace(block, kind=Kind.HEADING, level=_LEVEL)
    return block


def _short(text: str) -> bool:
    return 0 < len(text.split()) <= LONGEST_HEADING and not _ENDS_SENTENCE.search(text)


def _in_capitals(text: str) -> bool:
    letters, digits = sum(map(str.isalpha, text)), sum(map(str.isdigit, text))
    return letters >= _FEWEST_CAPITALS and digits < letters // 2 and text == text.upper() and "@" not in text


def _numbered(block: Block) -> Block:
    if block.kind is not Kind.HEADING or block.number:
        return block
    found = _NUMBER.match(block.text)
    if found is None or found.end() == len(block.text):
        return block
    rest = block.text[found.end() :]
    return replace(block, number=found["number"], text=rest, markdown=rest)
