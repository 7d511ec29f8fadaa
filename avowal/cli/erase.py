"""`avowal erase`: takes what carries somebody's key out of every answer and, with the night, off the disk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from avowal.cli.answers import NO, CouldNot, Deployment, Json, answer, command, out, settings_of

if TYPE_CHECKING:
    from avowal.events.outcomes import Erased

FROM_INPUT = "-"


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: avowal erase --visitor - --dry-run < key")(erase)


@command
def erase(
    visitor: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="A visitor's key of one day, as records carry it; - reads it from standard input, "
            "so that it stands in no list of processes.",
            show_default=False,
        ),
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="ID", help="Not built yet.", show_default=False)] = None,
    child: Annotated[str | None, typer.Option(metavar="CASE", help="Not built yet.", show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and touch nothing.")] = False,
    now: Annotated[
        bool, typer.Option("--now", help="Rewrite the disk now, too, instead of with the night's rewrite.")
    ] = False,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Erase what was recorded of a visitor, and print a receipt; exit code 1 when there is nothing."""
    if person is not None or child is not None:
        kept = "people's accounts" if person is not None else "children's cases"
        raise CouldNot(f"Nothing was erased: the erasure of {kept} is not built yet. --visitor KEY is.")
    if visitor is None:
        raise CouldNot("Say whose records: --visitor KEY, or --visitor - to read the key from standard input.")
    if dry_run and now:
        raise CouldNot("--dry-run touches nothing, so it does not go with --now.")
    settings = settings_of(deployment)
    from avowal.events.outcomes import NotErased
    from avowal.events.store import connect

    key = sys.stdin.readline().strip() if visitor == FROM_INPUT else visitor
    with connect(settings.events, settings.data) as store:
        try:
            erased = store.erase({"visitor_key": [key]}, dry_run=dry_run)
        except (NotErased, ValueError) as error:
            raise CouldNot(str(error)) from None
        if now and erased.receipt:
            store.rewrite()
            erased = store.erasure(erased.receipt) or erased
    tell(erased, as_json=as_json, only_asked=dry_run, rewritten=now)
    if not erased.rows:
        raise typer.Exit(NO)


def tell(erased: Erased, *, as_json: bool, only_asked: bool = False, rewritten: bool = False) -> None:
    """Print a receipt."""
    if as_json:
        answer(as_values(erased))
        return
    if not erased.rows:
        out.print("Nothing carries this key: every table and the spool were searched.")
        return
    if erased.receipt:
        out.print(f"Receipt {erased.receipt}, {erased.at:%Y-%m-%d %H:%M} UTC", markup=False)
    table = Table("where", "rows", "would be" if only_asked else "now")
    for place in erased.tables:
        gone = (
            f"gone from the disk, {place.gone_at:%Y-%m-%d %H:%M} UTC" if place.gone_at else "hidden from every answer"
        )
        table.add_row(Text(place.table), str(place.rows), "erased" if only_asked else gone)
    out.print(table)
    if erased.receipt and erased.gone_at is None:
        when = "within minutes of this rewrite" if rewritten else "with the rewrite of the night"
        out.print(
            f"Off the disk {when}; then `avowal store receipt {erased.receipt}` says so. What is recorded from now on "
            "is new.",
            markup=False,
        )


def as_values(erased: Erased) -> dict[str, object]:
    """A receipt in JSON values."""
    from avowal.events.outcomes import erased_as_json

    gone = erased.gone_at
    return {**erased_as_json(erased), "rows": erased.rows, "gone_at": gone and gone.isoformat()}
