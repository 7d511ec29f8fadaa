"""Template tags of page types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from avowal.website.pages import languages
from avowal.website.pages.frame import Language
from avowal.website.pages.telephones import Telephone, telephone

register = template.Library()

_BY_TWELVE = {"en": ("a.m.", "p.m."), "tl": ("a.m.", "p.m."), "es": ("a. m.", "p. m.")}
"""Languages whose readers here count hours to twelve; all others count to twenty-four."""
_NOON = 12


@register.filter
def clock(moment: time | datetime) -> str:
    """The time of day as the language of the words around it writes it: `5:30 p.m.`, `17:30`."""
    at = timezone.localtime(moment).time() if isinstance(moment, datetime) else moment
    halves = _BY_TWELVE.get(languages.words_in(languages.asked()))
    if halves is None:
        return f"{at:%H:%M}"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{(at.hour - 1) % _NOON + 1}{minutes} {halves[at.hour >= _NOON]}"


@register.filter
def local_day(moment: datetime) -> Any:
    """The day of `moment` where the plan is."""
    return timezone.localtime(moment).date()


@register.simple_tag
def not_in_language(language: str) -> bool:
    """Whether a page whose text is in `language` stands under the address of another."""
    return language != languages.asked()


@register.simple_tag
def original(alternates: Sequence[Language]) -> Language | None:
    """The page in the site's first language, in which pages are written."""
    return next((one for one in alternates if one.code == settings.LANGUAGE_CODE), None)


@register.simple_tag
def program_line(key: str, language: str) -> Telephone | None:
    """The line of the policy in force with that key."""
    return telephone(key, language) if key else None
