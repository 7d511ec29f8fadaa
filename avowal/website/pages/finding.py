"""Finds the published page of an address, whatever its type: with one query, or two where nobody asked before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from wagtail.models import Page, Site

from avowal.website.pages import languages
from avowal.website.pages.models import HomePage, PublicPage
from avowal.website.pages.remembering import while_unchanged


@cache
def page_types() -> tuple[type[PublicPage], ...]:
    """Every type of public page, of any app."""
    return tuple(model for model in apps.get_models() if issubclass(model, PublicPage))


@cache
def links_to_types() -> tuple[str, ...]:
    """The names under which a page's row leads to that of its type, for types below the front page."""
    return tuple(_link_name(model) for model in page_types() if model is not HomePage)


def of_any_type(field: str) -> Coalesce:
    """What a page's own type keeps in `field`, in a query of pages of every type; "" where that is empty."""
    named = (NullIf(F(f"{name}__{field}"), Value("")) for name in links_to_types())
    return Coalesce(*named, Value(""), output_field=TextField())


def _link_name(model: type[PublicPage]) -> str:
    return str(model._meta.get_field("page_ptr").remote_field.get_accessor_name())  # noqa: SLF001


def below(home: PublicPage, path: str, request: HttpRequest) -> PublicPage | None:
    """The published page at `path` below `home`; where there is none, the one in the site's first language."""
    trees = [home.url_path]
    source = _source_tree(home, request)
    if source is not None:
        trees.append(source)
    return _first([f"{tree}{path}/" for tree in trees])


def _first(addresses: Sequence[str]) -> PublicPage | None:
    """The page of the first of `addresses` at which one is published.

    A page's row tells its type, and its type's table everything: the type is remembered, so that one query is enough.
    """
    places = while_unchanged(("types", *addresses), lambda: _types(addresses))
    for place in addresses:
        kind = places.get(place)
        if kind is not None:
            return kind.objects.live().filter(url_path=place).select_related("locale", "picture").first()
    return None


def _types(addresses: Sequence[str]) -> dict[str, type[PublicPage]]:
    """Address → type of the page that is published there."""
    rows = Page.objects.live().filter(url_path__in=addresses).values_list("url_path", "content_type")
    found = {path: ContentType.objects.get_for_id(kind).model_class() for path, kind in rows}
    return {path: kind for path, kind in found.items() if kind is not None and issubclass(kind, PublicPage)}


def _source_tree(home: PublicPage, request: HttpRequest) -> str | None:
    """Where the site's first tree begins, when the address is that of another language."""
    if languages.asked() == settings.LANGUAGE_CODE:
        return None
    site = Site.find_for_request(request)
    if site is None or site.root_page_id == home.pk or not home.is_home:
        return None
    return str(site.root_page.url_path)


def at(request: HttpRequest, path: str) -> PublicPage | None:
    """The published page at `path` of the site that serves `request`, in the language of the address or the first."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    asked = languages.asked()
    homes = [site.root_page.url_path]
    if asked != settings.LANGUAGE_CODE:
        key = site.root_page.translation_key
        other = Page.objects.live().filter(translation_key=key, locale__language_code=asked).values_list("url_path")
        homes = [*(own for (own,) in other), *homes]
    return _first([f"{home}{path}/" for home in homes])
