"""Tells the edge who uses which service, in the signed-in area alone (3.5); keeps a privacy signal with the account."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from avowal.policy import choice_cookie
from avowal.policy.model import Policy
from avowal.website import in_force
from avowal.website.people import account_choices
from avowal.website.people.member_key import member_key
from avowal.website.privacy import choosing, declared_cookies, signal

_OFFICE = "/office/"


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


class AccountChoicesCarried:
    """Keeps a privacy signal with the account of who is signed in, and the account's refusals with the browser (R37).

    The refusals are written into the cookie of choices with the answer to signing in, so that the door obeys from the
    next request on. Signing out leaves the cookie.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        policy = in_force.policy()
        if policy is not None and choosing.offered(policy) and _is_signed_in(request):
            self._carry(request, answer, policy)
        return answer

    def _carry(self, request: HttpRequest, answer: HttpResponse, policy: Policy) -> None:
        account, cookie = cast("AbstractBaseUser", request.user), choice_cookie.cookie_of(policy)
        kept = account_choices.of(account)
        if signal.of(request) is not None:
            kept = account_choices.signal_came(account, policy, timezone.now())
        if cookie is None or cookie in answer.cookies:
            return  # the page itself has just decided over it
        made = choosing.read(request.COOKIES.get(cookie, ""), policy)
        carried = account_choices.narrowed(made, kept, policy)
        if carried != made:
            declared_cookies.keep(answer, policy, cookie, choice_cookie.written(carried))


def _is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is, outside the office; a visitor without the sign-on cookie costs no look into sessions."""
    if request.path.startswith(_OFFICE):
        return False
    came_with_it = settings.SESSION_COOKIE_NAME in request.COOKIES
    return (came_with_it or request.session.modified) and request.user.is_authenticated
