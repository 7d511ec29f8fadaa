"""What the pages app adds to the office: navigation and alerts for editors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from avowal.website.pages.models import Alert, Navigation
from avowal.website.pages.saving import tell


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    list_display = ["text", "starts_date", "ends_date", "audience", "site"]
    list_filter = ["audience", "site"]


class NavigationViewSet(SnippetViewSet):
    model = Navigation
    icon = "bars"
    list_display = ["site", "locale"]


class FrameViewSetGroup(SnippetViewSetGroup):
    """Alerts and navigation under one entry of the office's menu."""

    menu_label = _("Page frame")
    menu_icon = "desktop"
    items = (AlertViewSet, NavigationViewSet)


register_snippet(FrameViewSetGroup)
hooks.register("after_create_page", tell)
hooks.register("after_edit_page", tell)
