"""What the providers app adds to the office: the directory, for who keeps it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from avowal.website.providers.models import Provider


class ProviderViewSet(SnippetViewSet):
    model = Provider
    icon = "user"
    menu_label = _("Providers")
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name", "get_specialty_display", "city", "postal_code", "accepting"]
    list_filter = ["specialty", "accepting", "kind"]
    list_per_page = 50


register_snippet(ProviderViewSet)
