"""Edge and website behind one door. Builds nothing while it is imported: a server calls `application()`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from avowal import config
from avowal.edge.door import front_door
from avowal.edge.settings import DoorSettings
from avowal.events.spool import Spool
from avowal.events.visitors import VisitorKeys
from avowal.policy.publishing import InForce

if TYPE_CHECKING:
    from avowal.edge.door import Door
    from avowal.edge.protocol import App

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def application() -> Door:
    """The deployment that AVOWAL_DEPLOYMENT names, ready to be served."""
    from avowal.website.application import application as website

    settings = config.current()
    in_force = InForce(settings.data)
    version = in_force.version()
    time_zone = version.policy.organisation.time_zone if version else "UTC"
    return front_door(
        cast("App", website),  # Django writes the same protocol with narrower types
        in_force=in_force.version,
        spool=Spool(settings.data / "spool"),
        visitors=VisitorKeys(settings.data / "secrets" / "visitor_salt", time_zone),
        settings=door_settings(settings, in_force),
        clock=lambda: datetime.now(UTC),
    )


def door_settings(settings: config.Settings, in_force: InForce) -> DoorSettings:
    """What the edge is told of a deployment's hosts, proxies and scheme."""
    hosts = {host: site for site, host in settings.hosts.items()}
    version = in_force.version()
    if not hosts and version is not None:
        hosts = {host: key for key, site in version.policy.sites.items() for host in (site.host, *site.also)}
    if settings.fallback_site:
        hosts |= dict.fromkeys(LOOPBACK, settings.fallback_site)
    return DoorSettings(hosts=hosts, trusted_proxies=settings.trusted_proxies, secure=settings.secure)
