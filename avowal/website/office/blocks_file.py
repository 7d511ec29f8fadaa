"""Hands the blocked networks to the door: `data/blocks.json`, which each machine's processes read (decision 0004).

It is written whenever a block is made or lifted, when a process starts, and every minute in a thread of each process,
so that a machine on which nobody pressed a button has it too.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from avowal.website import in_force
from avowal.website.office.models import Block

EVERY_SECONDS = 60.0
FORMAT = 1
_LOG = logging.getLogger(__name__)


def file() -> Path:
    """Where the door looks."""
    return settings.AVOWAL.data / "blocks.json"


def write(now: datetime) -> None:
    """Write the blocks that hold at `now`; the file stays untouched where it says the same already.

    Raises OSError when it cannot be written and DatabaseError when the table cannot be read.
    """
    with _locked():
        text = _text(now)
        if _standing() != text:
            _replace(text)


def begin(clock: Callable[[], datetime] = timezone.now) -> threading.Thread:
    """Write once, now, and go on in a thread of this process."""
    look(clock())
    thread = threading.Thread(target=_keep_looking, args=(clock,), name="blocked-networks", daemon=True)
    thread.start()
    return thread


def look(now: datetime) -> None:
    """Forget what is past its retention and write the file; a failure is logged, and the file stays as it was."""
    from avowal.website.office import blocks

    try:
        blocks.forget_old(in_force.policy(), now)
        write(now)
    except DatabaseError:
        _LOG.warning("The database does not answer; the list of blocked networks stays as it was written last.")
    except OSError as failed:
        _LOG.warning("The list of blocked networks could not be written: %s.", failed.strerror)


def _keep_looking(clock: Callable[[], datetime]) -> None:
    pause = threading.Event()
    while not pause.wait(EVERY_SECONDS):
        close_old_connections()
        look(clock())
        close_old_connections()


def _text(now: datetime) -> str:
    blocks = Block.objects.filter(since__lte=now, until__gt=now).order_by("network", "until")
    listed = [{"network": one.network, "until": _stamp(one.until)} for one in blocks]
    return json.dumps({"format": FORMAT, "blocks": listed}, indent=1) + "\n"


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _standing() -> str | None:
    try:
        return file().read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None


def _replace(text: str) -> None:
    """Beside it first, readable by this account alone, and named in one step: a reader never sees half."""
    handle, name = tempfile.mkstemp(dir=file().parent, prefix=".blocks-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as unfinished:
            unfinished.write(text)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        Path(name).replace(file())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _locked() -> Iterator[None]:
    """One process reads the table and writes the file at a time, so that no older list lands on a newer one."""
    with file().with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
