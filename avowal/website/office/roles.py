"""The roles that staff have: what each may open and change.

A permission that is new in a version is given to a role once, when the version's migrations have run; what an
administrator takes away afterwards does not come back.
"""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from avowal.website.office.models import OfferedPermission

COMMUNICATIONS = "Communications"
PRIVACY_OFFICE = "Privacy office"
OPERATIONS = "Operations"

ENTER = "wagtailadmin.access_admin"
OF_VISITS = tuple(
    f"office.view_{report}" for report in ("traffic", "pages", "sources", "devices", "visits", "mail", "live")
)
OF_MACHINES = ("office.view_server", "office.view_security")
ROLES: dict[str, tuple[str, ...]] = {
    COMMUNICATIONS: (
        ENTER,
        *OF_VISITS,
        *(f"pages.{action}_{model}" for model in ("alert", "navigation") for action in ("add", "change", "delete")),
        *(f"promotions.{action}_promotion" for action in ("add", "change", "delete")),
        *(f"providers.{action}_provider" for action in ("add", "change", "delete")),
        "links.view_outgoinglink",
        *(f"links.{action}_othersite" for action in ("add", "change", "delete")),
        "privacy.edit_policy",
        "privacy.submit_policy",
    ),
    PRIVACY_OFFICE: (
        ENTER,
        *OF_VISITS,
        *OF_MACHINES,
        "links.view_outgoinglink",
        *(f"links.{action}_othersite" for action in ("add", "change", "delete")),
        "privacy.edit_policy",
        "privacy.submit_policy",
        "privacy.approve_policy",
    ),
    OPERATIONS: (ENTER, *OF_MACHINES, "office.view_live", "office.block_networks"),
}
_PAGES = {COMMUNICATIONS: ("add_page", "change_page", "publish_page")}
_PICTURES = {COMMUNICATIONS: ("add_image", "change_image", "choose_image")}


def make_roles() -> None:
    """Make each role that is missing, and give every role the permissions that it was never offered."""
    for name, permissions in ROLES.items():
        group, new = Group.objects.get_or_create(name=name)
        if new:
            OfferedPermission.objects.filter(role=name).delete()
            _give_tree(group)
        _offer(group, permissions)


def _offer(group: Group, names: tuple[str, ...]) -> None:
    offered = set(OfferedPermission.objects.filter(role=group.name).values_list("permission", flat=True))
    new = [name for name in names if name not in offered]
    group.permissions.add(*(_permission(name) for name in new))
    OfferedPermission.objects.bulk_create(OfferedPermission(role=group.name, permission=name) for name in new)


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _give_tree(group: Group) -> None:
    for codename in _PAGES.get(group.name, ()):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=permission)
    for codename in _PICTURES.get(group.name, ()):
        permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def make_roles_after_migrating(sender: Any, **kwargs: Any) -> None:
    """Runs once per `migrate`, when the last app has its tables and permissions."""
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if sender is last and _is_whole():
        make_roles()


def _is_whole() -> bool:
    """Whether the migrations went as far as this version's: an earlier state has neither the table nor the names."""
    made = OfferedPermission._meta.db_table in connection.introspection.table_names()  # noqa: SLF001  (Django's own way)
    return made and Permission.objects.filter(content_type__app_label="office", codename="block_networks").exists()
