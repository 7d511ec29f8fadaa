"""What the door is told about where it stands: host names, proxies, areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """Which part of a site a path belongs to; each has its own headers."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    OFFICE = "office"


@dataclass(frozen=True)
class DoorSettings:
    """How a deployment is reached.

    `hosts` maps a host name, without port, to a site key of the policy. `trusted_proxies` are addresses or
    networks whose forwarding headers are believed. `secure` is true where visitors come over HTTPS.
    """

    hosts: Mapping[str, str]
    trusted_proxies: tuple[str, ...] = ()
    secure: bool = True
    office_prefix: str = "/office/"
    signed_in_prefixes: tuple[str, ...] = ("/account/",)
    reports_per_minute: int = 60
    """How many browser reports one network may send in a minute."""


def area_of(path: str, settings: DoorSettings, languages: tuple[str, ...] = ()) -> Area:
    """The area of `path`; a leading language (`/es/account/`) does not change it."""
    if _inside(path, settings.office_prefix):
        return Area.OFFICE
    first, _, rest = path.removeprefix("/").partition("/")
    plain = f"/{rest}" if first.lower() in languages else path
    if any(_inside(plain, prefix) for prefix in settings.signed_in_prefixes):
        return Area.SIGNED_IN
    return Area.PUBLIC


def _inside(path: str, prefix: str) -> bool:
    return path == prefix.rstrip("/") or path.startswith(prefix.rstrip("/") + "/")
