"""Which host names belong together.

A registrable domain is what somebody registered: `www.plan.example` and `pay.plan.example` belong to one owner.
There is no copy of the public suffix list here, only the second-level registries that are common in practice;
under any other such registry two owners would be taken for one, never one owner for two. Addresses and
`*.localhost` names stand for themselves.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

_REGISTRIES = frozenset(
    f"{second}.{top}"
    for second, tops in {
        "co": "uk jp kr nz za in il id th",
        "com": "au br cn hk mx sg tr tw ar co pe ph vn my ua eg sa",
        "org": "uk au nz br cn mx tw",
        "gov": "uk au br in za cn",
        "net": "au nz uk br cn",
        "ac": "uk jp nz za kr in",
        "edu": "au cn mx sg tw br",
        "ne": "jp",
        "or": "jp kr",
        "go": "jp kr",
        "ca": "us",
    }.items()
    for top in tops.split()
)


def registrable(host: str) -> str:
    """The registrable domain of `host`; the host itself for an address or a single label."""
    if is_address(host) or host.endswith(".localhost"):
        return host
    labels = host.split(".")
    wanted = 3 if ".".join(labels[-2:]) in _REGISTRIES else 2
    return ".".join(labels[-wanted:])


def same_owner(host: str, hosts: Iterable[str]) -> bool:
    """Whether `host` shares its registrable domain with one of `hosts`."""
    return registrable(host) in {registrable(one) for one in hosts}


def is_address(host: str) -> bool:
    """Whether `host` is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def is_private(address: str) -> bool:
    """Whether an IP address is one that strangers' sites have no business reaching (R101)."""
    found = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return not (mapped or found).is_global


def is_near(host: str, host_rules: Iterable[str] = ()) -> bool:
    """Whether `host` is on this machine or its network, by its own address or by Chromium's `MAP name address`."""
    targets = {rule.split()[1].lower(): rule.split()[2] for rule in host_rules if len(rule.split()) == _RULE}
    target = targets.get(host, host)
    target = target if is_address(target) else target.rpartition(":")[0] or target
    return host == "localhost" or host.endswith(".localhost") or (is_address(target) and is_private(target))


_RULE = 3
