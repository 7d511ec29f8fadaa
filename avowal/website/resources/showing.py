"""A document's texts as they are shown: HTML from Markdown, which languages stand where, what is told of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from avowal.policy.words import WORDS
from avowal.website.pages.addresses import prose
from avowal.website.resources.documents import SOURCE, Document, Text
from avowal.website.resources.languages_spoken import direction, own_name

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_LEFT_TO_RIGHT = re.compile(r"\d[\d-]{6,}\d|\d+ CFR Part \d+")
"""What falls apart among letters that run from right to left: telephone numbers, and laws that begin with a number."""
_ISOLATED = "\N{LEFT-TO-RIGHT ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Shown:
    """One text, ready to print."""

    text: Text
    html: SafeString
    unreviewed: bool
    stale: bool

    @property
    def direction(self) -> str:
        return direction(self.text.language)

    @property
    def own_name(self) -> str:
        return own_name(self.text.language)

    @property
    def effective(self) -> str:
        """The day from which it holds, as the text's own language writes it."""
        words = WORDS.get(self.text.language, WORDS[SOURCE])
        return words.day(self.text.effective) if self.text.effective else ""


def shown(document: Document, language: str, order: Sequence[str] = ()) -> list[Shown]:
    """The text in `language`, else the original. A document that stands together: it, then every other.

    The others come in `order`, the languages of the sites, and then by their codes.
    """
    first = document.best(language)
    if not document.together:
        return [_shown(document, first)]
    places = {code: place for place, code in enumerate(order)}
    others = (text for text in document.texts.values() if text.language != first.language)
    rest = sorted(others, key=lambda text: (places.get(text.language, len(places)), text.language))
    return [_shown(document, text) for text in (first, *rest)]


def _shown(document: Document, text: Text) -> Shown:
    body = _LEFT_TO_RIGHT.sub(_ISOLATED, text.body) if direction(text.language) == "rtl" else text.body
    html = prose(_MARKDOWN.render(body))
    return Shown(text, html, document.unreviewed(text), document.stale(text))
