"""Keeps the inventory in step with what is published (ledger 12.1)."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from avowal.website.links import actions
from avowal.website.links.models import OtherSite
from avowal.website.pages.models import Alert, Navigation

_FRAMES = (Alert, Navigation, OtherSite)


def connect() -> None:
    """Listen; called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="links_published")
    page_unpublished.connect(_gone, dispatch_uid="links_unpublished")
    post_save.connect(_saved, dispatch_uid="links_saved")
    post_delete.connect(_gone, dispatch_uid="links_deleted")


def _published(sender: type[Model], instance: Page, **_more: Any) -> None:
    actions.note(instance)


def _saved(sender: type[Model], instance: Model, *, raw: bool = False, **more: Any) -> None:
    """What stands around pages, and pages that a program made; a draft of a page names the fields it saves."""
    whole = more.get("update_fields") is None and not raw
    if whole and (isinstance(instance, _FRAMES) or (isinstance(instance, Page) and instance.live)):
        actions.note(instance.specific_deferred if isinstance(instance, Page) else instance)


def _gone(sender: type[Model], instance: Model, **_more: Any) -> None:
    if isinstance(instance, (Page, *_FRAMES)):
        actions.forget(instance)
