"""Puts the policy's screens into the office: its addresses, its entry in the menu, its permissions."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from avowal.website.office.policy_base import may_enter
from avowal.website.office.policy_urls import urlpatterns
from avowal.website.privacy.office_panel import TimesWithoutAPolicy


class PolicyMenuItem(MenuItem):
    """Shown to those who have a part in changing the policy."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_enter(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    """`/office/policy/…`."""
    return list(urlpatterns)


@hooks.register("register_admin_menu_item")
def policy_menu_item() -> MenuItem:
    """The entry in the office's menu."""
    return PolicyMenuItem(_("Privacy policy"), reverse("policy"), name="policy", icon_name="lock", order=150)


@hooks.register("register_permissions")
def permissions() -> object:
    """Lets administrators give the steps to groups."""
    from django.contrib.auth.models import Permission

    names = ("edit_policy", "submit_policy", "approve_policy")
    return Permission.objects.filter(content_type__app_label="privacy", codename__in=names)


@hooks.register("construct_homepage_panels")
def times_without_a_policy_first(_request: HttpRequest, panels: list[Component]) -> None:
    """Tells everybody in the office of a time when no policy was in force (R121)."""
    panels.insert(0, TimesWithoutAPolicy())
