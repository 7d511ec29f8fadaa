"""The promotions for one visitor."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from wagtail.models import Site

from avowal.website import in_force
from avowal.website.promotions.models import Promotion
from avowal.website.promotions.returning import came_back

MOST = 2


def promotions_for(
    request: HttpRequest, site: Site | None, language: str, today: date, *, member: bool
) -> list[Promotion]:
    """What a returning visitor is shown, at most two; nothing, and no question to the database, for everybody else."""
    if not came_back(request, in_force.policy(), today):
        return []
    found = Promotion.objects.shown_on(today).for_site(site).filter(locale__language_code=language)
    if not member:
        found = found.filter(audience=Promotion.Audience.EVERYONE)
    return list(found.select_related("picture")[:MOST])
