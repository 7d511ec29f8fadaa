"""The privacy policy's page, and the policy in force for programs."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from avowal.policy import canonical, prose
from avowal.policy.model import PolicyVersion
from avowal.website import in_force
from avowal.website.pages.addresses import resolve
from avowal.website.pages.frame import context
from avowal.website.privacy.contacts import offices
from avowal.website.privacy.prose_html import sections


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """The version in force in the language of the address; 503 in plain words where none is in force."""
    version = in_force.version()
    if version is None:
        title = gettext("Our privacy policy cannot be shown right now")
        return render(request, "privacy/none_in_force.html", context(request, title=title), status=503)
    asked = get_language() or settings.LANGUAGE_CODE
    page = _page(version, asked)
    return render(
        request,
        "privacy/statement.html",
        context(
            request,
            title=page.title,
            statement=page,
            sections=sections(page),
            offices=offices(version.policy, page.language),
            not_in_language=page.language != asked,
            source_language=version.policy.source_language,
            source_url=resolve("/privacy/", version.policy.source_language),
        ),
    )


def _page(version: PolicyVersion, language: str) -> prose.Page:
    try:
        return prose.page(version, language)
    except prose.LanguageNotOffered:
        return prose.page(version, version.policy.source_language)


@require_safe
def machine_readable(request: HttpRequest) -> HttpResponse:
    """`/.well-known/avowal.json`: the version in force, its number, date and hash, and every declaration."""
    version = in_force.version()
    if version is None:
        return JsonResponse({"error": "No policy is in force."}, status=503)
    return JsonResponse(
        {
            "version": version.number,
            "effective_date": version.effective_date.isoformat(),
            "sha256": version.sha256,
            "policy": json.loads(canonical.write(version.policy)),
        }
    )
