"""What the frame and the pages ask the database; together at most a dozen queries a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest
from wagtail.models import Page, Site

from avowal.website.pages.addresses import Link
from avowal.website.pages.models import Alert, Navigation, PublicPage, StandardPage
from avowal.website.pages.navigation import Menus, shown


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


def trail(page: Page, request: HttpRequest) -> list[Link]:
    """The pages between the home page and this one."""
    if page.depth <= 3:
        return []
    above = StandardPage.objects.ancestor_of(page).live()
    return [_link(found, request) for found in above]


def siblings(page: Page, request: HttpRequest) -> list[Link]:
    """The pages of this page's section: those beside it."""
    if not isinstance(page, StandardPage) or page.depth <= 3:
        return []
    beside = StandardPage.objects.sibling_of(page).live()
    return [_link(found, request) for found in beside]


def children(page: PublicPage, request: HttpRequest) -> list[Link]:
    """The pages below this one."""
    return [_link(found, request) for found in StandardPage.objects.child_of(page).live()]


def translations(page: Page, request: HttpRequest) -> dict[str, str]:
    """Language code → this page's address in it, for the languages in which it is published."""
    found = page.get_translations(inclusive=True).live().select_related("locale")
    urls = {version.locale.language_code: version.get_url(request) for version in found}
    return {code: url for code, url in urls.items() if url}


def _link(page: PublicPage, request: HttpRequest) -> Link:
    return Link(page.short_title, page.get_url(request) or "")
