"""Template tags of the directory."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from avowal.website.pages import languages
from avowal.website.providers.models import Provider

register = template.Library()


@register.filter
def spoken_names(provider: Provider) -> SafeString:
    """The languages spoken at the provider's, each by its own name."""
    codes = sorted((spoken.code for spoken in provider.spoken.all()), key=languages.own_name)
    return format_html_join(
        ", ", '<span lang="{}" dir="{}">{}</span>', ((c, languages.direction(c), languages.own_name(c)) for c in codes)
    )
