"""The figures of the page that an editor has before her (ledger 2.2: used to improve sites, services and content)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from avowal.website.office.views import permission

REPORT = "pages"
PERIOD = "28d"


def address_of_figures(page: Page, user: Any) -> str:
    """The Pages report for this page over 28 days; empty where nobody sees the page yet, or the user no report."""
    if not page.live or not user.has_perm(permission(REPORT)):
        return ""
    place = place_of(page)
    if place is None:
        return ""
    site, path = place
    return f"{reverse(f'report_{REPORT}')}?{urlencode({'period': PERIOD, 'site': site, 'path': path})}"


def place_of(page: Page) -> tuple[str, str] | None:
    """The policy's key of the site that shows `page`, and its path there; None for a page of no site of ours."""
    parts = page.get_url_parts()
    if parts is None:
        return None
    _site, root, path = parts
    site = settings.HOSTS.get((urlsplit(root or "").hostname or "").lower())
    return (site, path) if site and path else None
