"""A page taken apart into what its editor wrote: running text, single lines, headings, links' words, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import unescape
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField

from avowal.website.pages.blocks import HeadingBlock, LinkBlock, PictureBlock, TableBlock

FIRST_BELOW_TITLE = 2
_HEADED = ("h1", "h2", "h3", "h4", "h5", "h6")


class Kind(Enum):
    """What a piece is."""

    TEXT = "text"
    HTML = "html"
    HEADING = "heading"
    LINK = "link"
    PICTURE = "picture"


@dataclass(frozen=True)
class Piece:
    """One piece as it was written. `level` is a heading's; `decorates` a picture's."""

    kind: Kind
    words: str
    level: int = 0
    decorates: bool = False


def pieces(page: models.Model) -> Iterator[Piece]:
    """Every piece of `page`, in the order in which it is shown."""
    for field in page._meta.concrete_fields:  # noqa: SLF001
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            yield from _walk(value.stream_block, value)
        elif isinstance(field, models.CharField | models.TextField) and value:
            yield Piece(Kind.LINK if field.name == "action_label" else Kind.TEXT, str(value))


def _walk(block: blocks.Block, value: Any) -> Iterator[Piece]:  # noqa: PLR0911  (one return for each kind of block)
    if value is None:
        return None
    if isinstance(block, blocks.StreamBlock):
        return (yield from (piece for child in value for piece in _walk(child.block, child.value)))
    if isinstance(block, blocks.ListBlock):
        return (yield from (piece for child in value for piece in _walk(block.child_block, child)))
    if isinstance(block, PictureBlock):
        return (yield Piece(Kind.PICTURE, value.get("alternative") or "", decorates=bool(value.get("decorates"))))
    if isinstance(block, blocks.StructBlock):
        return (yield from _struct(block, value))
    if isinstance(block, blocks.RichTextBlock):
        return (yield from _running(value.source))
    if isinstance(block, TableBlock):
        cells = [str(cell) for row in value.get("data", ()) for cell in row if cell]
        return (yield from (Piece(Kind.TEXT, cell) for cell in [*cells, value.get("table_caption") or ""] if cell))
    if isinstance(block, HeadingBlock):
        return (yield Piece(Kind.HEADING, str(value), FIRST_BELOW_TITLE))
    if isinstance(value, str) and value:
        yield Piece(Kind.TEXT, value)


def _struct(block: blocks.StructBlock, value: Any) -> Iterator[Piece]:
    for name, child in block.child_blocks.items():
        if name == "heading" and value.get(name):
            yield Piece(Kind.HEADING, value[name], FIRST_BELOW_TITLE)
        elif isinstance(block, LinkBlock) and name == "label" and value.get(name):
            yield Piece(Kind.LINK, value[name])
        else:
            yield from _walk(child, value.get(name))


def _running(html: str) -> Iterator[Piece]:
    yield Piece(Kind.HTML, html)
    for tag in BeautifulSoup(html, "html.parser").find_all([*_HEADED, "a"]):
        words = tag.get_text(" ", strip=True)
        if tag.name == "a":
            yield Piece(Kind.LINK, words)
        else:
            yield Piece(Kind.HEADING, words, int(tag.name[1]))


def paragraphs(piece: Piece) -> list[str]:
    """The sentences of running text, one entry a paragraph or list item, without its tags."""
    if piece.kind is not Kind.HTML:
        return []
    soup = BeautifulSoup(piece.words, "html.parser")
    return [unescape(tag.get_text(" ", strip=True)) for tag in soup.find_all(["p", "li"])]
