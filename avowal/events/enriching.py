"""Rows on their way from the spool into the store get what takes too long to find out while a visitor waits.

That is the owner of the network by reverse DNS: for rows of a policy version that declares `network_owner` there about
everybody, that have none yet, and that keep the address anyway. Rows are only added to: none is lost, none doubled,
and what cannot be read goes on as it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import msgspec

from avowal.events.rows import shorter_period, stamp, until
from avowal.policy.model import Audience, Collection, PolicyVersion
from avowal.policy.period import Period

OWNER, ADDRESS, SEEN_AT = "network_owner", "ip_address", "seen_at"
PATIENCE_SECONDS = 2.0
"""The longest that one round of taking waits for answers, whatever it takes."""


class Domains(Protocol):
    """The part of `reverse_dns.ReverseDns` that is used here."""

    def domains(self, addresses: Sequence[str], *, within: float) -> Mapping[str, str]: ...


class NetworkDomains:
    """Adds network owners to the lines of segments; `begin` starts a round."""

    def __init__(
        self,
        dns: Domains,
        versions: Callable[[], Sequence[PolicyVersion]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._dns = dns
        self._versions = versions
        self._clock = clock
        self._deadline = 0.0

    def begin(self) -> None:
        """Begin a round: all its segments together wait at most PATIENCE_SECONDS."""
        self._deadline = self._clock() + PATIENCE_SECONDS

    def fill(self, collection: str, content: bytes) -> bytes:
        """The lines of `content`, a segment of `collection`, with the owners that could be found out."""
        kept = {version.number: found for version in self._versions() for found in _declared(version, collection)}
        if not kept:
            return content
        lines = content.split(b"\n")
        lacking = {number: row for number, line in enumerate(lines) if (row := _lacks_owner(line, kept)) is not None}
        if not lacking:
            return content
        addresses = sorted({str(row[ADDRESS]) for row in lacking.values()})
        found = self._dns.domains(addresses, within=max(0.0, self._deadline - self._clock()))
        for number, row in lacking.items():
            told = _told(found.get(str(row[ADDRESS]), ""), row, kept[row["policy_version"]])
            if told:
                lines[number] = _with(lines[number], told)
        return b"\n".join(lines)


def _declared(version: PolicyVersion, key: str) -> list[Period | None]:
    """The shorter period for which `version` keeps the owner in a collection (None: as the row); empty: not at all."""
    collection: Collection | None = version.policy.collections.get(key)
    if collection is None or OWNER not in collection.elements:
        return []
    if collection.audience_of(OWNER) not in (Audience.EVERYONE, Audience.ADULTS):
        return []
    return [shorter_period(collection, OWNER)]


def _lacks_owner(line: bytes, kept: Mapping[int, Period | None]) -> dict[str, Any] | None:
    """The row of a line that is to get an owner, else None."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if not isinstance(row, dict) or row.get("policy_version") not in kept or row.get(OWNER) or not row.get(ADDRESS):
        return None
    return row


def _told(owner: str, row: dict[str, Any], shorter: Period | None) -> dict[str, str]:
    """What is added to a row: nothing where the owner is not known, or where until when it may be kept cannot be."""
    if not owner or shorter is None:
        return {OWNER: owner} if owner else {}
    try:
        seen_at = datetime.fromisoformat(row[SEEN_AT]).replace(tzinfo=UTC)
        return {OWNER: owner, f"{OWNER}_until": min(row["keep_until"], stamp(until(seen_at, shorter)))}
    except (KeyError, TypeError, ValueError):
        return {}


def _with(line: bytes, told: dict[str, str]) -> bytes:
    """A row's line with more at its end; what stands in it stays as it is, to the byte."""
    return line.rstrip()[:-1] + b"," + msgspec.json.encode(told)[1:]
