"""News, events and places as pages list them: each with one query, from the tree of the page that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page

from avowal.website.pages.addresses import resolve
from avowal.website.pages.finding import of_any_type
from avowal.website.pages.models import EventPage, LocationPage, NewsPage, PublicPage

Listing = TypeVar("Listing", bound=PublicPage)


@dataclass(frozen=True)
class Listed(Generic[Listing]):
    """A page in a list, and where it stands. An event's next time is in `begins` and `ends`."""

    page: Listing
    url: str
    begins: datetime | None = None
    ends: datetime | None = None


def address(url_path: str, language: str) -> str:
    """Where the page of the tree with that path stands on its own site."""
    _nothing, _home, *rest = url_path.split("/")
    return resolve("/" + "/".join(rest), language)


@dataclass(frozen=True)
class Card:
    """A page below another, as a card shows it."""

    label: str
    lead: str
    url: str


def cards(page: Page) -> list[Card]:
    """The published pages below `page`, in the order of the tree."""
    below = Page.objects.live().child_of(page).annotate(short=of_any_type("nav_title"), lead=of_any_type("lead"))
    language = page.locale.language_code
    rows = below.order_by("path").values_list("short", "title", "lead", "url_path")
    return [Card(short or title, lead, address(path, language)) for short, title, lead, path in rows]


def news(page: Page | None, *, within: Page | None = None) -> list[Listed[NewsPage]]:
    """Newest first; below `within`, else anywhere in the tree of `page`."""
    found = _in_tree(NewsPage.objects.all(), page, within).select_related("picture").order_by("-news_date", "-pk")
    return [Listed(one, _url(one, page)) for one in found]


def events(page: Page | None, now: datetime, *, within: Page | None = None) -> list[Listed[EventPage]]:
    """What is still to come at `now`, soonest first."""
    to_come = Q(ends_at__gt=now) | Q(weekly_until__gte=now.date())
    found = _in_tree(EventPage.objects.filter(to_come), page, within).select_related("place")
    listed = []
    for one in found:
        when = one.next_after(now)
        if when is not None:
            listed.append(Listed(one, _url(one, page), *when))
    return sorted(listed, key=lambda each: (each.begins or now, each.page.pk))


def locations(page: Page | None) -> list[Listed[LocationPage]]:
    """In the order of the tree."""
    found = _in_tree(LocationPage.objects.all(), page, None).select_related("picture").order_by("path")
    return [Listed(one, _url(one, page)) for one in found]


def _in_tree(found: QuerySet[Listing], page: Page | None, within: Page | None) -> QuerySet[Listing]:
    """Those that are published, below `within` or beside `page`; without either, in the first language."""
    published = found.filter(live=True).defer("body")
    if within is not None:
        return published.filter(path__startswith=within.path, depth__gt=within.depth)
    if page is not None:
        return published.filter(path__startswith=page.path[: 2 * Page.steplen])
    return published.filter(locale__language_code=settings.LANGUAGE_CODE)


def _url(listed: Page, page: Page | None) -> str:
    language = page.locale.language_code if page is not None else settings.LANGUAGE_CODE
    return address(listed.url_path, language)
