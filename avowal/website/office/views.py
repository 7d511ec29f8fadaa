"""The reports: one view for all nine, and what each downloads (ledger 2.1, 2.2, 2.3, 3.3)."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from avowal.events.reports import REPORTS, ReportKind
from avowal.events.reports.asking import Asked
from avowal.events.reports.shape import Report
from avowal.policy import prose
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.speaker import Speaker
from avowal.website import in_force
from avowal.website.office import exports, labels, queries, screen
from avowal.website.office.forms import ReportForm
from avowal.website.office.queries import NoSuchPeriod, NotAllowed, StoreAway

LIVE = "live"
PERIOD = ("period", "since", "until", "language")


def permission(name: str) -> str:
    """The permission to open the report `name`."""
    return f"office.view_{name}"


class ReportView(WagtailAdminTemplateMixin, AccessMixin, TemplateView):
    """A report's page and its downloads (`?format=csv&part=pages`, `?format=json`, each with `outward=1`)."""

    kind: ReportKind = REPORTS["traffic"]
    template_name = "office/report.html"
    header_icon: ClassVar[str] = "doc-empty-inverse"

    def get_page_title(self) -> Any:
        return labels.NAMES[self.kind.name]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(permission(self.kind.name)):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted, outward = request.GET.get("format", ""), request.GET.get("outward") == "1"
        asked = _ask(request, self.kind, outward=outward and bool(wanted))
        report = asked.get("report")
        if report and wanted == "csv":
            return _csv(report, request.GET.get("part", "figures"), outward=outward)
        if report and wanted == "json":
            return JsonResponse(exports.report_json(report))
        status = 503 if "trouble" in asked else 200
        return self.render_to_response(self.get_context_data(**asked), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kind=self.kind,
            question=labels.QUESTIONS[self.kind.name],
            is_live=self.kind.name == LIVE,
            may_block=self.request.user.has_perm("office.block_networks"),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_template_names(self) -> list[str]:
        if self.kind.name == LIVE and self.request.GET.get("fragment") == "1":
            return ["office/report_live.html"]
        return super().get_template_names()


def _ask(request: HttpRequest, kind: ReportKind, *, outward: bool) -> dict[str, Any]:
    """The form, and either the report with all that the page says about it, or what is in the way."""
    version = in_force.version()
    if version is None:
        return {"trouble": in_force.trouble()}
    form = ReportForm(
        request.GET,
        policy=version.policy,
        today=timezone.localdate(),
        filters=kind.filters,
        dated=kind.name != LIVE,
    )
    if not form.is_valid():
        return {"form": form}
    if outward and kind.stays:
        raise Http404
    now, limit = timezone.now(), version.policy.limits.small_cell if outward else None
    try:
        report = queries.report(kind, _asked(form.cleaned_data, version.policy), now, small_cell=limit)
    except NotAllowed as refused:
        return {"form": form, "trouble": str(refused)}
    except NoSuchPeriod as impossible:
        form.add_error(None, str(impossible))
        return {"form": form}
    except StoreAway as away:
        return {"form": form, "trouble": str(away), "records_wait": True}
    shown = screen.screen(report, _link(request, kind))
    return {
        "form": form,
        "report": report,
        "screen": shown,
        "now": now,
        **_standing(version, kind),
        **_downloads(request, kind, report),
    }


def _asked(cleaned: dict[str, Any], policy: Policy) -> Asked:
    period = cleaned["asked"]
    return Asked(
        since=period.since,
        until=period.until,
        time_zone=policy.organisation.time_zone,
        site=cleaned.get("site", ""),
        path=cleaned.get("path", ""),
        language=cleaned.get("language", ""),
        languages=tuple(policy.wording),
        source_language=policy.source_language,
    )


def _link(request: HttpRequest, kind: ReportKind) -> screen.PathLink | None:
    """Leads from a page in a table to that page's own figures, over the same period, for who may see them."""
    target = kind.name if "path" in kind.filters else "pages"
    if not request.user.has_perm(permission(target)):
        return None
    query = request.GET.copy()
    for name in [name for name in query if name not in PERIOD]:
        del query[name]
    return screen.path_link(reverse(f"report_{target}"), query.urlencode())


def _standing(version: PolicyVersion, kind: ReportKind) -> dict[str, Any]:
    """What the figures are for, and the promises that allow them."""
    policy, active = version.policy, get_language() or ""
    language = active if active in policy.wording else policy.source_language
    return {
        "purpose": Speaker(policy, language).plain_name(f"purposes.{kind.purpose}"),
        "promises": kind.promises,
        "promised": [(name, text) for name in kind.promises if (text := prose.statement_text(version, language, name))],
    }


def _downloads(request: HttpRequest, kind: ReportKind, report: Report) -> dict[str, Any]:
    query = request.GET.copy()
    for name in ("format", "part", "outward", "fragment"):
        query.pop(name, None)
    told = [(part, labels.table_label(part) if part != "figures" else "") for part in exports.parts(report)]
    finer = report.asked.path or report.asked.language
    return {
        "query": f"{query.urlencode()}&" if query else "",
        "parts": told,
        "stays": str(labels.STAYS[kind.stays or ("finer" if finer else "")]),
    }


def _csv(report: Report, part: str, *, outward: bool) -> HttpResponse:
    if part not in exports.parts(report):
        raise Http404
    given = "-to-give-away" if outward else ""
    name = f"{report.name}-{part}-{report.asked.since}-{report.asked.until}{given}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(exports.report_csv(report, part), content_type="text/csv; charset=utf-8", headers=headers)
