"""`avowal init`, `avowal serve`: make a deployment, run it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from avowal.cli.answers import Deployment, command, out, settings_of


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: avowal init ./our-plan")(init)
    app.command(epilog="Example: avowal serve --host 0.0.0.0 --workers 2")(serve)


@command
def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A directory that does not exist yet.")],
) -> None:
    """Make a new deployment: policy bundle, settings file and content, to edit."""
    from avowal.cli.deployment import make, own_hosts

    settings = make(directory, {"mode": "production", "port": 8000, "secure": True, "hosts": own_hosts()})
    where = settings.deployment
    out.print(
        f"{where} holds a new deployment. Edit policy/, content/ and avowal.toml, then:\n"
        f"  avowal policy check {where}/policy\n"
        f"  avowal policy publish {where}/policy --deployment {where}\n"
        f"  avowal manage --deployment {where} migrate\n"
        f"  avowal manage --deployment {where} load_sample\n"
        f"  avowal manage --deployment {where} createsuperuser\n"
        f"  avowal serve --deployment {where}",
        markup=False,
    )


@command
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help="Port; the deployment's own unless said.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Server processes.")] = 1,
    deployment: Deployment = None,
) -> None:
    """Run the sites and, on the embedded default, the event store's owner beside them."""
    from avowal.cli import serving

    settings = settings_of(deployment)
    raise typer.Exit(serving.serve(settings, host=host, port=port or settings.port, workers=workers))
