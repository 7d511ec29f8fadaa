"""Turns what a content file says of a block into what the block stores: words into running text, names into files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from avowal.website.pages.blocks import TableBlock
from avowal.website.pages.content_files import ContentProblem, html

Number = Callable[[str], int]
"""The number of an uploaded file, by its name."""

_HEADERS = ("row", "column", "both")


class BlockFiles:
    """Prepares values of blocks; pictures and documents are found, or uploaded, by name."""

    def __init__(self, picture: Number, document: Number) -> None:
        self._picture, self._document = picture, document

    # One return for each kind of block.
    def prepared(self, block: blocks.Block, value: Any, where: str) -> Any:  # noqa: PLR0911
        """`value` as `block` stores it. Raises ContentProblem, naming `where`, for what the block does not have."""
        if value is None:
            return None
        if isinstance(block, ImageChooserBlock):
            return self._picture(value)
        if isinstance(block, DocumentChooserBlock):
            return self._document(value)
        if isinstance(block, blocks.RichTextBlock):
            return html(str(value))
        if isinstance(block, TableBlock):
            return _table(value, where)
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, value, where)
        if isinstance(block, blocks.ListBlock):
            return [
                self.prepared(block.child_block, item, f"{where}, entry {number}")
                for number, item in enumerate(value, 1)
            ]
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return _words(value, where)
        return value

    def _struct(self, block: blocks.StructBlock, value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ContentProblem(f"{where}: write names with values here: {', '.join(block.child_blocks)}.")
        unknown = set(value) - set(block.child_blocks)
        if unknown:
            has = ", ".join(block.child_blocks)
            raise ContentProblem(f"{where}: there is no “{min(unknown)}” here; it has {has}.")
        return {name: self.prepared(block.child_blocks[name], one, f"{where}, {name}") for name, one in value.items()}


def _words(value: Any, where: str) -> str:
    """Words, which YAML may have taken for a number, or for yes and no."""
    if isinstance(value, bool | list | dict):
        raise ContentProblem(f"{where}: words belong here; put quotes around them.")
    return str(value)


def _table(value: Mapping[str, Any], where: str) -> dict[str, Any]:
    headers, rows = value.get("headers", "row"), value.get("rows")
    if headers not in _HEADERS or not rows or not value.get("caption"):
        raise ContentProblem(f"{where}: a table has a caption, rows, and headers: one of {', '.join(_HEADERS)}.")
    return {
        "data": [["" if cell is None else str(cell) for cell in row] for row in rows],
        "cell": [],
        "table_caption": value["caption"],
        "table_header_choice": headers,
        "first_row_is_table_header": headers != "column",
        "first_col_is_header": headers != "row",
    }
