"""What the foot of every page says to its visitor: where to choose, and that her browser's signal was honored (R35)."""

from __future__ import annotations

from typing import Any

from django import template

from avowal.website import in_force
from avowal.website.privacy import choosing, signal

register = template.Library()


@register.simple_tag(takes_context=True)
def privacy_signal(context: dict[str, Any]) -> str:
    """The name of the signal that came with the request for this page; empty when none did."""
    request = context.get("request")
    sent = signal.of(request) if request is not None else None
    return sent.full_name if sent else ""


@register.simple_tag
def offers_choices() -> bool:
    """Whether the policy in force lets visitors choose."""
    return choosing.offered(in_force.policy())
