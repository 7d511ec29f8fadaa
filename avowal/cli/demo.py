"""`avowal demo`: the main job with nothing to configure."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from avowal import config
from avowal.cli import deployment as deployments
from avowal.cli.answers import CouldNot, command, err, out, settings_of
from avowal.cli.policy_versions import checked, today

ACCOUNTS = {
    "office": "administrator",
    "communications": "communications",
    "privacy": "privacy_office",
    "operations": "operations",
    "member": "member",
}
READY_WITHIN_SECONDS = 90.0


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: avowal demo ./avowal-demo --visitors 200")(demo)


@command
def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Made from the sample plan if it is not there.")
    ] = Path("avowal-demo"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on.")] = 8000,
    visitors: Annotated[int, typer.Option(min=0, help="Simulated visits to play, through the front door.")] = 0,
) -> None:
    """Make the sample plan's three sites, serve them, and say where they are and how to sign in."""
    from avowal.cli import serving

    _must_be_free(port)
    os.environ["AVOWAL_PORT"] = str(port)
    settings = prepared(directory)
    threading.Thread(target=_when_ready, args=(settings, visitors), daemon=True).start()
    raise typer.Exit(serving.serve(settings, host="127.0.0.1", port=port, workers=1, quiet=True))


def _must_be_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CouldNot(f"Port {port} is taken. Give another, such as --port {port + 1}.") from None


def prepared(directory: Path) -> config.Settings:
    """The demo's deployment, made whole beside its place first, so that an interrupted demo starts afresh."""
    if not (directory / config.SETTINGS_FILE).is_file():
        _make(directory)
    settings = settings_of(directory)
    if settings.mode != "demo":
        raise CouldNot(f"{directory} is a deployment of its own, not a demo. Run it with `avowal serve`.")
    if not all(_password_file(settings, account).is_file() for account in ACCOUNTS):
        raise CouldNot(f"{directory} was made by an earlier version of avowal. Delete it, or name another directory.")
    return settings


def _make(directory: Path) -> None:
    if directory.exists() and any(directory.iterdir()):
        raise CouldNot(f"{directory} holds something else. Name a directory that does not exist yet.")
    out.print(f"Making the sample plan in {directory} …", markup=False)
    unfinished = directory.with_name(f".{directory.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    demo_settings = {
        "mode": "demo",
        "port": int(os.environ["AVOWAL_PORT"]),
        "secure": False,
        "fallback_site": "plan",
        "hosts": deployments.DEMO_HOSTS,
    }
    settings = deployments.make(unfinished, demo_settings)
    publish(settings)
    for account in ACCOUNTS:
        deployments.write_secret(_password_file(settings, account), f"harbor-{secrets.token_hex(4)}")
    _fill_database(settings)
    if directory.exists():
        directory.rmdir()
    unfinished.rename(directory)


def publish(settings: config.Settings) -> None:
    """Put the deployment's draft in force from today, as its first version."""
    from avowal.policy.publishing import publish_first

    policy, now = checked(settings.policy_draft), datetime.now(UTC)
    publish_first(policy, settings.data, effective_date=today(policy, now), now=now)


def _password_file(settings: config.Settings, account: str) -> Path:
    return settings.data / "secrets" / f"demo_password_{account}"


def _fill_database(settings: config.Settings) -> None:
    accounts = [f"{name}={role}={_password_file(settings, name)}" for name, role in ACCOUNTS.items()]
    environment = {**os.environ, "AVOWAL_DEPLOYMENT": str(settings.deployment)}
    ran = subprocess.run(
        [sys.executable, "-m", "avowal.cli.making", *accounts],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        told = (ran.stderr or ran.stdout).strip().splitlines()[-1:]
        raise CouldNot(f"The demo's database could not be made: {' '.join(told)}")


def _when_ready(settings: config.Settings, visitors: int) -> None:
    """Say where everything is once it answers, then play the visits."""
    if not _ready(settings):
        err.print(f"The sites did not become ready within {READY_WITHIN_SECONDS:.0f} seconds; see the lines above.")
        return
    for site, host in settings.hosts.items():
        out.print(f"  {site:9} http://{host}:{settings.port}/", markup=False)
    out.print(f"  privacy   http://{settings.hosts['plan']}:{settings.port}/privacy/", markup=False)
    out.print(f"  office    http://{settings.hosts['plan']}:{settings.port}/office/", markup=False)
    for account in ACCOUNTS:
        password = _password_file(settings, account).read_text(encoding="ascii").strip()
        out.print(f"  sign in   as “{account}” with the password {password}", markup=False)
    if visitors:
        _play(settings, visitors)
    out.print("Stop with Ctrl-C.")


def _ready(settings: config.Settings) -> bool:
    import httpx

    deadline = time.monotonic() + READY_WITHIN_SECONDS
    headers = {"host": f"{settings.hosts['plan']}:{settings.port}"}
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"http://127.0.0.1:{settings.port}/health/ready", headers=headers, timeout=5).is_success:
                return True
        except httpx.TransportError:
            pass
        time.sleep(0.25)
    return False


def _play(settings: config.Settings, visitors: int) -> None:
    from rich.progress import track

    from avowal.cli.visits import play

    steps = iter(track(range(visitors), description="Playing visits", console=err, disable=not err.is_terminal))
    played = play(settings.hosts, settings.port, visitors, random.Random(), progress=lambda: next(steps, None))
    out.print(
        f"Played {played.visits} visits: {played.pages} pages, {played.beacons_kept} beacons kept, "
        f"{played.beacons_dropped} not kept, {played.errors} errors."
    )
