"""Puts the office's reports into the admin's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from avowal.website.office.explain_views import ENTER, ExplainView
from avowal.website.office.views import PERMISSION, TrafficView


class TrafficMenuItem(MenuItem):
    """Shown to those who may open the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


class ExplainMenuItem(MenuItem):
    """Shown to everybody in the office."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(ENTER))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """`/office/reports/traffic/` and `/office/policy/explain/`."""
    return [
        path("reports/traffic/", TrafficView.as_view(), name="traffic"),
        path("policy/explain/", ExplainView.as_view(), name="policy_explain"),
    ]


@hooks.register("register_reports_menu_item")
def traffic_menu_item() -> MenuItem:
    """The entry in the Reports menu."""
    return TrafficMenuItem(_("Traffic"), reverse("traffic"), name="traffic", icon_name="doc-empty-inverse", order=10)


@hooks.register("register_reports_menu_item")
def explain_menu_item() -> MenuItem:
    """Where everybody may ask what the policy says of something."""
    return ExplainMenuItem(_("Ask the policy"), reverse("policy_explain"), name="explain", icon_name="help", order=20)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """The few styles that our own pages of the office need."""
    return format_html('<link rel="stylesheet" href="{}">', static("avowal/office.css"))


@hooks.register("register_permissions")
def permissions() -> object:
    """Lets administrators give the reports to groups."""
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label="office")
