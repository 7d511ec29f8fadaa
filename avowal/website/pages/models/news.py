"""What is new: news and advisories, and the page that lists them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from avowal.website.pages.models.base import PublicPage
from avowal.website.pages.models.general import SECTIONS

PER_PAGE = 10


class NewsIndexPage(PublicPage):
    """Lists its news, newest first."""

    parent_page_types = SECTIONS
    subpage_types = ["pages.NewsPage"]
    template = "pages/news_index_page.html"
    page_description = _("Lists the news below it, newest first, by itself.")

    class Meta:
        verbose_name = _("news list")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from avowal.website.pages import listings

        sheets = Paginator(listings.news(self, within=self), PER_PAGE)
        return {
            **super().get_context(request, *args, **kwargs),
            "sheet": sheets.get_page(request.GET.get("page")),
        }


class NewsPage(PublicPage):
    """One piece of news, or an advisory that people must act on."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        ADVISORY = "advisory", _("Advisory")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    news_date = models.DateField(_("day"), default=timezone.localdate, help_text=_("The day it is dated."))

    content_panels = [
        *PublicPage.top_panels[:1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("news_date")]),
        *PublicPage.top_panels[1:],
        FieldPanel("body"),
    ]
    search_fields = [*PublicPage.search_fields, index.FilterField("news_date")]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "pages/news_page.html"
    page_description = _("One piece of news, or an advisory that people must act on.")

    class Meta:
        verbose_name = _("news")
