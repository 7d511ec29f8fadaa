"""What a report is asked for: a period and a site."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from avowal.website.office.periods import FIRST_DAY, LONGEST_DAYS, PRESETS, Period

CHOSEN_DATES = "dates"


class TrafficForm(forms.Form):
    """A preset, or a first and a last day."""

    period = forms.ChoiceField(
        label=_("Period"),
        required=False,
        choices=[*((key, label) for key, (label, _make) in PRESETS.items()), (CHOSEN_DATES, _("These dates"))],
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    site = forms.ChoiceField(label=_("Site"), required=False)

    def __init__(self, *args: Any, sites: dict[str, str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        for name in ("since", "until"):
            self.fields[name].widget.attrs |= {"min": FIRST_DAY.isoformat(), "max": today.isoformat()}
        self.fields["site"].choices = [("", _("All sites")), *sites.items()]

    def clean(self) -> dict[str, Any]:
        """Adds `asked`, the Period that was asked for."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        preset = cleaned.get("period") or ("7d" if not since and not until else CHOSEN_DATES)
        if preset != CHOSEN_DATES:
            cleaned["asked"] = PRESETS[preset][1](self._today)
        elif not self.errors:
            cleaned["asked"] = self._chosen(since, until)
        return cleaned

    def _chosen(self, since: date | None, until: date | None) -> Period:
        if since is None or until is None:
            raise forms.ValidationError(_("Give both dates, or choose a period."))
        if since < FIRST_DAY or until > self._today:
            raise forms.ValidationError(
                _("Choose days between %(first)s and today."), params={"first": date_format(FIRST_DAY)}
            )
        if until < since:
            raise forms.ValidationError(_("The last day lies before the first."))
        if Period(since, until).days > LONGEST_DAYS:
            raise forms.ValidationError(_("Choose at most %(days)s days."), params={"days": LONGEST_DAYS})
        return Period(since, until)
