"""What the policy's screens in the office share: who may open them, the draft they are about, and saving."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from avowal.policy.model import Policy
from avowal.policy.problems import PolicyProblems
from avowal.policy.reading import Bundle
from avowal.policy.speaker import Speaker
from avowal.website.office.policy_problems import mended
from avowal.website.office.policy_saving import ChangedMeanwhile, Rows, Screen, bundle_of, save, stamp
from avowal.website.privacy import actions
from avowal.website.privacy.models import Draft

PERMISSIONS = (actions.EDIT, actions.SUBMIT, actions.APPROVE)


def may_enter(user: Any) -> bool:
    """Whether somebody has any part in changing the policy."""
    return any(user.has_perm(permission) for permission in PERMISSIONS)


def beside(now: Rows, typed: Rows) -> list[tuple[str, str, str]]:
    """Label, what stands now, what was typed: only where the two differ."""
    standing, wanted = dict(now), dict(typed)
    rows = ((label, standing.get(label, ""), wanted.get(label, "")) for label in dict.fromkeys([*standing, *wanted]))
    return [row for row in rows if row[1] != row[2]]


class PolicyView(WagtailAdminTemplateMixin, AccessMixin, TemplateView):
    """A screen under /office/policy/."""

    header_icon = "lock"
    page_title: Any = _("Privacy policy")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_enter(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("policy"), "label": _("Privacy policy")},
            *self.crumbs(),
        ]

    def crumbs(self) -> list[dict[str, Any]]:
        """What follows “Privacy policy” in the breadcrumb."""
        return []

    def may(self) -> dict[str, bool]:
        """The steps that the person's role includes, by name."""
        return {name.rpartition(".")[2].partition("_")[0]: self.request.user.has_perm(name) for name in PERMISSIONS}

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """The screen, with what it shows."""
        return self.render_to_response(self.get_context_data(may=self.may(), **context), status=status)


class DraftView(PolicyView):
    """A screen about one draft."""

    @cached_property
    def draft(self) -> Draft:
        return get_object_or_404(Draft, pk=self.kwargs["draft"])

    @property
    def bundle(self) -> Bundle:
        """The draft's bundle as it could be read; 404 where it holds no declarations at all."""
        try:
            return bundle_of(self.draft.files)
        except PolicyProblems as error:
            raise Http404 from error

    @property
    def policy(self) -> Policy:
        return self.bundle.policy

    @cached_property
    def voice(self) -> Speaker:
        """Says declared things in the office's language, where the policy has it."""
        active = get_language() or ""
        return Speaker(self.policy, active if active in self.policy.wording else self.policy.source_language)

    @property
    def here(self) -> str:
        return reverse("policy_draft", args=[self.draft.pk])

    @property
    def may_edit(self) -> bool:
        return bool(self.draft.is_open and self.request.user.has_perm(actions.EDIT))

    def crumbs(self) -> list[dict[str, Any]]:
        label = _("Draft %(number)d") % {"number": self.draft.pk}
        return [{"url": self.here, "label": label}, {"url": "", "label": self.get_page_title()}]

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        return super().answer(status, draft=self.draft, here=self.here, may_edit=self.may_edit, **context)


class EditView(DraftView):
    """A screen that changes one part of a draft: what it shows is stamped, and saved over nothing else."""

    saved: ClassVar[Any] = _("Saved in the draft.")

    def screen(self) -> Screen:
        """What this screen shows and changes."""
        raise NotImplementedError

    def typed_rows(self) -> Rows:
        """What the form that was sent would show of the draft once it were saved."""
        return ()

    def shown(self) -> Rows:
        """What stands in the draft now."""
        return self.screen().shows(self.draft.files)

    def store(self, screen: Screen | None = None) -> dict[str, Any] | None:
        """Save; None when it was saved, else what the screen must say of why it was not."""
        seen = self.request.POST.get("seen", "")
        try:
            save(self.draft, screen or self.screen(), seen, self.request.user, timezone.now())
        except ChangedMeanwhile as meanwhile:
            self.forget()
            return {"meanwhile": beside(meanwhile.rows, self.typed_rows()), "last_step": self.draft.steps.last()}
        except PolicyProblems as refused:
            return {"refused": mended(self.draft.pk, self.bundle, refused.problems)}
        except actions.Refused as refused:
            return {"refusal": str(refused)}
        messages.success(self.request, self.saved)
        return None

    def forget(self) -> None:
        """Read the draft anew from the database."""
        self.draft.refresh_from_db()
        self.__dict__.pop("voice", None)

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        return super().answer(status, seen=stamp(self.shown()), **context)

    def back(self, url: str | None = None) -> HttpResponse:
        return redirect(url or self.here)
