"""Puts the office's reports into the admin's menu."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from avowal.events.reports import REPORTS
from avowal.website.office import labels
from avowal.website.office.audit_views import AskForAuditView, AuditFileView, AuditsView, OutboxView
from avowal.website.office.block_views import PERMISSION as MAY_BLOCK
from avowal.website.office.block_views import BlocksView, BlockView, LiftView
from avowal.website.office.editor_figures import address_of_figures
from avowal.website.office.explain_views import ENTER, ExplainView
from avowal.website.office.policy_base import may_enter
from avowal.website.office.views import ReportView, permission


class AllowedMenuItem(MenuItem):
    """Shown to those who have the permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        self._permission = permission
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self._permission))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """`/office/reports/NAME/`, `/office/blocks/…` and `/office/policy/explain/`."""
    return [
        *(
            path(f"reports/{name}/", ReportView.as_view(kind=kind), name=f"report_{name}")
            for name, kind in REPORTS.items()
        ),
        path("blocks/", BlocksView.as_view(), name="blocks"),
        path("blocks/new/", BlockView.as_view(), name="block"),
        path("blocks/<int:pk>/lift/", LiftView.as_view(), name="block_lift"),
        path("audits/", AuditsView.as_view(), name="audits"),
        path("audits/ask/", AskForAuditView.as_view(), name="audit_ask"),
        path("audits/outbox/", OutboxView.as_view(), name="outbox"),
        path("audits/<str:run>/", AuditFileView.as_view(), name="audit_report"),
        path("audits/<str:run>/report.json", AuditFileView.as_view(name="report.json"), name="audit_data"),
        path("policy/explain/", ExplainView.as_view(), name="policy_explain"),
    ]


def _report_menu_item(name: str, order: int) -> MenuItem:
    address = reverse(f"report_{name}")
    icon = "doc-empty-inverse"
    return AllowedMenuItem(
        labels.NAMES[name],
        address,
        name=f"report-{name}",
        icon_name=icon,
        order=order,
        permission=permission(name),
    )


def _register(name: str, order: int) -> None:
    hooks.register("register_reports_menu_item", lambda: _report_menu_item(name, order))


for _order, _name in enumerate(REPORTS):
    _register(_name, _order)


@hooks.register("register_reports_menu_item")
def blocks_menu_item() -> MenuItem:
    """Where blocks are made and lifted."""
    return AllowedMenuItem(
        _("Blocked networks"),
        reverse("blocks"),
        name="blocks",
        icon_name="lock",
        order=len(REPORTS),
        permission=MAY_BLOCK,
    )


class _AuditsMenuItem(MenuItem):
    """Shown to those who answer for the policy."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_enter(request.user)


@hooks.register("register_admin_menu_item")
def audits_menu_item() -> MenuItem:
    """What was found when the sites were held against the policy."""
    return _AuditsMenuItem(_("Audits"), reverse("audits"), name="audits", icon_name="tasks", order=160)


@hooks.register("register_reports_menu_item")
def explain_menu_item() -> MenuItem:
    """Where everybody may ask what the policy says of something."""
    return AllowedMenuItem(
        _("Ask the policy"), reverse("policy_explain"), name="explain", icon_name="help", order=20, permission=ENTER
    )


@hooks.register("register_page_header_buttons")
def figures_in_the_editor(page: Page, user: Any, **_more: Any) -> Iterator[Button]:
    """From a page that editors have before them to what its visitors did (ledger 2.2)."""
    address = address_of_figures(page, user)
    if address:
        yield Button(_("Figures"), address, icon_name="doc-empty-inverse", priority=70)


@hooks.register("register_page_listing_more_buttons")
def figures_in_the_listing(page: Page, user: Any, **_more: Any) -> Iterator[Button]:
    """The same, from the list of pages."""
    yield from figures_in_the_editor(page, user)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """The few styles that our own pages of the office need."""
    return format_html('<link rel="stylesheet" href="{}">', static("avowal/office.css"))


@hooks.register("register_permissions")
def permissions() -> object:
    """Lets administrators give the reports to groups."""
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label="office")
