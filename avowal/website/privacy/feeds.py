"""The feed of the policy's versions, Atom 1.0 (ledger 16.1)."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from avowal.policy.words import WORDS
from avowal.website.pages import languages
from avowal.website.pages.addresses import resolve
from avowal.website.privacy import history
from avowal.website.privacy.history import Entry, State
from avowal.website.privacy.history_views import changes_of


class InWordsLanguage(Atom1Feed):
    """A feed that names the language in which its words come out."""

    def __init__(self, *args: Any, language: str | None = None, **more: Any) -> None:
        super().__init__(*args, language=languages.words_in(language or _language()), **more)


class Changes(Feed):  # type: ignore[type-arg]  # it is generic in the stubs only
    """An entry for each version that can be read, newest first, in the language of the address."""

    feed_type = InWordsLanguage

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[Entry]:
        return [entry for entry in history.entries(timezone.now()) if entry.version is not None]

    def title(self, found: list[Entry]) -> str:
        return gettext("Changes of our privacy policy") + _of_organisation(found)

    def link(self, found: list[Entry]) -> str:
        return resolve("/privacy/history/")

    def feed_guid(self, found: list[Entry]) -> str:
        return _tag(found[-1], f"privacy/{_language()}/changes") if found else resolve("/privacy/changes.atom")

    def author_name(self, found: list[Entry]) -> str:
        return _organisation(found) or gettext("Privacy")

    def items(self, found: list[Entry]) -> list[Entry]:
        return found

    def item_title(self, item: Entry) -> str:
        return gettext("Version %(number)s of our privacy policy") % {"number": item.number}

    def item_link(self, item: Entry) -> str:
        since = f"since/{item.before.number}/" if item.before else ""
        return resolve(f"/privacy/history/{item.number}/{since}")

    def item_guid(self, item: Entry) -> str:
        return _tag(item, f"privacy/{_language()}/version/{item.number}")

    def item_updateddate(self, item: Entry) -> datetime:
        return item.published_at

    def item_pubdate(self, item: Entry) -> datetime:
        return item.published_at

    def item_description(self, item: Entry) -> str:
        spoken = languages.words_in(_language())
        told = changes_of(item, spoken)
        sentences = format_html_join("", "<li>{}</li>", ((one.text,) for one in told))
        return format_html("<p>{}</p>", _when(item, spoken)) + (format_html("<ul>{}</ul>", sentences) if told else "")


def _when(entry: Entry, language: str) -> str:
    day = WORDS[language if language in WORDS else "en"].day(entry.effective_date)
    if entry.state is State.WAITING:
        return gettext("It takes effect on %(day)s.") % {"day": day}
    return gettext("It took effect on %(day)s.") % {"day": day}


def _tag(entry: Entry, name: str) -> str:
    """A name that stays (RFC 4151), whatever host serves the feed; the day is that of publishing."""
    assert entry.version is not None
    host = next((site.host for site in entry.version.policy.sites.values()), "localhost")
    return f"tag:{host},{entry.published_at.date().isoformat()}:{name}"


def _language() -> str:
    return languages.asked()


def _organisation(found: list[Entry]) -> str:
    return next((entry.version.policy.organisation.name for entry in found if entry.version), "")


def _of_organisation(found: list[Entry]) -> str:
    name = _organisation(found)
    return f" · {name}" if name else ""
