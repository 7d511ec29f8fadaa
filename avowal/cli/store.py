"""`avowal store …`: look for a value in all that is kept, delete what is past its time, see an erasure's receipt."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from avowal.cli.answers import NO, CouldNot, Deployment, Json, answer, command, out, settings_of

app = typer.Typer(no_args_is_help=True, help="The event store.")


@app.command(epilog="Example: avowal store search 'someone@plan.example'")
@command
def search(
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="Text to look for in every column of every table and in the spool.")
    ],
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Say where a value is kept; exit code 1 when it is nowhere."""
    from avowal.events.store import connect

    if not value:
        raise CouldNot("There is nothing to look for: give a value that is not empty.")
    settings = settings_of(deployment)
    with connect(settings.events, settings.data) as store:
        store.take_spool()
        found = store.search(value)
    if as_json:
        answer([{"table": table, "column": column, "rows": rows} for table, column, rows in found])
    elif found:
        table_ = Table("table", "column", "rows")
        for table, column, rows in found:
            table_.add_row(Text(table), Text(column), str(rows))
        out.print(table_)
    else:
        out.print("It is nowhere: every column of every table and the spool were searched.")
    if not found:
        raise typer.Exit(NO)


@app.command(epilog="Example: avowal store sweep --rewrite")
@command
def sweep(
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Rewrite now what was erased, too, instead of with the night.")
    ] = False,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Delete now what is past its time; the store does so by itself as it merges."""
    import dataclasses

    from avowal.events.store import connect

    settings = settings_of(deployment)
    with connect(settings.events, settings.data) as store:
        swept = [dataclasses.asdict(found) for found in store.sweep()]
        rewritten = store.rewrite() if rewrite else []
    if as_json:
        answer({"swept": swept, "rewritten": rewritten} if rewrite else swept)
        return
    for found in swept:
        out.print(", ".join(f"{name} {value}" for name, value in found.items()), markup=False)
    for table in rewritten:
        out.print(f"{table} was rewritten without what was erased; its old files go within minutes.", markup=False)


@app.command(epilog="Example: avowal store receipt E-20270114-1a2b3c4d")
@command
def receipt(
    number: Annotated[str, typer.Argument(metavar="RECEIPT", help="As `avowal erase` printed it.")],
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Say of an erasure whether it is only hidden or gone from the disk; exit code 1 while something is hidden."""
    from avowal.cli.erase import tell
    from avowal.events.store import connect

    settings = settings_of(deployment)
    with connect(settings.events, settings.data) as store:
        found = store.erasure(number)
    if found is None:
        raise CouldNot("The book of erasures has no such receipt. It keeps them for 24 months.")
    tell(found, as_json=as_json)
    if found.gone_at is None:
        raise typer.Exit(NO)
