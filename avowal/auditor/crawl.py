"""Gathers what the sites do in a real browser, as several kinds of visitor, within stated bounds.

The first pass finds the pages and visits all of them up to the limit; `unguarded` visits the same ones with the
pages' own security policy off, to see what they try when their gate is open; the others visit a sample. A page that
misbehaves is noted and the run goes on, with a new browser where the old one died.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Playwright, Route, sync_playwright

from avowal.auditor.browser import Browser, chromium
from avowal.auditor.canaries import Aviary
from avowal.auditor.evidence import PageVisit, Pass, host_of
from avowal.auditor.frontier import Frontier, group_of
from avowal.auditor.netlog import completed, departures
from avowal.auditor.reachable import Reachable
from avowal.auditor.visit import BrowserDied, Visiting, visit

SAMPLE = 6
SAMPLE_OF_REFUSALS = 3
PASSES = tuple(Pass)
_PICTURED = frozenset({Pass.FIRST_VISIT, Pass.PHONE})
_REFUSALS = frozenset({Pass.REFUSING, Pass.OPTED_OUT, Pass.NO_COOKIES})
_LOCATIONS = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
_MOST_MAPS = 5

Progress = Callable[[str, int, int], None]
"""Called before each page with what is being done, pages done, and pages to do."""


@dataclass(frozen=True)
class CrawlPlan:
    """What to crawl. `pages` bounds the pages of the first pass over all starts together."""

    starts: tuple[str, ...]
    own_hosts: frozenset[str]
    pages: int
    screenshots: Path | None
    seed: str
    allow_private: bool
    host_rules: tuple[str, ...] = ()
    passes: tuple[Pass, ...] = PASSES
    refusing: tuple[str, str] | None = None
    """Name and value of the cookie by which a visitor refuses every choice; None when the policy declares none."""


@dataclass
class Crawled:
    """The visits in crawl order, and what was left out and why."""

    visits: list[PageVisit] = field(default_factory=list)
    sampled: list[str] = field(default_factory=list)


def gather(plan: CrawlPlan, *, progress: Progress) -> Crawled:
    """Crawl `plan`. Raises NoBrowser when there is no Chromium to be had."""
    crawled = Crawled()
    if plan.screenshots is not None:
        plan.screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="avowal-audit-") as profiles, sync_playwright() as playwright:
        crawl = _Crawl(plan, playwright, Path(profiles), crawled, progress)
        for passing in plan.passes:
            if passing is not Pass.REFUSING or plan.refusing is not None:
                crawl.run(passing)
    return crawled


class _Crawl:
    def __init__(
        self, plan: CrawlPlan, playwright: Playwright, profiles: Path, crawled: Crawled, progress: Progress
    ) -> None:
        self._plan = plan
        self._playwright = playwright
        self._profiles = profiles
        self._crawled = crawled
        self._progress = progress
        self._aviary = Aviary(plan.seed)
        self._reachable = Reachable(plan.host_rules, allow_private=plan.allow_private)
        self._pages: list[str] = []
        self._spans: dict[int, tuple[float, float]] = {}

    def run(self, passing: Pass) -> None:
        self._spans = {}
        profile = self._profile(passing)
        with ExitStack() as stack:
            seat = _Seat(self._plan, self._playwright, profile, passing, self._reachable, stack)
            if passing is Pass.FIRST_VISIT:
                self._discover(seat)
            else:
                self._revisit(passing, seat)
        left = departures(profile.with_suffix(".netlog.json"))
        self._crawled.visits = completed(self._crawled.visits, self._spans, left)

    def _profile(self, passing: Pass) -> Path:
        name = Pass.FIRST_VISIT if passing is Pass.RETURNING else passing
        return self._profiles / name.value

    def _discover(self, seat: _Seat) -> None:
        frontier = Frontier(self._plan.starts)
        for origin in frontier.origins:
            frontier.add(seat.site_map(origin))
        while len(self._pages) < self._plan.pages and (address := frontier.next()) is not None:
            self._pages.append(address)
            seen = self._visit(seat, Pass.FIRST_VISIT, address, self._plan.pages)
            frontier.add([*seen.alternates, *(link.href for link in seen.links)])
        for origin in frontier.origins:
            self._say_what_was_left(frontier, origin)

    def _say_what_was_left(self, frontier: Frontier, origin: str) -> None:
        left = [(group.removeprefix(origin), visited, known) for group, visited, known in frontier.left(origin)]
        if left:
            parts = ", ".join(f"{visited} of {known} under {group}" for group, visited, known in left)
            limit = f"the limit is {self._plan.pages} pages in all"
            self._crawled.sampled.append(f"On {origin} not every page was visited, since {limit}: {parts}.")

    def _revisit(self, passing: Pass, seat: _Seat) -> None:
        reached = {seen.url for seen in self._crawled.visits if seen.passing is Pass.FIRST_VISIT and seen.reached}
        pages = [address for address in self._pages if address in reached]
        most = SAMPLE_OF_REFUSALS if passing in _REFUSALS else SAMPLE
        if passing is not Pass.UNGUARDED and len(pages) > most:
            sample = _sample(pages, most)
            said = f"{len(sample)} of {len(pages)} pages were visited as {passing.value.replace('_', ' ')}"
            self._crawled.sampled.append(f"{said}: one from each part of the sites, up to {most}.")
            pages = sample
        for address in pages:
            self._visit(seat, passing, address, len(pages))

    def _visit(self, seat: _Seat, passing: Pass, address: str, most: int) -> PageVisit:
        done = sum(seen.passing is passing for seen in self._crawled.visits)
        self._progress(f"{passing.value.replace('_', ' ')}: {address}", done, most)
        how = Visiting(
            passing,
            self._plan.own_hosts,
            self._aviary,
            self._plan.screenshots if passing in _PICTURED else None,
            self._reachable,
            self._plan.allow_private,
        )
        begun = time.time() * 1000
        try:
            seen = visit(seat.browser, address, how, done + 1)
        except BrowserDied as died:
            seen = died.visit
            seat.restart()
        self._spans[len(self._crawled.visits)] = (begun, time.time() * 1000)
        self._crawled.visits.append(seen)
        return seen


class _Seat:
    """The browser of one pass, started again when it dies."""

    def __init__(
        self,
        plan: CrawlPlan,
        playwright: Playwright,
        profile: Path,
        passing: Pass,
        reachable: Reachable,
        stack: ExitStack,
    ) -> None:
        self._plan = plan
        self._playwright = playwright
        self._profile = profile
        self._passing = passing
        self._reachable = reachable
        self._stack = stack
        self.browser = self._start()

    def restart(self) -> None:
        for lock in self._profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        self.browser = self._start()

    def _start(self) -> Browser:
        started = chromium(
            self._playwright,
            self._profile,
            phone=self._passing is Pass.PHONE,
            no_cookies=self._passing is Pass.NO_COOKIES,
            opted_out=self._passing is Pass.OPTED_OUT,
            host_rules=self._plan.host_rules,
        )
        browser = self._stack.enter_context(started)
        if self._passing is Pass.REFUSING and self._plan.refusing is not None:
            name, value = self._plan.refusing
            hosts = {host_of(start) for start in self._plan.starts}
            browser.context.add_cookies([{"name": name, "value": value, "domain": host, "path": "/"} for host in hosts])
        if not self._plan.allow_private:
            browser.context.route("**/*", self._guard)
        return browser

    def _guard(self, route: Route) -> None:
        if self._reachable(route.request.url):
            route.continue_()
        else:
            route.abort("addressunreachable")

    def site_map(self, origin: str) -> Sequence[str]:
        """The addresses in the origin's site map, nested maps included; none when there is no map."""
        waiting, found = [f"{origin}/sitemap.xml"], []
        for _ in range(_MOST_MAPS):
            if not waiting:
                break
            listed = self._listed(waiting.pop(0))
            waiting += [address for address in listed if address.endswith(".xml")]
            found += [address for address in listed if not address.endswith(".xml")]
        return found

    def _listed(self, address: str) -> list[str]:
        if not self._reachable(address):
            return []
        page = self.browser.context.new_page()
        try:
            response = page.goto(address, timeout=8000)
            return _LOCATIONS.findall(response.text()) if response is not None and response.ok else []
        except (BrowserError, UnicodeDecodeError):
            return []
        finally:
            page.close()


def _sample(pages: Sequence[str], most: int) -> list[str]:
    first_of: dict[str, str] = {}
    for address in pages:
        first_of.setdefault(group_of(address), address)
    chosen = list(first_of.values())[:most]
    return chosen + [address for address in pages if address not in chosen][: most - len(chosen)]
