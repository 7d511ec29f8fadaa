"""Pages to look something up in: documents, terms, questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from avowal.website.pages.blocks import BlocksField, DocumentsBlock, GlossaryBlock, HeadingBlock, QuestionsBlock
from avowal.website.pages.models.base import PublicPage
from avowal.website.pages.models.general import SECTIONS


class DocumentListPage(PublicPage):
    """Documents in groups, each in the languages in which it is there."""

    documents = BlocksField(
        wagtail_blocks.StreamBlock([("documents", DocumentsBlock())], max_num=12), verbose_name=_("documents")
    )

    content_panels = [*PublicPage.top_panels, FieldPanel("documents"), FieldPanel("body", heading=_("Below the list"))]
    search_fields = [*PublicPage.search_fields, index.SearchField("documents")]
    parent_page_types = [*SECTIONS, "pages.ProgramPage"]
    subpage_types: list[str] = []
    template = "pages/document_list_page.html"
    page_description = _("Forms, notices and handbooks, each in every language in which it is there.")

    class Meta:
        verbose_name = _("list of documents")


class GlossaryPage(PublicPage):
    """Words and what they mean, in the order of the alphabet."""

    terms = BlocksField(wagtail_blocks.StreamBlock([("terms", GlossaryBlock())], max_num=1), verbose_name=_("terms"))

    content_panels = [*PublicPage.top_panels, FieldPanel("terms"), FieldPanel("body", heading=_("Below the list"))]
    search_fields = [*PublicPage.search_fields, index.SearchField("terms")]
    parent_page_types = SECTIONS
    subpage_types: list[str] = []
    template = "pages/glossary_page.html"
    page_description = _("Words and what they mean, put in order by itself.")

    class Meta:
        verbose_name = _("glossary")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the terms in the order of the alphabet; the number keeps anchors apart in every script."""
        terms = [term for block in self.terms for term in block.value]
        ordered = sorted(terms, key=lambda term: str(term["term"]).casefold())
        named = [
            {"term": term["term"], "meaning": term["meaning"], "anchor": f"term-{place}-{slugify(term['term'])}"}
            for place, term in enumerate(ordered, 1)
        ]
        return {**super().get_context(request, *args, **kwargs), "terms": named}


class QuestionsPage(PublicPage):
    """Questions and answers under headings."""

    questions = BlocksField(
        wagtail_blocks.StreamBlock(
            [("heading", HeadingBlock(max_length=120)), ("questions", QuestionsBlock())], max_num=20
        ),
        verbose_name=_("questions"),
    )

    content_panels = [*PublicPage.top_panels, FieldPanel("questions"), FieldPanel("body", heading=_("Below the list"))]
    search_fields = [*PublicPage.search_fields, index.SearchField("questions")]
    parent_page_types = [*SECTIONS, "pages.ProgramPage"]
    subpage_types: list[str] = []
    template = "pages/questions_page.html"
    page_description = _("Questions that people ask, in groups; each answer opens with a press.")

    class Meta:
        verbose_name = _("questions and answers")
