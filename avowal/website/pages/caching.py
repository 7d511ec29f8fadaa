"""Keeps whole pages in Django's cache, for visitors of whom nothing is known (R64, R113).

A page is kept only where it is the same for everyone who may get it: it is one that says so, was asked for without a
query and with no cookie but that of the text size, sets no cookie, and no session was used for it. It is found again
under all that it depends on: host, address, text size, the policy in force and the one that waits, the day, and what
the door says of the visitor (whether the page script may be named, which refusal her browser sends).

What an editor changes is seen at once, by every process of the deployment (`remembering`). The weblog is the door's,
which stands in front: a page from here is noted like any other.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from avowal.website import in_force
from avowal.website.pages import remembering, text_size
from avowal.website.privacy import notice, signal
from avowal.website.settings.cookies import TEXT_SIZE

SECONDS = 10 * 60
"""How long a page is kept at most. Other machines, which see no mark, show a change after this time."""
_HEADERS = ("Content-Type", "Content-Language", "Vary", "Link", "Cache-Control", "Referrer-Policy")
_TREE = "wagtail_serve"
_MARK = "avowal_kept_for_everyone"

View = TypeVar("View", bound=Callable[..., HttpResponse])


def kept_for_everyone(view: View) -> View:
    """Marks a view whose page, without a query, is the same for everyone; pages of the tree need no mark."""
    setattr(view, _MARK, True)
    return view


class PageCache:
    """The middleware. It stands before everything that looks at sessions, languages or users."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request):
            return self._get_response(request)
        key = _key(request)
        kept = cache.get(key)
        if kept is not None:
            return _again(kept, request)
        answer = self._get_response(request)
        # What is changed while a page is made may be in it or not: it is kept under what held before.
        if _is_for_everyone(request, answer):
            headers = {name: answer[name] for name in _HEADERS if name in answer}
            cache.set(key, (answer.content, headers, notice.carried_by(request)), SECONDS)
        return answer


def _may_be_kept(request: HttpRequest) -> bool:
    plain = settings.PAGES_KEPT and request.method == "GET" and not request.META.get("QUERY_STRING")
    return plain and not (request.COOKIES.keys() - {TEXT_SIZE}) and "HTTP_AUTHORIZATION" not in request.META


def _is_for_everyone(request: HttpRequest, answer: HttpResponse) -> bool:
    match = request.resolver_match
    named = match is not None and (match.url_name == _TREE or getattr(match.func, _MARK, False))
    session = getattr(request, "session", None)
    return (
        named
        and answer.status_code == HTTPStatus.OK
        and not answer.streaming
        and answer.get("Content-Type", "").startswith("text/html")
        and not answer.cookies
        and not any(word in answer.get("Cache-Control", "") for word in ("private", "no-store", "no-cache"))
        and "CSRF_COOKIE" not in request.META
        and not getattr(session, "accessed", False)
        and not getattr(request, "is_preview", False)
    )


def _key(request: HttpRequest) -> str:
    """Everything that a page depends on. Raises DisallowedHost for a host that is not ours (R113)."""
    version, waiting, refusal = in_force.version(), in_force.waiting(), signal.of(request)
    depends_on = "|".join(
        (
            request.get_host(),
            "s" if request.is_secure() else "",
            request.path,
            text_size.of(request).name,
            version.sha256 if version else "",
            waiting.sha256 if waiting else "",
            timezone.localdate().isoformat(),
            refusal.value if refusal else "",
            str(signal.told_by_the_door(request).get("page_script", True)),
            str(remembering.marked()),
            _state_of_templates(settings.CHANGING_TEMPLATES),
        )
    )
    # A path may be long and hold spaces, which a cache's keys may not.
    return f"page-{sha256(depends_on.encode()).hexdigest()}"


def _state_of_templates(directory: Path | None) -> str:
    """Changes with any file in `directory`; empty for None. Without pathlib it takes a fifth, for every page."""
    if directory is None:
        return ""
    files = [os.path.join(folder, name) for folder, _, names in os.walk(directory) for name in names]  # noqa: PTH118
    return f"{len(files)}:{max((os.stat(file).st_mtime_ns for file in files), default=0)}"  # noqa: PTH116


def _again(kept: tuple[bytes, dict[str, str], int | None], request: HttpRequest) -> HttpResponse:
    content, headers, noticed = kept
    notice.carry(request, noticed)
    return HttpResponse(content, headers=headers)
