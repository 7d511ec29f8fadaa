"""Remembers the visit of who asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from avowal.website import in_force
from avowal.website.promotions import returning


class RemembersVisits:
    """Sets the cookie of 4.5 on pages that are read."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        if request.method == "GET" and answer.status_code == 200 and is_page:  # noqa: PLR2004  (a page that came)
            returning.remember(request, answer, in_force.policy(), timezone.localdate())
        return answer
