"""What the frame and the pages ask the database; together at most a dozen queries a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest
from wagtail.models import Page, Site

from avowal.website.pages.addresses import Link
from avowal.website.pages.models import Alert, Navigation, PublicPage, StandardPage
from avowal.website.pages.navigation import Menus, shown

_FIRST_LEVEL = 3  # root, home, and then the sections


def site(request: HttpRequest) -> Site | None:
    """The site that this host name serves."""
    return Site.find_for_request(request)


def navigation(site: Site | None, language: str, path: str) -> Menus:
    """The site's navigation in `language`, else in the first language, else the little that is always there."""
    if site is None:
        return shown(None, path)
    wanted = Case(When(locale__language_code=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    codes = (language, settings.LANGUAGE_CODE)
    found = Navigation.objects.filter(site=site, locale__language_code__in=codes).order_by(wanted).first()
    return shown(found, path)


def alerts(site: Site | None, language: str, day: date, *, members: bool = False) -> Sequence[Alert]:
    """The alerts to show on `day` (ledger H.2), soonest to end first."""
    audiences = Q(audience=Alert.Audience.EVERYONE)
    if members:
        audiences |= Q(audience=Alert.Audience.MEMBERS)
    shown_now = Alert.objects.shown_on(day).for_site(site).filter(audiences, locale__language_code=language)
    return list(shown_now.order_by("ends_date", "pk"))


@dataclass(frozen=True)
class Family:
    """The pages around a page: those above it, those beside it (itself among them), those below it."""

    above: Sequence[Link] = ()
    beside: Sequence[Link] = ()
    below: Sequence[Link] = ()


def family(page: PublicPage, request: HttpRequest) -> Family:
    """The pages around `page`, in the order of the tree, found with one query. A home page has none beside it."""
    found = list(StandardPage.objects.live().filter(_around(page)).defer("body").order_by("path"))
    return Family(
        above=[_link(other, request) for other in found if other.depth < page.depth],
        beside=[_link(other, request) for other in found if other.depth == page.depth],
        below=[_link(other, request) for other in found if other.depth > page.depth],
    )


def _around(page: PublicPage) -> Q:
    """Which paths of the tree lie around `page`; a path is its parents' steps and its own, each four characters."""
    step = Page.steplen
    ancestors = [page.path[:end] for end in range(step, len(page.path), step)]
    around = Q(path__in=ancestors) | Q(path__startswith=page.path, depth=page.depth + 1)
    if isinstance(page, StandardPage) and page.depth > _FIRST_LEVEL:
        around |= Q(path__startswith=page.path[:-step], depth=page.depth)
    return around


def translations(page: Page, request: HttpRequest) -> dict[str, str]:
    """Language code → this page's address in it, for the languages in which it is published."""
    found = page.get_translations(inclusive=True).live().select_related("locale")
    urls = {version.locale.language_code: version.get_url(request) for version in found}
    return {code: url for code, url in urls.items() if url}


def _link(page: PublicPage, request: HttpRequest) -> Link:
    return Link(page.short_title, page.get_url(request) or "")
