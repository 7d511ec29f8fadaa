"""How the processes of a deployment agree on audits: one at a time, who asked for one, and why the last one failed.

All of it is files under `data/audits/`, so that the office asks, `serve` or `worker` runs, and `doctor` tells.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from avowal.policy.proof import AUDITS

_LOCK, _WANTED, _FAILED, _TRIED = "lock", "wanted.json", "failed.json", "tried.json"


class AlreadyRunning(Exception):
    """Another audit of this deployment is under way."""


@dataclass(frozen=True)
class Failure:
    """Why the last audit could not be made, and when."""

    at: datetime
    why: str


@contextmanager
def alone(data: Path, now: datetime) -> Iterator[None]:
    """Hold the one place in which an audit of this deployment may run. Raises AlreadyRunning, and OSError."""
    folder = data / AUDITS
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            since = under_way(data)
            told = f" since {since:%Y-%m-%d %H:%M} UTC" if since else ""
            raise AlreadyRunning(
                f"An audit of this deployment is under way{told}. Wait until it ends; two would disturb each other."
            ) from None
        file.truncate(0)
        file.write(now.isoformat())
        file.flush()
        _write(folder / _TRIED, now.isoformat())
        (folder / _WANTED).unlink(missing_ok=True)
        try:
            yield
        finally:
            file.truncate(0)


def under_way(data: Path) -> datetime | None:
    """Since when an audit has been running; None while none is."""
    try:
        with (data / AUDITS / _LOCK).open("r+", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return datetime.fromisoformat(file.read())
            fcntl.flock(file, fcntl.LOCK_UN)
    except (OSError, ValueError):  # never used yet, or just begun and not written
        return None
    return None


def ask(data: Path, now: datetime) -> None:
    """Ask for an audit as soon as one can be made. Raises OSError."""
    (data / AUDITS).mkdir(parents=True, exist_ok=True)
    _write(data / AUDITS / _WANTED, now.isoformat())


def wanted(data: Path) -> datetime | None:
    """Since when somebody has been waiting for an audit that has not begun."""
    return _moment(data / AUDITS / _WANTED, lambda text: datetime.fromisoformat(json.loads(text)))


def last_tried(data: Path) -> datetime | None:
    """When the last audit began, whether it came to an end or not."""
    return _moment(data / AUDITS / _TRIED, lambda text: datetime.fromisoformat(json.loads(text)))


def failed(data: Path, now: datetime, why: str) -> None:
    """Note that an audit could not be made. Raises OSError."""
    (data / AUDITS).mkdir(parents=True, exist_ok=True)
    _write(data / AUDITS / _FAILED, {"at": now.isoformat(), "why": why})


def succeeded(data: Path) -> None:
    """Forget the failure before."""
    (data / AUDITS / _FAILED).unlink(missing_ok=True)


def failure(data: Path) -> Failure | None:
    """Why the last audit could not be made; None where it could."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((data / AUDITS / _FAILED).read_text(encoding="utf-8"))
        return Failure(datetime.fromisoformat(told["at"]), str(told["why"]))
    return None


def _moment(file: Path, read: Callable[[str], datetime]) -> datetime | None:
    with suppress(OSError, ValueError, TypeError):
        return read(file.read_text(encoding="utf-8"))
    return None


def _write(file: Path, value: object) -> None:
    beside = file.with_name(f".{file.name}-{os.getpid()}")
    beside.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    beside.replace(file)
