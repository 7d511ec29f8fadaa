"""The inventory of outgoing links in the office, and what is known of other sites."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from avowal.website.links.models import OtherSite, OutgoingLink


class OtherSiteViewSet(SnippetViewSet):
    model = OtherSite
    icon = "site"
    menu_label = _("Other sites")
    menu_name = "other-sites"
    add_to_admin_menu = True
    menu_order = 260
    list_display = ["host", "name", "statement"]
    search_fields = ["host", "name"]


register_snippet(OtherSiteViewSet)


class LinkFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(choices=OutgoingLink.State.choices, label=_("State"))
    host = django_filters.CharFilter(lookup_expr="icontains", label=_("Site"))

    class Meta:
        model = OutgoingLink
        fields = ["state", "host"]


def _places(link: OutgoingLink) -> str:
    return ", ".join(place.title for place in link.places.all())


class LinksView(ReportView):
    """Every link out of the sites, where it stands, and whether it works (ledger 12.1)."""

    index_url_name = "outgoing_links"
    index_results_url_name = "outgoing_links_results"
    header_icon = "link-external"
    page_title = _("Links to other sites")
    filterset_class = LinkFilterSet
    default_ordering = "host"
    list_export = ["url", "host", "state", "said", "checked_at"]
    permission_required = "links.view_outgoinglink"
    any_permission_required = ["view"]
    model = OutgoingLink
    columns = [
        Column("url", label=_("Address"), sort_key="url"),
        Column("places", label=_("Stands on"), accessor=_places),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("said", label=_("It answered")),
        DateColumn("checked_at", label=_("Last looked at"), sort_key="checked_at"),
    ]

    def get_base_queryset(self) -> Any:
        return OutgoingLink.objects.prefetch_related("places")


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """`/office/links/`."""
    return [
        path("links/", LinksView.as_view(), name="outgoing_links"),
        path("links/results/", LinksView.as_view(results_only=True), name="outgoing_links_results"),
    ]


class LinksMenuItem(MenuItem):
    """Shown to those who may see the inventory."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("links.view_outgoinglink"))


@hooks.register("register_reports_menu_item")
def links_menu_item() -> MenuItem:
    """Beside the other reports."""
    return LinksMenuItem(
        _("Links to other sites"), reverse("outgoing_links"), name="outgoing-links", icon_name="link-external", order=18
    )
