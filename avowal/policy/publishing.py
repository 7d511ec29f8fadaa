"""What is in force: the canonical copy that publishing wrote, with its hash and date, and nothing else.

Under `data/policy/` lie `versions/0001.json` (canonical bytes) and `chain.json`, which names each version's
SHA-256 and effective date. Editing the draft changes nothing; a changed byte of the copy in force means that no
policy is in force, and then nothing is collected (R120, R121).
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from avowal.policy import canonical
from avowal.policy.model import Policy, PolicyVersion

CHAIN = "chain.json"
RECHECK_SECONDS = 1.0


class AlreadyPublished(Exception):
    """The deployment has a first version; later ones need approval and notice."""


@dataclass(frozen=True)
class Link:
    """One version's entry in the chain; `previous` is the SHA-256 of the version before, empty for the first."""

    number: int
    sha256: str
    effective_date: date
    published_at: datetime
    previous: str


def publish_first(policy: Policy, data: Path, *, effective_date: date, now: datetime) -> PolicyVersion:
    """Write a deployment's first version under `data`, in force from `effective_date`.

    A first version needs neither approval nor notice. Raises AlreadyPublished when there is one.
    """
    directory = data / "policy"
    if (directory / CHAIN).exists():
        raise AlreadyPublished(
            f"{directory} already holds a published policy; a change needs a second person's approval."
        )
    bytes_ = canonical.write(policy)
    link = Link(1, canonical.digest(bytes_), effective_date, now.astimezone(UTC), "")
    (directory / "versions").mkdir(parents=True, exist_ok=True)
    _write_durably(_version_file(directory, 1), bytes_)
    _write_durably(directory / CHAIN, json.dumps([_link_json(link)], indent=2).encode() + b"\n")
    return PolicyVersion(1, link.sha256, effective_date, policy)


class InForce:
    """The version in force in one deployment, re-read when its files change; cheap enough to ask on every request."""

    def __init__(self, data: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._directory = data / "policy"
        self._clock = clock
        self._lock = threading.Lock()
        self._checked_at: datetime | None = None
        self._seen: tuple[object, ...] = ()
        self._version: PolicyVersion | None = None
        self._trouble: str | None = None

    def version(self) -> PolicyVersion | None:
        """The version in force now, or None; then `trouble` says why."""
        self._refresh()
        return self._version

    @property
    def trouble(self) -> str | None:
        """Why no version is in force, or None."""
        self._refresh()
        return self._trouble

    def _refresh(self) -> None:
        now = self._clock()
        if self._checked_at is not None and 0 <= (now - self._checked_at).total_seconds() < RECHECK_SECONDS:
            return
        with self._lock:
            self._checked_at = now
            seen = (now.date(), *self._fingerprints())
            if seen != self._seen:
                self._version, self._trouble = _load(self._directory, now)
                self._seen = seen

    def _fingerprints(self) -> list[tuple[str, int, int, int]]:
        files = [self._directory / CHAIN, *sorted((self._directory / "versions").glob("*.json"))]
        return [_fingerprint(file) for file in files]


def _fingerprint(file: Path) -> tuple[str, int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return file.name, 0, 0, 0
    return file.name, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _load(directory: Path, now: datetime) -> tuple[PolicyVersion | None, str | None]:
    if not (directory / CHAIN).is_file():
        return None, f"No policy has been published: {directory / CHAIN} is missing. Run `avowal policy publish`."
    try:
        links = [_read_link(entry) for entry in json.loads((directory / CHAIN).read_bytes())]
        versions = [_verified(directory, link) for link in links]
    except (OSError, ValueError, KeyError, TypeError, canonical.NotCanonical) as error:
        return None, f"The published policy in {directory} cannot be trusted ({error}). Restore it from a backup."
    in_force = [version for version in versions if version.effective_date <= _today(version.policy, now)]
    if not in_force:
        return None, f"No published version has reached its effective date; the first is due {links[0].effective_date}."
    return in_force[-1], None


def _today(policy: Policy, now: datetime) -> date:
    return now.astimezone(ZoneInfo(policy.organisation.time_zone)).date()


def _verified(directory: Path, link: Link) -> PolicyVersion:
    bytes_ = _version_file(directory, link.number).read_bytes()
    if canonical.digest(bytes_) != link.sha256:
        raise ValueError(f"version {link.number} was changed outside publishing")
    return PolicyVersion(link.number, link.sha256, link.effective_date, canonical.read(bytes_))


def _version_file(directory: Path, number: int) -> Path:
    return directory / "versions" / f"{number:04d}.json"


def _link_json(link: Link) -> dict[str, object]:
    return {
        "number": link.number,
        "sha256": link.sha256,
        "effective_date": link.effective_date.isoformat(),
        "published_at": link.published_at.isoformat(),
        "previous": link.previous,
    }


def _read_link(entry: dict[str, str | int]) -> Link:
    return Link(
        number=int(entry["number"]),
        sha256=str(entry["sha256"]),
        effective_date=date.fromisoformat(str(entry["effective_date"])),
        published_at=datetime.fromisoformat(str(entry["published_at"])),
        previous=str(entry["previous"]),
    )


def _write_durably(file: Path, content: bytes) -> None:
    """Write whole or not at all: a new file, synced, moved into place, the directory synced."""
    new = file.with_suffix(".new")
    with new.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
    directory = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
