"""Forms of what a bundle declares: each knows how its values stand in the policy and how they are put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from avowal.policy.model import Address, Contact, Hours, Policy, Recipient, RecipientClass
from avowal.policy.speaker import Speaker
from avowal.website.office.policy_fields import LineField, date_input
from avowal.website.pages.languages import own_name

ADDRESS = ("street", "city", "region", "postal_code")
KINDS = {
    RecipientClass.VENDOR: _("vendor"),
    RecipientClass.REGULATOR: _("regulator"),
    RecipientClass.COURT: _("court or law enforcement"),
    RecipientClass.AFFILIATE: _("affiliate"),
    RecipientClass.PARTNER: _("partner"),
    RecipientClass.RESEARCH: _("research"),
    RecipientClass.SUBJECT: _("the person herself"),
}
HOURS = (("", _("not said")), (Hours.ALWAYS.value, _("always")), (Hours.OFFICE.value, _("office hours")))


class AddressForm(forms.Form):
    """A postal address: all of it or nothing."""

    street = LineField(label=_("Street and number"), required=False)
    city = LineField(label=_("City"), required=False)
    region = LineField(label=_("State"), required=False, max_length=60)
    postal_code = LineField(label=_("ZIP code"), required=False, max_length=20)

    def clean(self) -> dict[str, Any]:
        """Names what is missing of an address that was begun."""
        cleaned: dict[str, Any] = super().clean() or {}
        given = [name for name in ADDRESS if cleaned.get(name)]
        for name in ADDRESS:
            if given and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Write the whole address, or none of it."))
        return cleaned


class EntryForm(forms.Form):
    """One entry of a part of the policy, with its names in the other languages at the same place."""

    part: ClassVar[str]
    worded: ClassVar[dict[str, Any]] = {"": _("Name")}
    """What has a name in each language: the ending of its key, and what it is called here."""

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy
        for ending, language in self.translated():
            label = f"{self.worded[ending]} – {own_name(language)}"
            self.fields[f"name{ending}_{language}"] = LineField(label=label, required=False)

    def translated(self) -> Iterator[tuple[str, str]]:
        """Each worded thing in each language but the source."""
        policy = self.policy
        for ending in self.worded:
            yield from ((ending, code) for code in policy.wording if code != policy.source_language)

    def names(self) -> list[tuple[forms.BoundField, bool]]:
        """The fields of the names in other languages, and whether each is still missing."""
        fields = (self[f"name{ending}_{language}"] for ending, language in self.translated())
        return [(field, not field.value()) for field in fields]

    def others(self) -> list[forms.BoundField]:
        """The fields of the entry itself."""
        own = [f"name{ending}_{language}" for ending, language in self.translated()]
        return [field for field in self if field.name not in own]

    def initial_names(self, key: str) -> dict[str, str | None]:
        """The names that stand in the wording now."""
        labels = {code: wording.labels for code, wording in self.policy.wording.items()}
        return {
            f"name{ending}_{code}": labels[code].get(f"{self.part}.{key}{ending}") for ending, code in self.translated()
        }

    def declared(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The entry as policy.yaml holds it; None for what is not said."""
        raise NotImplementedError


class ContactForm(EntryForm, AddressForm):
    """Someone to ask (ledger 15.1, H.5)."""

    part = "contacts"
    label = LineField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    telephone = LineField(label=_("Telephone"), required=False, max_length=40)
    tty = LineField(label=_("TTY"), required=False, max_length=40)
    hours = forms.ChoiceField(label=_("Hours"), required=False, choices=HOURS)
    program = forms.ChoiceField(label=_("Program"), required=False, help_text=_("For members' telephone lines."))
    field_order = ("label", "email", "telephone", "tty", "hours", "program", *ADDRESS)

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, policy=policy, **kwargs)
        programs = [(key, program.label) for key, program in policy.organisation.programs.items()]
        self.fields["program"].choices = [("", _("none")), *programs]  # type: ignore[attr-defined]

    @staticmethod
    def values(contact: Contact) -> dict[str, Any]:
        """A contact's values by field."""
        plain = {name: getattr(contact, name) for name in ("label", "email", "telephone", "tty", "program")}
        return {**plain, "hours": contact.hours.value if contact.hours else "", **address_values(contact.address)}

    def declared(self, values: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: values.get(name) or None for name in ("label", "email")}
        after = {name: values.get(name) or None for name in ("telephone", "tty", "hours", "program")}
        return {**plain, "address": address_of(values), **after}


class RecipientForm(EntryForm):
    """Someone outside the plan who may get data (ledger 1.6, 11.5)."""

    part = "recipients"
    worded: ClassVar[dict[str, Any]] = {"": _("Name"), ".services": _("What it does for us")}
    label = LineField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, label) for kind, label in KINDS.items()])
    services = LineField(label=_("What it does for us"), max_length=300)
    aggregate_only = forms.BooleanField(
        label=_("It gets totals only"), required=False, help_text=_("Never a single row; small counts are left out.")
    )
    contract_reference = LineField(label=_("Contract: reference"), required=False, max_length=80)
    contract_since = forms.DateField(label=_("Contract: from"), required=False, widget=date_input())
    contract_until = forms.DateField(
        label=_("Contract: until"),
        required=False,
        widget=date_input(),
        help_text=_("After this day it gets nothing any more."),
    )
    elements = forms.MultipleChoiceField(
        label=_("What it may get"), required=False, widget=forms.CheckboxSelectMultiple
    )
    purposes = forms.MultipleChoiceField(label=_("What for"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, policy: Policy, voice: Speaker, **kwargs: Any) -> None:
        super().__init__(*args, policy=policy, **kwargs)
        for field, part in (("elements", "data"), ("purposes", "purposes")):
            named = [(key, voice.plain_name(f"{part}.{key}")) for key in getattr(policy, part)]
            self.fields[field].choices = named  # type: ignore[attr-defined]

    @staticmethod
    def values(recipient: Recipient) -> dict[str, Any]:
        """A recipient's values by field."""
        contract = recipient.contract
        return {
            **{name: getattr(recipient, name) for name in ("label", "services", "aggregate_only")},
            "kind": recipient.kind.value,
            "elements": list(recipient.elements),
            "purposes": list(recipient.purposes),
            **{f"contract_{name}": getattr(contract, name) for name in ("reference", "since", "until") if contract},
        }

    def clean(self) -> dict[str, Any]:
        """A contract has a reference and a beginning, and ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        reference, since, until = (cleaned.get(f"contract_{name}") for name in ("reference", "since", "until"))
        if (reference or until) and not since and "contract_since" not in self.errors:
            self.add_error("contract_since", _("Write the day on which the contract began."))
        if (since or until) and not reference:
            self.add_error("contract_reference", _("Write the contract's reference."))
        if since and until and until < since:
            self.add_error("contract_until", _("The contract ends before it begins."))
        return cleaned

    def declared(self, values: Mapping[str, Any]) -> dict[str, Any]:
        contract = {name: values.get(f"contract_{name}") for name in ("reference", "since", "until")}
        return {
            **{name: values.get(name) for name in ("label", "kind", "services")},
            "elements": _in_order(values.get("elements") or [], self.initial.get("elements") or []),
            "purposes": _in_order(values.get("purposes") or [], self.initial.get("purposes") or []),
            "contract": {name: found for name, found in contract.items() if found} if contract["reference"] else None,
            "aggregate_only": True if values.get("aggregate_only") else None,
        }


class OrganisationForm(AddressForm):
    """Who makes the promises (ledger 0.1)."""

    name = LineField(label=_("Name"), max_length=200)
    legal_name = LineField(label=_("Legal name"), max_length=300)
    field_order = ("name", "legal_name", *ADDRESS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ADDRESS:
            self.fields[name].required = True


def address_values(address: Address | None) -> dict[str, str | None]:
    """An address's values by field."""
    return {name: getattr(address, name) if address else None for name in ADDRESS}


def address_of(values: Mapping[str, Any]) -> dict[str, str] | None:
    """The address as policy.yaml holds it."""
    given = {name: str(values[name]) for name in ADDRESS if values.get(name)}
    return given or None


def _in_order(chosen: list[str], before: list[str]) -> list[str]:
    """What was there keeps its order, since order is the page's; what is new comes last."""
    return [*(key for key in before if key in chosen), *(key for key in chosen if key not in before)]
