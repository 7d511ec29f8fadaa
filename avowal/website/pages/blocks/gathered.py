"""Blocks that gather what stands elsewhere in the tree: news, events, places."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

_PREVIEW: dict[str, Any] = {"heading": "", "count": 3}


class _GatheredBlock(blocks.StructBlock):
    """The newest or next pages of one kind, from the tree of the page it stands on."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """What was found, each with its address."""
        context = super().get_context(value, parent_context)
        return {**context, "found": self.find(context.get("page"), value["count"])}

    def find(self, page: Any, count: int) -> list[Any]:
        """The pages to list; `page` is None in the preview of the block alone."""
        raise NotImplementedError


class NewsListBlock(_GatheredBlock):
    def find(self, page: Any, count: int) -> list[Any]:
        from avowal.website.pages import listings

        return listings.news(page)[:count]

    class Meta:
        icon = "calendar-alt"
        label = _("News")
        template = "pages/blocks/news_list.html"
        description = _("The newest news and advisories of this site.")
        preview_value = _PREVIEW


class EventListBlock(_GatheredBlock):
    def find(self, page: Any, count: int) -> list[Any]:
        from avowal.website.pages import listings

        return listings.events(page, timezone.localtime())[:count]

    class Meta:
        icon = "date"
        label = _("Events")
        template = "pages/blocks/event_list.html"
        description = _("The next classes and events of this site. Those that are over leave it by themselves.")
        preview_value = _PREVIEW


class LocationListBlock(_GatheredBlock):
    def find(self, page: Any, count: int) -> list[Any]:
        from avowal.website.pages import listings

        return listings.locations(page)[:count]

    class Meta:
        icon = "site"
        label = _("Locations")
        template = "pages/blocks/location_list.html"
        description = _("The places of this site, with address and hours.")
        preview_value = _PREVIEW
