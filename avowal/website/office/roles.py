"""The roles that staff have: what Communications and the Privacy office may open and change."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

COMMUNICATIONS = "Communications"
PRIVACY_OFFICE = "Privacy office"

_ROLES: dict[str, tuple[str, ...]] = {
    COMMUNICATIONS: (
        "wagtailadmin.access_admin",
        "office.view_traffic",
        *(f"pages.{action}_{model}" for model in ("alert", "navigation") for action in ("add", "change", "delete")),
        "privacy.edit_policy",
        "privacy.submit_policy",
    ),
    PRIVACY_OFFICE: (
        "wagtailadmin.access_admin",
        "office.view_traffic",
        "privacy.edit_policy",
        "privacy.submit_policy",
        "privacy.approve_policy",
    ),
}
_PAGES = {COMMUNICATIONS: ("add_page", "change_page", "publish_page")}
_PICTURES = {COMMUNICATIONS: ("add_image", "change_image", "choose_image")}


def make_roles() -> None:
    """Make each role that is missing, with its permissions; a role that exists stays as an administrator set it."""
    for name, permissions in _ROLES.items():
        group, new = Group.objects.get_or_create(name=name)
        if new:
            group.permissions.set(_permissions(permissions))
            _give_tree(group)


def _permissions(names: tuple[str, ...]) -> list[Permission]:
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in (name.split(".") for name in names)
    ]


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
    if sender is last and Permission.objects.filter(codename="view_traffic").exists():
        make_roles()
