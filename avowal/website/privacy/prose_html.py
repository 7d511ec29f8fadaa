"""The policy's Markdown as HTML: no HTML passes through, wide tables scroll, each promise has an anchor."""

# ruff: noqa: ARG001  (the signatures are markdown-it's)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from avowal.policy.prose import Block, Page
from avowal.website.pages.addresses import prose


@dataclass(frozen=True)
class ShownSection:
    """One section of the page, ready to print."""

    anchor: str
    number: str
    title: str
    html: SafeString


def sections(page: Page) -> list[ShownSection]:
    """Every section of `page`; the first statement of each promise carries the anchor `p-ID`."""
    anchored: set[str] = set()
    return [
        ShownSection(
            section.anchor,
            section.number,
            section.title,
            format_html_join("", "{}", ((_block(block, anchored),) for block in section.blocks)),
        )
        for section in page.sections
    ]


def _block(block: Block, anchored: set[str]) -> SafeString:
    new = [promise for promise in block.promises if promise not in anchored]
    anchored.update(new)
    anchors = format_html_join("", '<span class="promise-anchor" id="p-{}"></span>', ((promise,) for promise in new))
    return format_html(
        '<div class="clause" data-promises="{}">{}{}</div>', " ".join(block.promises), anchors, _html(block.markdown)
    )


def _html(markdown: str) -> SafeString:
    return prose(_MARKDOWN.render(markdown))


def _table_open(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    return '<div class="wide" role="group" tabindex="0"><table>'


def _table_close(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    return "</table></div>"


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_MARKDOWN.add_render_rule("table_open", _table_open)
_MARKDOWN.add_render_rule("table_close", _table_close)
