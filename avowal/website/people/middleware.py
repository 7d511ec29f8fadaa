"""Tells the edge who uses which service, in the signed-in area alone (ledger 3.5)."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from avowal.website.people.member_key import member_key


class SignedInArea:
    """Fills `member_key` and `service` of the ASGI scope for views that `signed_in_area` marked, and for no others.

    The scope is made by the edge, so nothing that a client sends can put a value there.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Name the member and the service before the view runs."""
        service = getattr(view, "service", None)
        known = getattr(request, "scope", {}).get("avowal")
        if service is None or known is None or not request.user.is_authenticated:
            return
        known["member_key"] = member_key(settings.SECRET_KEY, request.user.pk)
        known["service"] = service
