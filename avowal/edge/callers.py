"""What was worked out of whoever asks, remembered: browsers send many requests with the same few headers.

Two requests have one caller when they come from the same address and agree in every header of DECIDING and in what
they say of choices; nothing that is worked out for a caller may depend on more. Callers are forgotten when the policy
changes, when there are too many, and at least every quarter of an hour: no organisation's day begins at another time,
so a visitor's key does not outlive the day (R67).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from avowal.edge.protocol import Index
from avowal.edge.visit import Caller

if TYPE_CHECKING:
    from avowal.edge.gates import Gates

DECIDING = (b"host", b"content-type", b"origin", b"user-agent", b"sec-gpc", b"dnt")
REMEMBERED = 4096
REMEMBERED_SIGNS = 768
"""Whose headers are longer is not remembered."""
QUARTER = timedelta(minutes=15)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Callers:
    """The callers of one door."""

    def __init__(self) -> None:
        self._gates: Gates | None = None
        self._begin = self._end = NEVER
        self._known: dict[tuple[object, ...], Caller] = {}

    def of(self, gates: Gates, now: datetime, address: str, index: Index) -> Caller:
        """The caller at `address` that sends the headers `index` under `gates`; `now` carries its zone."""
        if gates is not self._gates or not self._begin <= now < self._end or len(self._known) >= REMEMBERED:
            self._forget(gates, now)
        cookies = index.get(b"cookie")
        said = (address, gates.choices.told_in(cookies) if cookies else (), *map(index.get, DECIDING))
        found = self._known.get(said)
        if found is None:
            found = Caller()
            if sum(len(value) for name in DECIDING for value in index.get(name, ())) <= REMEMBERED_SIGNS:
                self._known[said] = found
        return found

    def _forget(self, gates: Gates, now: datetime) -> None:
        self._gates, self._known = gates, {}
        self._begin = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
        self._end = self._begin + QUARTER
