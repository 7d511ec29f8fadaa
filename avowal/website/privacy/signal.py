"""The signals by which a browser refuses for its user: Global Privacy Control and Do Not Track (rules R33, R35)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.http import HttpRequest


class Signal(StrEnum):
    """A signal, as the door names it."""

    GPC = "gpc"
    DNT = "dnt"

    @property
    def full_name(self) -> str:
        """Its proper name, the same in every language."""
        return "Global Privacy Control" if self is Signal.GPC else "Do Not Track"


def told_by_the_door(request: HttpRequest) -> Mapping[str, Any]:
    """What the door says of a request; empty where none stands before the website."""
    known: Mapping[str, Any] = getattr(request, "scope", {}).get("avowal", {})
    return known


def of(request: HttpRequest) -> Signal | None:
    """The signal that came with `request`: a header that says exactly `1` (R33); None when none did."""
    known = told_by_the_door(request)
    if "signal" in known:
        return Signal(known["signal"]) if known["signal"] else None
    if request.META.get("HTTP_SEC_GPC") == "1":
        return Signal.GPC
    return Signal.DNT if request.META.get("HTTP_DNT") == "1" else None
