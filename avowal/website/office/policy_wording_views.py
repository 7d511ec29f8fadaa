"""Screens that change the wording: one section, and what is said of a language as a whole."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from avowal.policy import translations
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import WordedSection, Wording
from avowal.policy.reading import WORDING, Bundle
from avowal.policy.speaker import Speaker
from avowal.policy.wording import replace_section
from avowal.website.office import policy_queries as queries
from avowal.website.office.policy_base import EditView
from avowal.website.office.policy_forms import LanguageForm
from avowal.website.office.policy_placeholders import explained, offered
from avowal.website.office.policy_saving import Files, Rows, Screen, bundle_of
from avowal.website.office.policy_section import (
    SectionForm,
    Typed,
    neighbours,
    preview,
    promises_for,
    rows_of,
)
from avowal.website.pages import languages as spoken
from avowal.website.privacy.bundle_files import put_in_front

ABOUT = ("title", "origin", "reviewer", "qualification")


class WordingView(EditView):
    """A screen about one language's wording."""

    @cached_property
    def language(self) -> str:
        code = str(self.kwargs["language"])
        if code not in self.policy.wording:
            raise Http404
        return code

    @property
    def wording(self) -> Wording:
        return self.policy.wording[self.language]

    @property
    def is_source(self) -> bool:
        return self.language == self.policy.source_language

    @property
    def file(self) -> str:
        return f"{WORDING}/{self.language}.md"

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        return super().answer(
            status,
            language=self.language,
            language_name=spoken.own_name(self.language),
            direction=spoken.direction(self.language),
            is_source=self.is_source,
            **context,
        )


class SectionView(WordingView):
    """The heading and the statements of one section, and how the page will show them."""

    template_name = "office/policy/section.html"

    @cached_property
    def anchor(self) -> str:
        anchor = str(self.kwargs["anchor"])
        if anchor not in self.policy.sections and anchor not in self.wording.sections:
            raise Http404
        return anchor

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(SectionForm.of(self._standing()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sent, do = SectionForm.sent(request.POST), request.POST.get("do", "save")
        if self.sent.rearrange(do) or do == "preview":
            return self._shown(self.sent, typed_only=True)
        if not self.sent.is_valid(self.anchor):
            return self._shown(self.sent, 422)
        trouble = self.store()
        if trouble is not None:
            return self._shown(self.sent, 409, **trouble)
        return self.back(reverse("policy_section", args=[self.draft.pk, self.language, self.anchor]))

    def screen(self) -> Screen:
        return Screen(self._rows, self._changes)

    def _rows(self, files: Files) -> Rows:
        wording = bundle_of(files).policy.wording.get(self.language)
        return rows_of(wording.sections.get(self.anchor) if wording else None)

    def _changes(self, files: Files) -> dict[str, str]:
        text = replace_section(files[self.file], self.anchor, self.sent.section())
        if "translated" not in self.request.POST or self.is_source:
            return {self.file: text}
        policy = bundle_of({**files, self.file: text}).policy
        return {self.file: translations.stamped(text, policy, self.language, (self.anchor,))}

    def typed_rows(self) -> Rows:
        return rows_of(self.sent.section())

    def _standing(self) -> WordedSection:
        """The section as it stands; one that is not worded yet begins empty, with the source's heading."""
        found = self.wording.sections.get(self.anchor)
        return found or WordedSection(self._source().title or self.anchor, ())

    def _source(self) -> WordedSection:
        wording = self.policy.wording.get(self.policy.source_language)
        sections = wording.sections if wording else Catalogue[WordedSection]()
        return sections.get(self.anchor) or WordedSection("", ())

    def _shown(self, form: SectionForm, status: int = 200, **context: Any) -> HttpResponse:
        speaker = Speaker(self.policy, self.language, 0, timezone.localdate())
        before, after = neighbours(self.policy, self.anchor)
        return self.answer(
            status,
            form=form,
            rows=[self._row(speaker, number, typed) for number, typed in enumerate(form.statements)],
            preview=preview(self.bundle, self.language, self.anchor, form.section(), timezone.localdate()),
            offered=offered(speaker),
            source=self._source() if not self.is_source else None,
            source_language=self.policy.source_language,
            is_stale=self.anchor in translations.stale_sections(self.policy, self.language),
            problems=[found for found in queries.findings(self.draft, self.bundle) if self._is_here(found.url)],
            before=before,
            after=after,
            **context,
        )

    def _row(self, speaker: Speaker, number: int, typed: Typed) -> dict[str, Any]:
        source = self._source().statements if not self.is_source else ()
        return {
            "typed": typed,
            "index": number,
            "number": number + 1,
            "placeholders": explained(speaker, typed.text),
            "promises": promises_for(self.policy, self.anchor, typed),
            "source": source[number].text if number < len(source) else "",
        }

    def _is_here(self, url: str) -> bool:
        here = reverse("policy_section", args=[self.draft.pk, self.language, self.anchor])
        return url.partition("#")[0] == here

    def get_page_title(self) -> str:
        return f"{self._standing().title} ({spoken.own_name(self.language)})"

    def crumbs(self) -> list[dict[str, Any]]:
        language = {
            "url": reverse("policy_language", args=[self.draft.pk, self.language]),
            "label": spoken.own_name(self.language),
        }
        return [*super().crumbs()[:1], language, {"url": "", "label": self._standing().title}]


class LanguageView(WordingView):
    """Who made a language's text, its sections, and the names of declared things in it."""

    template_name = "office/policy/language.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(LanguageForm(initial=self._about(self.bundle)), self._labels(self.bundle))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = LanguageForm(request.POST, initial=self._about(self.bundle))
        known = self._labels(self.bundle)
        self.typed = {key: " ".join(request.POST.get(f"label-{key}", "").split()) for key in known}
        if not self.form.is_valid():
            return self._shown(self.form, self.typed, 422)
        trouble = self.store()
        if trouble is not None:
            return self._shown(self.form, self.typed, 409, **trouble)
        return self.back(reverse("policy_language", args=[self.draft.pk, self.language]))

    def screen(self) -> Screen:
        return Screen(self._rows, self._changes)

    def _about(self, bundle: Bundle) -> dict[str, Any]:
        wording = bundle.policy.wording[self.language]
        return {name: getattr(wording, name) for name in ABOUT}

    def _labels(self, bundle: Bundle) -> dict[str, str]:
        """The name of each declared thing in this language, empty where there is none; none for the source."""
        if self.is_source:
            return {}
        labels = bundle.policy.wording[self.language].labels
        return {key: labels.get(key, "") for key in translations.label_keys(bundle.policy)}

    def _rows(self, files: Files) -> Rows:
        bundle = bundle_of(files)
        if self.language not in bundle.policy.wording:
            return ()
        return (*_about_rows(self._about(bundle)), *self._labels(bundle).items())

    def typed_rows(self) -> Rows:
        return (*_about_rows(self.form.cleaned_data), *self.typed.items())

    def _changes(self, files: Files) -> dict[str, str]:
        text, before = files[self.file], bundle_of(files)
        for name in ABOUT:
            if self.form.cleaned_data[name] != self._about(before)[name]:
                text = put_in_front(text, (name,), self.form.cleaned_data[name])
        for key, name in self._labels(before).items():
            if self.typed.get(key, name) != name:
                text = put_in_front(text, ("labels", key), self.typed[key] or None)
        if "translated" in self.request.POST and not self.is_source:
            policy = bundle_of({**files, self.file: text}).policy
            text = translations.stamped(text, policy, self.language, (translations.LABELS,))
        return {self.file: text}

    def _shown(self, form: LanguageForm, names: dict[str, str], status: int = 200, **context: Any) -> HttpResponse:
        for field in form.fields.values():
            field.disabled = not self.may_edit
        source = Speaker(self.policy, self.policy.source_language)
        lines = queries.languages(self.bundle)
        return self.answer(
            status,
            form=form,
            line=next(line for line in lines if line.code == self.language),
            names=[(key, source.plain_name(key), name) for key, name in names.items()],
            source_language=self.policy.source_language,
            is_stale=translations.LABELS in translations.stale_sections(self.policy, self.language),
            **context,
        )

    def get_page_title(self) -> str:
        return gettext("Names and translation: %(language)s") % {"language": spoken.own_name(self.language)}

    page_title = _("Names and translation")


def _about_rows(values: Mapping[str, Any]) -> Rows:
    return tuple((str(LanguageForm.base_fields[name].label), values[name] or "") for name in ABOUT)
