"""The list of documents, each document as a page, and each as a PDF: one address a language, no script, no sign-in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import http_date
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from avowal.policy.model import Policy, Resource
from avowal.website import in_force
from avowal.website.pages import languages
from avowal.website.pages.addresses import Link, resolve
from avowal.website.pages.caching import kept_for_everyone
from avowal.website.pages.frame import context
from avowal.website.privacy.views import none_in_force
from avowal.website.resources import pdf, printing
from avowal.website.resources.documents import SOURCE, document
from avowal.website.resources.languages_spoken import direction, own_name
from avowal.website.resources.proofreading import PREFIX, declared
from avowal.website.resources.showing import shown

LIST = "/resources/"
_KEPT_BY_BROWSERS = "public, max-age=3600"


@dataclass(frozen=True)
class InLanguage:
    """A document's addresses in one language; `pdf` is empty where this machine can make none."""

    code: str
    name: str
    direction: str
    url: str
    pdf: str


@dataclass(frozen=True)
class Listed:
    """One entry of the list."""

    label: str
    language: str
    here: InLanguage
    others: tuple[InLanguage, ...]


@require_safe
@kept_for_everyone
def listed(request: HttpRequest) -> HttpResponse:
    """Every document that the policy in force lists, with its languages."""
    policy = in_force.policy()
    if policy is None:
        return none_in_force(request)
    title = gettext("Notices and other documents")
    entries = [_listed(policy, key, one) for key, one in policy.resources.items()]
    return render(request, "resources/list.html", {**context(request, title=title), "entries": entries})


@require_safe
@kept_for_everyone
def read(request: HttpRequest, key: str) -> HttpResponse:
    """One document in the language of the address, else in that it was written in, which the page then says."""
    if key == printing.POLICY:
        return HttpResponseRedirect(resolve("/privacy/"))
    policy = in_force.policy()
    found = document(key) if key in declared(policy) else None
    if policy is None or found is None:
        raise Http404
    asked = languages.asked()
    texts = shown(found, asked, policy.languages)
    language = texts[0].text.language
    above = [Link(gettext("Notices and other documents"), resolve(LIST))]
    around = context(request, language=language, alternates=list(found.texts), above=above)
    more = {
        "title": texts[0].text.title,
        "texts": texts,
        "together": found.together,
        "not_in_language": language != asked,
        "source_url": resolve(f"{PREFIX}{key}/", SOURCE),
        "source_language": SOURCE,
        "pdf": pdf_address(key, language),
    }
    return render(request, "resources/document.html", {**around, **more})


@require_safe
def as_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The PDF of one document; 404 in a language that it has no text in, so that its language tag is always right."""
    language = languages.asked()
    try:
        file = printing.file_of(key, language)
    except pdf.CannotMake as error:
        raise Http404 from error
    if file is None:
        raise Http404
    tag = f'"{file.stem[:32]}"'
    same = request.headers.get("If-None-Match") == tag
    answer = HttpResponse(
        b"" if same else file.read_bytes(), content_type="application/pdf", status=304 if same else 200
    )
    answer["ETag"], answer["Last-Modified"] = tag, http_date(file.stat().st_mtime)
    answer["Content-Language"], answer["Cache-Control"] = language, _KEPT_BY_BROWSERS
    answer["Content-Disposition"] = f'inline; filename="{key}-{language}.pdf"'
    return answer


def pdf_address(key: str, language: str) -> str:
    """Where the PDF lies; empty where this machine can make none."""
    return "" if pdf.trouble() else resolve(f"{PREFIX}{key}.pdf", language)


def _listed(policy: Policy, key: str, resource: Resource) -> Listed:
    asked = languages.asked()
    spoken = [language for language in resource.languages if language in languages.have_addresses()]
    language = asked if asked in spoken else SOURCE
    others = tuple(_in(resource, one) for one in spoken if one != language)
    wording = policy.wording.get(language)
    is_policy = resource.path == "/privacy/" and wording is not None
    label = wording.title if wording is not None and is_policy else in_force.name(f"resources.{key}", language)
    return Listed(label, language, _in(resource, language), others)


def _in(resource: Resource, language: str) -> InLanguage:
    slug = printing.POLICY if resource.path == "/privacy/" else resource.path.removeprefix(PREFIX).strip("/")
    url = resolve(resource.path, language)
    return InLanguage(language, own_name(language), direction(language), url, pdf_address(slug, language))
