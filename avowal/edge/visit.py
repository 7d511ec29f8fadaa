"""One request as the door knows it. Made once, outermost; the layers inside read it, the website never does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from avowal.edge.protocol import Headers, Scope, text_of, values_of
from avowal.edge.settings import UNKNOWN_NETWORKS, Area, Networks
from avowal.edge.words import TEXT_LIMIT
from avowal.events.agents import Agent, describe

if TYPE_CHECKING:
    from avowal.edge.gates import Gates

KEY = "avowal.visit"


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
    headers: Headers
    networks: Networks = UNKNOWN_NETWORKS
    by_mail: bool = False
    """Whether a mail's beacon asks; then `path` lacks the token, and no row carries a visitor's key."""
    client_gone: bool = False

    @cached_property
    def user_agent(self) -> str:
        return text_of(self.headers, b"user-agent")[:TEXT_LIMIT]

    @cached_property
    def agent(self) -> Agent:
        return describe(self.user_agent)

    @cached_property
    def choices(self) -> Mapping[str, bool]:
        """Every choice that the policy offers, as this visitor made it or as it stands before."""
        return self.gates.choices.made(values_of(self.headers, b"cookie"))

    @cached_property
    def opted_out(self) -> str | None:
        """`gpc` or `dnt` when the browser says so with exactly `1` (R33); None otherwise."""
        if b"1" in values_of(self.headers, b"sec-gpc"):
            return "gpc"
        return "dnt" if b"1" in values_of(self.headers, b"dnt") else None


def visit_of(scope: Scope) -> Visit:
    """The visit that the outermost layer put into `scope`."""
    found: Visit = scope[KEY]
    return found
