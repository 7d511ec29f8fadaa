"""What is looked at when an editor saves a page: code of others (R3), pictures, headings, links' words, reading level.

Code of others is refused whenever a page is saved, by whom or what ever. The rest of the mistakes are refused when the
page is to go out, and told with a draft. Advice is told and refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from avowal.policy.readability import LIMIT, MEASURED, grade
from avowal.website.pages.pieces import Kind, Piece, paragraphs, pieces

_CODE = re.compile(
    r"""<\s*(?:script|iframe|frame|embed|object|applet|form|base|link|meta|style|portal|fencedframe)\b[^>]*>?
      | <[a-z][^>]*?[\s"'/]on[a-z]{3,}\s*=[^>]*>?
      | <\s*(?:img|image|video|audio|source|track|input|use|picture)\b[^>]*?\b(?:src|srcset|href|poster)\s*=\s*
        ["']?\s*(?:[a-z]+:)?//[^>]*>?
      | \b(?:javascript|vbscript)\s*:
      | \bdata\s*:\s*text/html
      | \bstyle\s*=\s*["'][^"']*url\(\s*["']?(?:[a-z]+:)?//""",
    re.IGNORECASE | re.VERBOSE,
)
_SHOWN = 60
_FILE_NAME = re.compile(r"^\S+\.(?:png|jpe?g|gif|svg|webp|avif)$", re.IGNORECASE)
_SAYS_THAT_IT_IS_ONE = re.compile(r"^(?:an? )?(?:image|picture|photo|graphic|imagen|foto) (?:of|de)\b", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_SAY_NOTHING = frozenset(
    {
        *("click here", "click", "here", "this", "this link", "this page", "link", "more", "read more", "learn more"),
        *("see more", "details", "go", "continue"),
        *("haga clic aquí", "haga clic", "clic aquí", "aquí", "este enlace", "enlace", "más", "leer más", "lea más"),
        *("ver más", "vea más", "más información"),
    }
)
_SHORTEST = 30
"""Words below which a grade says nothing."""


@dataclass(frozen=True)
class Problem:
    """Something to put right, in words for the editor. Advice refuses nothing."""

    message: str
    advice: bool = False


def problems(page: Any) -> list[Problem]:
    """Every mistake of `page`, then the advice."""
    found = list(pieces(page))
    language = page.locale.language_code if page.locale_id else ""
    mistakes = [*_code_of_others(found), *_pictures(found), *_headings(found), *_links(found)]
    mistakes += _reading(found) if language == MEASURED else ()
    return sorted(mistakes, key=lambda problem: problem.advice)


def refuse_code_of_others(page: Any) -> None:
    """Raise ValidationError where any text of `page` holds code or pictures of others (R3)."""
    found = [problem.message for problem in _code_of_others(list(pieces(page)))]
    if found:
        raise ValidationError(found)


def code_in(text: str) -> str | None:
    """The first piece of code in `text` that would run, or load from elsewhere; None where there is none.

    What was pasted as text and is shown as such counts too: its editor meant it to run.
    """
    found = _CODE.search(text) or _CODE.search(unescape(text))
    return found[0][:_SHOWN] if found else None


def _code_of_others(found: Sequence[Piece]) -> Iterator[Problem]:
    for piece in found:
        code = code_in(piece.words)
        if code:
            yield Problem(
                _(
                    "“%(code)s” is code, or loads something from another host, which would then know our visitors. It "
                    "was not saved. Take it out: upload a picture under Images, and link to a video or a map instead."
                )
                % {"code": code}
            )


def _pictures(found: Sequence[Piece]) -> Iterator[Problem]:
    for piece in found:
        if piece.kind is not Kind.PICTURE or piece.decorates:
            continue
        if not piece.words:
            yield Problem(_("A picture has no words. Say what it shows, or tick that it only decorates."))
        elif _FILE_NAME.match(piece.words):
            yield Problem(_("“%(words)s” is the name of a file. Say what the picture shows.") % {"words": piece.words})
        elif _SAYS_THAT_IT_IS_ONE.match(piece.words):
            advice = _("“%(words)s”: screen readers say that it is a picture; begin with what it shows.")
            yield Problem(advice % {"words": piece.words}, advice=True)


def _headings(found: Sequence[Piece]) -> Iterator[Problem]:
    level = 1
    for piece in found:
        if piece.kind is not Kind.HEADING:
            continue
        if not piece.words.strip():
            yield Problem(_("A heading is empty. Take it out."))
        elif piece.level == 1 or piece.level > level + 1:
            said = _("The heading “%(words)s” has level %(level)d; here it may be at most %(most)d, and never 1.")
            yield Problem(said % {"words": piece.words, "level": piece.level, "most": level + 1})
        level = piece.level


def _links(found: Sequence[Piece]) -> Iterator[Problem]:
    for piece in found:
        if piece.kind is not Kind.LINK:
            continue
        words = piece.words.strip()
        if not words:
            yield Problem(_("A link has no words. Say where it leads."))
        elif words.casefold().strip(" .:…>»→!") in _SAY_NOTHING:
            said = _("The link “%(words)s” says nothing to who hears links alone. Say where it leads.")
            yield Problem(said % {"words": words})
        elif _BARE_ADDRESS.match(words):
            said = _("The link “%(words)s” is an address. Words are easier to hear and to remember.")
            yield Problem(said % {"words": words}, advice=True)


def _reading(found: Sequence[Piece]) -> Iterator[Problem]:
    measured = grade(text for piece in found for text in paragraphs(piece))
    if measured.words < _SHORTEST or measured.grade <= LIMIT:
        return
    said = _(
        "The text reads at school grade %(grade)s; aim at 6, at most %(limit)d. Its longest sentence: “%(longest)s”"
    )
    yield Problem(
        said % {"grade": f"{measured.grade:g}", "limit": LIMIT, "longest": measured.sentences[0]}, advice=True
    )
