"""What the office's own templates ask about the policy in force."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from avowal.website.privacy.office_panel import standing

register = template.Library()


@register.inclusion_tag("privacy/office_panel.html")
def without_a_policy() -> dict[str, Any]:
    """Says that no policy is in force, and nothing when one is: past times are told behind the sign-in alone."""
    return {**standing(timezone.now()), "gaps": ()}


@register.simple_tag
def nobody_can_sign_in() -> bool:
    """Whether the form to sign in would be a dead end: without a policy in force no cookie passes."""
    return bool(standing(timezone.now())["sentence"])


@register.simple_tag
def whose_office() -> str:
    """The organisation's name, for the page to sign in."""
    return str(settings.WAGTAIL_SITE_NAME)
