"""Text, headings, links, pictures, telephone lines: what most pages are made of."""

# ruff: noqa: ARG002  (the signatures are Wagtail's)
from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText, expand_db_html

from avowal.website.pages.addresses import prose, validate_address, validate_prose

PROSE_FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "hr"]


class AddressBlock(blocks.CharBlock):
    """A path on this site, or a full address elsewhere."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Address"))
        options.setdefault(
            "help_text",
            _("A path on this site such as /join/, site:centers/classes/ for another of ours, or https://…"),
        )
        super().__init__(validators=(validate_address,), max_length=500, **options)


class ProseBlock(blocks.RichTextBlock):
    """Running text; links that lead to another site are marked when it is shown."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("features", PROSE_FEATURES)
        super().__init__(**options)

    def clean(self, value: RichText) -> RichText:
        """Refuses links to addresses that a browser would read otherwise than they are written."""
        cleaned: RichText = super().clean(value)
        validate_prose(cleaned.source)
        return cleaned

    def render_basic(self, value: RichText, context: dict[str, Any] | None = None) -> SafeString:
        return prose(expand_db_html(value.source))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and headings. Short sentences; one idea each.")
        preview_value = "<p>You can see a doctor by video, by telephone or in person.</p>"


class NoteBlock(ProseBlock):
    """Text that stands out, without a button."""

    def render_basic(self, value: RichText, context: dict[str, Any] | None = None) -> SafeString:
        return format_html('<div class="note">{}</div>', super().render_basic(value, context))

    class Meta:
        icon = "info-circle"
        label = _("Note")
        description = _("A short remark in a tinted box. Use it for what people must not miss.")
        preview_value = "<p>You never need a member number to call.</p>"


class HeadingBlock(blocks.CharBlock):
    """A heading of its own, with an anchor."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "pages/blocks/heading.html"
        description = _("Opens a new part of the page.")
        preview_value = "How to join"


class LinkBlock(blocks.StructBlock):
    """Words and where they lead."""

    label = blocks.CharBlock(label=_("Words"), max_length=80, help_text=_("Say where the link leads."))
    url = AddressBlock()

    class Meta:
        icon = "link"
        label = _("Link")


class CalloutBlock(blocks.StructBlock):
    """Something to do next, with one button."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400, rows=3)
    action = LinkBlock(label=_("Button"))

    class Meta:
        icon = "success"
        label = _("Call to action")
        template = "pages/blocks/callout.html"
        description = _("One clear thing to do next. Use it once on a page.")
        preview_value = {
            "title": "Ready to join?",
            "text": "It takes about ten minutes.",
            "action": {"label": "How to join", "url": "/join/"},
        }


class TelephonesBlock(blocks.StaticBlock):
    """The telephone lines that the policy in force declares."""

    class Meta:
        icon = "mobile-alt"
        label = _("Telephone lines")
        admin_text = _("Shows every program's line with its TTY number and hours, from the policy in force.")
        template = "pages/blocks/telephones.html"
        description = _("Every program's number, TTY and hours; always those that the policy declares.")


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alternative = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        max_length=200,
        help_text=_("For people who cannot see it: what a friend would say on the telephone."),
    )
    decorates = blocks.BooleanBlock(
        label=_("It only decorates"),
        required=False,
        help_text=_("Then screen readers leave it out, and it needs no words."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"
        description = _("A picture with a description for people who cannot see it.")
