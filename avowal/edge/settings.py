"""What the door is told about where it stands: host names, proxies, areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from avowal.events.networks import NetworkOwners
from avowal.policy.model import PageClass, Policy


class Area(StrEnum):
    """Which part of a site a path belongs to; each has its own headers."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    OFFICE = "office"


PAGES_OF: Mapping[Area, PageClass] = MappingProxyType(
    {Area.PUBLIC: PageClass.PUBLIC, Area.SIGNED_IN: PageClass.SIGNED_IN}
)
"""The class of pages, as a policy names them, that an area holds; the office has none."""


Published = Callable[[str, str], bool]
"""Whether a site (its key) publishes a page at a path, asked only about paths with health words (ledger 4.11)."""


def nothing_published(_site: str, _path: str) -> bool:
    """Of a deployment that does not say which pages it publishes, health words of paths are never kept."""
    return False


class Networks(Protocol):
    """The part of `events.networks.NetworkOwners` that the door uses: look-ups in memory."""

    @property
    def trouble(self) -> str | None: ...

    def owner(self, address: str) -> str: ...

    def relayed(self, address: str) -> bool | None: ...


UNKNOWN_NETWORKS: Networks = NetworkOwners()
"""Of a deployment that has no files of networks."""


@dataclass(frozen=True)
class DoorSettings:
    """How a deployment is reached.

    `hosts` maps a host name, without port and in any case, to a site key of the policy. `trusted_proxies` are
    addresses or networks whose forwarding headers are believed. `secure` is true where visitors come over HTTPS.
    """

    hosts: Mapping[str, str]
    trusted_proxies: tuple[str, ...] = ()
    secure: bool = True
    office_prefix: str = "/office/"
    signed_in_prefixes: tuple[str, ...] = ("/account/",)
    reports_per_minute: int = 60
    """How many browser reports one network may send in a minute."""
    largest_body: int = 1 << 20
    """Bytes that a request may carry outside the office: forms, no files."""
    largest_office_body: int = 64 << 20
    """Bytes that a request may carry under the office's prefix, where pictures and documents are uploaded."""
    published: Published = nothing_published
    networks: Networks = UNKNOWN_NETWORKS
    """Whose network an address is in, and whether it is a privacy service's (ledger 3.4, 5.1)."""
    blocks: Path | None = None
    """The file that names the networks to keep out; None where nobody is."""
    mail_secret: Path | None = None
    """The file of the secret under which mail beacons are made; None where no mail is sent."""

    def __post_init__(self) -> None:
        by_name = {host.strip().lower().removesuffix("."): site for host, site in self.hosts.items()}
        object.__setattr__(self, "hosts", MappingProxyType(by_name))
        object.__setattr__(self, "office_prefix", f"{self.office_prefix.rstrip('/')}/")
        signed_in = tuple(f"{prefix.rstrip('/')}/" for prefix in self.signed_in_prefixes)
        object.__setattr__(self, "signed_in_prefixes", signed_in)


def trouble_with_hosts(policy: Policy, settings: DoorSettings) -> str | None:
    """A sentence that names the sites in `settings.hosts` that `policy` has not, and what to do; None for none."""
    unknown = sorted(set(settings.hosts.values()) - policy.sites.keys())
    if not unknown:
        return None
    named = ", ".join(f"“{site}”" for site in unknown)
    return (
        f"The setting `hosts` (or `fallback_site`) names {named}, which the policy in force has not; "
        f"its sites are {', '.join(policy.sites)}. Correct it in avowal.toml: those hosts' page views are not kept."
    )


def in_office(path: str, settings: DoorSettings) -> bool:
    """Whether `path` belongs to the office."""
    return f"{path}/".startswith(settings.office_prefix)


def area_of(path: str, settings: DoorSettings, languages: tuple[str, ...] = ()) -> Area:
    """The area of `path`; a leading language (`/es/account/`) does not change it."""
    if in_office(path, settings):
        return Area.OFFICE
    ended = f"{path}/"
    first, _, rest = ended.removeprefix("/").partition("/")
    plain = f"/{rest}" if first.lower() in languages else ended
    return Area.SIGNED_IN if plain.startswith(settings.signed_in_prefixes) else Area.PUBLIC
