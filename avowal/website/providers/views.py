"""`/find-a-doctor/`: the search, and the page of one provider.

What is looked for stands behind the `?` of the address, which the door keeps nowhere; so does the number of a provider,
since whose page somebody read can tell an illness as well as any word.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from avowal.website.pages import finding, languages
from avowal.website.pages.addresses import Link, resolve
from avowal.website.pages.caching import kept_for_everyone
from avowal.website.pages.frame import context
from avowal.website.providers.forms import FindForm
from avowal.website.providers.models import Provider
from avowal.website.providers.queries import found

PER_PAGE = 10
_SHEET = "page"
_EVERY_LANGUAGE = tuple(code for code, _name in settings.LANGUAGES)


@kept_for_everyone
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The form; below it who fits, once something was asked, and else what editors wrote about it."""
    asked = {name: value for name, value in request.GET.items() if name in FindForm.base_fields}
    form = FindForm(asked or None)
    searched = bool(asked) and form.is_valid()
    sheet = Paginator(found(form.wanted()), PER_PAGE).get_page(request.GET.get(_SHEET)) if searched else None
    around = context(request, alternates=_EVERY_LANGUAGE, title=gettext("Find a doctor"))
    kept = {name: value for name, value in asked.items() if value}
    return render(
        request,
        "providers/find.html",
        {
            **around,
            "form": form,
            "sheet": sheet,
            "asked_again": f"{urlencode(kept)}&" if kept else "",
            "page_text": None if searched else finding.at(request, "find-a-doctor"),
        },
    )


@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """One provider: `?npi=…`."""
    provider = Provider.objects.prefetch_related("spoken").filter(npi=request.GET.get("npi", "")).first()
    if provider is None:
        raise Http404
    above = [Link(gettext("Find a doctor"), resolve("/find-a-doctor/", languages.asked()))]
    around = context(request, alternates=_EVERY_LANGUAGE, above=above, title=provider.name)
    return render(request, "providers/entry.html", {**around, "provider": provider})
