"""What the frame and the pages ask the database; together at most a dozen queries a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.utils.translation import override
from wagtail.models import Page, Site

from avowal.website.pages.addresses import Link
from avowal.website.pages.finding import of_any_type
from avowal.website.pages.listings import address
from avowal.website.pages.models import Alert, EventPage, Navigation, NewsPage, PublicPage
from avowal.website.pages.navigation import Menus, shown
from avowal.website.pages.remembering import while_unchanged

_FIRST_LEVEL = 3  # root, home, and then the sections


def site(request: HttpRequest) -> Site | None:
    """The site that this host name serves."""
    return Site.find_for_request(request)


def navigation(site: Site | None, language: str, path: str) -> Menus:
    """The site's navigation in `language`, else in the first language, else the little that is always there.

    Its links lead to pages in its own language, since a site without a navigation in a language has no pages in it.
    """
    menus = while_unchanged(("navigation", site.pk if site else None, language), partial(_menus, site, language))
    return menus.at(path)


def _menus(site: Site | None, language: str) -> Menus:
    found = _navigation(site, language)
    spoken = found.locale.language_code if found else language if language in languages_of(site) else None
    with override(spoken or settings.LANGUAGE_CODE):
        return shown(found)


def _navigation(site: Site | None, language: str) -> Navigation | None:
    if site is None:
        return None
    wanted = Case(When(locale__language_code=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    codes = (language, settings.LANGUAGE_CODE)
    offered = Navigation.objects.filter(site=site, locale__language_code__in=codes).select_related("locale")
    return offered.order_by(wanted).first()


def languages_of(site: Site | None) -> tuple[str, ...]:
    """The languages in which the site has a published front page."""
    if site is None:
        return (str(settings.LANGUAGE_CODE),)
    homes = Page.objects.live().filter(translation_key=site.root_page.translation_key)
    codes = homes.values_list("locale__language_code", flat=True)
    return while_unchanged(("languages", site.pk), lambda: tuple(codes))


def alerts(site: Site | None, language: str, day: date, *, members: bool = False) -> Sequence[Alert]:
    """The alerts to show on `day` (ledger H.2), soonest to end first."""
    audiences = Q(audience=Alert.Audience.EVERYONE)
    if members:
        audiences |= Q(audience=Alert.Audience.MEMBERS)
    shown_now = Alert.objects.shown_on(day).for_site(site).filter(audiences, locale__language_code=language)
    key = ("alerts", site.pk if site else None, language, day, members)
    return while_unchanged(key, lambda: list(shown_now.order_by("ends_date", "pk")))


@dataclass(frozen=True)
class Family:
    """The pages around a page: those above it, those beside it (itself among them), those below it."""

    above: Sequence[Link] = ()
    beside: Sequence[Link] = ()
    below: Sequence[Link] = ()


def family(page: PublicPage) -> Family:
    """The pages around `page`, in the order of the tree, found with one query. A home page has none beside it."""
    return while_unchanged(("family", page.pk, page.path), partial(_family, page))


def _family(page: PublicPage) -> Family:
    language = page.locale.language_code
    found = list(_around(page))
    return Family(
        above=[_link(other, language) for other in found if other["depth"] < page.depth],
        beside=[_link(other, language) for other in found if other["depth"] == page.depth],
        below=[_link(other, language) for other in found if other["depth"] > page.depth],
    )


def _around(page: PublicPage) -> QuerySet[Page, dict[str, Any]]:
    """What lies around `page`; a path is its parents' steps and its own, each four characters.

    Pages that a list of their own shows, such as news, are not in it.
    """
    step = Page.steplen
    ancestors = [page.path[:end] for end in range(step, len(page.path), step)]
    around = Q(path__in=ancestors) | Q(path__startswith=page.path, depth=page.depth + 1)
    if not page.is_home and page.depth > _FIRST_LEVEL:
        around |= Q(path__startswith=page.path[:-step], depth=page.depth)
    listed = [Q(content_type=ContentType.objects.get_for_model(kind)) for kind in (NewsPage, EventPage)]
    beside_a_list = ~reduce(or_, listed) | Q(path__in=ancestors)
    short = Coalesce(NullIf(of_any_type("nav_title"), Value("")), F("title"), output_field=TextField())
    found = Page.objects.live().filter(around, beside_a_list, depth__gte=_FIRST_LEVEL)
    return found.annotate(short=short).values("short", "url_path", "path", "depth").order_by("path")


def translations(page: PublicPage) -> dict[str, str]:
    """Language code → this page's address in it, for the languages in which it is published."""
    found = Page.objects.live().filter(translation_key=page.translation_key)
    rows = found.values_list("locale__language_code", "url_path")
    return while_unchanged(("translations", page.pk), lambda: {code: address(path, code) for code, path in rows})


def _link(row: Mapping[str, Any], language: str) -> Link:
    return Link(row["short"], address(row["url_path"], language))
