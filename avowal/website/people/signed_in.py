"""What makes a view part of the signed-in area: it names its service, and nobody opens it without signing in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def signed_in_area(service: str) -> Callable[[View], View]:
    """Decorate a view that only signed-in people may open; `service` is the name that their weblog lines carry."""

    def decorate(view: View) -> View:
        guarded = never_cache(login_required(view))
        guarded.service = service  # type: ignore[attr-defined]
        return guarded

    return decorate
