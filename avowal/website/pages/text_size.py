"""Text size (ledger H.1): four sizes, kept in one declared cookie that holds the size's name and nothing else."""

from __future__ import annotations

from enum import IntEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from avowal.policy.model import Policy
from avowal.website.settings.cookies import TEXT_SIZE


class Size(IntEnum):
    SMALL = 0
    NORMAL = 1
    LARGE = 2
    LARGEST = 3

    @property
    def css_class(self) -> str:
        return f"text-{self.name.lower()}"

    @property
    def smaller(self) -> Size:
        return Size(max(self - 1, Size.SMALL))

    @property
    def larger(self) -> Size:
        return Size(min(self + 1, Size.LARGEST))


def of(request: HttpRequest) -> Size:
    """The size this browser asked for; the normal one when it asked for none or sends something else."""
    name = request.COOKIES.get(TEXT_SIZE, "").upper()
    return Size[name] if name in Size.__members__ else Size.NORMAL


def keep(answer: HttpResponse, size: Size, policy: Policy | None) -> None:
    """Set the cookie for as long as the policy declares; the normal size needs none, so it is taken away.

    With no policy in force, or one that does not declare the cookie, nothing is stored (ledger 4.1, 4.3).
    """
    declared = policy.cookies.get(TEXT_SIZE) if policy else None
    if declared is None or size is Size.NORMAL:
        answer.delete_cookie(TEXT_SIZE, samesite="Lax")
        return
    answer.set_cookie(
        TEXT_SIZE,
        size.name.lower(),
        max_age=declared.life.seconds if declared.life else None,
        secure=settings.AVOWAL.secure,
        httponly=not declared.scripts_may_read,
        samesite="Lax",
    )
