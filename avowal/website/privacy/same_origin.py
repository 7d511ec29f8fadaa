"""Forms that must work before any cookie: who may send them is told by the browser, not by a token (4.12, R9).

Django's protection against forged requests needs the form cookie. A page of choices that first sets a cookie would
break the promise that it is there to keep, so these few forms are guarded by what browsers say of every request that
they send: `Sec-Fetch-Site`, and on plain HTTP or in older browsers `Origin`. Neither can be set by a page of another
site. A request that says neither is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from avowal.website.pages.frame import context

View = Callable[..., HttpResponseBase]


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this very origin sent `request`."""
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def guarded_by_origin(view: View) -> View:
    """Decorate a view whose POST only our own pages may send; others get 403 in plain words."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not comes_from_here(request):
            return _refused(request)
        return view(request, *args, **kwargs)

    return guarded


def _refused(request: HttpRequest) -> HttpResponse:
    title = gettext("This did not come from our own page")
    return render(request, "privacy/from_elsewhere.html", context(request, title=title), status=403)
