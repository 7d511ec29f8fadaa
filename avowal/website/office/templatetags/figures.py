"""Numbers and marks as SVG has them."""

from __future__ import annotations

from django import template

from avowal.website.office import chart

register = template.Library()


@register.filter
def plain(value: float) -> str:
    """A number for SVG: with a point, in every language."""
    return f"{value:g}"


@register.simple_tag
def mark(number: int, x: int, y: int) -> str:
    """The mark of line `number` around a spot, as a path."""
    return chart.mark(number, x, y)
