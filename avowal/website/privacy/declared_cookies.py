"""Setting and taking away the cookies that the policy declares, exactly as it declares them (4.1, 4.3)."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse

from avowal.policy.model import Policy


def keep(answer: HttpResponse, policy: Policy, name: str, value: str) -> None:
    """Set the cookie `name` for as long as `policy` declares."""
    declared = policy.cookies[name]
    answer.set_cookie(
        name,
        value,
        max_age=declared.life.seconds if declared.life else None,
        secure=settings.AVOWAL.secure,
        httponly=not declared.scripts_may_read,
        samesite="Lax",
    )


def take_away(answer: HttpResponse, names: Iterable[str]) -> None:
    """Have the browser delete the cookies `names`, whether or not it has them."""
    for name in names:
        answer.delete_cookie(name, samesite="Lax")
