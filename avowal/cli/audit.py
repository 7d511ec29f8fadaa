"""`avowal audit`: visits the sites in Chromium and says of each promise kept, broken, or not checked."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from avowal.cli.answers import NO, CouldNot, Deployment, answer, command, err, out, settings_of

if TYPE_CHECKING:
    from avowal.auditor.comparing import Compared, Data
    from avowal.auditor.report import Kind
    from avowal.cli.auditing import Done, Wanted

LEAST_PRIORITY = 15
"""How much a run in the background gives way to the sites beside it (`nice`)."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        epilog="Example: avowal audit --deployment ./avowal-demo --out ./audit-report. "
        "The auditor's proof of itself: avowal audit selftest --help"
    )(audit)


@command
def audit(  # noqa: PLR0913, PLR0917 - each is an option of the command
    url: Annotated[
        str | None,
        typer.Argument(
            metavar="[URL]", help="A site that avowal does not run; without --policy it is held to its own page."
        ),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option(metavar="BUNDLE", help="The policy to hold URL against.", show_default=False)
    ] = None,
    out_: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the report goes.")] = Path("audit-report"),
    pages: Annotated[int, typer.Option(min=1, help="Pages to visit at most.")] = 40,
    html: Annotated[bool, typer.Option("--html", help="Write report.html, for people.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write report.json, and answer in JSON, for machines.")
    ] = False,
    junit: Annotated[bool, typer.Option("--junit", help="Write junit.xml, for build servers.")] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Write report.sarif, for code hosts.")] = False,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The report.json to compare with; a deployment's last run unless said.",
            show_default=False,
        ),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URL be an address of a private network.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Three visitors only: first visit, refused, opted out.")
    ] = False,
    passes: Annotated[
        str, typer.Option(metavar="NAMES", help="The visitors to play, such as refusing,member; all unless said.")
    ] = "",
    minutes: Annotated[float, typer.Option(min=1, help="How long the visits may take at most.")] = 60.0,
    resume: Annotated[bool, typer.Option("--resume", help="Take up a run of --out that was cut off.")] = False,
    login: Annotated[
        Path | None, typer.Option(metavar="FILE", help="How a member signs in: YAML of goto, fill, press.")
    ] = None,
    staff_login: Annotated[Path | None, typer.Option(metavar="FILE", help="How staff sign in, as --login.")] = None,
    mails: Annotated[Path | None, typer.Option(metavar="DIR", help="Mails (.eml, .html) to open as a reader.")] = None,
    background: Annotated[bool, typer.Option("--background", hidden=True)] = False,
    deployment: Deployment = None,
) -> None:
    """Visit the sites in real Chromium, look into the store, and give a verdict on each promise.

    Writes report.html, report.json and screenshots unless told which. Exit code 1 when a promise is broken.
    """
    from avowal.cli import auditing
    from avowal.cli.visitors import Visitors

    _insist_on_sense(url, policy, deployment)
    if background:
        _give_way()
    with auditing.out_directory(out_, background=background) as directory:
        wanted = auditing.Wanted(
            directory,
            _kinds(html=html, json=as_json, junit=junit, sarif=sarif),
            pages,
            _before(against),
            allow_private,
            Visitors(quick, passes, minutes, resume, login, staff_login, mails).settings(),
        )
        done = _done(url, policy, deployment, wanted)
        _tell(done, as_json=as_json)
    if done.report.broken:
        raise typer.Exit(NO)


def _done(url: str | None, policy: Path | None, deployment: Path | None, wanted: Wanted) -> Done:
    from avowal.cli import auditing

    if url is None:
        return auditing.of_deployment(settings_of(deployment), wanted)
    if policy is None:
        return auditing.of_site_by_its_page(url, wanted)
    return auditing.of_site(url, policy, wanted)


def _insist_on_sense(url: str | None, policy: Path | None, deployment: Path | None) -> None:
    if url is None and policy is not None:
        raise CouldNot("Name the site to hold that policy against: avowal audit URL --policy BUNDLE.")
    if url is not None and deployment is not None:
        raise CouldNot("Name a site's URL or a deployment, not both: a deployment's own sites need no URL.")


def _kinds(**chosen: bool) -> frozenset[Kind]:
    from avowal.auditor.report import USUAL, Kind

    return frozenset(kind for kind in Kind if chosen[kind.name.lower()]) or frozenset(USUAL)


def _before(file: Path | None) -> Data | None:
    from avowal.auditor.comparing import NotAReport, load

    try:
        return load(file) if file is not None else None
    except NotAReport as error:
        raise CouldNot(str(error)) from None


def _give_way() -> None:
    """Let the sites go first; and end tidily when told to, so that no browser stays behind."""
    os.nice(LEAST_PRIORITY)
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _tell(done: Done, *, as_json: bool) -> None:
    from avowal.auditor.report import as_json as plain
    from avowal.auditor.verdicts import State

    for note in done.notes:
        err.print(note, markup=False)
    report = done.report
    if as_json:
        answer(plain(report, done.facts))
        return
    counts = ", ".join(f"{len(report.of(state))} {state.value}" for state in State)
    version = report.version
    of = f"Policy version {version.number} of {version.effective_date}." if version.number else "Policy not published."
    out.print(f"{counts}. {of}", markup=False)
    for line in _since(done.compared):
        out.print(line, markup=False)
    for verdict in report.of(State.BROKEN):
        out.print(f"\nbroken {verdict.promise}{' (unsure reading)' if verdict.sure == 'unsure' else ''}", style="bold")
        for finding in verdict.findings[:5]:
            out.print(f"  {finding.page}: {finding.what}", markup=False)
        if len(verdict.findings) > 5:  # noqa: PLR2004 - five are shown
            out.print(f"  and {len(verdict.findings) - 5} more", markup=False)
    out.print(f"\nThe report: {', '.join(map(str, done.written))}", markup=False)
    if done.beside:
        out.print(f"Beside it: {', '.join(map(str, done.beside))}", markup=False)


def _since(compared: Compared | None) -> Iterator[str]:
    if compared is None:
        return
    told = {
        "newly broken": ", ".join(compared.newly_broken),
        "mended": ", ".join(compared.mended),
        "not checked any more": ", ".join(compared.unknown),
        "new findings": str(len(compared.new_findings) or ""),
    }
    changed = "; ".join(f"{what} {which}" for what, which in told.items() if which)
    yield f"Since {compared.before[:16].replace('T', ' ')}: {changed or 'nothing changed'}."
