"""Signing in, and the first page of the signed-in area."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from avowal.website.pages.addresses import Link
from avowal.website.pages.frame import context
from avowal.website.people.forms import SignInForm
from avowal.website.people.signed_in import signed_in_area


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """One entry for members and providers; `?for=provider` changes the heading alone."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        provider = self.request.GET.get("for") == "provider"
        title = gettext("Provider sign-in") if provider else gettext("Member sign-in")
        return {**super().get_context_data(**kwargs), **context(self.request, title=title, provider=provider)}


@signed_in_area("account.overview")
def overview(request: HttpRequest) -> HttpResponse:
    """Where a signed-in person lands."""
    account = Link(gettext("Your account"), reverse("people:overview"))
    return render(request, "people/overview.html", context(request, title=account.label))
