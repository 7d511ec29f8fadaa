"""`avowal doctor`: looks at everything that a deployment needs, and says what to mend."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import typer

from avowal.cli.answers import NO, Deployment, Json, answer, command, out, settings_of


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: avowal doctor --json")(doctor)


@command
def doctor(deployment: Deployment = None, as_json: Json = False) -> None:
    """Look at everything that the deployment needs, and say what to mend.

    Exit code 0 when all is well, 1 when something is to be mended, 2 when there is no deployment.
    """
    settings = settings_of(deployment)
    from avowal.cli.examining import Seen, State, examine

    seen: list[Seen] = []
    for one in examine(settings, datetime.now(UTC)):
        seen.append(one)
        if not as_json:
            out.print(f"{one.what:<12} {one.state:<10} {one.found}", markup=False)
            if one.mend:
                out.print(f"{'':<12} {'':<10} → {one.mend}", markup=False)
    if as_json:
        answer([dataclasses.asdict(one) for one in seen])
    if any(one.state is State.TROUBLE for one in seen):
        raise typer.Exit(NO)
