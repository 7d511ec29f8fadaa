"""The policy's Markdown as the text that people read: paragraphs, list items and table rows without their marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"  # how a block stands today


@dataclass(frozen=True)
class Cell:
    """A piece of text; `heading` is that of its column, empty outside tables."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph, list item or table row."""

    kind: Kind
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        return " · ".join(cell.text for cell in self.cells)


def lines(markdown: str) -> list[Line]:
    """What people read in `markdown`, line by line. A table's headings stand with each of its cells."""
    return list(_lines(_MARKDOWN.parse(markdown)))


def plain(markdown: str) -> str:
    """All of it in one line."""
    return " ".join(line.text for line in lines(markdown))


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    headings: list[str] = []
    row: list[str] = []
    in_head, depth = False, 0
    for before, token in pairwise([None, *tokens]):
        if token is None:
            continue
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and in_head:
            headings = row
        elif token.type == "tr_close":
            yield Line(Kind.ROW, tuple(Cell(text, heading) for text, heading in zip(row, headings, strict=False)))
        elif token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        elif token.type == "inline" and before is not None and before.type in ("th_open", "td_open"):
            row.append(_text(token))
        elif token.type == "inline":
            yield Line(Kind.ITEM if depth else Kind.PARAGRAPH, (Cell(_text(token)),))


def _text(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())
