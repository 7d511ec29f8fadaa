"""The PDF of a document in one language, and of the policy in force: which HTML it is made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from avowal.policy import prose
from avowal.policy.model import PolicyVersion
from avowal.website import in_force
from avowal.website.pages.addresses import site_root
from avowal.website.privacy.prose_html import sections
from avowal.website.privacy.views import translation_of
from avowal.website.resources import pdf
from avowal.website.resources.documents import Document, document
from avowal.website.resources.proofreading import declared
from avowal.website.resources.showing import shown

POLICY = "policy"
"""The key under which the policy itself is a document."""


def printed(key: str, language: str) -> pdf.Printed | None:
    """What the PDF of document `key` in `language` is made from; None where there is no such text."""
    version = in_force.version()
    if version is None:
        return None
    if key == POLICY:
        return _policy(version, language)
    found = document(key) if key in declared(version.policy) else None
    return _document(found, version, language) if found and language in found.texts else None


def file_of(key: str, language: str) -> Path | None:
    """The PDF, made now unless it was before; None where there is no such text. Raises pdf.CannotMake."""
    found = printed(key, language)
    return pdf.file_of(found, settings.AVOWAL.data) if found else None


def every() -> Iterator[tuple[str, str]]:
    """Key and language of each PDF that the sites offer."""
    policy = in_force.policy()
    if policy is None:
        return
    yield from ((POLICY, language) for language in policy.languages)
    for key, promised in declared(policy).items():
        found = document(key)
        yield from ((key, language) for language in promised if found and language in found.texts)


def _policy(version: PolicyVersion, language: str) -> pdf.Printed | None:
    if language not in version.policy.wording:
        return None
    with override(language):
        page = prose.page(version, language)
        more = {
            "page": page,
            "sections": sections(page, language),
            "translation": translation_of(version.policy, language),
        }
        return _printed(version, "resources/pdf_policy.html", language, (language,), page.title, more)


def _document(found: Document, version: PolicyVersion, language: str) -> pdf.Printed:
    with override(language):
        texts = shown(found, language, version.policy.languages)
        spoken = tuple(one.text.language for one in texts)
        more = {"texts": texts, "together": found.together}
        return _printed(version, "resources/pdf_document.html", language, spoken, texts[0].text.title, more)


def _printed(
    version: PolicyVersion, template: str, language: str, spoken: tuple[str, ...], title: str, more: dict[str, object]
) -> pdf.Printed:
    policy = version.policy
    root = next((found for found in map(site_root, policy.sites) if found), "")
    organisation = policy.organisation.name
    html = render_to_string(template, {"language": language, "title": title, "organisation": organisation, **more})
    return pdf.Printed(html, spoken, f"{root}/")
