"""Blocks networks and lifts blocks (ledger U.9): what may be blocked, for how long, and when a record of it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avowal.policy.model import Policy
from avowal.website.office import blocks_file
from avowal.website.office.models import Block

COLLECTION = "blocked_addresses"
LENGTHS = {
    "hour": (gettext_lazy("1 hour"), timedelta(hours=1)),
    "day": (gettext_lazy("1 day"), timedelta(days=1)),
    "week": (gettext_lazy("7 days"), timedelta(days=7)),
    "month": (gettext_lazy("30 days"), timedelta(days=30)),
}
WIDEST = {4: 16, 6: 32}
"""The shortest prefix that may be blocked, by version: beyond it whole countries of visitors would be turned away."""
Network = IPv4Network | IPv6Network
_NOT_OF_THE_INTERNET = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/127", "::ffff:0:0/96", "fc00::/7", "fe80::/10", "ff00::/8"),
    )
)
"""Written out, since Python calls the networks of documentation private too."""


class BlockRefused(Exception):
    """The network may not be blocked; the text says why, for staff."""


@dataclass(frozen=True)
class Wanted:
    """A block as staff ask for it; `length` is a key of LENGTHS."""

    network: str
    kind: str
    reason: str
    length: str


def lengths(policy: Policy | None, now: datetime) -> dict[str, str]:
    """How long a network may be blocked: never longer than the policy lets its record be kept; empty without leave."""
    if policy is None or COLLECTION not in policy.collections:
        return {}
    end = policy.collections[COLLECTION].keep.after(now)
    return {key: str(label) for key, (label, length) in LENGTHS.items() if now + length <= end}


def block(wanted: Wanted, *, by: Any, own_address: str, policy: Policy | None, now: datetime) -> Block:
    """Block a network from now on, for every process and machine; raises BlockRefused.

    A network that is blocked already gets the new end and reason.
    """
    if wanted.length not in lengths(policy, now):
        raise BlockRefused(_("The policy in force does not let an address be kept out for so long."))
    network = checked(wanted.network, own_address)
    with transaction.atomic():
        Block.objects.filter(network=str(network), until__gt=now).update(until=now)
        made = Block.objects.create(
            network=str(network),
            kind=wanted.kind,
            reason=wanted.reason,
            since=now,
            until=now + LENGTHS[wanted.length][1],
            by=by,
        )
    blocks_file.write(now)
    return made


def lift(made: Block, now: datetime) -> None:
    """Let the network in again, from now on."""
    if made.until > now:
        made.until = now
        made.save(update_fields=["until"])
    blocks_file.write(now)


def forget_old(policy: Policy | None, now: datetime) -> int:
    """Delete the blocks that have ended and are past the policy's retention; how many. None goes without a policy."""
    if policy is None:
        return 0
    declared = policy.collections.get(COLLECTION)
    ended = Block.objects.filter(until__lte=now)
    old = [one.pk for one in ended if declared is None or declared.keep.after(one.since) <= now]
    return Block.objects.filter(pk__in=old).delete()[0]


def checked(text: str, own_address: str) -> Network:
    """The network that `text` names, if it may be blocked; raises BlockRefused, which says why not."""
    try:
        network = ip_network(text.strip(), strict=False)
    except ValueError:
        raise BlockRefused(_("Write an address or a network, such as 203.0.113.7 or 203.0.113.0/24.")) from None
    if network.prefixlen < WIDEST[network.version]:
        raise BlockRefused(
            _("%(network)s is too large: it would keep out too many people. Block at most a /%(widest)d.")
            % {"network": network, "widest": WIDEST[network.version]}
        )
    if any(_meet(network, other) for other in _NOT_OF_THE_INTERNET):
        raise BlockRefused(
            _("%(network)s belongs to inner networks or to this machine; nobody comes from there over the internet.")
            % {"network": network}
        )
    if any(_meet(network, ip_network(proxy.strip(), strict=False)) for proxy in settings.AVOWAL.trusted_proxies):
        raise BlockRefused(
            _("%(network)s holds one of your own proxies; blocking it would close the sites.") % {"network": network}
        )
    if _holds(network, own_address):
        raise BlockRefused(
            _("Your own address lies in %(network)s; you would lock yourself out.") % {"network": network}
        )
    return network


def _meet(network: Network, other: Network) -> bool:
    return network.version == other.version and bool(network.overlaps(other))  # type: ignore[arg-type]


def _holds(network: Network, address: str) -> bool:
    try:
        own: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(own, IPv6Address) and own.ipv4_mapped:
        own = own.ipv4_mapped
    return own in network
