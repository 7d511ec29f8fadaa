"""Documents, each in the languages in which it is there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from avowal.website.pages import languages
from avowal.website.pages.addresses import resolve
from avowal.website.pages.blocks.basic import AddressBlock


class VersionBlock(blocks.StructBlock):
    """One document in one language: a file, or a page."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=lambda: settings.LANGUAGES)
    file = DocumentChooserBlock(label=_("File"), required=False)
    url = AddressBlock(required=False, label=_("Page"))

    def clean(self, value: Any) -> Any:
        """Either a file or a page."""
        cleaned = super().clean(value)
        if bool(cleaned["file"]) == bool(cleaned["url"]):
            raise ValidationError(_("Choose either a file or a page."))
        return cleaned

    class Meta:
        icon = "globe"
        label = _("In one language")


class DocumentBlock(blocks.StructBlock):
    """One document."""

    title = blocks.CharBlock(label=_("Title"), max_length=100)
    text = blocks.CharBlock(label=_("What it is"), required=False, max_length=200)
    versions = blocks.ListBlock(VersionBlock(), label=_("Languages"), min_num=1, max_num=20)

    def clean(self, value: Any) -> Any:
        """One version a language."""
        cleaned = super().clean(value)
        spoken = [version["language"] for version in cleaned["versions"]]
        if len(spoken) != len(set(spoken)):
            raise ValidationError(_("One language is named twice."))
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Each version with the name of its language, where it is, and what kind of file."""
        offered = [_offered(version) for version in value["versions"]]
        return {**super().get_context(value, parent_context), "offered": [one for one in offered if one["url"]]}

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "pages/blocks/document.html"


def _offered(version: Any) -> dict[str, Any]:
    language, file = version["language"], version["file"]
    url = file.url if file else resolve(version["url"], language)
    return {
        "language": language,
        "name": languages.own_name(language),
        "direction": languages.direction(language),
        "url": url,
        "kind": file.file_extension.upper() if file else "",
        "size": file.file_size if file else None,
    }


class DocumentsBlock(blocks.StructBlock):
    """Documents under one heading."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    documents = blocks.ListBlock(DocumentBlock(), label=_("Documents"), min_num=1, max_num=40)

    class Meta:
        icon = "doc-full"
        label = _("Documents by language")
        template = "pages/blocks/documents.html"
        description = _("Forms, notices and handbooks, each in every language in which it is there.")
        preview_value = {
            "heading": "Notices",
            "documents": [{"title": "Privacy policy", "versions": [{"language": "en", "url": "/privacy/"}]}],
        }
