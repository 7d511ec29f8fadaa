"""The privacy policy's page, and the policy in force for programs."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from avowal.policy import prose
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.translations import LABELS, TranslationState, state
from avowal.website import in_force
from avowal.website.pages import languages
from avowal.website.pages.addresses import Link, resolve
from avowal.website.pages.frame import context
from avowal.website.privacy import machine
from avowal.website.privacy.contacts import offices
from avowal.website.privacy.prose_html import sections


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """The version in force in the language of the address; 503 in plain words where none is in force."""
    version = in_force.version()
    if version is None:
        return none_in_force(request)
    page = page_of(version)
    around = context(request, language=page.language, alternates=version.policy.languages, title=page.title)
    return render(
        request,
        "privacy/statement.html",
        {
            **around,
            **text_of(version, page, around["frame"].navigation.language),
            "offices": offices(version.policy, page.language),
        },
    )


def none_in_force(request: HttpRequest) -> HttpResponse:
    """503 in plain words: no version is in force."""
    title = gettext("Our privacy policy cannot be shown right now")
    return render(request, "privacy/none_in_force.html", context(request, title=title), status=503)


def page_of(version: PolicyVersion) -> prose.Page:
    """The page of `version` in the language of the address, else in the one it was written in."""
    asked = languages.asked()
    return prose.page(version, asked if asked in version.policy.wording else version.policy.source_language)


def text_of(version: PolicyVersion, page: prose.Page, tree: str) -> dict[str, object]:
    """What the template of a version's text reads. Links in it lead to pages in the language `tree`."""
    return {
        "statement": page,
        "sections": sections(page, tree),
        "not_in_language": page.language != languages.asked(),
        "translation": translation_of(version.policy, page.language),
    }


@dataclass(frozen=True)
class Translation:
    """How the text stands to the one it was made from, and where that stands (R60, R61).

    `stale` leads to the sections of the source text that changed since; `all_stale` says that every one did,
    `stale_names` that names of things did.
    """

    state: TranslationState
    source_language: str
    source_url: str
    stale: tuple[Link, ...]
    all_stale: bool
    stale_names: bool


def translation_of(policy: Policy, language: str) -> Translation:
    """How the text in `language` stands."""
    found, source = state(policy, language), policy.source_language
    url, titles = resolve("/privacy/", source), policy.wording[source].sections
    stale = tuple(Link(titles[anchor].title, f"{url}#{anchor}") for anchor in found.stale if anchor in titles)
    return Translation(found, source, url, stale, len(stale) == len(titles), LABELS in found.stale)


@require_safe
def machine_readable(request: HttpRequest) -> HttpResponse:
    """`/.well-known/avowal.json`: the version in force, its number, date and hash, and every declaration."""
    version = in_force.version()
    recorded = next((one for one in in_force.history() if version and one.link.number == version.number), None)
    if version is None or recorded is None or recorded.version is None:
        return _for_everyone(JsonResponse({"error": "No policy is in force."}, status=503))
    told = machine.document(
        recorded, in_force.waiting(), lambda path, language: request.build_absolute_uri(resolve(path, language))
    )
    return _for_everyone(JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


@require_safe
def machine_schema(request: HttpRequest) -> HttpResponse:
    """`/.well-known/avowal.schema.json`: the JSON Schema of `/.well-known/avowal.json`."""
    answer = JsonResponse(machine.json_schema(), content_type="application/schema+json")
    return _for_everyone(answer)


@require_safe
def gpc(request: HttpRequest) -> HttpResponse:
    """`/.well-known/gpc.json` (R34)."""
    version = in_force.version()
    if version is None:
        return _for_everyone(JsonResponse({"error": "No policy is in force."}, status=503))
    return _for_everyone(JsonResponse(machine.gpc(version, in_force.versions())))


def _for_everyone(answer: JsonResponse) -> JsonResponse:
    """Public data: a page of any other site may read it."""
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
