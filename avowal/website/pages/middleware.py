"""What caches between the sites and a browser may keep."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class VaryOnTextSize:
    """Pages differ by address and by the text size cookie, and by nothing else that a browser sends (R64).

    Django's locale middleware would add `Accept-Language`, which never decides the language here.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        if answer.get("Content-Type", "").startswith("text/html"):
            answer["Vary"] = "Cookie"
        return answer
