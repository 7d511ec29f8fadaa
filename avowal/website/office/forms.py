"""What a report is asked for: a period, and the filters that it has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from avowal.policy.model import Policy
from avowal.website.office.periods import FIRST_DAY, LONGEST_DAYS, PRESETS, Period

CHOSEN_DATES = "dates"
LONGEST_PATH = 500


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ReportForm(forms.Form):
    """A preset, or a first and a last day; then site, page and language, as far as the report knows them."""

    period = forms.ChoiceField(
        label=_("Period"),
        required=False,
        choices=[*((key, label) for key, (label, _make) in PRESETS.items()), (CHOSEN_DATES, _("These dates"))],
    )
    since = _day(_("From"))
    until = _day(_("To"))
    site = forms.ChoiceField(label=_("Site"), required=False)
    path = forms.CharField(
        label=_("Page"),
        required=False,
        max_length=LONGEST_PATH,
        widget=forms.TextInput(attrs={"placeholder": "/join/", "spellcheck": "false", "autocapitalize": "none"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(
        self, *args: Any, policy: Policy, today: date, filters: Collection[str], dated: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._today, self._dated = today, dated
        for name in ("since", "until"):
            self.fields[name].widget.attrs |= {"min": FIRST_DAY.isoformat(), "max": today.isoformat()}
        names = dict(settings.LANGUAGES)
        known = {
            "site": [("", _("All sites")), *((key, site.label) for key, site in policy.sites.items())],
            "language": [("", _("All languages")), *((key, names.get(key, key)) for key in policy.wording)],
        }
        for name, choices in known.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        unknown = {"site", "path", "language"} - set(filters) | (set() if dated else {"period", "since", "until"})
        for name in unknown:
            del self.fields[name]

    def clean_path(self) -> str:
        """One page by its path: no host, no query."""
        path = str(self.cleaned_data["path"]).strip()
        if path and (not path.startswith("/") or "?" in path or "#" in path):
            raise forms.ValidationError(_("Name a page by its path, such as /join/."))
        return path

    def clean(self) -> dict[str, Any]:
        """Adds `asked`, the Period that was asked for."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self._dated:
            return {**cleaned, "asked": Period(self._today, self._today)}
        since, until = cleaned.get("since"), cleaned.get("until")
        preset = cleaned.get("period") or ("7d" if not since and not until else CHOSEN_DATES)
        if preset != CHOSEN_DATES and (since or until):
            raise forms.ValidationError(_("You gave a period and dates. Choose “These dates”, or empty the dates."))
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
