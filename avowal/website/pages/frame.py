"""The frame around every page (ledger H.1 to H.5), gathered into one plain object that the templates read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext

from avowal.policy.model import Policy
from avowal.website import in_force
from avowal.website.pages import queries, text_size
from avowal.website.pages.addresses import Link, is_local_path, resolve
from avowal.website.pages.models import Alert, PublicPage
from avowal.website.pages.navigation import Menus
from avowal.website.pages.telephones import Telephone, telephones


@dataclass(frozen=True)
class Language:
    """This page in one language."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """Everything around one page, for one visitor's address and text size."""

    language: str
    direction: str
    organisation: str
    address: str
    site_label: str
    home_url: str
    navigation: Menus
    alerts: Sequence[Alert]
    languages: Sequence[Language]
    telephones: Sequence[Telephone]
    trail: Sequence[Link]
    resources: Sequence[Link]
    text_size: text_size.Size
    here: str
    in_member_area: bool = False
    updated: date | None = None
    siblings: Sequence[Link] = ()
    children: Sequence[Link] = ()

    @property
    def privacy_url(self) -> str:
        return resolve("/privacy/")

    @property
    def terms_url(self) -> str:
        """Where the terms stand: on this site, or on the one that its navigation names."""
        return next(link.url for link in self.navigation.utilities if link.url.endswith("/terms/"))


def frame(request: HttpRequest, *, page: PublicPage | None = None) -> Frame:
    """The frame for `page` of the tree, or for a view that is none."""
    language = get_language() or settings.LANGUAGE_CODE
    site = queries.site(request)
    in_member_area = _is_member_area(request)
    policy = in_force.policy()
    home = Link(gettext("Home"), resolve("/"))
    family = queries.family(page, request) if page else queries.Family()
    return Frame(
        language=language,
        direction="rtl" if get_language_info(language)["bidi"] else "ltr",
        organisation=policy.organisation.name if policy else (site.site_name if site else ""),
        address=str(policy.organisation.address) if policy else "",
        site_label=site.site_name if site and not site.is_default_site else "",
        home_url=home.url,
        navigation=queries.navigation(site, language, request.path),
        alerts=queries.alerts(site, language, timezone.localdate(), members=in_member_area),
        languages=_languages(request, page),
        telephones=telephones(language),
        trail=[home, *family.above],
        resources=_resources(language),
        text_size=text_size.of(request),
        here=request.path if is_local_path(request.path) else "/",
        in_member_area=in_member_area,
        updated=getattr(page, "shown_date", None),
        siblings=family.beside,
        children=family.below,
    )


def _is_member_area(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and hasattr(match.func, "service"))


def _languages(request: HttpRequest, page: PublicPage | None) -> list[Language]:
    current = get_language() or settings.LANGUAGE_CODE
    urls = queries.translations(page, request) if page else _same_view(request)
    return [
        Language(code, get_language_info(code)["name_local"].capitalize(), urls[code], code == current)
        for code, _name in settings.LANGUAGES
        if code in urls
    ]


def _same_view(request: HttpRequest) -> dict[str, str]:
    if request.resolver_match is None:
        return {}
    return {code: translate_url(request.get_full_path(), code) for code, _name in settings.LANGUAGES}


def _resources(language: str) -> list[Link]:
    policy = in_force.policy()
    if policy is None:
        return []
    return [
        Link(_resource_name(policy, key, language), resolve(resource.path, language))
        for key, resource in policy.resources.items()
        if language in resource.languages
    ]


def _resource_name(policy: Policy, key: str, language: str) -> str:
    """Beside a page that is not the policy, the policy is called by its title."""
    wording = policy.wording.get(language)
    if wording and policy.resources[key].path == "/privacy/":
        return wording.title
    return in_force.name(f"resources.{key}", language)


def context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """The context of a view that is no page of the tree: its frame, and what the view adds."""
    return {"frame": frame(request), **more}
