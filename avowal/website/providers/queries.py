"""What the directory is asked. Nothing of a question is kept: not the words, not who asked, not what was found."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from avowal.website.providers.models import Provider, folded


@dataclass(frozen=True)
class Wanted:
    """What a visitor looks for; empty means anything."""

    name: str = ""
    specialty: str = ""
    language: str = ""
    postal_code: str = ""
    accepting: bool = False


def found(wanted: Wanted) -> QuerySet[Provider]:
    """Who fits, by name."""
    providers = Provider.objects.prefetch_related("spoken").order_by("search_name", "npi")
    for word in folded(wanted.name).split():
        providers = providers.filter(search_name__contains=word)
    if wanted.specialty:
        providers = providers.filter(specialty=wanted.specialty)
    if wanted.language:
        providers = providers.filter(spoken__code=wanted.language)
    if wanted.postal_code:
        providers = providers.filter(postal_code=wanted.postal_code)
    if wanted.accepting:
        providers = providers.filter(accepting=True)
    return providers
