"""A document as a flat run of blocks: headings, paragraphs, list items, table rows, with their links and lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"  # a table's row, its cells joined


@dataclass(frozen=True)
class Link:
    text: str
    address: str


@dataclass(frozen=True)
class Block:
    """`text` is plain (a line break in it was one on the page); `markdown` keeps links and emphasis.

    `number` is a heading's number as printed; `landmark` names the part of the page around it (`nav`, `footer`), if
    the page says so; `main` is true inside the page's declared main part; `depth` counts enclosing lists.
    """

    kind: Kind
    text: str
    markdown: str
    line: int
    links: tuple[Link, ...] = ()
    level: int = 0
    number: str = ""
    landmark: str = ""
    main: bool = False
    depth: int = 0

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def linked_words(self) -> int:
        return sum(len(link.text.split()) for link in self.links)

    @property
    def is_links(self) -> bool:
        """Whether it is hardly more than links."""
        return bool(self.links) and self.linked_words * 10 >= self.words * 7
