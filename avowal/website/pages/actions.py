"""Builds sites from a content directory: pages in each language, navigation, alert, pictures, host names.

Doing it twice changes nothing: what is there stays as editors left it, and only what is missing is made. With
`refresh` the pages are set back to what the files say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from avowal.config import Settings
from avowal.policy.model import Policy
from avowal.website.pages import content_files
from avowal.website.pages.addresses import validate_address, validate_prose
from avowal.website.pages.content_files import PageFile
from avowal.website.pages.models import Alert, HomePage, Navigation, PublicPage, StandardPage

FIRST_LANGUAGE = "en"


@dataclass
class Loaded:
    """How much was made; all zero when everything was there."""

    sites: int = 0
    pages: int = 0
    pictures: int = 0
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
    pictures: dict[str, Any] = field(default_factory=dict)
    made: dict[tuple[str, str, str], PublicPage] = field(default_factory=dict)


@transaction.atomic
def load_content(directory: Path, *, settings: Settings, policy: Policy, today: date, refresh: bool = False) -> Loaded:
    """Make every site, page, picture, navigation and alert that `directory` holds and the database does not.

    `today` is the alert's first day. Raises content_files.ContentProblem before anything is kept.
    """
    load = _Load(directory, settings, policy, today, refresh)
    for language in policy.languages:
        Locale.objects.get_or_create(language_code=language)
    _remove_wagtails_welcome()
    for file in content_files.page_files(directory):
        _page(load, file)
    for key in policy.sites:
        if (key, FIRST_LANGUAGE, "") in load.made:
            _frame_of(load, key)
    _alert(load)
    return load.loaded


def align_sites(settings: Settings, policy: Policy) -> None:
    """Give each site the host name and port that the deployment's settings say, and the fallback its place."""
    for key, declared in policy.sites.items():
        Site.objects.filter(root_page__slug=key).update(
            hostname=settings.hosts.get(key, declared.host),
            port=443 if settings.secure else settings.port,
            site_name=declared.label,
        )


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
        _fill(load, page, file)
        page.save()
    load.made[file.site, file.language, file.path] = page


def _existing(load: _Load, file: PageFile) -> PublicPage | None:
    if not file.path:
        return HomePage.objects.filter(slug=_home_slug(file)).first()
    parent = load.made.get((file.site, file.language, file.parent))
    return StandardPage.objects.child_of(parent).filter(slug=file.slug).first() if parent else None


def _new(load: _Load, file: PageFile) -> PublicPage:
    page = _fill(load, StandardPage(slug=file.slug) if file.path else HomePage(slug=_home_slug(file)), file)
    page.locale = Locale.objects.get(language_code=file.language)
    original = load.made.get((file.site, FIRST_LANGUAGE, file.path))
    if original is not None:
        page.translation_key = original.translation_key
    page.live = True
    page.first_published_at = page.last_published_at = timezone.now()
    _parent(load, file).add_child(instance=page)
    return page


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


def _fill(load: _Load, page: PublicPage, file: PageFile) -> PublicPage:
    front = file.front
    action: Mapping[str, str] = front.get("action") or {}
    page.title = page.draft_title = str(front["title"])
    page.nav_title = str(front.get("nav_title", ""))
    page.lead = str(front.get("lead", ""))
    page.search_description = str(front.get("search_description", ""))
    _check_addresses([action, list(file.body)], f"pages/{file.site}/{file.language}/{file.path or 'index'}")
    page.action_label, page.action_url = action.get("label", ""), action.get("url", "")
    page.picture = _picture(load, front.get("picture"))
    page.updated_date = front.get("updated")
    page.body = _stream(page, "body", list(file.body))
    return page


def _picture(load: _Load, name: str | None) -> Any:
    """The uploaded picture for a file of `pictures/`, by its name; None for none."""
    if not name:
        return None
    if name not in load.pictures:
        load.pictures[name] = get_image_model().objects.filter(title=name).first() or _upload(load, name)
    return load.pictures[name]


def _upload(load: _Load, name: str) -> Any:
    file = load.directory / "pictures" / name
    if not file.is_file():
        raise content_files.ContentProblem(f"A page shows the picture {name}, but {file} is missing; add it there.")
    load.loaded.pictures += 1
    with file.open("rb") as stream:
        return get_image_model().objects.create(title=name, file=ImageFile(stream, name=name))


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
    for language in (FIRST_LANGUAGE, *(code for code in declared.languages if code != FIRST_LANGUAGE)):
        original = _navigation(load, site, key, language, original)


def _navigation(load: _Load, site: Site, key: str, language: str, original: Navigation | None) -> Navigation:
    locale = Locale.objects.get(language_code=language)
    kept = Navigation.objects.filter(site=site, locale=locale).first()
    if kept is not None and not load.refresh:
        return kept
    navigation = kept or Navigation(site=site, locale=locale)
    if original is not None:
        navigation.translation_key = original.translation_key
    said = content_files.in_language(content_files.navigation_file(load.directory, key), language)
    _check_addresses(said, f"the navigation of {key}")
    for name, block_type in _PARTS.items():
        values = [{"type": block_type, "value": _block_value(load, entry)} for entry in said.get(name) or ()]
        setattr(navigation, name, _stream(navigation, name, values))
    navigation.save()
    load.loaded.navigations += kept is None
    return navigation


def _check_addresses(said: Any, where: str) -> None:
    """Editors may not write an address that a browser reads otherwise, and neither may a content file."""
    if isinstance(said, list):
        for entry in said:
            _check_addresses(entry, where)
        return
    if not isinstance(said, Mapping):
        return
    for name, value in said.items():
        if name == "url" and value:
            _check(validate_address, value, where)
        elif name == "value" and isinstance(value, str):
            _check(validate_prose, value, where)
        else:
            _check_addresses(value, where)


def _check(validate: Callable[[str], None], value: str, where: str) -> None:
    try:
        validate(value)
    except ValidationError as refused:
        raise content_files.ContentProblem(
            f"{where}: an address cannot be used. {' '.join(refused.messages)}"
        ) from None


_PARTS = {"utility": "link", "menus": "menu", "footer": "group", "social": "link", "utilities": "link"}


def _stream(model: Any, name: str, blocks: list[dict[str, Any]]) -> Any:
    """Plain values as what the StreamField `name` holds."""
    return model._meta.get_field(name).stream_block.to_python(blocks)  # noqa: SLF001


def _block_value(load: _Load, entry: Any) -> Any:
    """The entry as its block stores it: pictures by their number, everything else as it is."""
    if isinstance(entry, list):
        return [_block_value(load, item) for item in entry]
    if isinstance(entry, dict):
        return {
            key: _picture_number(load, value) if key == "picture" else _block_value(load, value)
            for key, value in entry.items()
        }
    return entry


def _picture_number(load: _Load, name: str | None) -> int | None:
    picture = _picture(load, name)
    return picture.pk if picture else None


def _alert(load: _Load) -> None:
    said = content_files.alert_file(load.directory)
    if said is None or Alert.objects.exists():
        return
    ends = content_files.end_of_next_month(load.today) if said["ends"] == "end_of_next_month" else said["ends"]
    _check_addresses({"url": said.get("link", "")}, "alert.yaml")
    first: Alert | None = None
    for language in said["text"]:
        alert = Alert(
            locale=Locale.objects.get(language_code=language),
            text=said["text"][language],
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
