"""`avowal audit selftest`: plants every fault in a copy of the sample plan and shows that the auditor finds it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from avowal.cli.answers import NO, CouldNot, Json, answer, command, err, out, settings_of

if TYPE_CHECKING:
    from avowal.auditor.selftest.matrix import Matrix
    from avowal.auditor.selftest.running import Served

READY_WITHIN_SECONDS = 420.0


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: avowal audit selftest --only 4.1 --only 14.2")(selftest)


@command
def selftest(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ROW", help="Faults of this promise only; repeat for more.")
    ] = None,
    gates_off: Annotated[
        bool, typer.Option("--gates-off", help="Plant only with every gate switched off, to try the auditor alone.")
    ] = False,
    out_: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where selftest.json goes.")] = Path(
        "selftest-report"
    ),
    as_json: Json = False,
) -> None:
    """Plant every fault in a throw-away copy of the sample plan: red with it, green without, red with the gates off.

    Prints the matrix and writes selftest.json. Exit code 1 when one fault is not found, or found where there is none.
    """
    matrix = _run(frozenset(only or ()), gates_off=gates_off)
    _tell(matrix, out_, as_json=as_json)
    if not matrix.proven:
        raise typer.Exit(NO)


def _run(only: frozenset[str], *, gates_off: bool) -> Matrix:
    from avowal.auditor.browser import NoBrowser
    from avowal.auditor.selftest.matrix import Matrix, in_order
    from avowal.auditor.selftest.running import rows_of
    from avowal.policy.ledger import LEDGER

    _must_be_promises(only, frozenset(LEDGER))
    began, clock = datetime.now(UTC), time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="avowal-selftest-", ignore_cleanup_errors=True) as made,
        _served(Path(made)) as served,
    ):
        try:
            rows = rows_of(served, now=began, only=only, gates_off_alone=gates_off, progress=_progress)
        except NoBrowser as error:
            raise CouldNot(str(error)) from None
    if not rows:
        raise CouldNot(f"No fault is known of {', '.join(sorted(only))}.")
    return Matrix(in_order(rows, LEDGER), began, time.monotonic() - clock)


def _must_be_promises(only: frozenset[str], ledger: frozenset[str]) -> None:
    unknown = sorted(only - ledger)
    if unknown:
        raise CouldNot(f"There is no promise {', '.join(unknown)}. Name rows of the ledger, such as 4.1 or 14.2.")


def _progress(doing: str, done: int, most: int) -> None:
    if err.is_terminal:
        err.print(f"{doing} ({done + 1} of {most})", markup=False)


@contextmanager
def _served(made: Path) -> Iterator[Served]:
    """The planted copy, made under `made` and served until the block is left."""
    port = _free_port()
    plan, log = made / "plan", made / "server.log"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "avowal.cli.selftest_site", str(plan), str(port)],
            stdout=lines,
            stderr=lines,
            env={**os.environ, "AVOWAL_PORT": str(port)},
        )
    try:
        _wait_until_ready(process, port, log)
        yield from _opened(plan, port, made)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _opened(plan: Path, port: int, made: Path) -> Iterator[Served]:
    from avowal.auditor.selftest.running import Served
    from avowal.cli.auditing import in_force
    from avowal.events.store import connect

    settings = settings_of(plan)
    with connect(settings.events, settings.data) as store:
        yield Served(
            in_force(settings),
            settings.hosts["plan"],
            port,
            tuple(settings.hosts.values()),
            store,
            settings.data,
            made / "seen",
        )


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    import httpx

    asked, said = f"http://127.0.0.1:{port}/health/ready", {"host": f"plan.localhost:{port}"}
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(asked, headers=said, timeout=10).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    raise CouldNot(f"The copy of the sample plan was not ready in time: {' '.join(last) or 'it said nothing'}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tell(matrix: Matrix, directory: Path, *, as_json: bool) -> None:
    from avowal.auditor.selftest.matrix import as_data, lines, write

    file = write(matrix, directory)
    if as_json:
        answer(as_data(matrix))
        return
    for line in lines(matrix):
        out.print(line, markup=False, highlight=False, soft_wrap=True)
    said = "Every fault was found" if matrix.proven else f"{len(matrix.failed)} not proven"
    out.print(f"{said}: {len(matrix.rows)} faults in {matrix.seconds:.0f} seconds. {file}", markup=False)
