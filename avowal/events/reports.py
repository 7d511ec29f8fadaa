"""Which reports read the store for which purpose, by the names that people know them under (ledger 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from avowal.events import traffic

REPORTS: Mapping[str, tuple[str, ...]] = MappingProxyType({traffic.PURPOSE: ("Traffic",)})
"""Purpose → reports; a purpose that is not here is read by none yet."""
