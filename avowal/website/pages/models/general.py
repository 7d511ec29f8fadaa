"""Pages that any site has: its front page, pages that open a section, pages of text."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from avowal.website.pages.models.base import PublicPage

SECTIONS = ["pages.HomePage", "pages.LandingPage", "pages.StandardPage"]
"""Under what a page of almost any type may stand."""
BELOW_SECTIONS = [
    "pages.LandingPage",
    "pages.StandardPage",
    "pages.ProgramPage",
    "pages.NewsIndexPage",
    "pages.EventIndexPage",
    "pages.LocationPage",
    "pages.DocumentListPage",
    "pages.GlossaryPage",
    "pages.QuestionsPage",
]


class HomePage(PublicPage):
    """The front page of one site in one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = BELOW_SECTIONS
    template = "pages/home_page.html"
    page_description = _("The front page of a site in one language. There is one already.")
    is_home = True

    class Meta:
        verbose_name = _("home page")


class LandingPage(PublicPage):
    """Opens a section: shows the pages below it as cards."""

    parent_page_types = SECTIONS
    subpage_types = BELOW_SECTIONS
    template = "pages/landing_page.html"
    page_description = _("Opens a section. It shows each page below it as a card, by itself.")

    class Meta:
        verbose_name = _("landing page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from avowal.website.pages import listings

        return {**super().get_context(request, *args, **kwargs), "cards": listings.cards(self) if self.pk else []}


class StandardPage(PublicPage):
    """Any page of text."""

    parent_page_types = SECTIONS
    subpage_types = BELOW_SECTIONS
    template = "pages/standard_page.html"
    page_description = _("Any page of text.")

    class Meta:
        verbose_name = _("page")
