"""Figures as people read them."""

from __future__ import annotations

from django import template
from django.utils import formats
from django.utils.translation import gettext

register = template.Library()
MINUTE = 60


@register.filter
def whole(value: int) -> str:
    """A whole number with its thousands apart, as the language writes it."""
    return formats.number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)


@register.filter
def duration(seconds: float | None) -> str:
    """`48 s`, `2 min 05 s`; a dash where nothing was told."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), MINUTE)
    if not minutes:
        return gettext("%(seconds)s s") % {"seconds": rest}
    return gettext("%(minutes)s min %(seconds)02d s") % {"minutes": minutes, "seconds": rest}


@register.filter
def percent(share: float) -> str:
    """A share of one as per cent."""
    return f"{formats.number_format(share * 100, decimal_pos=1, use_l10n=True)} %"


@register.filter
def plain(value: float) -> str:
    """A number for SVG: with a point, in every language."""
    return f"{value:g}"
