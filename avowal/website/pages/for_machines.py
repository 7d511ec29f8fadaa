"""What a site tells programs: which pages it has in which languages, where not to look, whom to tell of a weakness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from avowal.website import in_force
from avowal.website.pages.addresses import resolve
from avowal.website.pages.listings import address

SECURITY_TXT_DAYS = 180
"""How long a reader may rely on security.txt; the standard (RFC 9116) asks for less than a year."""
_OUR_OWN_IN_EVERY_LANGUAGE = ("/find-a-doctor/", "/search/")


@dataclass
class Entry:
    """One page in each of its languages: language → address."""

    urls: dict[str, str] = field(default_factory=dict)
    changed: dict[str, date] = field(default_factory=dict)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: every page of this site, each with its translations."""
    site, origin = Site.find_for_request(request), f"{request.scheme}://{request.get_host()}"
    entries = [*(_of_tree(site) if site else ()), *_of_views()]
    told = [
        {
            "url": origin + url,
            "changed": entry.changed.get(language),
            "alternates": [(code, origin + other) for code, other in entry.urls.items()],
        }
        for entry in entries
        for language, url in entry.urls.items()
    ]
    return render(request, "pages/sitemap.xml", {"entries": told}, content_type="application/xml")


def _of_tree(site: Site) -> Iterable[Entry]:
    """The pages of the site's trees, with two queries."""
    homes = Page.objects.live().filter(translation_key=site.root_page.translation_key).values_list("path", flat=True)
    trees = Q(pk__in=())
    for home in homes:
        trees |= Q(path__startswith=home)
    spoken = {code for code, _name in settings.LANGUAGES}
    found: dict[object, Entry] = defaultdict(Entry)
    rows = Page.objects.live().public().filter(trees).order_by("path")
    fields = ("translation_key", "locale__language_code", "url_path", "last_published_at")
    for key, language, url_path, published in rows.values_list(*fields):
        if language in spoken:
            found[key].urls[language] = address(url_path, language)
            if published:
                found[key].changed[language] = published.date()
    return found.values()


def _of_views() -> Iterable[Entry]:
    """Pages that are no pages of a tree: the policy in its languages, the directory and the search in all."""
    policy = in_force.policy()
    if policy is not None:
        yield Entry({code: resolve("/privacy/", code) for code in policy.languages})
    for path in _OUR_OWN_IN_EVERY_LANGUAGE:
        yield Entry({code: resolve(path, code) for code, _name in settings.LANGUAGES})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: what is looked for, and who signs in, belongs in nobody's index."""
    refused = ["/office/", "/account/", "/search/?", "/find-a-doctor/?", "/find-a-doctor/entry/", "/text-size/"]
    own = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    everywhere = [f"/{code}{path}" for code in own for path in refused[1:]]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*refused, *everywhere)), ""]
    lines.append(f"Sitemap: {request.scheme}://{request.get_host()}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. 404 where the policy names no e-mail."""
    policy = in_force.policy()
    emails = [contact.email for contact in policy.contacts.values() if contact.email] if policy else []
    if policy is None or not emails:
        return HttpResponse("No policy in force names an e-mail address.\n", status=404, content_type="text/plain")
    origin = f"{request.scheme}://{request.get_host()}"
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=SECURITY_TXT_DAYS)
    lines = [
        f"Contact: mailto:{emails[0]}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        f"Preferred-Languages: {', '.join(policy.languages)}",
        f"Canonical: {origin}/.well-known/security.txt",
        f"Policy: {origin}/privacy/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
