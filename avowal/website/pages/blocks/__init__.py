"""What editors build a page from: one module per family, every name importable from here.

Each block says what it is for, and shows an example in its preview.
"""

from avowal.website.pages.blocks.basic import (
    PROSE_FEATURES,
    AddressBlock,
    CalloutBlock,
    HeadingBlock,
    LinkBlock,
    NoteBlock,
    PictureBlock,
    ProseBlock,
    TelephonesBlock,
)
from avowal.website.pages.blocks.body import BodyBlock
from avowal.website.pages.blocks.documents import DocumentsBlock
from avowal.website.pages.blocks.emphasis import AlertBoxBlock, QuotationBlock, TableBlock
from avowal.website.pages.blocks.field import BlocksField
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
from avowal.website.pages.blocks.navigation import LinkGroupBlock, MenuBlock, PromotedBlock, UtilityBlock
from avowal.website.pages.blocks.places import ContactBlock, HoursBlock

__all__ = [
    "PROSE_FEATURES",
    "AccordionBlock",
    "AddressBlock",
    "AlertBoxBlock",
    "BlocksField",
    "BodyBlock",
    "CalloutBlock",
    "CardsBlock",
    "ContactBlock",
    "DocumentsBlock",
    "EventListBlock",
    "FactsBlock",
    "GlossaryBlock",
    "HeadingBlock",
    "HoursBlock",
    "LinkBlock",
    "LinkGroupBlock",
    "LocationListBlock",
    "MenuBlock",
    "NewsListBlock",
    "NoteBlock",
    "PictureBlock",
    "PromotedBlock",
    "ProseBlock",
    "QuestionsBlock",
    "QuotationBlock",
    "RelatedLinksBlock",
    "StepsBlock",
    "TableBlock",
    "TelephonesBlock",
    "UtilityBlock",
]
