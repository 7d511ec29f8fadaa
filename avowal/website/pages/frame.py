"""The frame around every page (ledger H.1 to H.5), gathered into one plain object that the templates read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Site

from avowal.policy.model import Policy
from avowal.website import in_force
from avowal.website.pages import languages, queries, text_size
from avowal.website.pages.addresses import Link, is_local_path, resolve
from avowal.website.pages.models import Alert, PublicPage
from avowal.website.pages.navigation import Menus
from avowal.website.pages.telephones import Telephone, telephones
from avowal.website.privacy.notice import Notice, shown_on

_WITH_OWN_FONTS = frozenset(
    file.stem.removeprefix("script-") for file in (Path(__file__).parents[1] / "static" / "avowal").glob("script-*.css")
)


@dataclass(frozen=True)
class Language:
    """This page in one language."""

    code: str
    name: str
    url: str
    current: bool

    @property
    def direction(self) -> str:
        return languages.direction(self.code)


@dataclass(frozen=True)
class Frame:
    """Everything around one page, for one visitor's address and text size.

    `language` is that of the page's text: its own, also under the address of a language into which nobody translated
    it. The frame's own words are said in `words`, which is that of the address where they are translated into it.
    `languages` are those of the site, in each of which this page has an address, though perhaps not its text;
    `alternates` are those in which it can be read.
    """

    language: str
    words: str
    direction: str
    organisation: str
    address: str
    site_label: str
    home_url: str
    navigation: Menus
    alerts: Sequence[Alert]
    languages: Sequence[Language]
    alternates: Sequence[Language]
    telephones: Sequence[Telephone]
    trail: Sequence[Link]
    resources: Sequence[Link]
    text_size: text_size.Size
    here: str
    notice: Notice | None = None
    in_member_area: bool = False
    updated: date | None = None
    siblings: Sequence[Link] = ()
    children: Sequence[Link] = ()

    @property
    def scripts(self) -> Sequence[str]:
        """The languages of this page whose script has fonts of its own, in `script-LANGUAGE.css`."""
        spoken = dict.fromkeys((self.language, self.words, self.navigation.language))
        return [code for code in spoken if code in _WITH_OWN_FONTS]

    @property
    def privacy_url(self) -> str:
        return resolve("/privacy/")

    @property
    def terms_url(self) -> str:
        """Where the terms stand: on this site, or on the one that its navigation names."""
        return next(link.url for link in self.navigation.utilities if link.url.endswith("/terms/"))


def frame(
    request: HttpRequest,
    *,
    page: PublicPage | None = None,
    language: str | None = None,
    alternates: Sequence[str] | None = None,
    above: Sequence[Link] = (),
) -> Frame:
    """The frame for `page` of the tree, or for a view that is none.

    A page's text is in the language of its tree. A view says in which `language` its text is where that is not the
    frame's, in which others it has it, and what lies `above` it.
    """
    asked = languages.asked()
    words = languages.words_in(asked)
    site = queries.site(request)
    addresses = _addresses(request, page, site)
    language = language or (page.locale.language_code if page else words)
    in_member_area = _is_member_area(request)
    policy = in_force.policy()
    navigation = queries.navigation(site, asked, request.path)
    home = Link(gettext("Home"), resolve("/", navigation.language))
    family = queries.family(page) if page else queries.Family()
    return Frame(
        language=language,
        words=words,
        direction=languages.direction(language),
        organisation=policy.organisation.name if policy else (site.site_name if site else ""),
        address=str(policy.organisation.address) if policy else "",
        site_label=site.site_name if site and not site.is_default_site else "",
        home_url=home.url,
        navigation=navigation,
        alerts=queries.alerts(site, navigation.language, timezone.localdate(), members=in_member_area),
        languages=_named(_offered(site, addresses) if page else addresses, asked),
        alternates=_named(addresses if alternates is None else _in(request, alternates), asked),
        telephones=telephones(words),
        trail=[home, *family.above, *above],
        resources=_resources(asked),
        text_size=text_size.of(request),
        here=request.path if is_local_path(request.path) else "/",
        notice=shown_on(request),
        in_member_area=in_member_area,
        updated=getattr(page, "shown_date", None),
        siblings=family.beside,
        children=family.below,
    )


def _is_member_area(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and hasattr(match.func, "service"))


def _addresses(request: HttpRequest, page: PublicPage | None, site: Site | None) -> dict[str, str]:
    """Language → address of this page, in the languages of the site."""
    if page:
        return queries.translations(page)
    if request.resolver_match is None:
        return {}
    return _in(request, [*queries.languages_of(site), languages.asked()])


def _offered(site: Site | None, addresses: Mapping[str, str]) -> dict[str, str]:
    """Language → where to go on in it: this page's translation, else the page itself inside that language's frame.

    The page then says that it has not been translated (R64); only what stands in the first language can be read so.
    """
    source = addresses.get(settings.LANGUAGE_CODE)
    if source is None:
        return dict(addresses)
    codes = {*queries.languages_of(site), *addresses, languages.asked()}
    return {code: addresses.get(code) or resolve(source, code) for code in codes}


def _in(request: HttpRequest, codes: Sequence[str]) -> dict[str, str]:
    address = languages.same_address(request)
    return {code: address(code) for code in codes if code in languages.have_addresses()}


def _named(urls: Mapping[str, str], current: str) -> list[Language]:
    return [
        Language(code, languages.own_name(code), urls[code], code == current)
        for code, _name in settings.LANGUAGES
        if code in urls
    ]


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


def context(
    request: HttpRequest,
    *,
    language: str | None = None,
    alternates: Sequence[str] | None = None,
    above: Sequence[Link] = (),
    **more: Any,
) -> dict[str, Any]:
    """The context of a view that is no page of the tree: its frame, and what the view adds."""
    return {"frame": frame(request, language=language, alternates=alternates, above=above), **more}
