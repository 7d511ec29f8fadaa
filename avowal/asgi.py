"""Edge and website behind one door. Builds nothing while it is imported: a server calls `application()`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from avowal import config
from avowal.edge.door import front_door
from avowal.edge.garbage import settle
from avowal.edge.settings import DoorSettings, trouble_with_hosts
from avowal.events import egress
from avowal.events.agents import describe
from avowal.events.networks import NetworkOwners
from avowal.events.spool import Spool
from avowal.events.visitors import VisitorKeys
from avowal.policy import checking
from avowal.policy.checking import Keepers
from avowal.policy.publishing import InForce
from avowal.website.settings.deployment import policy_at_start, served_hosts

if TYPE_CHECKING:
    from avowal.edge.door import Door
    from avowal.edge.protocol import App


BLOCKS_FILE = "blocks.json"
"""Under `data/`: the networks that are kept out."""
MAIL_SECRET = "mail_key"  # noqa: S105 - the name of the file, under `data/secrets/`


def application() -> Door:
    """The deployment that AVOWAL_DEPLOYMENT names, ready to be served.

    Raises config.NotADeployment when none is named, or when its hosts do not belong to the sites of its policy.
    """
    settings = config.current()
    egress.begin(settings.data, "server")
    told = door_settings(settings, InForce(settings.data))
    from avowal.website.application import application as website
    from avowal.website.pages.published import HealthPages
    from avowal.website.privacy.drafts import know_keepers

    know_keepers(keepers())
    health_pages = HealthPages()
    health_pages.begin()
    networks = NetworkOwners(*settings.network_files)
    networks.begin()
    in_force = InForce(settings.data)  # after the website's start, which may have found that nothing can be trusted
    known = policy_at_start(settings)
    time_zone = known.organisation.time_zone if known else "UTC"
    door = front_door(
        cast("App", website),  # Django writes the same protocol with narrower types
        in_force=in_force.version,
        spool=Spool(settings.data / "spool"),
        visitors=VisitorKeys(settings.data / "secrets" / "visitor_salt", time_zone),
        settings=replace(
            told,
            published=health_pages,
            networks=networks,
            blocks=settings.data / BLOCKS_FILE,
            mail_secret=settings.data / "secrets" / MAIL_SECRET,
        ),
        clock=lambda: datetime.now(UTC),
    )
    door.health()  # reads the policy and compiles its gates
    describe("")  # reads the rules of user agents
    settle()
    return door


def keepers() -> Keepers:
    """The names of all that keeps promises, joined from the rooms that offer them; a bundle may name no others."""
    from avowal import edge, events, website
    from avowal.auditor.checks import CHECKS

    return Keepers(
        gates=frozenset({*checking.KEEPERS, *edge.KEEPERS, *events.KEEPERS, *website.KEEPERS}),
        checks=frozenset(CHECKS),
    )


def door_settings(settings: config.Settings, in_force: InForce) -> DoorSettings:
    """What the edge is told of a deployment's hosts, proxies and scheme.

    Raises config.NotADeployment when a host is given to two sites, or to one that the policy in force has not: the
    sites would be served, and nothing of their visits would be kept under their name.
    """
    _no_host_twice(settings)
    version = in_force.version()
    hosts = served_hosts(settings, version.policy if version else policy_at_start(settings))
    told = DoorSettings(hosts=hosts, trusted_proxies=settings.trusted_proxies, secure=settings.secure)
    trouble = trouble_with_hosts(version.policy, told) if version else None
    if trouble:
        raise config.NotADeployment(trouble)
    return told


def _no_host_twice(settings: config.Settings) -> None:
    """Raises config.NotADeployment when the setting `hosts` gives one host name, in any case, to two sites."""
    hosts: dict[str, str] = {}
    for site, host in settings.hosts.items():
        other = hosts.setdefault(host.lower(), site)
        if other != site:
            raise config.NotADeployment(
                f"The setting `hosts` gives {host.lower()} to the sites “{other}” and “{site}”. "
                "Give each site a host name of its own in avowal.toml."
            )
