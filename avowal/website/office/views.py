"""The Traffic report: how many came, what they saw, how long, where from (ledger 2.1)."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from avowal.events.traffic import PURPOSE, Traffic
from avowal.policy import prose
from avowal.policy.model import PolicyVersion
from avowal.policy.speaker import Speaker
from avowal.website import in_force
from avowal.website.office import exports
from avowal.website.office.chart import chart
from avowal.website.office.forms import TrafficForm
from avowal.website.office.queries import NoSuchPeriod, NotAllowed, StoreAway, traffic_report

PERMISSION = "office.view_traffic"
PROMISE = "2.1"


class TrafficView(WagtailAdminTemplateMixin, AccessMixin, TemplateView):
    """The page and its downloads (`?format=csv&table=pages`, `?format=json`)."""

    template_name = "office/traffic.html"
    page_title = _("Traffic")
    header_icon = "doc-empty-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = _ask(request)
        report, wanted = asked.get("report"), request.GET.get("format", "")
        if report and wanted == "csv":
            return _csv(report, request.GET.get("table", "days"))
        if report and wanted == "json":
            return JsonResponse(exports.traffic_json(report, PURPOSE))
        status = 503 if "trouble" in asked else 200
        return self.render_to_response(self.get_context_data(**asked), status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def _ask(request: HttpRequest) -> dict[str, Any]:
    """The form, and either the report with all that the page says about it, or what is in the way."""
    version = in_force.version()
    if version is None:
        return {"trouble": in_force.trouble()}
    policy = version.policy
    sites = {key: site.label for key, site in policy.sites.items()}
    form = TrafficForm(request.GET, sites=sites, today=timezone.localdate())
    if not form.is_valid():
        return {"form": form}
    try:
        site = form.cleaned_data["site"] or None
        report = traffic_report(form.cleaned_data["asked"], site, policy.organisation.time_zone)
    except NotAllowed as refused:
        return {"form": form, "trouble": str(refused)}
    except NoSuchPeriod as impossible:
        form.add_error(None, str(impossible))
        return {"form": form}
    except StoreAway as away:
        return {"form": form, "trouble": str(away), "records_wait": True}
    return {"form": form, "report": report, "chart": chart(report.days), **_standing(version), **_downloads(request)}


def _standing(version: PolicyVersion) -> dict[str, Any]:
    """What the figures are for, and the promise that allows them."""
    policy, active = version.policy, get_language() or ""
    language = active if active in policy.wording else policy.source_language
    return {
        "purpose": Speaker(policy, language).plain_name(f"purposes.{PURPOSE}"),
        "promise": PROMISE,
        "promised": prose.statement_text(version, language, PROMISE),
    }


def _downloads(request: HttpRequest) -> dict[str, Any]:
    query = request.GET.copy()
    query.pop("format", None)
    return {"query": query.urlencode(), "tables": tuple(exports.TABLES)}


def _csv(report: Traffic, table: str) -> HttpResponse:
    chosen = table if table in exports.TABLES else "days"
    name = f"traffic-{chosen}-{report.since}-{report.until}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(exports.traffic_csv(report, chosen), content_type="text/csv; charset=utf-8", headers=headers)
