"""One request as the door knows it. Made once, outermost; the layers inside read it, the website never does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from avowal.edge.protocol import Index, Scope
from avowal.edge.settings import UNKNOWN_NETWORKS, Area, Networks
from avowal.edge.words import TEXT_LIMIT
from avowal.events.addresses import shorten
from avowal.events.agents import Agent, describe

if TYPE_CHECKING:
    from avowal.edge.gates import Gates

KEY = "avowal.visit"
_shortened = lru_cache(maxsize=8192)(shorten)


Found = TypeVar("Found")


class Caller:
    """What was worked out so far of whoever sends such requests; `callers.Callers` says whose requests share one."""

    __slots__ = ("admitted", "keys", "known", "rows")

    def __init__(
        self, known: dict[str, Any] | None = None, admitted: dict[tuple[object, ...], Any] | None = None
    ) -> None:
        self.known = {} if known is None else known
        """The attributes of `Visit` that are the same for every request with these headers, wherever it comes from."""
        self.admitted = {} if admitted is None else admitted
        """What collectors decided by these headers (`collector.Admission`)."""
        self.keys: dict[str, str] = {}
        """Today's keys of this visitor, by where she is."""
        self.rows: dict[tuple[object, ...], Any] = {}
        """Rows that were begun already (`rows.lines_of`)."""


class lazy(Generic[Found]):  # noqa: N801 - it stands where `property` would
    """An attribute that is worked out of the headers of a caller when it is first read, and then holds for all."""

    def __init__(self, work_out: Callable[[Any], Found]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__

    def __get__(self, owner: Visit, _: type) -> Found:
        known = owner.caller.known
        if self._name not in known:
            known[self._name] = self._work_out(owner)
        found: Found = known[self._name]
        return found


@dataclass
class Visit:
    """What is known of a request when it comes in. `host` is the Host header, `site` empty for an unknown one."""

    gates: Gates
    seen_at: datetime
    client_address: str
    scheme: str
    host: str
    site: str
    method: str
    path: str
    area: Area
    index: Index
    """The request's headers by name, without those that a client could forge."""
    networks: Networks = UNKNOWN_NETWORKS
    by_mail: bool = False
    """Whether a mail's beacon asks; then `path` lacks the token, and no row carries a visitor's key."""
    client_gone: bool = False
    caller: Caller = field(default_factory=Caller)
    """What is worked out of this request is remembered there."""

    def values(self, name: bytes) -> tuple[bytes, ...]:
        """Every value of the header `name` (lower case), in order."""
        return self.index.get(name, ())

    def text(self, name: bytes) -> str:
        """The first value of the header `name` as text; empty when there is none."""
        found = self.index.get(name)
        return found[0].decode("latin-1") if found else ""

    @lazy
    def user_agent(self) -> str:
        return self.text(b"user-agent")[:TEXT_LIMIT]

    @property
    def ip_network(self) -> str:
        return _shortened(self.client_address) if self.client_address else ""

    @lazy
    def agent(self) -> Agent:
        return describe(self.user_agent)

    @lazy
    def choices(self) -> Mapping[str, bool]:
        """Every choice that the policy offers, as this visitor made it or as it stands before."""
        return self.gates.choices.made(self.values(b"cookie"))

    @lazy
    def opted_out(self) -> str | None:
        """`gpc` or `dnt` when the browser says so with exactly `1` (R33); None otherwise."""
        if b"1" in self.values(b"sec-gpc"):
            return "gpc"
        return "dnt" if b"1" in self.values(b"dnt") else None


def visit_of(scope: Scope) -> Visit:
    """The visit that the outermost layer put into `scope`."""
    found: Visit = scope[KEY]
    return found
