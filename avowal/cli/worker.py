"""`avowal worker`: takes in what waits in the spool, beside sites whose event store is a server, and audits them."""

from __future__ import annotations

import signal
import threading

import typer

from avowal.cli.answers import Deployment, command, err, settings_of

TAKE_EVERY_SECONDS = 0.5
TRY_AGAIN_AFTER_SECONDS = 5.0


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: avowal worker --deployment /srv/our-plan")(worker)


@command
def worker(deployment: Deployment = None) -> None:
    """Take in what waits in this machine's spool, and count days that are over, until a signal ends it.

    With an embedded store its owner does so. Audits that are due or asked for are made here too, one at a time.
    """
    settings = settings_of(deployment)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    from avowal.cli.scheduled import Auditor
    from avowal.events import egress
    from avowal.events.client import StoreFailed, StoreNotAnswering
    from avowal.events.store import connect

    egress.begin(settings.data, "worker")
    auditor = Auditor(settings)
    auditor.start()
    while not stopping.is_set():
        try:
            with connect(settings.events, settings.data) as store:
                while not stopping.wait(TAKE_EVERY_SECONDS):
                    store.take_spool()
                    store.close_days()
        except (StoreFailed, StoreNotAnswering) as error:
            err.print(f"{error} Records wait in the spool.", markup=False)
            stopping.wait(TRY_AGAIN_AFTER_SECONDS)
    auditor.stop()
