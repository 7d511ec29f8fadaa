"""One audit from beginning to end: ask, crawl, look into the store, judge, report.

report = run(AuditPlan(version, starts, own_hosts, out, pages=40), now=datetime.now(UTC), progress=quiet)
write(report, plan.out)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from avowal.auditor import har
from avowal.auditor.aliases import Resolver, canonical, with_aliases
from avowal.auditor.answering import answers
from avowal.auditor.beside import documents_beside
from avowal.auditor.canaries import Aviary
from avowal.auditor.crawl import PASSES, Crawled, CrawlPlan, Progress, gather
from avowal.auditor.deployment import look_over
from avowal.auditor.evidence import Evidence, Pass
from avowal.auditor.judging import Report, judge_all
from avowal.auditor.listed import DocumentSeen
from avowal.auditor.probe import Addresses, Planted, look, plant
from avowal.auditor.publications import published
from avowal.auditor.questions import Asking, ask
from avowal.auditor.reachable import Reachable
from avowal.auditor.resuming import Kept
from avowal.auditor.signing_in import Login
from avowal.auditor.store import StoreEvidence
from avowal.auditor.stored import Canary, StoreSeen
from avowal.events.client import StoreFailed, StoreNotAnswering
from avowal.policy.model import Door, Policy, PolicyVersion, Storage

SCREENSHOTS = "screenshots"
_MOST_SEARCHED = 8
NOT_EXERCISED = (
    (
        "No form of a page was sent, but those for choices, signing in and an age; buttons that send, pay or delete "
        "were left alone."
    ),
)


class Beside(Enum):
    """What a plain client asks for beside the pages: where links lead, what is published of the policy, documents."""

    LINKS = auto()
    PUBLISHED = auto()
    DOCUMENTS = auto()


@dataclass(frozen=True)
class AuditPlan:
    """What to audit.

    `own_hosts` maps the host names under which the sites are served here to their site keys; `store` is None for
    sites whose event store cannot be read. Private addresses are refused unless `allow_private` (R101), which an
    own deployment needs. `host_rules` are Chromium's resolver rules (`MAP a.example 127.0.0.1:8000`). `secured` says
    which paths need signing in, and `sign_in` is where that is done; empty, no sign-in is tried.

    `own` says that the sites are one's own: robots.txt and pauses are for others. `minutes` bounds the crawl; with
    `resume` one that was cut off is taken up from what it left in `out`. `choices_page` is the path of one's own page
    of choices, `logins` says how member and staff sign in, `mails` is a directory of mails to open.
    `resolve` follows aliases of host names in the DNS; the machine's own is not asked for names that nobody can have.
    `data` is one's own deployment's directory, `settings_hosts` the hosts that its settings name. `beside` is what is
    asked for beside the pages; documents only of one's own sites.
    """

    version: PolicyVersion
    starts: tuple[str, ...]
    own_hosts: Mapping[str, str]
    out: Path
    pages: int = 40
    store: StoreEvidence | None = None
    allow_private: bool = False
    host_rules: tuple[str, ...] = ()
    passes: tuple[Pass, ...] = field(default=PASSES)
    secured: Callable[[str], bool] = field(default=lambda _path: False)
    sign_in: str = ""
    own: bool = False
    minutes: float = 60.0
    resume: bool = False
    choices_page: str = ""
    logins: Mapping[Pass, Login] = field(default_factory=dict)
    mails: Path | None = None
    resolve: Resolver = canonical
    data: Path | None = None
    settings_hosts: tuple[str, ...] = ()
    beside: frozenset[Beside] = frozenset(Beside)


def quiet(doing: str, done: int, most: int) -> None:
    """Progress for nobody."""


def run(plan: AuditPlan, *, now: datetime, progress: Progress = quiet) -> Report:
    """Audit `plan`. Screenshots go to `plan.out`; `report.write` puts the report beside them.

    Raises NoBrowser when there is no Chromium, AnotherRun when `resume` finds another run's visits, and OSError when
    `plan.out` cannot be written.
    """
    evidence = collect(plan, now=now, progress=progress)
    report = judge_all(plan.version, evidence, began_at=now)
    named = {finding.har for verdict in report.verdicts for finding in verdict.findings if finding.har}
    har.write(evidence.visits, named, plan.out, began_at=now)
    return report


def collect(plan: AuditPlan, *, now: datetime, progress: Progress = quiet) -> Evidence:
    """Gather all evidence once; what the checks are then held against."""
    aviary = Aviary(f"store {now.isoformat()}")
    planted = _plant(plan, aviary)
    crawl = _crawl_plan(plan, now)
    kept = Kept(plan.out, _identity(plan, crawl), resume=plan.resume)
    crawled = gather(replace(crawl, seed=kept.seed), kept, progress=progress)
    store = _look(plan, plan.store, planted, crawled, now, progress) if plan.store is not None else None
    reachable = Reachable(plan.host_rules, allow_private=plan.allow_private)
    return Evidence(
        visits=with_aliases(crawled.visits, plan.own_hosts, plan.resolve),
        own_hosts=dict(plan.own_hosts),
        store=store,
        sampled=tuple(crawled.sampled),
        not_exercised=(*NOT_EXERCISED, *crawled.not_exercised),
        chosen=tuple(crawled.chosen),
        published=published(plan.starts, plan.host_rules, reachable) if Beside.PUBLISHED in plan.beside else (),
        answers=answers(crawled.visits, plan.host_rules, reachable) if Beside.LINKS in plan.beside else (),
        deployment=look_over(plan.data, plan.settings_hosts) if plan.data is not None else None,
        documents=_documents(plan, crawled, reachable),
        strangers=planted.strangers if isinstance(planted, Planted) else (),
    )


def _documents(plan: AuditPlan, crawled: Crawled, reachable: Reachable) -> tuple[DocumentSeen, ...]:
    """The listed documents; their PDF files, which may have to be made first, in languages that were visited."""
    if plan.data is None or Beside.DOCUMENTS not in plan.beside:
        return ()
    visited = {seen.language.lower() for seen in crawled.visits if seen.language}
    return documents_beside(plan.version.policy, plan.starts, plan.host_rules, reachable, visited)


def _crawl_plan(plan: AuditPlan, now: datetime) -> CrawlPlan:
    return CrawlPlan(
        starts=plan.starts,
        own_hosts=frozenset(plan.own_hosts),
        pages=plan.pages,
        screenshots=plan.out / SCREENSHOTS,
        seed=f"crawl {now.isoformat()}",
        allow_private=plan.allow_private,
        host_rules=plan.host_rules,
        passes=plan.passes,
        refusing=refusal_of(plan.version.policy),
        own=plan.own,
        minutes=plan.minutes,
        choices_page=plan.choices_page,
        logins=plan.logins,
        mails=plan.mails,
        year=now.year,
    )


def _identity(plan: AuditPlan, crawl: CrawlPlan) -> dict[str, Any]:
    """What a run must have in common with one that it takes up."""
    return {
        "seed": crawl.seed,
        "policy": plan.version.sha256,
        "starts": list(plan.starts),
        "pages": plan.pages,
        "passes": [one.value for one in plan.passes],
    }


def refusal_of(policy: Policy) -> tuple[str, str] | None:
    """Name and value of the cookie in which a browser keeps that every choice was refused (decision 0004)."""
    kept_in = [
        name
        for name, cookie in policy.cookies.items()
        if cookie.purpose == "privacy_choices" and cookie.storage is Storage.COOKIE
    ]
    if not kept_in or not policy.choices:
        return None
    return kept_in[0], ".".join(f"{name}-0" for name in policy.choices)


def _plant(plan: AuditPlan, aviary: Aviary) -> Planted | str | None:
    """Canaries in a few plain requests, or why they could not be sent; None without a store to look into."""
    if plan.store is None or not plan.starts:
        return None
    try:
        return plant(plan.starts[0], aviary, plan.host_rules, _addresses(plan))
    except httpx.HTTPError as trouble:
        return f"{plan.starts[0]} could not be asked without a browser: {type(trouble).__name__}."


def _addresses(plan: AuditPlan) -> Addresses:
    """The addresses of the declared beacons, and of the sign-in."""
    policy = plan.version.policy
    by_door = {policy.collections[one.collection].door: one.path for one in policy.beacons.values()}
    return Addresses(by_door.get(Door.PAGE_BEACON, ""), by_door.get(Door.MAIL_BEACON, ""), plan.sign_in)


def _look(
    plan: AuditPlan,
    store: StoreEvidence,
    planted: Planted | str | None,
    crawled: Crawled,
    now: datetime,
    progress: Progress,
) -> StoreSeen:
    if planted is None or isinstance(planted, str):
        return StoreSeen({}, (), trouble=planted or "There was no address to send a control value to.")
    progress("looking into the event store", 0, 1)
    try:
        columns, searches = look(store, planted, _typed(crawled))
        home = urlsplit(plan.starts[0]).path or "/"
        asking = Asking(plan.version, now, tuple(plan.own_hosts), plan.secured, home, planted.guesses)
        return StoreSeen(columns, searches, facts=ask(store, asking))
    except (StoreFailed, StoreNotAnswering) as trouble:
        return StoreSeen({}, (), trouble=f"The event store could not be read: {trouble}")


def _typed(crawled: Crawled) -> tuple[Canary, ...]:
    typed = [canary for seen in crawled.visits for canary in seen.canaries if canary.kind == "typed"]
    return tuple(typed[:_MOST_SEARCHED])
