"""The search over one site, in the language of the address, by Wagtail's search in our own database.

What is looked for stands behind the `?` of the address, which the door keeps nowhere; nothing here writes it down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from avowal.website.pages import languages
from avowal.website.pages.caching import kept_for_everyone
from avowal.website.pages.finding import of_any_type
from avowal.website.pages.frame import context
from avowal.website.pages.listings import address

PER_PAGE = 10
LONGEST = 100
"""Characters of a question; what is longer is cut."""


@dataclass(frozen=True)
class Result:
    """A page that was found."""

    title: str
    url: str
    about: str
    language: str


@kept_for_everyone
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found for `?q=`."""
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    sheet = _found(request, words, request.GET.get("page")) if words else None
    every_language = [code for code, _name in settings.LANGUAGES]
    around = context(request, alternates=every_language, title=gettext("Search this site"))
    return render(
        request,
        "pages/search.html",
        {**around, "words": words, "sheet": sheet, "asked_again": _again(request)},
    )


def _again(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""


def _found(request: HttpRequest, words: str, number: str | None) -> Sheet[Result]:
    """One sheet of the pages with these words; those of the first language where the site has none in the asked one."""
    home, language = _tree(request)
    if home is None:
        return Paginator[Result]([], PER_PAGE).get_page(1)
    within = Page.objects.live().public().filter(path__startswith=home)
    ranked = [page.pk for page in within.search(_plain(words), operator="and")]
    sheets = Paginator(ranked, PER_PAGE)
    sheet = sheets.get_page(number)
    sheet.object_list = _results(list(sheet.object_list), language)
    return sheet


def _results(numbers: list[int], language: str) -> list[Result]:
    rows = Page.objects.filter(pk__in=numbers).annotate(lead=of_any_type("lead"))
    by_number = {page.pk: page for page in rows}
    return [
        Result(page.title, address(page.url_path, language), page.search_description or page.lead, language)
        for page in (by_number[number] for number in numbers)
    ]


def _plain(words: str) -> str:
    """Letters and figures alone: signs are a language of their own to either database."""
    return " ".join(re.findall(r"\w+", unescape(words)))


def _tree(request: HttpRequest) -> tuple[str | None, str]:
    """Where the tree to search in begins, and its language."""
    site = Site.find_for_request(request)
    if site is None:
        return None, settings.LANGUAGE_CODE
    asked = languages.asked()
    codes = [asked, settings.LANGUAGE_CODE]
    homes = Page.objects.live().filter(translation_key=site.root_page.translation_key, locale__language_code__in=codes)
    paths = dict(homes.values_list("locale__language_code", "path"))
    language = asked if asked in paths else settings.LANGUAGE_CODE
    return paths.get(language), language
