"""Where people find us: one office's ways to reach it, and when a place is open."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from avowal.website.pages.blocks.basic import AddressBlock
from avowal.website.pages.words import DAYS


class ContactBlock(blocks.StructBlock):
    """How to reach one office."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    telephone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=20)
    tty = blocks.CharBlock(label=_("TTY"), required=False, max_length=20)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    address = blocks.TextBlock(label=_("Postal address"), required=False, max_length=200, rows=3)
    hours = blocks.CharBlock(label=_("When"), required=False, max_length=80)
    url = AddressBlock(label=_("Page"), required=False)

    def clean(self, value: Any) -> Any:
        """At least one way to reach it."""
        cleaned = super().clean(value)
        if not any(cleaned[way] for way in ("telephone", "email", "address", "url")):
            raise ValidationError(_("Give a telephone, an e-mail address, a postal address or a page."))
        return cleaned

    class Meta:
        icon = "mobile-alt"
        label = _("Contact")
        template = "pages/blocks/contact.html"
        description = _("How to reach one office. The programs' lines have a block of their own.")
        preview_value = {"name": "Nurse advice line", "telephone": "1-800-555-0105", "tty": "711"}


class OpenBlock(blocks.StructBlock):
    """One day's hours."""

    day = blocks.ChoiceBlock(label=_("Day"), choices=list(DAYS.items()))
    opens = blocks.TimeBlock(label=_("Opens"))
    closes = blocks.TimeBlock(label=_("Closes"))

    def clean(self, value: Any) -> Any:
        """A place closes after it opens."""
        cleaned = super().clean(value)
        if cleaned["opens"] and cleaned["closes"] and cleaned["closes"] <= cleaned["opens"]:
            raise ValidationError(_("It closes before it opens."))
        return cleaned

    class Meta:
        icon = "time"
        label = _("Hours of a day")


class HoursBlock(blocks.ListBlock):
    """When a place is open; a day that is not named is closed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(OpenBlock(), **{"min_num": 1, "max_num": 14, **options})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Every day of the week with its hours, in order."""
        days = [(name, [one for one in value if one["day"] == key]) for key, name in DAYS.items()]
        return {**super().get_context(value, parent_context), "days": days}

    class Meta:
        icon = "time"
        label = _("Hours")
        template = "pages/blocks/hours.html"
        description = _("When a place is open. A day that you leave out is closed.")
        preview_value = [{"day": "mon", "opens": "09:00", "closes": "17:00"}]
