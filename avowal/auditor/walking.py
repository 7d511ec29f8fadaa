"""One visitor's walk: page after page in one browser, within limits, each visit kept as it is made."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from playwright.sync_api import Page, Playwright

from avowal.auditor.canaries import Aviary
from avowal.auditor.choosing import Chooser
from avowal.auditor.conduct import Depth
from avowal.auditor.evidence import Choice, PageVisit, Pass, host_of
from avowal.auditor.filling import fill_form
from avowal.auditor.frontier import Frontier
from avowal.auditor.hosts import is_near
from avowal.auditor.itinerary import Itinerary
from avowal.auditor.netlog import completed
from avowal.auditor.reachable import Reachable
from avowal.auditor.resuming import Kept
from avowal.auditor.robots import Manners
from avowal.auditor.seat import Seat
from avowal.auditor.signing_in import Login
from avowal.auditor.visit import BrowserDied, Visiting, choose_on, visit

Progress = Callable[[str, int, int], None]
"""Called before each page with what is being done, pages done, and pages to do."""

_PICTURED = frozenset({Pass.FIRST_VISIT, Pass.PHONE, Pass.RIGHT_TO_LEFT, Pass.MEMBER, Pass.STAFF, Pass.CHILD})
_DEEP = frozenset({Pass.FIRST_VISIT, Pass.UNGUARDED, Pass.ACCEPTING, Pass.CHILD})
ALIKE = 8
"""Pages of one template that are looked at in depth: a page may hold more than its template says."""
_CAREFUL = frozenset({Pass.MEMBER, Pass.STAFF})


@dataclass(frozen=True)
class CrawlPlan:
    """What to crawl. `pages` bounds the pages of the first pass over all starts together.

    `own` says that the sites are one's own, so that neither robots.txt nor a pause holds; `minutes` bounds the run.
    `choices_page` is the path of the page of choices on one's own sites. `logins` says how members and staff sign in,
    `mails` is a directory of mails to open. `refusing` is the name and value of the cookie by which a visitor refuses
    every choice where no page offers one; None when the policy declares none.
    """

    starts: tuple[str, ...]
    own_hosts: frozenset[str]
    pages: int
    screenshots: Path | None
    seed: str
    allow_private: bool
    host_rules: tuple[str, ...] = ()
    passes: tuple[Pass, ...] = tuple(Pass)
    refusing: tuple[str, str] | None = None
    own: bool = False
    minutes: float = 60.0
    choices_page: str = ""
    logins: Mapping[Pass, Login] = field(default_factory=dict)
    mails: Path | None = None
    year: int = 2026


@dataclass(frozen=True)
class Shared:
    """What the walks of one run share."""

    plan: CrawlPlan
    profiles: Path
    reachable: Reachable
    manners: Manners
    kept: Kept
    progress: Progress
    deadline: float
    stop: Event
    clock: Callable[[], float] = time.monotonic


@dataclass
class Walked:
    """What one walk brought home: its visits in order, its choices, and what was left out and why."""

    passing: Pass
    visits: list[PageVisit] = field(default_factory=list)
    chosen: list[Choice] = field(default_factory=list)
    sampled: list[str] = field(default_factory=list)
    not_exercised: list[str] = field(default_factory=list)
    forbidden: dict[str, int] = field(default_factory=dict)


class Walk:
    """One pass being played. The ways in which passes differ are in `passes`."""

    def __init__(self, shared: Shared, playwright: Playwright, passing: Pass, before: Itinerary) -> None:
        self.shared = shared
        self.plan = shared.plan
        self.passing = passing
        self.before = before
        self.brought = Walked(passing)
        self._kept = shared.kept.of(passing)
        self._deep: Counter[str] = Counter()
        self._clicked: set[str] = set()
        self._unkept: list[tuple[float, float]] = []
        profile = Pass.FIRST_VISIT if passing is Pass.RETURNING else passing
        self.had_profile = (shared.profiles / profile.value).exists()
        self.seat = Seat(
            playwright,
            shared.profiles / profile.value,
            passing,
            self.plan.host_rules,
            None if self.plan.allow_private else shared.reachable,
        )

    @property
    def name(self) -> str:
        """The pass in words."""
        return self.passing.value.replace("_", " ")

    @property
    def is_over(self) -> bool:
        """Whether the time of the run is up, or the run is being ended."""
        return self.shared.stop.is_set() or self.shared.clock() > self.shared.deadline

    def finish(self) -> Walked:
        """Close the browser; what the walk brought home, with what left after its pages had been looked at."""
        self.seat.close()
        before = list(self.brought.visits)
        late = [one for one in self.seat.late() if not any(began <= one.at < end for began, end in self._unkept)]
        self.brought.visits = completed(before, late, self.plan.own_hosts)
        for place, (old, new) in enumerate(zip(before, self.brought.visits, strict=True)):
            if old is not new:
                self.shared.kept.visit(place, new)
        return self.brought

    def pages(self, addresses: Sequence[str], *, round_: int = 1) -> None:
        """Visit each; what the time does not allow is said."""
        for number, address in enumerate(addresses):
            if self.is_over:
                left = len(addresses) - number
                self.brought.sampled.append(
                    f"The time was up: {left} of {len(addresses)} pages were not visited as {self.name}."
                )
                return
            self.visit(address, len(addresses), round_=round_)

    def visit(self, address: str, most: int, *, round_: int = 1) -> PageVisit:
        """One page; taken from a run that was cut off, where that had seen it already."""
        place = len(self.brought.visits)
        kept = self._kept.get(place)
        if kept is not None and (kept.url, kept.round) == (address, round_):
            self._note(kept)
            return kept
        self.shared.progress(f"{self.name}: {address}", place, most)
        self.shared.manners.wait(address)
        try:
            seen = visit(self.seat.browser, address, self._how(address, round_), place + 1)
        except BrowserDied as died:
            seen = died.visit
            self._revive()
        self._keep(seen)
        return seen

    def choose(self, address: str, choosing: Callable[[Chooser, Page], Choice | None], *, seen: bool) -> Choice | None:
        """Make a choice on a page; what follows the press is kept as a visit when it is to be `seen`."""
        self.shared.manners.wait(address)
        chooser, began = Chooser(self.passing, self._filler(address)), _now()
        try:
            visited, choice = choose_on(self.seat.browser, address, self._how(address, 1), choosing, chooser)
        except BrowserDied:
            self._revive()
            return None
        self._unkept.append((began, visited.span[0] if visited is not None and seen else _now()))
        if choice is not None:
            self.chose(choice)
        if visited is not None and seen:
            self._keep(visited)
        return choice

    def chose(self, choice: Choice) -> None:
        """Keep what was chosen."""
        self.brought.chosen.append(choice)
        self.shared.kept.choice(choice)

    def look_in(self, address: str) -> None:
        """Open a page and leave it, without keeping what was seen."""
        self.shared.manners.wait(address)
        shallow = replace(self._how(address, 1), depth=lambda _template: Depth.SHALLOW, screenshots=None)
        began = _now()
        try:
            visit(self.seat.browser, address, shallow, 0)
        except BrowserDied:
            self._revive()
        self._unkept.append((began, _now()))

    def discover(self, frontier: Frontier, most: int, deadline: float) -> None:
        """Visit what `frontier` gives, and follow what is found, up to `most` pages."""
        while len(self.brought.visits) < most and (address := frontier.next()) is not None:
            if self.is_over or self.shared.clock() > deadline:
                self.brought.sampled.append(f"The time was up after {len(self.brought.visits)} pages as {self.name}.")
                break
            seen = self.visit(address, most)
            frontier.add([*seen.alternates, *(link.href for link in seen.links), *_ways(seen)])
        self.brought.forbidden = dict(frontier.forbidden)

    def _how(self, address: str, round_: int) -> Visiting:
        return Visiting(
            self.passing,
            self.plan.own_hosts,
            Aviary(f"{self.plan.seed}|{self.passing.value}|{address}|{round_}"),
            self.plan.screenshots if self.passing in _PICTURED else None,
            self.shared.reachable,
            self.plan.allow_private,
            self._depth,
            round_,
            self.seat.scripts,
            self._clicked,
        )

    def _depth(self, template: str) -> Depth:
        if self._deep[template] >= (ALIKE if self.passing in _DEEP else 1):
            return Depth.SHALLOW
        if self.passing in _CAREFUL:
            return Depth.CAREFUL
        return Depth.DEEP if self.passing in _DEEP else Depth.TYPING

    def _keep(self, seen: PageVisit) -> None:
        self.shared.kept.visit(len(self.brought.visits), seen)
        self._note(seen)

    def _note(self, seen: PageVisit) -> None:
        self.brought.visits.append(seen)
        if seen.template and seen.depth != Depth.SHALLOW.value:
            self._deep[seen.template] += 1

    def _revive(self) -> None:
        self.seat.restart(died=True)

    def _filler(self, address: str) -> Callable[[Page], None] | None:
        """Made-up details are sent only to one's own sites and to ones on this machine or its network."""
        if not self.plan.own and not is_near(host_of(address), self.plan.host_rules):
            return None
        aviary = Aviary(f"{self.plan.seed}|{self.passing.value}|form on {address}")
        return lambda page: fill_form(page, aviary)


def _now() -> float:
    """Milliseconds since 1970, as the net log counts."""
    return time.time() * 1000


def _ways(seen: PageVisit) -> list[str]:
    """Where the page itself wanted to go on to."""
    return [way.partition(" ")[2] for way in seen.led if way.startswith("GET ")]


def origins(addresses: Sequence[str]) -> list[str]:
    """The origins of addresses, each once."""
    return list(dict.fromkeys(f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in addresses))
