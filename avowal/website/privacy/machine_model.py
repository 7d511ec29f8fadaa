"""The shape of `/.well-known/avowal.json`; its JSON Schema is made from these classes and their words.

Declared things are named by `#part.key`, and refer to each other by that name.
"""

from __future__ import annotations

from dataclasses import dataclass

from avowal.policy.model import (
    Audience,
    CookieKind,
    Door,
    Identifies,
    Loads,
    Method,
    Policy,
    PromiseKind,
    RecipientClass,
    Sensitivity,
    Storage,
)


@dataclass(frozen=True)
class Waiting:
    """The version that is published and takes effect later."""

    version: int
    effective_date: str
    sha256: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Readable:
    """The page in one language. `stale` names the sections that are older than the source text."""

    language: str
    url: str
    origin: str
    reviewer: str | None = None
    qualification: str | None = None
    stale: tuple[str, ...]


@dataclass(frozen=True)
class Controller:
    """Who makes the promises."""

    type: str
    name: str
    legal_name: str
    address: str


@dataclass(frozen=True)
class Datum:
    """A kind of data: `category` is a fideslang key, `type` holds its DPV terms."""

    id: str
    type: tuple[str, ...]
    label: str
    category: str
    identifies: Identifies
    sensitivity: Sensitivity


@dataclass(frozen=True)
class Use:
    """A purpose: `use` is a fideslang data use, `type` holds its DPV terms."""

    id: str
    type: tuple[str, ...]
    label: str
    use: str


@dataclass(frozen=True)
class Collected:
    """One element of a collection; `duration` is `keep` as ISO 8601 writes it."""

    data: str
    purposes: tuple[str, ...]
    keep: str
    duration: str
    audience: Audience


@dataclass(frozen=True)
class Gathered:
    """What comes in through one door."""

    id: str
    type: str
    label: str
    method: Method
    door: Door
    sites: tuple[str, ...]
    apps: tuple[str, ...]
    elements: tuple[Collected, ...]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Something kept in a browser; without `keep` it ends with the visit."""

    id: str
    name: str
    label: str
    kind: CookieKind
    storage: Storage
    purposes: tuple[str, ...]
    essential: bool
    keep: str | None = None
    duration: str | None = None
    choice: str | None = None


@dataclass(frozen=True)
class Given:
    """Someone outside who may get data."""

    id: str
    label: str
    kind: RecipientClass
    services: str
    data: tuple[str, ...]
    purposes: tuple[str, ...]
    aggregate_only: bool


@dataclass(frozen=True)
class Shown:
    """Somebody else's content, and what its hosts see."""

    id: str
    label: str
    hosts: tuple[str, ...]
    loads: Loads
    data: tuple[str, ...]
    statement: str


@dataclass(frozen=True)
class Decided:
    """What a visitor may decide; `default` holds until she does."""

    id: str
    label: str
    default: bool
    covers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Promised:
    """One promise and what keeps it; `not_built` says what is missing."""

    id: str
    row: str
    kind: PromiseKind
    section: str
    gates: tuple[str, ...]
    checks: tuple[str, ...]
    records: tuple[str, ...]
    not_built: str | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """The version in force. `policy` is its canonical form, whose SHA-256 is `sha256`."""

    id: str
    type: str
    version: int
    effective_date: str
    published_at: str
    sha256: str
    previous: str | None = None
    waiting: Waiting | None = None
    history: str
    feed: str
    languages: tuple[Readable, ...]
    organisation: Controller
    data: tuple[Datum, ...]
    purposes: tuple[Use, ...]
    collections: tuple[Gathered, ...]
    cookies: tuple[Kept, ...]
    recipients: tuple[Given, ...]
    third_parties: tuple[Shown, ...]
    choices: tuple[Decided, ...]
    promises: tuple[Promised, ...]
    policy: Policy
