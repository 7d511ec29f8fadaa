"""The policy's Markdown as HTML: no HTML passes through, wide tables scroll, each promise has an anchor.

A block whose promises do not hold yet says so in a note beneath it, in the language of the frame.
"""

# ruff: noqa: ARG001  (the signatures are markdown-it's)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from markdown_it import MarkdownIt

from avowal.policy.prose import Block, Page, Standing
from avowal.website.pages import languages
from avowal.website.pages.addresses import prose

_NOTES = {
    Standing.PARTLY: gettext_noop("Partly in place."),
    Standing.UNBUILT_USE: gettext_noop("Not in place yet on these sites."),
    Standing.UNBUILT_PROMISE: gettext_noop("Not yet checked by this site."),
}


@dataclass(frozen=True)
class ShownSection:
    """One section of the page, ready to print."""

    anchor: str
    number: str
    title: str
    html: SafeString


def sections(page: Page, tree: str | None = None) -> list[ShownSection]:
    """Every section of `page`; the first statement of each promise carries the anchor `p-ID`.

    Links to pages of the site lead to those in the language `tree`, in which the site has pages.
    """
    anchored: set[str] = set()
    return [
        ShownSection(
            section.anchor,
            section.number,
            section.title,
            format_html_join("", "{}", ((_block(block, anchored, page.language, tree),) for block in section.blocks)),
        )
        for section in page.sections
    ]


def standing_note(standing: Standing) -> str:
    """How a block stands today, in the words of the frame; empty where it is simply as it says."""
    return gettext(_NOTES[standing]) if standing in _NOTES else ""


def _block(block: Block, anchored: set[str], language: str, tree: str | None) -> SafeString:
    new = [promise for promise in block.promises if promise not in anchored]
    anchored.update(new)
    anchors = format_html_join("", '<span class="promise-anchor" id="p-{}"></span>', ((promise,) for promise in new))
    return format_html(
        '<div class="clause" data-promises="{}">{}{}{}</div>',
        " ".join(block.promises),
        anchors,
        _html(block.markdown, tree),
        _note(block.standing, language),
    )


def _note(standing: Standing, language: str) -> SafeString:
    """How the block stands today, where that is not simply as it says; `language` is that of the text around it."""
    said = standing_note(standing)
    if not said:
        return SafeString("")
    attribute = languages.attributes(languages.words_in(languages.asked()), language)
    kind = standing.value.replace("_", "-")
    return format_html('<p class="standing {}" data-policy-note{}>{}</p>', kind, attribute, said)


def _html(markdown: str, tree: str | None) -> SafeString:
    return prose(_MARKDOWN.render(markdown), tree)


def _table_open(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    return '<div class="wide" role="group" tabindex="0"><table>'


def _table_close(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:
    return "</table></div>"


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_MARKDOWN.add_render_rule("table_open", _table_open)
_MARKDOWN.add_render_rule("table_close", _table_close)
