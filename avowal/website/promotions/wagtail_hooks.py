"""Promotions in the office."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from avowal.website.promotions.models import Promotion


class PromotionViewSet(SnippetViewSet):
    model = Promotion
    icon = "pick"
    menu_name = "promotions"
    add_to_admin_menu = True
    menu_order = 255
    list_display = ["title", "starts_date", "ends_date", "audience", "site"]
    list_filter = ["audience", "site"]


register_snippet(PromotionViewSet)
