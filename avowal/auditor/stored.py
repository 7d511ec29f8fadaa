"""What was seen of an event store, and of the requests that the audit sent to see what the store makes of them.

Plain frozen records, like `evidence`. A fact that is None was not learned; `StoreFacts.trouble` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Canary:
    """A made-up value that nothing but the audit has ever written, and where it was put.

    Put into a page or a plain request: typed | keys | query | header | referrer | cookie | control (which must be
    found). A request that must leave a line: line. Put into beacons: beacon (which must be found), and what must
    not be: address | condition. Put into the address of a mail beacon: pixel.
    """

    value: str
    kind: str
    where: str


@dataclass(frozen=True)
class Search:
    """One value looked for everywhere in the event store, and the places where it was found."""

    canary: Canary
    declared: bool  # true for what must be found
    places: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """Rows still stored past their time; `what` is `row` or the element that should be gone from them."""

    table: str
    what: str
    rows: int


@dataclass(frozen=True)
class Trial:
    """A purpose that may not open an element of the weblog, and whether a read for it opened that element."""

    purpose: str
    element: str
    opened: bool


@dataclass(frozen=True)
class MemberLine:
    """A path of the weblog beside which a member key or a service stands; `secured` says that it needs signing in."""

    path: str
    rows: int
    secured: bool


@dataclass(frozen=True)
class Reported:
    """A report as it names itself: its purpose, and the promises that it keeps."""

    name: str
    purpose: str
    promises: tuple[str, ...]


@dataclass(frozen=True)
class SmallCell:
    """A count that leaves the house although it is too small. `trend` is true for a point of a line over days."""

    report: str
    place: str
    value: int
    trend: bool


@dataclass(frozen=True)
class Exported:
    """What would leave the house of one report: how many counts, and those of them that are too small.

    `to_hide` is how many of the report's own counts are too small to leave.
    """

    report: str
    counts: int
    to_hide: int
    small: tuple[SmallCell, ...]


@dataclass(frozen=True)
class Recount:
    """Page views of a period as a report says them, and as the audit counts them: of people, and of programs too."""

    report: str
    shown: int
    people: int
    everybody: int


@dataclass(frozen=True)
class Guessing:
    """Failed sign-ins that the audit made in a row, and whether the security report says so."""

    attempts: int
    raised: bool


@dataclass(frozen=True)
class StoreFacts:
    """What the store answered to the audit's own questions."""

    past: tuple[Past, ...] | None = None
    rows: int | None = None
    stuck: tuple[str, ...] | None = None
    old_addresses: int | None = None
    trials: tuple[Trial, ...] | None = None
    member_lines: tuple[MemberLine, ...] | None = None
    reports: tuple[Reported, ...] | None = None
    exported: tuple[Exported, ...] | None = None
    recounts: tuple[Recount, ...] | None = None
    guessing: Guessing | None = None
    trouble: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TurnedTo:
    """A host that a process of the deployment turned to by itself; `settings`: one that its settings name."""

    host: str
    port: int
    process: str
    by_name: bool
    settings: bool


@dataclass(frozen=True)
class DeploymentSeen:
    """What a deployment keeps beside its store. `turned_to` is None where nobody had noted it."""

    turned_to: tuple[TurnedTo, ...] | None
    policy_trouble: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoreSeen:
    """The event store as it was found: columns of each table, the searches, and its answers."""

    columns: Mapping[str, tuple[str, ...]]
    searches: tuple[Search, ...]
    trouble: str | None = None
    facts: StoreFacts = field(default_factory=StoreFacts)
