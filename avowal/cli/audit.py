"""`avowal audit`: visits the sites in Chromium and says of each promise kept, broken, or not checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from avowal import config
from avowal.cli.answers import NO, CouldNot, Deployment, Json, answer, command, err, out, settings_of

if TYPE_CHECKING:
    from avowal.auditor.judging import Report
    from avowal.events.store import Store
    from avowal.policy.model import PolicyVersion

COOKIE_PAGES = ("account/sign-in/", "text-size/larger/")
"""Addresses of our own that set the declared cookies, so that an audit of few pages tries them too (4.2, 4.3)."""
SIGN_IN = "/account/sign-in/"
Telling = Callable[[str, int, int], None]


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: avowal audit --deployment ./avowal-demo --out ./audit-report")(audit)


@command
def audit(
    url: Annotated[
        str | None, typer.Argument(metavar="[URL]", help="A site that avowal does not run; needs --policy.")
    ] = None,
    policy: Annotated[
        Path | None, typer.Option(metavar="BUNDLE", help="The policy to hold URL against.", show_default=False)
    ] = None,
    out_: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the report goes.")] = Path("audit-report"),
    pages: Annotated[int, typer.Option(min=1, help="Pages to visit at most.")] = 40,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URL be an address of a private network.")
    ] = False,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Visit the sites in real Chromium, look into the store, and give a verdict on each promise.

    Writes report.html, report.json and screenshots. Exit code 1 when a promise is broken.
    """
    if url is not None:
        report = _of_any_site(url, policy, out_, pages, allow_private)
    else:
        report = _of_deployment(settings_of(deployment), out_, pages)
    _tell(report, out_, as_json)
    if report.broken:
        raise typer.Exit(NO)


def _of_any_site(url: str, bundle: Path | None, directory: Path, pages: int, allow_private: bool) -> Report:
    from avowal.auditor.audit import AuditPlan
    from avowal.policy.canonical import digest, write
    from avowal.policy.model import PolicyVersion
    from avowal.policy.reading import read_bundle

    if bundle is None:
        raise CouldNot(
            "Name the policy to hold the site against: --policy BUNDLE. Reading a site's own page is not built yet."
        )
    host = _host(url)
    declared = read_bundle(bundle)
    version = PolicyVersion(0, digest(write(declared)), date.min, declared)
    hosts = {name: key for key, site in declared.sites.items() for name in (site.host, *site.also)}
    plan = AuditPlan(
        version,
        (url,),
        hosts if host in hosts else {host: next(iter(declared.sites))},
        directory,
        pages,
        allow_private=allow_private,
    )
    return _run(plan)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme not in ("http", "https") or not host:
        raise CouldNot(f"“{url}” is not an address such as https://www.plan.example/.")
    return host


def _of_deployment(settings: config.Settings, directory: Path, pages: int) -> Report:
    from avowal.auditor.audit import AuditPlan
    from avowal.cli.serving import serving_port
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
    store: Store
    with connect(settings.events, settings.data) as store:
        return _run(
            AuditPlan(
                version,
                starts,
                own,
                directory,
                pages,
                store=store,
                allow_private=True,
                secured=lambda path: area_of(path, door, tuple(version.policy.languages)) is not Area.PUBLIC,
                sign_in=SIGN_IN,
            )
        )


def in_force(settings: config.Settings) -> PolicyVersion:
    """The version in force in a deployment; CouldNot says why there is none."""
    from avowal.policy.publishing import InForce

    found = InForce(settings.data)
    version = found.version()
    if version is None:
        raise CouldNot(str(found.trouble))
    return version


def _run(plan: Any) -> Report:
    from avowal.auditor.audit import run

    with _progress() as telling:
        return run(plan, now=datetime.now(UTC), progress=telling)


@contextmanager
def _progress() -> Iterator[Telling]:
    from rich.progress import Progress

    with Progress(console=err, transient=True, disable=not err.is_terminal) as bars:
        bar = bars.add_task("starting", total=None)
        yield lambda doing, done, most: bars.update(bar, description=doing, completed=done, total=most)


def _tell(report: Report, directory: Path, as_json: bool) -> None:
    from avowal.auditor.report import as_json as plain
    from avowal.auditor.report import write
    from avowal.auditor.verdicts import State

    page, _ = write(report, directory)
    if as_json:
        answer(plain(report))
        return
    counts = ", ".join(f"{len(report.of(state))} {state.value}" for state in State)
    out.print(f"{counts}. Policy version {report.version.number} of {report.version.effective_date}.", markup=False)
    for verdict in report.of(State.BROKEN):
        out.print(f"\nbroken {verdict.promise}", style="bold")
        for finding in verdict.findings[:5]:
            out.print(f"  {finding.page}: {finding.what}", markup=False)
    out.print(f"\nThe report: {page}", markup=False)
