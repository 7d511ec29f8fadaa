"""What is known of a language: its own name, its direction, and whether the frame's words are translated into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from unicodedata import normalize

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext, override

_FIRST_WORDS = "Skip to the main content"
"""What every page begins with; where a catalogue has no words for it, the frame is not translated."""


def asked() -> str:
    """The language of the address."""
    return get_language() or settings.LANGUAGE_CODE


@cache
def words_in(language: str) -> str:
    """The language in which the frame's words come out on a page asked for in `language`: itself or the first one."""
    with override(language):
        return language if gettext(_FIRST_WORDS) != _FIRST_WORDS else str(settings.LANGUAGE_CODE)


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if _known(language)["bidi"] else "ltr"


def own_name(language: str) -> str:
    """The name of `language` in itself, as it begins a line, its letters whole (Django has some in parts)."""
    name = normalize("NFC", str(_known(language)["name_local"]))
    return name[:1].upper() + name[1:]


def _known(language: str) -> Mapping[str, object]:
    try:
        return get_language_info(language)
    except KeyError:
        return {"bidi": False, "name_local": language}


def have_addresses() -> frozenset[str]:
    """The languages under which the sites have addresses."""
    return frozenset(code for code, _name in settings.LANGUAGES)


def same_address(request: HttpRequest) -> Callable[[str], str]:
    """The address of `request` in another language."""
    return lambda language: translate_url(request.get_full_path(), language)


def marked(language: str) -> SafeString:
    """` lang="…" dir="…"`, for text in `language` that may stand in text in any other."""
    return format_html(' lang="{}" dir="{}"', language, direction(language))


def attributes(language: str, around: str) -> SafeString:
    """` lang="…"`, and `dir="…"` where it turns, for text in `language` that stands in text in `around`."""
    if language == around:
        return SafeString("")
    if direction(language) == direction(around):
        return format_html(' lang="{}"', language)
    return marked(language)
