"""What `avowal doctor` looks at, part by part; each gives what it found and, where that is trouble, what mends it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from avowal.cli.serving import SERVING
from avowal.config import NotADeployment, Settings

LEAST_SECRET = 50
"""Characters of `secret_key`, as `avowal init` makes it; Django warns below this length."""
DATABASE_SECONDS = 60
BROWSER_SECONDS = 20
AHEAD_AT_MOST = timedelta(minutes=5)
SILENT_AT_MOST = timedelta(days=2)
FREE_AT_LEAST = 1 << 30
"""Bytes. The spool's own limit: while the store is away so much must fit (`events.spool`)."""


class State(StrEnum):
    """How a part is."""

    OK = "ok"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Seen:
    """One thing that was looked at."""

    what: str
    state: State
    found: str
    mend: str = ""


def ok(what: str, found: str) -> Seen:
    return Seen(what, State.OK, found)


def trouble(what: str, found: str, mend: str) -> Seen:
    return Seen(what, State.TROUBLE, found, mend)


def examine(settings: Settings, now: datetime) -> Iterator[Seen]:
    """Look at every part of the deployment, one after the other."""
    from avowal.cli.examining_audits import audits, mail  # here: it tells what it saw in the words of this module

    yield settings_of_sites(settings)
    yield policy(settings)
    yield database(settings)
    yield from _events(settings, now)
    yield mail(settings)
    yield browser()
    yield documents()
    yield audits(settings, now)
    yield clock(settings, now)
    yield disk(settings)
    yield from private(settings)
    yield serving(settings)


def settings_of_sites(settings: Settings) -> Seen:
    from avowal.asgi import door_settings
    from avowal.policy.publishing import InForce

    try:
        door_settings(settings, InForce(settings.data))
    except NotADeployment as error:
        return trouble("settings", str(error), "Correct `hosts` in avowal.toml.")
    if settings.mode == "production" and not settings.secure:
        return trouble(
            "settings",
            "`secure` is false in production: cookies go over plain HTTP, and browsers are not told to come by HTTPS.",
            "Serve the sites over HTTPS and set `secure = true` in avowal.toml.",
        )
    return ok("settings", f"{settings.mode}, {settings.deployment}")


def policy(settings: Settings) -> Seen:
    from avowal.policy.publishing import InForce

    in_force = InForce(settings.data)
    version = in_force.version()
    if version is None:
        why = in_force.trouble or "No policy version is in force."
        return trouble("policy", why, "Nothing is collected until one is: `avowal policy publish`, `policy history`.")
    return ok("policy", f"version {version.number}, in force since {version.effective_date}")


def database(settings: Settings) -> Seen:
    migrate = "Run `avowal manage migrate`."
    file = Path(settings.database.removeprefix("sqlite:///"))
    if settings.database.startswith("sqlite:///") and not file.is_file():
        return trouble("database", f"{file} is not there.", migrate)
    asked = [sys.executable, "-c", "from avowal.cli import main; main()", "manage", "migrate", "--check"]
    environment = {**os.environ, "AVOWAL_DEPLOYMENT": str(settings.deployment)}
    try:  # a process of its own: Django knows one deployment, and this one stays without it
        done = subprocess.run(
            asked, env=environment, capture_output=True, text=True, check=False, timeout=DATABASE_SECONDS
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or "Error" in done.stderr:
        return trouble("database", "It does not answer.", "See `database_url` in avowal.toml, and that it runs.")
    if done.returncode:
        return trouble("database", "It is of another version than this program: migrations wait.", migrate)
    return ok("database", "answers, and all migrations are applied")


def _events(settings: Settings, now: datetime) -> Iterator[Seen]:
    from avowal.events.complaints import clock_complaint, complaints
    from avowal.events.errors import NotAnEngine, StoreFailed, StoreNotAnswering
    from avowal.events.store import connect

    what = "event store"
    try:
        with connect(settings.events, settings.data) as store:
            store.take_spool()
            found = complaints(store, now)
            version, behind, newest = store.health().version, clock_complaint(store, now), store.newest()
    except (NotAnEngine, StoreFailed, StoreNotAnswering) as error:
        yield trouble(what, str(error), "See `events_dsn`, and docs/how-to/run-on-a-cluster.md for a server.")
        return
    yield from (trouble(what, one.found, one.mend) for one in found)
    if not found:
        yield ok(what, f"answers and follows version {version}; nothing is refused, late or stuck")
    if behind is not None:
        yield trouble("clock", behind.found, behind.mend)
    if newest is not None and now - newest > SILENT_AT_MOST and _served(settings) is not None:
        yield trouble(
            "clock",
            f"The sites are served, and nothing was recorded since {newest:%Y-%m-%d %H:%M} UTC.",
            "If people did come: see that the clock was not set forward (`timedatectl`), and /health/ready.",
        )


def browser() -> Seen:
    from avowal.auditor.browser import NoBrowser, find_chromium

    try:
        found = find_chromium()
    except NoBrowser as error:
        return trouble("browser", str(error), "The audit needs it.")
    if found is None:
        return trouble(
            "browser",
            "Chromium was not found, and the audit drives it.",
            "Install Debian's chromium, or run `playwright install chromium`; or name one in AVOWAL_CHROMIUM.",
        )
    try:
        told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True, timeout=BROWSER_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return trouble("browser", f"{found} does not start.", "Install it anew, or name another in AVOWAL_CHROMIUM.")
    return ok("browser", f"{told.stdout.strip()}, {found}")


def documents() -> Seen:
    """Whether documents can be made into PDF files; as pages they are there in any case."""
    from avowal.website.resources.pdf import trouble as missing

    return trouble("documents", missing(), "Until then no page offers a PDF.") if missing() else ok("documents", "PDF")


def clock(settings: Settings, now: datetime) -> Seen:
    """Whether `now` goes with the times of what was written before, the day's salt and the sites' own records."""
    newest, file = _newest_file(settings.data)
    set_it = "Set the clock by NTP (`timedatectl`): times of retention and the day's salt go by it."
    if newest - now > AHEAD_AT_MOST:
        return trouble("clock", f"{file} was written at {newest:%Y-%m-%d %H:%M} UTC, which is yet to come.", set_it)
    salted = _salted(settings)
    if salted is not None and salted > (now + timedelta(days=1)).date():
        return trouble("clock", f"The salt of visitors' keys is of {salted}, which is yet to come.", set_it)
    return ok("clock", f"{now:%Y-%m-%d %H:%M} UTC, after all that was written")


def _newest_file(data: Path) -> tuple[datetime, str]:
    newest, name = 0.0, "data"
    for file in data.rglob("*") if data.is_dir() else ():
        try:
            written = file.stat().st_mtime
        except OSError:  # gone meanwhile
            continue
        if written > newest:
            newest, name = written, str(file.relative_to(data.parent))
    return datetime.fromtimestamp(newest, UTC), name


def _salted(settings: Settings) -> date | None:
    try:
        return date.fromisoformat((settings.data / "secrets" / "visitor_salt").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None


def disk(settings: Settings, usage: Callable[[Path], int] = lambda place: shutil.disk_usage(place).free) -> Seen:
    """Whether what must be written has room: the spool while the store is away, and a rewrite of the store."""
    from avowal.events.segment import used_bytes

    free, store = usage(settings.data), used_bytes(settings.data / "events")
    waiting = used_bytes(settings.data / "spool")
    if free + waiting < FREE_AT_LEAST:
        return trouble(
            "disk",
            f"{_bytes(free)} are free, and the spool may need {_bytes(FREE_AT_LEAST)} while the store is away.",
            "Make room: visits are not counted once it is full.",
        )
    if free < store:
        return trouble(
            "disk",
            f"{_bytes(free)} are free, and the night's rewrite of what was erased may need {_bytes(store)}.",
            "Make room for as much again as the event store holds.",
        )
    return ok("disk", f"{_bytes(free)} free; the event store holds {_bytes(store)}")


def _bytes(count: int) -> str:
    return f"{count / (1 << 30):.1f} GiB" if count >= 1 << 29 else f"{count / (1 << 20):.0f} MiB"


def private(settings: Settings) -> Iterator[Seen]:
    """Whether the secrets are there, long enough, and readable by their user alone."""
    folder, complaints = settings.data / "secrets", 0
    for file in (folder, *sorted(folder.glob("*"))) if folder.is_dir() else ():
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            complaints += 1
            mode = "0700" if file.is_dir() else "0600"
            yield trouble("secrets", f"Others than its user may open {file}.", f"chmod {mode} {file}")
    try:
        short = len(settings.signing_key) < LEAST_SECRET
    except NotADeployment as error:
        yield trouble("secrets", str(error), "Without it the sites do not start.")
        return
    if short:
        yield trouble(
            "secrets",
            f"`secret_key` is shorter than {LEAST_SECRET} characters.",
            "Put a longer random one in its place; everybody signs in anew.",
        )
    elif not complaints:
        yield ok("secrets", "there, long enough, and their user's alone")


def serving(settings: Settings) -> Seen:
    """Whether the sites run; a note left by ones that died says so."""
    file = settings.data / SERVING
    if not file.exists():
        return ok("serving", "the sites are not being served from here now")
    port = _served(settings)
    if port is None:
        return trouble(
            "serving",
            f"What served the sites ended without saying so: {file} names a process that is not there.",
            "Start `avowal serve` again.",
        )
    return ok("serving", f"on port {port}")


def _served(settings: Settings) -> int | None:
    """The port on which the sites are served now."""
    try:
        told = json.loads((settings.data / SERVING).read_text(encoding="ascii"))
        pid, port = int(told["pid"]), int(told["port"])
        os.kill(pid, 0)
    except PermissionError:
        return port  # another user's, so it runs
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return port
