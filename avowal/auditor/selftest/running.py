"""Runs the selftest against a planted copy that is being served: visits every bed, judges, and fills the matrix."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from avowal.auditor.audit import AuditPlan, Beside, collect, quiet
from avowal.auditor.beside import documents_beside
from avowal.auditor.checks import CHECKS
from avowal.auditor.deployment import look_over
from avowal.auditor.evidence import Evidence, Pass
from avowal.auditor.faults import DECLARATION_FAULTS, DEPLOYMENT_FAULTS, FAULTS, STORE_FAULTS
from avowal.auditor.faults.beacons import SETS_COOKIES
from avowal.auditor.faults.declarations import DeploymentFault, PolicyFault
from avowal.auditor.faults.links import ANSWERS_GONE
from avowal.auditor.faults.planting import Fault
from avowal.auditor.faults.stores import StoreFault
from avowal.auditor.listed import DocumentSeen
from avowal.auditor.selftest.beds import CLEAN, INSIDE, OUTSIDE, Bed, beds
from avowal.auditor.selftest.matrix import Row
from avowal.auditor.selftest.stores import Remembering, seen_through
from avowal.auditor.store import StoreEvidence
from avowal.auditor.stored import StoreSeen
from avowal.auditor.verdicts import Finding, Outcome, Unchecked
from avowal.auditor.walking import Progress
from avowal.policy.model import PolicyVersion
from avowal.policy.reading import Bundle
from avowal.policy.rules import broken_rules
from avowal.policy.wording_checks import wording_problems

AT_A_TIME = 2
"""Browsers that visit beds at once."""
_OPENED = StoreSeen({}, (), trouble="The store is looked into once, not for each bed.")
"""Says that the sites are a deployment of our own, whose frame has all its parts."""
_CHOOSING = frozenset({Pass.REFUSING, Pass.ACCEPTING})
_MOST_BEDS = 30
"""Beds of one browser: what it keeps of one must not weigh on the next."""


@dataclass(frozen=True)
class Served:
    """The planted copy as it is served: the version, its first host and port, all its hosts, its store and its data."""

    version: PolicyVersion
    host: str
    port: int
    hosts: tuple[str, ...]
    store: StoreEvidence
    data: Path
    out: Path

    def url(self, label: str, page: str) -> str:
        return f"http://{label}.{self.host}:{self.port}{page}"


def rows_of(
    served: Served,
    *,
    now: datetime,
    only: Collection[str] = (),
    gates_off_alone: bool = False,
    progress: Progress = quiet,
) -> list[Row]:
    """A row for every fault of the promises in `only`, of all unless said.

    With `gates_off_alone` only the third column is tried. Raises NoBrowser when there is no Chromium.
    """
    modes = (OUTSIDE,) if gates_off_alone else (INSIDE, OUTSIDE)
    faults = [fault for fault in FAULTS if not only or fault.promise in only]
    tasks = list(_tasks(beds(fault for fault in faults if not fault.unseen_here), modes))
    rows = [_not_tried(fault) for fault in faults if fault.unseen_here]
    with ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="selftest") as pool:
        told = [pool.submit(_visited, served, number, task, now, progress) for number, task in enumerate(tasks)]
        for task, evidence in zip(tasks, (one.result() for one in told), strict=True):
            rows += _page_rows(served, task, evidence, gates_off_alone=gates_off_alone)
    stores = [fault for fault in STORE_FAULTS if not only or fault.promise in only]
    policies = [fault for fault in DECLARATION_FAULTS if not only or fault.promise in only]
    deployments = [fault for fault in DEPLOYMENT_FAULTS if not only or fault.promise in only]
    if stores or policies or deployments:
        clean = _clean(served, now, progress)
        store = Remembering(served.store)
        rows += [_store_row(replace(served, store=store), fault, clean, now) for fault in stores]
        rows += [_policy_row(served.version, fault, clean) for fault in policies]
        rows += [_deployment_row(served.version, fault, clean) for fault in deployments]
    return rows


def _not_tried(fault: Fault) -> Row:
    return Row(fault.promise, fault.name, "page", None, None, None, trouble=fault.unseen_here)


@dataclass(frozen=True)
class _Task:
    """Beds that the same visitors see, in one browser each, with a clean control beside them."""

    passes: tuple[Pass, ...]
    beside: frozenset[Beside]
    beds: tuple[Bed, ...]
    modes: tuple[str, ...]


def _tasks(found: Iterable[Bed], modes: tuple[str, ...]) -> Iterator[_Task]:
    alike: dict[tuple[tuple[Pass, ...], frozenset[Beside]], list[Bed]] = {}
    for bed in found:
        alike.setdefault((bed.passes, bed.beside), []).append(bed)
    for (passes, beside), together in alike.items():
        # choices are made on six hosts of a run at most, so that few beds stand together where visitors choose
        most = 2 if _CHOOSING.intersection(passes) else _MOST_BEDS // len(modes)
        for start in range(0, len(together), most):
            yield _Task(passes, beside, tuple(together[start : start + most]), modes)


def _visited(served: Served, number: int, task: _Task, now: datetime, progress: Progress) -> Evidence:
    labels = [(bed.label(mode), bed.page) for bed in task.beds for mode in task.modes]
    pages = dict.fromkeys(bed.page for bed in task.beds)
    clean = [(f"{INSIDE}-{CLEAN}", page) for page in pages]
    hosts = dict.fromkeys(f"{label}.{served.host}" for label, _ in (*clean, *labels))
    plan = AuditPlan(
        version=served.version,
        starts=tuple(served.url(label, page) for label, page in (*clean, *labels)),
        own_hosts=dict.fromkeys((*hosts, *served.hosts), "plan"),
        out=served.out / f"beds-{number:02}",
        pages=len(labels) + len(clean),
        allow_private=True,
        host_rules=_rules(hosts, served),
        passes=tuple(dict.fromkeys((Pass.FIRST_VISIT, *task.passes))),
        own=True,
        choices_page="/privacy/choices/",
        beside=task.beside,
    )
    evidence = collect(plan, now=now, progress=progress)
    return replace(evidence, store=_OPENED, documents=_documents(plan))


def _documents(plan: AuditPlan) -> tuple[DocumentSeen, ...]:
    """The listed documents of each host; the PDF files of one language, since they may have to be made first."""
    if Beside.DOCUMENTS not in plan.beside:
        return ()
    policy, language = plan.version.policy, plan.version.policy.source_language
    asked = (documents_beside(policy, (one,), plan.host_rules, _anywhere, (language,)) for one in plan.starts)
    return tuple(document for found in asked for document in found)


def _anywhere(_address: str) -> bool:
    """Whether an address may be asked for: all of the copy's may."""
    return True


def _rules(hosts: Iterable[str], served: Served) -> tuple[str, ...]:
    return (
        *(f"MAP {host} 127.0.0.1" for host in (*hosts, served.host)),
        *(f"MAP {host} 127.0.0.1:{served.port}" for host in (SETS_COOKIES, ANSWERS_GONE)),
        "MAP * ~NOTFOUND",
    )


class _Seen:
    """What was seen of one host, and what each check said of it: said once, however many faults ask."""

    def __init__(self, version: PolicyVersion, evidence: Evidence) -> None:
        self.evidence = evidence
        self._version = version
        self._said: dict[str, Outcome] = {}

    def said(self, promise: str) -> Outcome:
        if promise not in self._said:
            self._said[promise] = CHECKS[promise].judge(self._version, self.evidence)
        return self._said[promise]

    def findings(self, promise: str) -> tuple[Finding, ...]:
        outcome = self.said(promise)
        return () if isinstance(outcome, Unchecked) else outcome

    def finding(self, fault: Fault) -> Finding | None:
        """The finding that a fault causes, by its sign."""
        found = self.findings(fault.promise)
        return next((one for one in found if fault.sign in " ".join((one.what, *one.evidence))), None)

    def instead(self, fault: Fault) -> str:
        """What was said where a fault's sign was looked for in vain."""
        outcome = self.said(fault.promise)
        others = outcome.why if isinstance(outcome, Unchecked) else "; ".join(one.what for one in outcome[:3]) or "kept"
        return f"nothing said “{fault.sign}”, instead: {others}"


def _page_rows(served: Served, task: _Task, evidence: Evidence, *, gates_off_alone: bool) -> Iterator[Row]:
    def on(label: str) -> _Seen:
        return _Seen(served.version, evidence.only(f"{label}.{served.host}"))

    clean = None if gates_off_alone else on(f"{INSIDE}-{CLEAN}")
    for bed in task.beds:
        seen = {mode: on(bed.label(mode)) for mode in task.modes}
        for fault in bed.faults:
            yield _page_row(fault, seen.get(INSIDE), seen[OUTSIDE], clean)


def _page_row(fault: Fault, inside: _Seen | None, outside: _Seen, clean: _Seen | None) -> Row:
    within, without = inside.finding(fault) if inside else None, outside.finding(fault)
    wrong = clean.findings(fault.promise) if clean else ()
    said = [] if within or inside is None else [f"planted: {inside.instead(fault)}"]
    said += [] if without else [f"gates off: {outside.instead(fault)}"]
    said += [f"clean, it was said: {one.what} {' '.join(one.evidence)[:200]} ({one.page})" for one in wrong[:2]]
    is_well = clean is None or _is_well(clean.evidence)
    said += [] if is_well else ["the copy without the fault did not answer as a page"]
    found = within or without
    return Row(
        fault.promise,
        fault.name,
        "page",
        None if inside is None else within is not None,
        None if clean is None else not wrong and is_well,
        without is not None,
        found.what if found else "",
        within.stopped_by if within else None,
        "; ".join(said),
    )


def _is_well(clean: Evidence) -> bool:
    """Whether the clean control came: of a page that is an error nothing can be said."""
    return bool(clean.pages) and all(seen.status == HTTPStatus.OK for seen in clean.pages)


def _findings(version: PolicyVersion, promise: str, evidence: Evidence) -> tuple[Finding, ...]:
    outcome = CHECKS[promise].judge(version, evidence)
    return () if isinstance(outcome, Unchecked) else outcome


def _clean(served: Served, now: datetime, progress: Progress) -> Evidence:
    """The unplanted copy with its store, seen by a first visitor."""
    host = f"{INSIDE}-{CLEAN}.{served.host}"
    plan = AuditPlan(
        version=served.version,
        starts=(served.url(f"{INSIDE}-{CLEAN}", "/"),),
        own_hosts=dict.fromkeys((host, *served.hosts), "plan"),
        out=served.out / "clean",
        pages=1,
        store=served.store,
        allow_private=True,
        host_rules=_rules([host], served),
        passes=(Pass.FIRST_VISIT,),
        own=True,
        secured=lambda path: urlsplit(path).path.startswith(("/account/", "/office/")),
        beside=frozenset(),
    )
    return replace(collect(plan, now=now, progress=progress), deployment=look_over(served.data))


def _store_row(served: Served, fault: StoreFault, clean: Evidence, now: datetime) -> Row:
    spoiled = replace(clean, store=seen_through(fault, served.store, served.version, clean, now))
    return _other_row(served.version, fault.promise, fault.name, "store", spoiled, clean)


def _deployment_row(version: PolicyVersion, fault: DeploymentFault, clean: Evidence) -> Row:
    spoiled = clean if clean.deployment is None else replace(clean, deployment=fault.plant(clean.deployment))
    return _other_row(version, fault.promise, fault.name, "deployment", spoiled, clean, fault.sign)


def _other_row(
    version: PolicyVersion, promise: str, name: str, kind: str, spoiled: Evidence, clean: Evidence, sign: str = ""
) -> Row:
    """A fault of what lies behind the pages. No gate stands in front of it there, so both reds are one."""
    before = {(one.what, one.evidence) for one in _findings(version, promise, clean)}
    found = [one for one in _findings(version, promise, spoiled) if (one.what, one.evidence) not in before]
    found = [one for one in found if sign in " ".join((one.what, *one.evidence))]
    outcome = CHECKS[promise].judge(version, spoiled)
    trouble = "" if found else outcome.why if isinstance(outcome, Unchecked) else "planted, nothing was said"
    trouble += f" clean, it was said: {next(iter(before))[0]}" if before else ""
    return Row(
        promise, name, kind, bool(found), not before, bool(found), found[0].what if found else "", None, trouble.strip()
    )


def _policy_row(version: PolicyVersion, fault: PolicyFault, clean: Evidence) -> Row:
    """A fault of the declarations: the gate refuses the bundle, and the check finds it in force past the gate."""
    spoiled = replace(version, policy=fault.plant(version.policy))
    refused = [one for one in _problems(spoiled) if one not in _problems(version)]
    found = [
        one for one in _findings(spoiled, fault.promise, clean) if fault.sign in " ".join((one.what, *one.evidence))
    ]
    wrong = _findings(version, fault.promise, clean)
    trouble = "" if refused else "the gate policy.check lets it pass"
    trouble += "" if found else " gates off, nothing was said"
    gate = "policy.check" if refused else None
    what = found[0].what if found else ""
    return Row(fault.promise, fault.name, "policy", bool(refused), not wrong, bool(found), what, gate, trouble.strip())


def _problems(version: PolicyVersion) -> list[str]:
    bundle = Bundle(version.policy, {}, ())
    return [str(one) for rules in (broken_rules, wording_problems) for one in rules(bundle)]
