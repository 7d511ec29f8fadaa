"""Fields for what a policy declares: periods, keys, several uploads."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from avowal.policy.period import Period

UNITS = (
    ("minute", _("minutes")),
    ("hour", _("hours")),
    ("day", _("days")),
    ("month", _("months")),
    ("year", _("years")),
)
_LONGEST = 9999


class PeriodWidget(forms.MultiWidget):
    """A number and a unit, each with a name of its own for screen readers."""

    def __init__(self) -> None:
        number = forms.NumberInput({"min": 1, "max": _LONGEST, "aria-label": _("How many"), "inputmode": "numeric"})
        super().__init__([number, forms.Select({"aria-label": _("Unit")}, choices=UNITS)])

    def decompress(self, value: Any) -> list[Any]:
        return [value.count, value.unit] if isinstance(value, Period) else [None, "day"]


class PeriodField(forms.MultiValueField):
    """A Period; an empty number is none."""

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.IntegerField(min_value=1, max_value=_LONGEST, required=False),
            forms.ChoiceField(choices=UNITS, required=False),
        )
        super().__init__(fields, widget=PeriodWidget(), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> Period | None:
        if not data_list or data_list[0] is None:
            if self.required:
                raise forms.ValidationError(_("Write how many."))
            return None
        return Period(data_list[0], data_list[1] or "day")

    def clean(self, value: Any) -> Any:
        if self.required and (not value or not value[0]):
            raise forms.ValidationError(_("Write how many."))
        return super().clean(value)


class LineField(forms.CharField):
    """One line of text; spaces are made single. An empty one is None."""

    def __init__(self, *, max_length: int = 500, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, empty_value=None, **kwargs)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return " ".join(text.split()) if text else None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value in ("null", "~"):
            raise forms.ValidationError(_("This word means “nothing” in a bundle. Write another."))


class KeyField(LineField):
    """The short name under which a new entry stands in the bundle."""

    def __init__(self, *, taken: frozenset[str], **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self._taken = taken

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not re.fullmatch(r"[a-z][a-z0-9_]*", value):
            raise forms.ValidationError(_("Use small letters a to z, digits and “_”, and begin with a letter."))
        if value in self._taken:
            raise forms.ValidationError(_("There is an entry with this name already."))


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or more."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFilesField, self).clean(one, initial) for one in given]


def date_input(**attributes: str) -> forms.DateInput:
    """The browser's own field for a date."""
    return forms.DateInput(attrs={"type": "date", **attributes}, format="%Y-%m-%d")
