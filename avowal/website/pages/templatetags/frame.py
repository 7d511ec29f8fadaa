"""Template tags of the frame."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString

from avowal.policy.words import WORDS
from avowal.website.pages import addresses, languages
from avowal.website.pages.telephones import Telephone, telephones

register = template.Library()


@register.simple_tag
def anchor(link: addresses.Link, css_class: str = "") -> SafeString:
    """A resolved link, marked when it leads away."""
    return addresses.anchor(link.label, link.url, css_class)


@register.simple_tag
def action(label: str, url: str, css_class: str = "button", language: str | None = None) -> SafeString:
    """A button that leads to an address as an editor wrote it, in the active language unless another is given."""
    return addresses.anchor(label, addresses.resolve(url, language), css_class)


@register.simple_tag
def speaks(language: str, around: str) -> SafeString:
    """The attributes of a part that is in another language than the text around it."""
    return languages.attributes(language, around)


@register.simple_tag(takes_context=True)
def page_script(context: dict[str, Any]) -> bool:
    """Whether a page names the page script: not for a visitor who refused what it would send (ledger 4.12)."""
    known: dict[str, Any] = getattr(context.get("request"), "scope", {}).get("avowal", {})
    return bool(known.get("page_script", True))


@register.filter
def leads_away(url: str) -> bool:
    """Whether a resolved address leads to another site."""
    return addresses.is_outgoing(url)


@register.filter
def away(url: str) -> str:
    """The address to follow for a resolved one: by the leaving notice where it leads to another site."""
    return addresses.away(url)


@register.simple_tag
def outgoing_notice() -> SafeString:
    """The words that stand behind every link that leads away."""
    return addresses.outgoing_notice()


@register.filter
def telephone_uri(number: str) -> str:
    """`tel:` and digits only."""
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")


@register.filter
def long_date(day: date) -> str:
    """A date in full, as the language of the words around it writes it."""
    words = WORDS.get(languages.words_in(languages.asked()), WORDS["en"])
    return words.day(day)


@register.simple_tag
def telephone_lines(language: str) -> list[Telephone]:
    """The telephone lines of the policy in force."""
    return telephones(language)
