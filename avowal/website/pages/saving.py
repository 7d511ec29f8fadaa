"""Tells an editor, after a page was saved, what its checks found."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from wagtail.models import Page

from avowal.website.pages import checks
from avowal.website.pages.models import PublicPage

_AT_MOST = 5


def tell(request: HttpRequest, page: Page) -> None:
    """Mistakes, which stand in the way of publishing, and advice: one message each, a handful at most.

    Nothing is told when the editor saves by itself: nobody would read it, and it would wait for the next page.
    """
    if not isinstance(page, PublicPage) or "application/json" in request.headers.get("Accept", ""):
        return
    for problem in checks.problems(page)[:_AT_MOST]:
        say = messages.info if problem.advice else messages.warning
        say(request, problem.message)
