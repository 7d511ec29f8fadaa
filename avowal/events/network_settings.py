"""What a deployment says about networks, for the process that takes its spool and imports its logs.

The same as `config.Settings` says of `networks_file`, `relays_file` and `reverse_dns`, read without the settings'
model, whose loading would cost every import and every start of the store's owner 0.4 s of CPU. What is wrong in the
file is told by those who load it; here it counts as not set.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avowal.events.networks import NetworkOwners

if TYPE_CHECKING:
    from avowal.events.reverse_dns import ReverseDns

SETTINGS_FILE = "avowal.toml"
YES = frozenset({"1", "true", "t", "yes", "y", "on"})


@dataclass(frozen=True)
class NetworkSettings:
    """Where the files lie, and whether the domain name system is asked."""

    networks_file: Path | None = None
    relays_file: Path | None = None
    reverse_dns: bool = False

    def owners(self) -> NetworkOwners:
        return NetworkOwners(self.networks_file, self.relays_file)

    def dns(self) -> ReverseDns | None:
        if not self.reverse_dns:
            return None
        from avowal.events.reverse_dns import ReverseDns  # here: most deployments ask nobody

        return ReverseDns()


def of_deployment(data: Path) -> NetworkSettings:
    """The settings of the deployment whose data lies in `data`; the environment goes before the file."""
    deployment = data.resolve().parent
    written = _written(deployment / SETTINGS_FILE)

    def said(name: str) -> Any:
        return os.environ.get(f"AVOWAL_{name.upper()}", written.get(name))

    def file(name: str) -> Path | None:
        found = said(name)
        return deployment / found if isinstance(found, str) and found else None

    return NetworkSettings(file("networks_file"), file("relays_file"), str(said("reverse_dns")).lower() in YES)


def _written(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
