"""The form with which visitors look for a doctor: a GET, since there is nothing to sign and nothing to keep."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from avowal.website.pages import languages
from avowal.website.providers.queries import Wanted
from avowal.website.providers.specialties import SPECIALTIES


def _specialties() -> list[tuple[str, Any]]:
    return [("", _("Any specialty")), *sorted(SPECIALTIES.items(), key=lambda entry: str(entry[1]))]


def _languages() -> list[tuple[str, Any]]:
    return [("", _("Any language")), *((code, languages.own_name(code)) for code, _name in settings.LANGUAGES)]


class FindForm(forms.Form):
    """Name, specialty, language, ZIP code, whether new patients are taken; each may be left out."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name of the doctor or clinic"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"class": "usa-input", "autocomplete": "off"}),
    )
    specialty = forms.ChoiceField(
        label=_("Specialty"), required=False, choices=_specialties, widget=forms.Select({"class": "usa-select"})
    )
    language = forms.ChoiceField(
        label=_("Language spoken"), required=False, choices=_languages, widget=forms.Select({"class": "usa-select"})
    )
    zip = forms.CharField(
        label=_("ZIP code"),
        required=False,
        validators=[RegexValidator(r"^\d{5}$", _("Write a ZIP code as five digits."))],
        widget=forms.TextInput({"class": "usa-input", "inputmode": "numeric", "maxlength": "5", "autocomplete": "off"}),
    )
    accepting = forms.BooleanField(
        label=_("Accepting new patients"),
        required=False,
        widget=forms.CheckboxInput({"class": "usa-checkbox__input"}),
    )

    def wanted(self) -> Wanted:
        """What was asked for; of a field that is filled in wrongly, nothing."""
        said = getattr(self, "cleaned_data", {})
        return Wanted(
            name=said.get("name", ""),
            specialty=said.get("specialty", ""),
            language=said.get("language", ""),
            postal_code=said.get("zip", ""),
            accepting=said.get("accepting", False),
        )
