"""`avowal policy …`: check a bundle, print its schema, publish a deployment's first version."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from avowal.cli import translated
from avowal.cli.answers import NO, CouldNot, Deployment, Json, answer, command, out, settings_of
from avowal.cli.keepers import keepers
from avowal.policy import canonical
from avowal.policy.checking import check_bundle
from avowal.policy.model import Policy
from avowal.policy.problems import PolicyProblems, Problem
from avowal.policy.publishing import AlreadyPublished, publish_first
from avowal.policy.reading import read, read_bundle

app = typer.Typer(no_args_is_help=True, help="The policy bundle: check it, publish it.")
translated.add_to(app)
Bundle = Annotated[Path, typer.Argument(metavar="BUNDLE", help="A directory with policy.yaml and wording/LANG.md.")]


@app.command(epilog="Example: avowal policy check ./policy")
@command
def check(bundle: Bundle, as_json: Json = False) -> None:
    """Check a bundle: shape, references, keepers, wording in every language; every problem with file and line."""
    try:
        found = check_bundle(read(bundle), keepers())
    except PolicyProblems as nothing_there:
        raise CouldNot(str(nothing_there)) from None
    if as_json:
        answer({"bundle": str(bundle), "problems": [_as_json(problem) for problem in found]})
    else:
        for problem in found:
            out.print(f"{bundle}/{problem}", markup=False)
        out.print(
            f"{len(found)} problem{'' if len(found) == 1 else 's'}." if found else f"{bundle}: no problems.",
            markup=False,
        )
    if found:
        raise typer.Exit(NO)


@app.command(epilog="Example: avowal policy schema > policy.schema.json")
@command
def schema() -> None:
    """Print the JSON Schema of policy.yaml, so that an editor completes and checks it."""
    from avowal.policy.schema import json_schema

    answer(json_schema())


@app.command(epilog="Example: avowal policy publish ./policy --effective 2026-12-01")
@command
def publish(
    bundle: Bundle,
    effective: Annotated[
        str | None, typer.Option(metavar="DATE", help="In force from; today unless said.", show_default=False)
    ] = None,
    deployment: Deployment = None,
) -> None:
    """Publish a deployment's first version; a bundle that `check` refuses is refused here too."""
    settings = settings_of(deployment)
    policy = checked(bundle)
    now = datetime.now(UTC)
    try:
        day = date.fromisoformat(effective) if effective else today(policy, now)
    except ValueError:
        raise CouldNot(f"“{effective}” is not a date such as 2026-12-01.") from None
    try:
        version = publish_first(policy, settings.data, effective_date=day, now=now)
    except AlreadyPublished as error:
        raise CouldNot(f"{error} Publishing later versions is not built yet.") from None
    out.print(f"Version {version.number} is published, in force from {day}: sha256 {version.sha256}")


@app.command(epilog="Example: avowal policy diff ./policy-in-force ./policy")
@command
def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A bundle, or a published version's file.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The same, newer.")],
    as_json: Json = False,
) -> None:
    """Say what changed, in declarations and word by word, and what each change means for people."""
    from dataclasses import asdict

    from avowal.policy.differences import compare

    found = compare(_either(before), _either(after))
    if as_json:
        answer(asdict(found))
        return
    for change in found.declarations:
        meaning = change.meaning.value.replace("_", " ")
        out.print(f"{change.where}: {change.before or '–'} → {change.after or '–'} ({meaning})", markup=False)
    for words in found.words:
        out.print(f"\n{words.language}, {words.section} {' '.join(words.promises)}", markup=False)
        out.print(Text.assemble(*((span.text, _STYLES[span.kind]) for span in words.spans)))
    widening = len(found.widening)
    counted = f"{len(found.declarations)} changes of declarations, {widening} of them widening"
    out.print(f"\n{counted}; {len(found.words)} of wording.", markup=False)


_STYLES = {"kept": "", "removed": "strike red", "added": "underline green"}


def _either(source: Path) -> Policy:
    """The policy of a bundle's directory or of a published version's canonical file."""
    if source.is_dir():
        return read_bundle(source)
    try:
        return canonical.read(source.read_bytes())
    except OSError as error:
        raise CouldNot(f"{source} cannot be read: {error.strerror}.") from None
    except canonical.NotCanonical as error:
        raise CouldNot(f"{source}: {error}") from None


def checked(bundle: Path) -> Policy:
    """The policy of a bundle that `check` finds nothing in; raises PolicyProblems otherwise."""
    found_there = read(bundle)
    found = check_bundle(found_there, keepers())
    if found:
        raise PolicyProblems(found)
    return found_there.policy


def today(policy: Policy, now: datetime) -> date:
    """The day it is where the organisation is."""
    return now.astimezone(ZoneInfo(policy.organisation.time_zone)).date()


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "message": problem.message,
        "hint": problem.hint,
        "promise": problem.promise,
    }
