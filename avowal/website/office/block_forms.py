"""What is asked before a network is blocked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from avowal.website.office.blocks import Wanted
from avowal.website.office.models import Block


class BlockForm(forms.Form):
    """The network, what it does, why it is blocked, and for how long."""

    network = forms.CharField(
        label=_("Address or network"),
        max_length=43,
        help_text=_("Such as 203.0.113.7 or 203.0.113.0/24. At most a /16; for IPv6 at most a /32."),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What it does"), choices=Block.Kind.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For those who meet this block later. No names of people.")
    )
    length = forms.ChoiceField(label=_("For how long"))

    def __init__(self, *args: Any, lengths: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["length"].choices = list(lengths.items())  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; after `is_valid`."""
        return Wanted(**{name: self.cleaned_data[name] for name in ("network", "kind", "reason", "length")})
