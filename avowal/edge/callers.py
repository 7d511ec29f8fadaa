"""What was worked out of whoever asks, remembered: browsers send many requests with the same few headers.

Two requests are of one kind when they agree in every header of DECIDING and in what they say of choices, and have one
caller when they come from the same address too; nothing that is worked out for either may depend on more. Both are
forgotten when the policy
changes, when there are too many, and at least every quarter of an hour: no organisation's day begins at another time,
so a visitor's key does not outlive the day (R67).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

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


class _Kind(NamedTuple):
    """What was worked out of the headers alone (see `Caller`), and who sends them, by address."""

    known: dict[str, Any]
    admitted: dict[tuple[object, ...], Any]
    callers: dict[str, Caller]


class Callers:
    """The callers of one door."""

    def __init__(self) -> None:
        self._gates: Gates | None = None
        self._begin = self._end = NEVER
        self._kinds: dict[tuple[object, ...], _Kind] = {}
        self._count = 0

    def of(self, gates: Gates, now: datetime, address: str, index: Index) -> Caller:
        """The caller at `address` that sends the headers `index` under `gates`; `now` carries its zone."""
        if gates is not self._gates or not self._begin <= now < self._end or self._count >= REMEMBERED:
            self._forget(gates, now)
        cookies = index.get(b"cookie")
        said = (gates.choices.told_in(cookies) if cookies else (), *map(index.get, DECIDING))
        kind = self._kinds.get(said)
        if kind is None:
            if sum(len(value) for name in DECIDING for value in index.get(name, ())) > REMEMBERED_SIGNS:
                return Caller()
            kind = self._kinds[said] = _Kind({}, {}, {})
        found = kind.callers.get(address)
        if found is None:
            found = kind.callers[address] = Caller(kind.known, kind.admitted)
            self._count += 1
        return found

    def _forget(self, gates: Gates, now: datetime) -> None:
        self._gates, self._kinds, self._count = gates, {}, 0
        self._begin = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
        self._end = self._begin + QUARTER
