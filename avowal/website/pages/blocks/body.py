"""Everything that a page's body is made of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from avowal.website.links.blocks import EmbedBlock
from avowal.website.pages.blocks.basic import (
    CalloutBlock,
    HeadingBlock,
    NoteBlock,
    PictureBlock,
    ProseBlock,
    TelephonesBlock,
)
from avowal.website.pages.blocks.documents import DocumentsBlock
from avowal.website.pages.blocks.emphasis import AlertBoxBlock, QuotationBlock, TableBlock
from avowal.website.pages.blocks.gathered import EventListBlock, LocationListBlock, NewsListBlock
from avowal.website.pages.blocks.lists import (
    AccordionBlock,
    CardsBlock,
    FactsBlock,
    GlossaryBlock,
    QuestionsBlock,
    RelatedLinksBlock,
    StepsBlock,
)
from avowal.website.pages.blocks.places import ContactBlock, HoursBlock


class BodyBlock(blocks.StreamBlock):
    """Everything a page's body is made of, in groups by what an editor wants to do."""

    prose = ProseBlock(group=_("Text"))
    heading = HeadingBlock(max_length=120, group=_("Text"))
    note = NoteBlock(features=["bold", "italic", "link"], group=_("Text"))
    quotation = QuotationBlock(group=_("Text"))
    alert_box = AlertBoxBlock(group=_("Text"))
    picture = PictureBlock(group=_("Text"))
    embed = EmbedBlock(group=_("Text"))
    table = TableBlock(group=_("Text"))
    facts = FactsBlock(group=_("Text"))
    steps = StepsBlock(group=_("Text"))
    accordion = AccordionBlock(group=_("Text"))
    questions = QuestionsBlock(group=_("Text"))
    glossary = GlossaryBlock(group=_("Text"))
    callout = CalloutBlock(group=_("Ways on"))
    cards = CardsBlock(group=_("Ways on"))
    related = RelatedLinksBlock(group=_("Ways on"))
    documents = DocumentsBlock(group=_("Ways on"))
    telephones = TelephonesBlock(group=_("Reaching us"))
    contact = ContactBlock(group=_("Reaching us"))
    hours = HoursBlock(group=_("Reaching us"))
    news = NewsListBlock(group=_("From elsewhere on this site"))
    events = EventListBlock(group=_("From elsewhere on this site"))
    locations = LocationListBlock(group=_("From elsewhere on this site"))

    class Meta:
        max_num = 60
        block_counts = {
            "callout": {"max_num": 2},
            "telephones": {"max_num": 1},
            "alert_box": {"max_num": 3},
            "news": {"max_num": 1},
            "events": {"max_num": 1},
            "locations": {"max_num": 1},
        }
