"""Makes the audits of a deployment in the background, beside `serve` and `worker`: when one is due or was asked for.

Each audit is a process of its own that gives way to the sites. Several of us may stand beside each other on one
machine: a lock under `data/audits/` lets one audit run at a time.
"""

from __future__ import annotations

import os
import subprocess
import threading
from datetime import UTC, datetime, timedelta

from avowal.cli.auditing import own_program
from avowal.config import Settings
from avowal.policy import audit_runs, proof
from avowal.policy.publishing import InForce

FIRST_LOOK_SECONDS = 20.0
"""So that the sites answer before an audit visits them."""
LOOK_EVERY_SECONDS = 5.0
STOP_WITHIN_SECONDS = 20.0
AGAIN_AFTER = timedelta(hours=1)
"""At least this long after a run that did not come to its end, for a version that has no run yet."""


def is_due(settings: Settings, now: datetime) -> bool:
    """Whether an audit should begin now: asked for, of a version that has none yet, or the time for it has come."""
    if audit_runs.under_way(settings.data) is not None:
        return False
    if audit_runs.wanted(settings.data) is not None:
        return True
    every = settings.audited_every
    version = InForce(settings.data).version() if every is not None else None
    if every is None or version is None:
        return False
    tried = audit_runs.last_tried(settings.data)
    if tried is None:
        return True
    unproved = proof.newest(settings.data, version.sha256) is None
    return now - tried >= (min(every, AGAIN_AFTER) if unproved else every)


class Auditor:
    """Looks from time to time whether an audit is due, in a thread, and makes it, until it is stopped."""

    def __init__(self, settings: Settings, *, first_look: float = FIRST_LOOK_SECONDS) -> None:
        self._settings = settings
        self._first_look = first_look
        self._stopping = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_looking, name="audits", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop looking, and end an audit that is under way."""
        self._stopping.set()
        running = self._running
        if running is not None:
            running.terminate()
        self._thread.join(STOP_WITHIN_SECONDS)

    def _keep_looking(self) -> None:
        wait = self._first_look
        while not self._stopping.wait(wait):
            wait = LOOK_EVERY_SECONDS
            try:
                if is_due(self._settings, datetime.now(UTC)):
                    self._audit()
            except OSError:  # the disk is full or not ours: the sites go on, and `doctor` tells
                continue

    def _audit(self) -> None:
        command = [*own_program(), "audit", "--background", "--deployment", str(self._settings.deployment)]
        environment = {**os.environ, "AVOWAL_DEPLOYMENT": str(self._settings.deployment)}
        # its own session: a Ctrl-C for the sites reaches it through `stop` alone, and once
        self._running = subprocess.Popen(
            command,
            env=environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if self._stopping.is_set():
            self._running.terminate()
        try:
            self._running.wait()
        finally:
            self._running = None
