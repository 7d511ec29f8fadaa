"""What the office's own templates ask about the policy in force."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from avowal.website.privacy.office_panel import standing

register = template.Library()


@register.inclusion_tag("privacy/office_panel.html")
def without_a_policy() -> dict[str, Any]:
    """Says that no policy is in force, and nothing when one is: past times are told behind the sign-in alone."""
    return {**standing(timezone.now()), "gaps": ()}
