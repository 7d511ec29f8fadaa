"""Template tags of documents."""

from __future__ import annotations

from django import template

from avowal.website.resources.views import pdf_address

register = template.Library()


@register.simple_tag
def pdf_of(key: str, language: str) -> str:
    """Where the PDF of document `key` in `language` lies; empty where this machine can make none."""
    return pdf_address(key, language)
