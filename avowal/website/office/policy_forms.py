"""The forms of a draft's steps: upload, submit, send back, approve, add a language."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy
from avowal.policy.reading import DECLARATIONS, WORDING
from avowal.policy.wording import write_wording
from avowal.policy.words import WORDS
from avowal.website.office.policy_fields import LineField, SeveralFilesField, date_input
from avowal.website.pages.languages import own_name
from avowal.website.privacy.bundle_files import put


class UploadForm(forms.Form):
    """A zip, or a bundle's files."""

    bundle = SeveralFilesField(
        label=_("Bundle"),
        help_text=_("One zip file, or policy.yaml together with its wording files (en.md, es.md and so on)."),
        widget=SeveralFilesField.widget(attrs={"accept": ".zip,.yaml,.md"}),
    )


class SubmitForm(forms.Form):
    """The day on which the draft shall take effect."""

    effective_date = forms.DateField(label=_("Takes effect on"))

    def __init__(self, *args: Any, earliest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._earliest = earliest
        field = self.fields["effective_date"]
        field.widget = date_input(**({"min": earliest.isoformat()} if earliest else {}))
        field.initial = earliest

    def clean_effective_date(self) -> date:
        """Not sooner than the promised notice allows (R14)."""
        given: date = self.cleaned_data["effective_date"]
        if self._earliest and given < self._earliest:
            raise forms.ValidationError(
                _("The policy promises notice before a change. The first day possible is %(day)s."),
                params={"day": date_format(self._earliest)},
            )
        return given


class SendBackForm(forms.Form):
    """Why a draft is not approved."""

    reason = forms.CharField(
        label=_("What should be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ApproveForm(forms.Form):
    """The second person's word."""

    read = forms.BooleanField(label=_("I have read what changes, and I agree with it."))


class AddLanguageForm(forms.Form):
    """Another language for the draft, of those whose words the program has."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._policy = policy
        missing = [code for code in WORDS if code not in policy.languages or code not in policy.wording]
        self.fields["language"].choices = [(code, own_name(code)) for code in missing]  # type: ignore[attr-defined]

    @property
    def is_possible(self) -> bool:
        """Whether a language is left to add, and a text to begin from."""
        return bool(self.fields["language"].choices) and self._policy.source_language in self._policy.wording  # type: ignore[attr-defined]

    def added(self, files: Mapping[str, str]) -> dict[str, str]:
        """The files that change: the list of languages, and the new wording, which begins as the source's text."""
        policy, code = self._policy, self.cleaned_data["language"]
        declarations = files[DECLARATIONS]
        if code not in policy.languages:
            declarations = put(declarations, ("languages",), [*policy.languages, code])
        source = policy.wording[policy.source_language]
        new = dataclasses.replace(source, labels=Catalogue(), sources=Catalogue(), reviewer=None, qualification=None)
        name = f"{WORDING}/{code}.md"
        return {DECLARATIONS: declarations, name: files.get(name) or write_wording(new)}


class LanguageForm(forms.Form):
    """Who made a language's text, and its title."""

    title = LineField(label=_("Title of the page"), max_length=200)
    origin = forms.ChoiceField(
        label=_("Made by"), choices=[("human", _("a person")), ("machine", _("a machine"))], widget=forms.RadioSelect
    )
    reviewer = LineField(
        label=_("Reviewed by"),
        required=False,
        help_text=_("The qualified translator who read this text. Leave it empty while nobody has."),
    )
    qualification = LineField(label=_("Qualification of the reviewer"), required=False)

    def clean(self) -> dict[str, Any]:
        """A reviewer has a qualification (R60)."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reviewer") and not cleaned.get("qualification"):
            self.add_error("qualification", _("Write the qualification, or leave the reviewer empty."))
        return cleaned
