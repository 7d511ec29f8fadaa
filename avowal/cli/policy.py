"""`avowal policy …`: check a bundle, print its schema, compare two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from avowal.cli import explain, policy_versions, translated, undecided
from avowal.cli.answers import NO, CouldNot, Json, answer, command, out
from avowal.cli.keepers import keepers
from avowal.cli.read import app as read_app
from avowal.config import SAMPLE
from avowal.policy import canonical
from avowal.policy.checking import LEDGER_GAP, findings
from avowal.policy.model import Policy
from avowal.policy.problems import PolicyProblems, Problem, Severity
from avowal.policy.reading import read, read_bundle

app = typer.Typer(no_args_is_help=True, help="The policy bundle: check it, publish it.")
app.add_typer(read_app)
translated.add_to(app)
explain.add_to(app)
policy_versions.add_to(app)
Bundle = Annotated[Path, typer.Argument(metavar="BUNDLE", help="A directory with policy.yaml and wording/LANG.md.")]


@app.command(epilog="Example: avowal policy check ./policy")
@command
def check(
    bundle: Bundle,
    as_json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let advice fail the check, too.")] = False,
) -> None:
    """Check a bundle: its shape, what it says against what it declares, what laws ask; with file and line."""
    try:
        found = findings(read(bundle), keepers())
    except PolicyProblems as nothing_there:
        raise CouldNot(str(nothing_there)) from None
    found = undecided.told(found, bundle)
    problems = [one for one in found if one.severity is Severity.PROBLEM]
    advice = [one for one in found if one.severity is Severity.ADVICE]
    if as_json:
        answer({"bundle": str(bundle), "problems": [_as_json(one) for one in (*problems, *advice)]})
    else:
        for one in problems:
            out.print(f"{bundle}/{one}", markup=False)
        for one in advice:
            out.print(f"{bundle}/{one.place}: advice: {str(one).removeprefix(f'{one.place}: ')}", markup=False)
        out.print(f"{bundle}: {_counted(len(problems))}, {len(advice)} advice.", markup=False)
        if any(one.message.startswith(LEDGER_GAP) for one in problems):
            out.print(f"How the sample policy words each row: {SAMPLE / 'policy' / 'wording' / 'en.md'}", markup=False)
    if problems or (strict and advice):
        raise typer.Exit(NO)


def _counted(problems: int) -> str:
    return f"{problems or 'no'} problem{'' if problems == 1 else 's'}"


@app.command(epilog="Example: avowal policy schema > policy.schema.json")
@command
def schema() -> None:
    """Print the JSON Schema of policy.yaml, so that an editor completes and checks it."""
    from avowal.policy.schema import json_schema

    answer(json_schema())


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


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "message": problem.message,
        "hint": problem.hint,
        "promise": problem.promise,
        "severity": problem.severity.value,
    }
