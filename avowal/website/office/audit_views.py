"""`/office/audits/`: the runs of the audit, the report of each, asking for one now, and mail that was not sent.

The website makes no audit itself: it leaves a wish, which `serve` or `worker` meets.
"""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import AccessMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from avowal.policy import audit_runs, proof
from avowal.website import in_force, outbox
from avowal.website.office.policy_base import may_enter

SHOWN = {"report.html": "text/html; charset=utf-8", "report.json": "application/json"}


class _MayEnter(AccessMixin):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_enter(request.user):
            return permission_denied(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class AuditsView(_MayEnter, WagtailAdminTemplateMixin, TemplateView):
    """What was found when, what is under way, and why the last run could not be made."""

    template_name = "office/audits.html"
    page_title = gettext_lazy("Audits")
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, data, version = timezone.now(), settings.AVOWAL.data, in_force.version()
        runs = proof.proofs(data)
        newest = next((run for run in runs if version and run.sha256 == version.sha256), None)
        days = settings.AVOWAL.audit_days
        return super().get_context_data(
            runs=[_row(run) for run in runs],
            newest=newest,
            version=version,
            days=days,
            too_old=newest is not None and now - newest.began_at > timedelta(days=days),
            under_way=audit_runs.under_way(data),
            wanted=audit_runs.wanted(data),
            failure=audit_runs.failure(data),
            every=settings.AVOWAL.audited_every,
            mails=outbox.is_used(),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _row(run: proof.Proof) -> dict[str, Any]:
    counts = [run.count(state) for state in (proof.BROKEN, proof.KEPT, proof.NOT_CHECKED)]
    return {"run": run, "broken": counts[0], "kept": counts[1], "open": counts[2], "pages": sum(run.passes.values())}


class AskForAuditView(_MayEnter, View):
    """Leaves the wish for an audit as soon as one can be made."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            audit_runs.ask(settings.AVOWAL.data, timezone.now())
        except OSError:
            messages.error(request, _("The wish could not be written down: see whether the disk is full."))
        else:
            messages.success(request, _("An audit begins within a few seconds; it takes some minutes."))
        return redirect("audits")


class AuditFileView(_MayEnter, View):
    """The report of one run: the page for people, or its data."""

    name = "report.html"

    def get(self, request: HttpRequest, run: str) -> FileResponse:
        file = _file(run, self.name)
        answer = FileResponse(file.open("rb"), content_type=SHOWN[self.name])
        if self.name != "report.html":
            answer["Content-Disposition"] = f'attachment; filename="audit-{run}.json"'
        return answer


def _file(run: str, name: str) -> Path:
    try:
        file = proof.directory(settings.AVOWAL.data, run) / name
    except ValueError as error:
        raise Http404 from error
    if not file.is_file():
        raise Http404
    return file


class OutboxView(_MayEnter, WagtailAdminTemplateMixin, TemplateView):
    """Mails that were put into files, because no other way for mail is set; one of them in full with `?mail=`."""

    template_name = "office/outbox.html"
    page_title = gettext_lazy("Mail that was not sent")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = self.request.GET.get("mail", "")
        text = outbox.text_of(name) if name and outbox.is_used() else None
        if name and text is None:
            raise Http404
        return super().get_context_data(
            mails=outbox.listed() if outbox.is_used() else [], name=name, text=text, used=outbox.is_used(), **kwargs
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("audits"), "label": AuditsView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]
