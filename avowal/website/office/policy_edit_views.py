"""Screens that change declarations by forms: times and limits, the organisation, contacts, recipients."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from avowal.policy.model import Contact, Recipient
from avowal.policy.reading import DECLARATIONS, WORDING, Bundle
from avowal.website.office.policy_base import DraftView, EditView
from avowal.website.office.policy_entry_forms import (
    ContactForm,
    EntryForm,
    OrganisationForm,
    RecipientForm,
    address_of,
    address_values,
)
from avowal.website.office.policy_fields import KeyField
from avowal.website.office.policy_limits import LimitsForm
from avowal.website.office.policy_saving import Files, Rows, Screen, bundle_of
from avowal.website.privacy.bundle_files import put, put_in_front, remove

KINDS: dict[str, type[ContactForm | RecipientForm]] = {"contacts": ContactForm, "recipients": RecipientForm}
TITLES = {"contacts": _("Contacts"), "recipients": _("Vendors and other recipients")}


class FormView(EditView):
    """A screen of one form."""

    template_name = "office/policy/form.html"

    def form(self, data: Any = None) -> forms.Form:
        """The form as the draft has it, or as it was sent."""
        raise NotImplementedError

    def groups(self, form: forms.Form) -> list[tuple[Any, list[forms.BoundField]]]:
        """Headings with their fields."""
        return [("", list(form))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sent = self.form(request.POST)
        if not self.sent.is_valid():
            return self._shown(self.sent, 422)
        trouble = self.store()
        if trouble is None:
            return self.back(self.after())
        return self._shown(self.sent, 409, **trouble)

    def after(self) -> str:
        """Where saving leads."""
        return self.here

    def typed_rows(self) -> Rows:
        return _rows(self.sent, self.sent.cleaned_data)

    def _shown(self, form: forms.Form, status: int = 200, **context: Any) -> HttpResponse:
        for field in form.fields.values():
            field.disabled = field.disabled or not self.may_edit
        return self.answer(status, form=form, groups=self.groups(form), **context)


class LimitsView(FormView):
    """Periods and numbers."""

    page_title = _("Times and limits")

    def form(self, data: Any = None) -> LimitsForm:
        return LimitsForm(data, policy=self.policy, voice=self.voice)

    def groups(self, form: forms.Form) -> list[tuple[Any, list[forms.BoundField]]]:
        assert isinstance(form, LimitsForm)
        return form.groups()

    def screen(self) -> Screen:
        return Screen(self._rows, self._changes)

    def _rows(self, files: Files) -> Rows:
        form = LimitsForm(policy=bundle_of(files).policy, voice=self.voice)
        return tuple((str(form.fields[name].label), str(form.initial[name])) for name in form.paths)

    def _changes(self, files: Files) -> dict[str, str]:
        assert isinstance(self.sent, LimitsForm)
        text = files[DECLARATIONS]
        for path, value in self.sent.changed_values():
            text = put(text, path, value)
        return {DECLARATIONS: text}


class OrganisationView(FormView):
    """Name and address of who makes the promises."""

    page_title = _("The organisation")

    def form(self, data: Any = None) -> OrganisationForm:
        return OrganisationForm(data, initial=_organisation(self.bundle))

    def screen(self) -> Screen:
        return Screen(lambda files: _rows(OrganisationForm(), _organisation(bundle_of(files))), self._changes)

    def _changes(self, files: Files) -> dict[str, str]:
        text, values = files[DECLARATIONS], self.sent.cleaned_data
        wanted = {name: values[name] for name in ("name", "legal_name")} | {"address": address_of(values)}
        before = {name: self.sent.initial[name] for name in ("name", "legal_name")}
        before["address"] = address_of(self.sent.initial)
        return {DECLARATIONS: _changed(text, ("organisation",), before, wanted)}


class EntriesView(DraftView):
    """The entries of one part, with what each lacks."""

    template_name = "office/policy/entries.html"
    part: ClassVar[str] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entries = getattr(self.policy, self.part)
        listed = [(key, entry, list(self._missing(key))) for key, entry in entries.items()]
        return self.answer(
            entries=listed, part=self.part, new=f"policy_{self.part}_new", one=f"policy_{self.part}_entry"
        )

    def _missing(self, key: str) -> Iterable[str]:
        """Languages in which the entry has no name yet."""
        for language, wording in self.policy.wording.items():
            keys = [f"{self.part}.{key}{ending}" for ending in KINDS[self.part].worded]
            if language != self.policy.source_language and not all(name in wording.labels for name in keys):
                yield language

    def get_page_title(self) -> str:
        return str(TITLES[self.part])

    def crumbs(self) -> list[dict[str, Any]]:
        return [*super().crumbs()[:1], {"url": "", "label": self.get_page_title()}]


class EntryView(FormView):
    """One entry: changed, added, or removed."""

    template_name = "office/policy/entry.html"
    part: ClassVar[str] = ""

    @cached_property
    def key(self) -> str:
        """The entry's key; empty for a new one. 404 where there is no such entry."""
        key = str(self.kwargs.get("key", ""))
        if key and key not in getattr(self.policy, self.part):
            raise Http404
        return key

    def form(self, data: Any = None) -> EntryForm:
        form = self._blank(self.bundle, data, initial=self._values(self.bundle))
        if not self.key:
            taken = frozenset(getattr(self.policy, self.part))
            hint = _("A short name for the bundle, such as nurse_line. It stays as it is.")
            form.fields = {"key": KeyField(label=_("Key"), help_text=hint, taken=taken), **form.fields}
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") != "remove" or not self.key:
            return super().post(request, *args, **kwargs)
        self.sent = self.form()
        self.sent.cleaned_data = {}
        trouble = self.store(Screen(self.screen().shows, self._removes))
        return self.back(self.after()) if trouble is None else self._shown(self.form(), 409, **trouble)

    def after(self) -> str:
        return reverse(f"policy_{self.part}", args=[self.draft.pk])

    def screen(self) -> Screen:
        return Screen(self._rows, self._changes)

    def _values(self, bundle: Bundle) -> dict[str, Any]:
        entry = getattr(bundle.policy, self.part).get(self.key)
        if entry is None:
            return {}
        return {**_values(entry), **self._blank(bundle).initial_names(self.key)}

    def _blank(self, bundle: Bundle, data: Any = None, **more: Any) -> ContactForm | RecipientForm:
        """A form of this part on some bundle."""
        if self.part == "recipients":
            return RecipientForm(data, policy=bundle.policy, voice=self.voice, **more)
        return ContactForm(data, policy=bundle.policy, **more)

    def _rows(self, files: Files) -> Rows:
        return _rows(self._blank(bundle_of(files)), self._values(bundle_of(files))) if self.key else ()

    def _changes(self, files: Files) -> dict[str, str]:
        assert isinstance(self.sent, EntryForm)
        form, values = self.sent, self.sent.cleaned_data
        key = self.key or values["key"]
        before = form.declared(form.initial) if self.key else {}
        text = _changed(files[DECLARATIONS], (self.part, key), before, form.declared(values))
        named = {
            (code, f"{self.part}.{key}{ending}"): values[f"name{ending}_{code}"]
            for ending, code in form.translated()
            if values[f"name{ending}_{code}"] != form.initial.get(f"name{ending}_{code}")
        }
        return {DECLARATIONS: text, **_with_names(files, named)}

    def _removes(self, files: Files) -> dict[str, str]:
        assert isinstance(self.sent, EntryForm)
        gone = {(code, f"{self.part}.{self.key}{ending}"): None for ending, code in self.sent.translated()}
        return {DECLARATIONS: remove(files[DECLARATIONS], (self.part, self.key)), **_with_names(files, gone)}

    def get_page_title(self) -> str:
        if not self.key:
            return gettext("New contact") if self.part == "contacts" else gettext("New recipient")
        return str(getattr(self.policy, self.part)[self.key].label)

    def crumbs(self) -> list[dict[str, Any]]:
        parts = {"url": self.after(), "label": TITLES[self.part]}
        return [*super().crumbs()[:1], parts, {"url": "", "label": self.get_page_title()}]


class ContactsView(EntriesView):
    part = "contacts"


class RecipientsView(EntriesView):
    part = "recipients"


class ContactView(EntryView):
    part = "contacts"


class RecipientView(EntryView):
    part = "recipients"


def _changed(text: str, path: tuple[str, ...], before: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """`text` with what differs put in, and nothing else touched."""
    if not before:
        return put(text, path, {name: value for name, value in wanted.items() if value is not None})
    for name, value in wanted.items():
        if value != before.get(name):
            text = remove(text, (*path, name)) if value is None else put(text, (*path, name), value)
    return text


def _with_names(files: Files, named: Mapping[tuple[str, str], str | None]) -> dict[str, str]:
    changed: dict[str, str] = {}
    for (language, key), name in named.items():
        file = f"{WORDING}/{language}.md"
        changed[file] = put_in_front(changed.get(file, files[file]), ("labels", key), name)
    return changed


def _rows(form: forms.Form, values: Mapping[str, Any]) -> Rows:
    """A form's values by label, as people read them."""
    return tuple((str(field.label), _said(values.get(name))) for name, field in form.fields.items())


def _values(entry: Contact | Recipient) -> dict[str, Any]:
    return ContactForm.values(entry) if isinstance(entry, Contact) else RecipientForm.values(entry)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _organisation(bundle: Bundle) -> dict[str, Any]:
    found = bundle.policy.organisation
    return {"name": found.name, "legal_name": found.legal_name, **address_values(found.address)}
