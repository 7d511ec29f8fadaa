"""Blocks that are several of one kind: cards, steps, facts, links, questions, terms."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from avowal.website.pages.blocks.basic import AddressBlock, LinkBlock, ProseBlock

ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class _HeadingBlock(blocks.CharBlock):
    """The heading above a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Heading"),
            required=False,
            max_length=80,
            help_text=_("Stands above. Leave it empty where the text before it has said so."),
            **options,
        )


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=60, help_text=_("It is the link: say where it leads."))
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=160, rows=2)
    url = AddressBlock()
    picture = ImageChooserBlock(
        label=_("Picture"), required=False, help_text=_("It decorates; the title says the same in words.")
    )

    class Meta:
        icon = "form"
        label = _("Card")


class CardsBlock(blocks.StructBlock):
    """Links with a picture and a sentence each."""

    heading = _HeadingBlock()
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = _("Cards")
        template = "pages/blocks/cards.html"
        description = _("Ways on from here, each with a picture and a sentence. Three to six read best.")
        preview_value = {
            "heading": "Our programs",
            "cards": [
                {"title": "Medi-Cal", "text": "For people with low income.", "url": "/join/medi-cal/"},
                {"title": "Harbor Covered", "text": "For people who buy their own plan.", "url": "/join/"},
            ],
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=80, help_text=_("Begin with a verb."))
    text = ProseBlock(label=_("More about it"), required=False, features=ANSWER_FEATURES)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    """Things to do one after the other."""

    heading = _HeadingBlock()
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=9)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "pages/blocks/steps.html"
        description = _("What to do, in order, numbered. More than seven steps are two lists.")
        preview_value = {
            "heading": "How to join",
            "steps": [
                {"title": "Apply with the county", "text": "<p>Online, by mail, by phone or in person.</p>"},
                {"title": "Choose Harbor Health Plan on the form"},
            ],
        }


class FactBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure or word"), max_length=20, help_text=_("Short: $0, 24 hours, 410,000."))
    text = blocks.CharBlock(label=_("What it is"), max_length=100)

    class Meta:
        icon = "order"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    """A few facts beside each other."""

    heading = _HeadingBlock()
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=2, max_num=4)

    class Meta:
        icon = "order"
        label = _("Facts in columns")
        template = "pages/blocks/facts.html"
        description = _("Two to four figures that people ask for, beside each other.")
        preview_value = {
            "heading": "What it costs",
            "facts": [
                {"value": "$0", "text": "a month for most members"},
                {"value": "$0", "text": "for an interpreter"},
            ],
        }


class RelatedLinksBlock(blocks.StructBlock):
    """Links to what belongs to this."""

    heading = _HeadingBlock()
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=8)

    class Meta:
        icon = "link"
        label = _("Related links")
        template = "pages/blocks/related.html"
        description = _("Pages that belong to this one. Up to eight.")
        preview_value = {"heading": "See also", "links": [{"label": "Your rights", "url": "/members/rights/"}]}


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = ProseBlock(label=_("Answer"), features=ANSWER_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class QuestionsBlock(blocks.ListBlock):
    """Questions that open one by one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(QuestionBlock(), **{"max_num": 30, **options})

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "pages/blocks/questions.html"
        description = _("Questions that visitors ask; each answer opens with a press.")
        preview_value = [{"question": "Is it free?", "answer": "<p>For most members it is.</p>"}]


class AccordionPartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=100)
    text = ProseBlock(label=_("Text"), features=["h4", *ANSWER_FEATURES])

    class Meta:
        icon = "collapse-down"
        label = _("Part")


class AccordionBlock(blocks.StructBlock):
    """Parts of a long text that open one by one."""

    heading = _HeadingBlock()
    parts = blocks.ListBlock(AccordionPartBlock(), label=_("Parts"), min_num=2, max_num=15)

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        template = "pages/blocks/accordion.html"
        description = _("Long text in parts that open with a press. What everyone needs does not belong in it.")
        preview_value = {
            "heading": "What is covered",
            "parts": [
                {"title": "Doctor visits", "text": "<p>Checkups, shots and sick visits.</p>"},
                {"title": "Medicine", "text": "<p>At any pharmacy that works with us.</p>"},
            ],
        }


class TermBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Term"), max_length=60)
    meaning = ProseBlock(label=_("What it means"), features=["bold", "italic", "link"])

    class Meta:
        icon = "openquote"
        label = _("Term")


class GlossaryBlock(blocks.ListBlock):
    """Words and what they mean."""

    def __init__(self, **options: Any) -> None:
        super().__init__(TermBlock(), **{"max_num": 120, **options})

    class Meta:
        icon = "openquote"
        label = _("Terms")
        template = "pages/blocks/glossary.html"
        description = _("Words and what they mean, in plain language.")
        preview_value = [{"term": "Network", "meaning": "<p>The doctors and clinics that work with us.</p>"}]
