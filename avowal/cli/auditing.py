"""What `avowal audit` does: audits a deployment's sites, a site with a bundle, or any site by its own page."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from avowal import config
from avowal.cli.answers import CouldNot, err

if TYPE_CHECKING:
    from avowal.auditor.comparing import Compared, Data
    from avowal.auditor.judging import Report
    from avowal.auditor.report import Kind
    from avowal.auditor.reporting import Facts
    from avowal.events.store import Store
    from avowal.policy.model import PolicyVersion
    from avowal.policy.proof import Proof

COOKIE_PAGES = ("account/sign-in/", "text-size/larger/")
"""Addresses of our own that set the declared cookies, so that an audit of few pages tries them too (4.2, 4.3)."""
SIGN_IN = "/account/sign-in/"
MAIL_SECONDS = 120
Telling = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Wanted:
    """What was asked for. `more` are further settings of the audit's plan, by name."""

    out: Path
    kinds: frozenset[Kind]
    pages: int
    against: Data | None = None
    allow_private: bool = False
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """One audit, told and written. `beside` are further files that it wrote, `notes` what a person should know."""

    report: Report
    facts: Facts
    compared: Compared | None
    written: tuple[Path, ...]
    beside: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


def of_site(url: str, bundle: Path, wanted: Wanted) -> Done:
    """Hold the site at `url` against a bundle."""
    from avowal.auditor.audit import AuditPlan
    from avowal.policy.canonical import digest, write
    from avowal.policy.model import PolicyVersion
    from avowal.policy.reading import read_bundle

    host = host_of(url, wanted)
    declared = read_bundle(bundle)
    version = PolicyVersion(0, digest(write(declared)), date.min, declared)
    hosts = {name: key for key, site in declared.sites.items() for name in (site.host, *site.also)}
    own = hosts if host in hosts else {host: next(iter(declared.sites))}
    began = datetime.now(UTC)
    return _written(_run(AuditPlan(version, (url,), own, **_usual(wanted)), began), wanted)


def of_site_by_its_page(url: str, wanted: Wanted) -> Done:
    """Hold the site at `url` to its own privacy page, and propose declarations for what it does not say."""
    from avowal.auditor import any_site, proposing
    from avowal.auditor.audit import AuditPlan, collect
    from avowal.auditor.judging import judge_all
    from avowal.auditor.policy_page import Web
    from avowal.auditor.reachable import Reachable
    from avowal.reader.drafting import CannotWrite

    host = host_of(url, wanted)
    web = Web(Reachable((), allow_private=wanted.allow_private), allow_private=wanted.allow_private)
    try:
        found = any_site.read_policy_of(url, wanted.out, web)
    except (any_site.NoPolicyPage, CannotWrite) as error:
        raise CouldNot(str(error)) from None
    began, own = datetime.now(UTC), any_site.sites_of(found.version.policy, host)
    plan = AuditPlan(found.version, tuple(dict.fromkeys((url, found.url))), own, **_usual(wanted))
    with progress() as telling:
        evidence = collect(plan, now=began, progress=telling)
    report = judge_all(found.version, evidence, began_at=began, checks=any_site.checks_of_reading())
    done = _written(any_site.marked(report, found.reading), wanted)
    proposed = wanted.out / proposing.FILE
    proposed.write_text(proposing.text(found.version.policy, evidence, host), encoding="utf-8")
    told = f"Held against what was read from {found.url}; no verdict is surer than that reading."
    return Done(done.report, done.facts, done.compared, done.written, (found.directory, proposed), (told,))


def named_in(settings: config.Settings) -> tuple[str, ...]:
    """The hosts that a deployment's settings name: its database, its event store, its mail relay."""
    written = [value for value in settings.model_dump().values() if isinstance(value, str)]
    addresses = [urlsplit(value).hostname for value in (*written, settings.events) if "://" in value]
    return tuple(sorted({host for host in addresses if host}))


def of_deployment(settings: config.Settings, wanted: Wanted) -> Done:
    """Hold a deployment's sites against the version in force, keep the run, and tell of promises newly broken."""
    from avowal.auditor.browser import NoBrowser
    from avowal.events.errors import StoreFailed, StoreNotAnswering
    from avowal.policy import audit_runs

    now = datetime.now(UTC)
    try:
        with audit_runs.alone(settings.data, now):
            try:
                done = _of_deployment(settings, wanted, now)
            except (NoBrowser, CouldNot, StoreFailed, StoreNotAnswering) as error:
                audit_runs.failed(settings.data, now, str(error))
                raise
            audit_runs.succeeded(settings.data)
            return done
    except audit_runs.AlreadyRunning as error:
        raise CouldNot(str(error)) from None


def _of_deployment(settings: config.Settings, wanted: Wanted, now: datetime) -> Done:
    from avowal.auditor.archive import keep, last_run
    from avowal.auditor.audit import AuditPlan
    from avowal.cli.serving import serving_port
    from avowal.cli.visitors import of_own
    from avowal.edge.settings import Area, DoorSettings, area_of
    from avowal.events.store import connect

    version = in_force(settings)
    hosts = settings.hosts or {key: site.host for key, site in version.policy.sites.items()}
    base = "https://{}/" if settings.secure else f"http://{{}}:{serving_port(settings)}/"
    homes = [base.format(host) for host in hosts.values()]
    translations = [language for language in version.policy.languages if language != version.policy.source_language]
    policy_pages = ["privacy/", *(f"{language}/privacy/" for language in translations)]
    starts = (*homes, *(homes[0] + address for address in (*policy_pages, *COOKIE_PAGES)))
    own = {host: key for key, host in hosts.items()}
    door = DoorSettings(hosts={host: key for key, host in hosts.items()})
    usual = {**of_own(settings, homes[0], _usual(wanted)), "allow_private": True}
    store: Store
    with connect(settings.events, settings.data) as store:
        plan = AuditPlan(
            version,
            starts,
            own,
            store=store,
            secured=lambda path: area_of(path, door, tuple(version.policy.languages)) is not Area.PUBLIC,
            sign_in=SIGN_IN,
            data=settings.data,
            settings_hosts=named_in(settings),
            **usual,
        )
        report = _run(plan, now)
    before = wanted.against or last_run(settings.data)
    done = _written(report, wanted, before)
    try:
        kept = keep(report, wanted.out, settings.data, done.facts, done.compared)
    except OSError as error:
        note = f"The run is not kept under {settings.data}, so the sites do not show it: {error.strerror}."
        return Done(done.report, done.facts, done.compared, done.written, notes=(note,))
    return Done(done.report, done.facts, done.compared, done.written, notes=tuple(_mailed(settings, kept)))


def in_force(settings: config.Settings) -> PolicyVersion:
    """The version in force in a deployment; CouldNot says why there is none."""
    from avowal.policy.publishing import InForce

    found = InForce(settings.data)
    version = found.version()
    if version is None:
        raise CouldNot(str(found.trouble))
    return version


def host_of(url: str, wanted: Wanted) -> str:
    """The host name in `url`; CouldNot for what is no address, or leads where no audit may go (R101)."""
    from avowal.auditor.reachable import Reachable

    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme not in ("http", "https") or not host:
        raise CouldNot(f"“{url}” is not an address such as https://www.plan.example/.")
    if not Reachable((), allow_private=wanted.allow_private)(url):
        raise CouldNot(
            f"{host} has no public address, or no such name is known. For a site of your own network add "
            "--allow-private."
        )
    return host


@contextmanager
def out_directory(named: Path, *, background: bool) -> Iterator[Path]:
    """The directory of the reports, made if it is not there; a passing one for a run that is only kept."""
    with tempfile.TemporaryDirectory(prefix="avowal-audit-out-") if background else nullcontext(str(named)) as chosen:
        out = Path(chosen)
        try:
            out.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=out):
                pass
        except OSError as error:
            raise CouldNot(f"{out} cannot be written: {error.strerror}. Name another directory: --out DIR.") from None
        yield out


def _usual(wanted: Wanted) -> dict[str, Any]:
    return {"out": wanted.out, "pages": wanted.pages, "allow_private": wanted.allow_private, **wanted.more}


def _run(plan: Any, began: datetime) -> Report:
    from avowal.auditor.audit import run

    with progress() as telling:
        return run(plan, now=began, progress=telling)


def _written(report: Report, wanted: Wanted, before: Data | None = None) -> Done:
    """Write what was asked for; CouldNot where no page came, since then nothing was audited."""
    from avowal.auditor.comparing import compare
    from avowal.auditor.facts import facts
    from avowal.auditor.report import write
    from avowal.auditor.reporting import as_json

    if not report.evidence.pages:
        seen = next(iter(report.evidence.visits), None)
        why = " ".join(seen.trouble) if seen else ""
        asked = seen.url if seen else "the site"
        raise CouldNot(f"No page of {asked} could be reached, so nothing was audited. {why}".strip())
    told = facts(datetime.now(UTC))
    before = wanted.against or before
    compared = compare(before, as_json(report, told)) if before is not None else None
    return Done(report, told, compared, write(report, wanted.out, wanted.kinds, facts=told, compared=compared))


def _mailed(settings: config.Settings, kept: Proof) -> Iterator[str]:
    """Have the website tell its people of promises newly broken; a note where that failed."""
    if not kept.newly_broken:
        return
    command = [*own_program(), "manage", "--deployment", str(settings.deployment), "tell_of_audit", kept.run]
    try:  # a process of its own: Django knows one deployment, and this one stays without it
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=MAIL_SECONDS)
    except subprocess.SubprocessError as error:
        said = (getattr(error, "stderr", "") or "").strip().splitlines()
        yield f"Nobody was told by mail: {said[-1] if said else type(error).__name__}"


def own_program() -> Sequence[str]:
    """How this program starts itself."""
    return [sys.executable, "-c", "from avowal.cli import main; main()"]


@contextmanager
def progress() -> Iterator[Telling]:
    """A bar on a terminal, and nothing elsewhere."""
    from rich.progress import Progress

    with Progress(console=err, transient=True, disable=not err.is_terminal) as bars:
        bar = bars.add_task("starting", total=None)
        yield lambda doing, done, most: bars.update(bar, description=doing, completed=done, total=most)
