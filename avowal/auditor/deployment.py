"""Looks over what a deployment keeps beside its store: whom its processes turned to, and its chain of policy versions.

Only one's own deployments can be looked at so; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from avowal.auditor.hosts import is_address
from avowal.auditor.stored import DeploymentSeen, TurnedTo
from avowal.events import egress
from avowal.policy.publishing import InForce, history


def look_over(data: Path, allowed: Iterable[str] = ()) -> DeploymentSeen:
    """What stands under `data`. `allowed` are hosts that the deployment's own settings name, such as its database."""
    noted = egress.read(data)
    known = frozenset(host.lower() for host in allowed)
    turned_to = (
        None
        if noted is None
        else tuple(
            TurnedTo(
                one.host, one.port, one.process, by_name=not is_address(one.host), settings=one.host.lower() in known
            )
            for one in noted
        )
    )
    return DeploymentSeen(turned_to, policy_trouble(data))


def policy_trouble(data: Path) -> tuple[str, ...]:
    """Each version that cannot be trusted any more, in a sentence; empty where the chain holds."""
    found = [entry.trouble for entry in history(data) if entry.trouble is not None]
    in_force = InForce(data)
    if in_force.version() is None and in_force.trouble is not None:
        found.append(str(in_force.trouble))
    return tuple(dict.fromkeys(found))
