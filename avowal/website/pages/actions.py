"""Builds sites from a content directory: pages in each language, navigation, alert, pictures, host names.

Doing it twice changes nothing: what is there stays as editors left it, and only what is missing is made. With
`refresh` the pages are set back to what the files say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from avowal.config import Settings
from avowal.policy.model import Policy
from avowal.website.pages import content_files, remembering
from avowal.website.pages.content_files import PageFile
from avowal.website.pages.content_pages import Uploads, check_addresses, fill, stream, type_of
from avowal.website.pages.models import Alert, EventPage, HomePage, LocationPage, Navigation, PublicPage

FIRST_LANGUAGE = "en"


@dataclass
class Loaded:
    """How much was made; all zero when everything was there."""

    sites: int = 0
    pages: int = 0
    pictures: int = 0
    documents: int = 0
    navigations: int = 0
    alerts: int = 0


@dataclass
class _Load:
    """One run over one content directory."""

    directory: Path
    settings: Settings
    policy: Policy
    today: date
    refresh: bool
    loaded: Loaded = field(default_factory=Loaded)
    uploads: Uploads = field(init=False)
    made: dict[tuple[str, str, str], PublicPage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.uploads = Uploads(self.directory, self.today)


@transaction.atomic
def load_content(directory: Path, *, settings: Settings, policy: Policy, today: date, refresh: bool = False) -> Loaded:
    """Make every site, page, picture, navigation and alert that `directory` holds and the database does not.

    `today` is the alert's first day. Raises content_files.ContentProblem before anything is kept.
    """
    load = _Load(directory, settings, policy, today, refresh)
    for language in policy.languages:
        Locale.objects.get_or_create(language_code=language)
    _remove_wagtails_welcome()
    files = content_files.page_files(directory)
    for file in files:
        _page(load, file)
    _take_places(load, files)
    for key in policy.sites:
        if (key, FIRST_LANGUAGE, "") in load.made:
            _frame_of(load, key)
    _alert(load)
    load.loaded.pictures, load.loaded.documents = load.uploads.pictures, load.uploads.documents
    return load.loaded


def align_sites(settings: Settings, policy: Policy) -> None:
    """Give each site the host name and port that the deployment's settings say, and the fallback its place."""
    for key, declared in policy.sites.items():
        Site.objects.filter(root_page__slug=key).update(
            hostname=settings.hosts.get(key, declared.host),
            port=443 if settings.secure else settings.port,
            site_name=declared.label,
        )
    remembering.forget()


def _remove_wagtails_welcome() -> None:
    """Wagtail's migrations leave a page and a site of their own; they go unless somebody worked on them."""
    welcome = Page.objects.filter(depth=2, slug="home", latest_revision=None, content_type__model="page").first()
    if welcome is not None:
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()


def _page(load: _Load, file: PageFile) -> None:
    page = _existing(load, file)
    if page is None:
        page = _new(load, file)
        load.loaded.pages += 1
    elif load.refresh:
        fill(page, file, load.uploads)
        page.save()
    load.made[file.site, file.language, file.path] = page


def _existing(load: _Load, file: PageFile) -> PublicPage | None:
    if not file.path:
        return HomePage.objects.filter(slug=_home_slug(file)).first()
    parent = load.made.get((file.site, file.language, file.parent))
    found = Page.objects.child_of(parent).filter(slug=file.slug).first() if parent else None
    return found.specific if found else None


def _new(load: _Load, file: PageFile) -> PublicPage:
    page = fill(type_of(file)(slug=file.slug if file.path else _home_slug(file)), file, load.uploads)
    page.locale = Locale.objects.get(language_code=file.language)
    original = load.made.get((file.site, FIRST_LANGUAGE, file.path))
    if original is not None:
        page.translation_key = original.translation_key
    page.live = True
    page.first_published_at = page.last_published_at = timezone.now()
    _parent(load, file).add_child(instance=page)
    return page


def _take_places(load: _Load, files: Iterable[PageFile]) -> None:
    """Events take place at pages that may come after them in the tree."""
    for file in files:
        event, place = load.made[file.site, file.language, file.path], file.front.get("place")
        if not isinstance(event, EventPage) or event.place_id or not place:
            continue
        found = load.made.get((file.site, file.language, place))
        if not isinstance(found, LocationPage):
            raise content_files.ContentProblem(f"{file}: “{place}” is no location of that site and language.")
        event.place = found
        event.save()


def _parent(load: _Load, file: PageFile) -> Page:
    if not file.path:
        return Page.get_first_root_node()
    parent = load.made.get((file.site, file.language, file.parent))
    if parent is None:
        raise content_files.ContentProblem(
            f"{load.directory}/pages/{file.site}/{file.language}/{file.path}.md hangs from “{file.parent}”, "
            "which has no page in that language; write its index.md."
        )
    return parent


def _home_slug(file: PageFile) -> str:
    return file.site if file.language == FIRST_LANGUAGE else f"{file.site}-{file.language}"


def _frame_of(load: _Load, key: str) -> None:
    """The site of one host name, and its navigation in each language."""
    declared = load.policy.sites[key]
    site, new = Site.objects.get_or_create(
        root_page=load.made[key, FIRST_LANGUAGE, ""],
        defaults={
            "hostname": load.settings.hosts.get(key, declared.host),
            "port": 443 if load.settings.secure else load.settings.port,
            "site_name": declared.label,
            "is_default_site": key == (load.settings.fallback_site or next(iter(load.policy.sites))),
        },
    )
    load.loaded.sites += new
    align_sites(load.settings, load.policy)
    original: Navigation | None = None
    for language in _languages_of(load, key):
        original = _navigation(load, site, key, language, original)


def _languages_of(load: _Load, key: str) -> Iterator[str]:
    """The first language, then those that the policy declares for the site or in which it has a front page."""
    yield FIRST_LANGUAGE
    for code in load.policy.languages:
        if code != FIRST_LANGUAGE and (code in load.policy.sites[key].languages or (key, code, "") in load.made):
            yield code


def _navigation(load: _Load, site: Site, key: str, language: str, original: Navigation | None) -> Navigation:
    locale = Locale.objects.get(language_code=language)
    kept = Navigation.objects.filter(site=site, locale=locale).first()
    if kept is not None and not load.refresh:
        return kept
    navigation = kept or Navigation(site=site, locale=locale)
    if original is not None:
        navigation.translation_key = original.translation_key
    words = content_files.words_file(load.directory, language)
    said = content_files.in_language(content_files.navigation_file(load.directory, key), language, words)
    check_addresses(said, f"the navigation of {key}")
    for name, block_type in _PARTS.items():
        blocks = [{"type": block_type, "value": entry} for entry in said.get(name) or ()]
        setattr(navigation, name, stream(navigation, name, blocks, load.uploads, f"the navigation of {key}"))
    navigation.save()
    load.loaded.navigations += kept is None
    return navigation


_PARTS = {"utility": "link", "menus": "menu", "footer": "group", "social": "link", "utilities": "link"}


def _alert(load: _Load) -> None:
    said = content_files.alert_file(load.directory)
    if said is None or Alert.objects.exists():
        return
    ends = content_files.end_of_next_month(load.today) if said["ends"] == "end_of_next_month" else said["ends"]
    check_addresses({"url": said.get("link", "")}, "alert.yaml")
    first: Alert | None = None
    for language in load.policy.languages:
        words = content_files.words_file(load.directory, language)
        text = said["text"].get(language) or words.get(said["text"][FIRST_LANGUAGE])
        if not text:
            continue
        alert = Alert(
            locale=Locale.objects.get(language_code=language),
            text=text,
            telephone=said.get("telephone", ""),
            url=said.get("link", ""),
            starts_date=load.today,
            ends_date=ends,
        )
        if first is not None:
            alert.translation_key = first.translation_key
        alert.save()
        first = first or alert
        load.loaded.alerts += 1
