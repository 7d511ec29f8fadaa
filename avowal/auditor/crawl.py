"""Gathers what the sites do in a real browser, as several kinds of visitor, within stated bounds.

The first pass finds the pages and visits all of them up to the limit; `unguarded` visits the same ones with the
pages' own security policy off, to see what they try when their gate is open; the others visit a sample, one page of
each template. After the first pass two visitors walk at a time, each in a browser of its own. A page that misbehaves
is noted and the run goes on, with a new browser where the old one died.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Playwright, sync_playwright

from avowal.auditor.browser import NoBrowser
from avowal.auditor.evidence import Choice, PageVisit, Pass
from avowal.auditor.itinerary import Itinerary
from avowal.auditor.passes import discover, play
from avowal.auditor.reachable import Reachable
from avowal.auditor.resuming import Kept
from avowal.auditor.robots import Manners
from avowal.auditor.seat import TooManyDeaths
from avowal.auditor.walking import CrawlPlan, Progress, Shared, Walk, Walked

__all__ = ["PASSES", "QUICK", "CrawlPlan", "Crawled", "Progress", "gather"]

PASSES = tuple(Pass)
QUICK = (Pass.FIRST_VISIT, Pass.REFUSING, Pass.OPTED_OUT)
AT_A_TIME = 2
"""Visitors that walk at once; each browser takes some 400 MB."""
_SHARE_OF_FIRST = 0.5  # of the run's time, which the first pass may take


@dataclass
class Crawled:
    """The visits in the order of the passes, what was chosen, and what was left out and why."""

    visits: list[PageVisit] = field(default_factory=list)
    sampled: list[str] = field(default_factory=list)
    chosen: list[Choice] = field(default_factory=list)
    not_exercised: list[str] = field(default_factory=list)


def gather(plan: CrawlPlan, kept: Kept, *, progress: Progress) -> Crawled:
    """Crawl `plan`. Raises NoBrowser when there is no Chromium to be had."""
    if plan.screenshots is not None:
        plan.screenshots.mkdir(parents=True, exist_ok=True)
    stop = Event()
    with tempfile.TemporaryDirectory(prefix="avowal-audit-", ignore_cleanup_errors=True) as profiles:
        shared = _shared(plan, kept, Path(profiles), progress, stop)
        try:
            first = _first(shared)
            before = Itinerary.of(first.visits)
            others = _others(shared, [one for one in plan.passes if one is not Pass.FIRST_VISIT], before)
        finally:
            stop.set()
    return _together(plan, [first, *others], before)


def _shared(plan: CrawlPlan, kept: Kept, profiles: Path, progress: Progress, stop: Event) -> Shared:
    reachable = Reachable(plan.host_rules, allow_private=plan.allow_private)
    manners = Manners(plan.host_rules, reachable, own=plan.own)
    return Shared(plan, profiles, reachable, manners, kept, progress, time.monotonic() + plan.minutes * 60, stop)


def _first(shared: Shared) -> Walked:
    kept = _kept(shared.kept, Pass.FIRST_VISIT)
    if kept is not None:
        return kept
    with sync_playwright() as playwright:
        deadline = shared.clock() + shared.plan.minutes * 60 * _SHARE_OF_FIRST
        return _walked(shared, playwright, Pass.FIRST_VISIT, Itinerary(), deadline)


def _others(shared: Shared, passes: Sequence[Pass], before: Itinerary) -> list[Walked]:
    """The passes after the first, in the order given, however they were shared out."""
    waiting: SimpleQueue[Pass] = SimpleQueue()
    for passing in passes:
        waiting.put(passing)
    workers = min(AT_A_TIME, len(passes))
    if not workers:
        return []
    with ThreadPoolExecutor(workers, thread_name_prefix="visitor") as pool:
        told = [pool.submit(_work, shared, waiting, before) for _ in range(workers)]
        try:
            walked = {one.passing: one for worker in told for one in worker.result()}
        except BaseException:
            shared.stop.set()
            raise
    return [walked[passing] for passing in passes if passing in walked]


def _work(shared: Shared, waiting: SimpleQueue[Pass], before: Itinerary) -> list[Walked]:
    done: list[Walked] = []
    with sync_playwright() as playwright:
        while not shared.stop.is_set():
            try:
                passing = waiting.get_nowait()
            except Empty:
                break
            done.append(_kept(shared.kept, passing) or _walked(shared, playwright, passing, before, shared.deadline))
    return done


def _walked(shared: Shared, playwright: Playwright, passing: Pass, before: Itinerary, deadline: float) -> Walked:
    if passing is not Pass.FIRST_VISIT and shared.clock() > shared.deadline:
        return Walked(passing, not_exercised=[f"The time was up before {passing.value.replace('_', ' ')} was played."])
    try:
        walk = Walk(shared, playwright, passing, before)
    except NoBrowser as trouble:
        if passing is Pass.FIRST_VISIT:
            raise
        return Walked(passing, not_exercised=[f"The visitor {passing.value.replace('_', ' ')} did not come: {trouble}"])
    try:
        if passing is Pass.FIRST_VISIT:
            discover(walk, deadline)
        else:
            play(walk)
    except (TooManyDeaths, BrowserError, NoBrowser) as trouble:
        said = str(trouble).splitlines()[0]
        walk.brought.not_exercised.append(f"The visitor {walk.name} did not get to the end: {said}")
    walked = walk.finish()
    if not walk.is_over:
        shared.kept.finished(passing)
    return walked


def _kept(kept: Kept, passing: Pass) -> Walked | None:
    """A pass that a run which was cut off had played to its end."""
    if passing not in kept.done:
        return None
    visits = kept.of(passing)
    return Walked(
        passing,
        [visits[place] for place in sorted(visits)],
        [one for one in kept.chosen if one.passing is passing],
        [f"What was seen as {passing.value.replace('_', ' ')} was taken over from the run that was cut off."],
    )


def _together(plan: CrawlPlan, walks: Iterable[Walked], before: Itinerary) -> Crawled:
    crawled = Crawled()
    for walk in walks:
        crawled.visits += walk.visits
        crawled.chosen += walk.chosen
        crawled.sampled += walk.sampled
        crawled.not_exercised += walk.not_exercised
    if before.deadly:
        pages = ", ".join(before.deadly)
        crawled.sampled.append(f"These pages brought the browser down and were left to the first visitor: {pages}.")
    left_out = [one.value.replace("_", " ") for one in PASSES if one not in plan.passes]
    if left_out:
        crawled.not_exercised.append(f"These visitors were not asked for: {', '.join(left_out)}.")
    return crawled
