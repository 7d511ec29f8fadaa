"""What editors build a page from. Each block says what it is for, with an example in its preview."""

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


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = ProseBlock(label=_("Answer"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "help"
        label = _("Question and answer")


class QuestionsBlock(blocks.ListBlock):
    """Questions that open one by one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(QuestionBlock(), **options)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "pages/blocks/questions.html"
        description = _("Questions that visitors ask; each answer opens with a press.")


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alternative = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        max_length=200,
        help_text=_("For people who cannot see it. Leave empty if it only decorates."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"
        description = _("A picture with a description for people who cannot see it.")


class BodyBlock(blocks.StreamBlock):
    """Everything a page's body is made of."""

    prose = ProseBlock()
    heading = HeadingBlock(max_length=120)
    note = NoteBlock(features=["bold", "italic", "link"])
    callout = CalloutBlock()
    telephones = TelephonesBlock()
    questions = QuestionsBlock()
    picture = PictureBlock()

    class Meta:
        block_counts = {"callout": {"max_num": 2}, "telephones": {"max_num": 1}}


class UtilityBlock(LinkBlock):
    """A link of the bar on top of every page."""

    key = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("find_a_doctor", _("Find a doctor")),
            ("careers", _("Careers")),
            ("contact", _("Contact")),
            ("member_sign_in", _("Member sign-in")),
            ("provider_sign_in", _("Provider sign-in")),
            ("other", _("Other")),
        ],
        default="other",
    )


class LinkGroupBlock(blocks.StructBlock):
    """Links under one heading."""

    label = blocks.CharBlock(label=_("Heading"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), max_num=12)

    class Meta:
        icon = "list-ul"
        label = _("Group of links")


class PromotedBlock(blocks.StructBlock):
    """One thing that a menu brings to the front."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.CharBlock(label=_("Text"), max_length=200, required=False)
    url = AddressBlock()
    picture = ImageChooserBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "pick"
        label = _("Promoted")


class MenuBlock(blocks.StructBlock):
    """One audience's menu."""

    label = blocks.CharBlock(label=_("Label"), max_length=40)
    url = AddressBlock(help_text=_("Page that opens this section, such as /join/."))
    groups = blocks.ListBlock(LinkGroupBlock(), label=_("Groups"), max_num=4)
    promoted = PromotedBlock(label=_("Promoted"), required=False)

    class Meta:
        icon = "bars"
        label = _("Menu")
