"""The policy in the office: what is in force, what waits, the drafts, and the steps from one to the other (0003)."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from avowal.policy.problems import PolicyProblems
from avowal.website import in_force
from avowal.website.office import policy_queries as queries
from avowal.website.office.policy_base import DraftView, PolicyView
from avowal.website.office.policy_forms import AddLanguageForm, ApproveForm, SendBackForm, SubmitForm, UploadForm
from avowal.website.privacy import actions, uploads
from avowal.website.privacy.models import Draft, DraftState, DraftStep
from avowal.website.privacy.starting import files_of

RECENT = 20
"""Steps that the overview shows."""


class OverviewView(PolicyView):
    """What is in force, what waits, what is being drafted, and who did what when."""

    template_name = "office/policy/overview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin a draft from the version that it must follow: the one that waits, else the one in force."""
        version = in_force.waiting() or in_force.version()
        if version is None:
            return self._answer(gettext("Nothing is in force to begin from. Upload a bundle instead."), status=409)
        try:
            draft = actions.start_draft(request.user, files_of(version), timezone.now(), based_on=version.number)
        except actions.Refused as refused:
            return self._answer(str(refused), status=403)
        messages.success(request, gettext("A draft was begun from version %(number)d.") % {"number": version.number})
        return redirect("policy_draft", draft.pk)

    def _answer(self, refusal: str = "", status: int = 200) -> HttpResponse:
        return self.answer(
            status,
            refusal=refusal,
            standing=queries.standing(),
            drafts=Draft.objects.filter(state__in=queries.UNDER_WAY).prefetch_related("steps"),
            closed=Draft.objects.exclude(state__in=queries.UNDER_WAY)[:RECENT],
            steps=DraftStep.objects.select_related("draft").order_by("-pk")[:RECENT],
        )


class UploadView(PolicyView):
    """Begin a draft from a bundle's files: taken whole, or refused with what is wrong and where."""

    template_name = "office/policy/upload.html"
    page_title = _("Upload a bundle")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(form=UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(422, form=form)
        try:
            files = uploads.read_upload(form.cleaned_data["bundle"])
            draft = actions.start_draft(request.user, files, timezone.now())
        except (uploads.NotABundle, actions.Refused) as refused:
            form.add_error("bundle", str(refused))
            return self.answer(422, form=form)
        except PolicyProblems as refused:
            return self.answer(422, form=form, problems=refused.problems)
        messages.success(request, gettext("A draft was begun from what you uploaded."))
        return redirect("policy_draft", draft.pk)

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]


class DraftPageView(DraftView):
    """One draft: what is left to do, what it changes, and the next step."""

    template_name = "office/policy/draft.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step that the address names."""
        step = self._steps[str(self.kwargs["step"])]
        try:
            told = step(request)
        except actions.HasProblems as refused:
            return self._answer(refusal=str(refused), status=409)
        except actions.Refused as refused:
            return self._answer(refusal=str(refused), status=409)
        if told is None:
            return self._answer(status=422)
        messages.success(request, told)
        return redirect(self.here)

    @cached_property
    def _steps(self) -> dict[str, Callable[[HttpRequest], str | None]]:
        return {
            "submit": self._submit,
            "send-back": self._send_back,
            "withdraw": self._withdraw,
            "approve": self._approve,
            "languages": self._add_language,
        }

    @cached_property
    def _forms(self) -> dict[str, forms.Form]:
        """The form of each step; the one that was sent holds what was typed."""
        asked = str(self.kwargs.get("step", ""))
        sent = {name: self.request.POST if asked == name else None for name in self._steps}
        return {
            "submit": SubmitForm(sent["submit"], earliest=queries.earliest(self.policy)),
            "send_back": SendBackForm(sent["send-back"]),
            "approve": ApproveForm(sent["approve"]),
            "languages": AddLanguageForm(sent["languages"], policy=self.policy),
        }

    def _submit(self, request: HttpRequest) -> str | None:
        form = self._forms["submit"]
        if not form.is_valid():
            return None
        actions.submit(self.draft, form.cleaned_data["effective_date"], request.user, timezone.now())
        return gettext("Submitted. Now another person has to approve it.")

    def _send_back(self, request: HttpRequest) -> str | None:
        form = self._forms["send_back"]
        if not form.is_valid():
            return None
        actions.send_back(self.draft, form.cleaned_data["reason"], request.user, timezone.now())
        return gettext("Sent back, with your reason.")

    def _withdraw(self, request: HttpRequest) -> str | None:
        actions.withdraw(self.draft, request.user, timezone.now())
        return gettext("The draft was withdrawn. It stays on record.")

    def _approve(self, request: HttpRequest) -> str | None:
        if not self._forms["approve"].is_valid():
            return None
        version = actions.approve(self.draft, request.user, timezone.now(), seen=request.POST.get("seen", ""))
        return gettext("Approved: it is version %(number)d. Its notice is on every page from now on.") % {
            "number": version.number
        }

    def _add_language(self, request: HttpRequest) -> str | None:
        form = self._forms["languages"]
        if not isinstance(form, AddLanguageForm) or not form.is_valid():
            return None
        for name, text in form.added(self.draft.files).items():
            actions.write_file(self.draft, name, text, request.user, timezone.now())
        return gettext("Added. It begins with the text of the source language: translate it section by section.")

    def _answer(self, refusal: str = "", status: int = 200) -> HttpResponse:
        bundle, draft = self.bundle, self.draft
        problems = queries.problems(draft, bundle) if draft.state != DraftState.APPROVED else []
        return self.answer(
            status,
            refusal=refusal,
            forms=self._forms,
            problems=problems,
            problem_groups=queries.grouped(problems, bundle),
            advice=queries.advice(draft, bundle) if draft.is_open else [],
            languages=queries.languages(bundle),
            parts=queries.parts(bundle),
            changes=queries.changes(bundle),
            steps=draft.steps.order_by("-pk"),
            why_not=queries.why_no_approval(draft, self.request.user),
            is_submitted=draft.state == DraftState.SUBMITTED,
            earliest=queries.earliest(self.policy),
        )

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get_page_title(self) -> str:
        return gettext("Draft %(number)d") % {"number": self.draft.pk}
