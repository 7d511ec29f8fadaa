"""The slot in which promotions are shown."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from avowal.website.pages import queries as pages
from avowal.website.promotions.queries import promotions_for

register = template.Library()


@register.inclusion_tag("promotions/slot.html", takes_context=True)
def promotions(context: dict[str, Any]) -> dict[str, Any]:
    """`{% promotions %}`: empty for everybody but returning visitors who switched remembering on."""
    frame, request = context["frame"], context["request"]
    shown = promotions_for(
        request, pages.site(request), frame.language, timezone.localdate(), member=frame.in_member_area
    )
    return {"promotions": shown, "frame": frame}
