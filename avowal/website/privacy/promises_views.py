"""`/privacy/promises/`: every promise of the version in force and how it stands."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from avowal.website import in_force
from avowal.website.pages import languages
from avowal.website.pages.addresses import Link, resolve
from avowal.website.pages.frame import context
from avowal.website.privacy.promises import board
from avowal.website.privacy.views import none_in_force, page_of


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """The board; 503 in plain words where no version is in force."""
    version = in_force.version()
    if version is None:
        return none_in_force(request)
    page = page_of(version)
    title = gettext("Do we keep our promises?")
    above = [Link(gettext("Privacy"), resolve("/privacy/"))]
    around = context(request, alternates=version.policy.languages, above=above, title=title)
    told = board(version, page, settings.AVOWAL.data, timezone.now(), settings.AVOWAL.audit_days)
    return render(
        request,
        "privacy/promises.html",
        {
            **around,
            "board": told,
            "version": version,
            "text_language": page.language,
            "source_language": version.policy.source_language,
            "not_in_language": page.language != languages.asked(),
            "last_day": timezone.localdate(told.last.began_at) if told.last else None,
        },
    )
