"""What is in force: the canonical copy that publishing wrote, with its hash and date, and nothing else.

Under `data/policy/` lie `versions/0001.json` (canonical bytes) and `chain.json`, which names each version's
SHA-256 and effective date and seals each entry with the deployment's own key (`data/secrets/publishing_key`). Editing
the draft changes nothing; a changed byte of the copy in force or of its chain means that no policy is in force, and
then nothing is collected (R120, R121).
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from avowal.policy import canonical
from avowal.policy.model import Policy, PolicyVersion

CHAIN = "chain.json"
KEY = "publishing_key"
KEY_BYTES = 32
RECHECK_SECONDS = 1.0


class AlreadyPublished(Exception):
    """The deployment has a first version; later ones need approval and notice."""


@dataclass(frozen=True)
class Link:
    """One version's entry in the chain.

    `previous` is the SHA-256 of the version before, empty for the first; `seal` is an HMAC-SHA-256 over the rest
    under the deployment's key, so that a date or a digest changed by hand is noticed.
    """

    number: int
    sha256: str
    effective_date: date
    published_at: datetime
    previous: str
    seal: str = ""

    def sealed(self, key: bytes) -> Link:
        """This entry with its seal under `key`."""
        told = json.dumps(_link_json(replace(self, seal="")), sort_keys=True).encode()
        return replace(self, seal=hmac.new(key, told, "sha256").hexdigest())


def publish_first(
    policy: Policy,
    data: Path,
    *,
    effective_date: date,
    now: datetime,
    chance: Callable[[int], bytes] = secrets.token_bytes,
) -> PolicyVersion:
    """Write a deployment's first version under `data`, in force from `effective_date`.

    A first version needs neither approval nor notice. The deployment's publishing key is made from `chance` where it
    is not there yet. Raises AlreadyPublished when there is a version.
    """
    directory = data / "policy"
    if (directory / CHAIN).exists():
        raise AlreadyPublished(
            f"{directory} already holds a published policy; a change needs a second person's approval."
        )
    bytes_ = canonical.write(policy)
    key = _key(data) or _made_key(data, chance)
    link = Link(1, canonical.digest(bytes_), effective_date, now.astimezone(UTC), "").sealed(key)
    (directory / "versions").mkdir(parents=True, exist_ok=True)
    _write_durably(_version_file(directory, 1), bytes_)
    _write_durably(directory / CHAIN, json.dumps([_link_json(link)], indent=2).encode() + b"\n")
    return PolicyVersion(1, link.sha256, effective_date, policy)


class InForce:
    """The version in force in one deployment, re-read when its files change; cheap enough to ask on every request."""

    def __init__(self, data: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._data = data
        self._directory = data / "policy"
        self._clock = clock
        self._lock = threading.Lock()
        self._checked_at: datetime | None = None
        self._seen: tuple[object, ...] = ()
        self._versions: tuple[PolicyVersion, ...] = ()
        self._broken: str | None = None
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
            seen = tuple(self._fingerprints())
            if seen != self._seen:
                self._versions, self._broken = _load(self._data)
                self._seen = seen
            self._version, self._trouble = self._in_force_at(now)

    def _in_force_at(self, now: datetime) -> tuple[PolicyVersion | None, str | None]:
        in_force = [version for version in self._versions if version.effective_date <= _today(version.policy, now)]
        if in_force:
            return in_force[-1], None
        if self._broken is None:
            first = self._versions[0].effective_date
            return None, f"No published version has reached its effective date; the first is due {first}."
        return None, self._broken

    def _fingerprints(self) -> list[tuple[str, int, int, int]]:
        files = [self._directory / CHAIN, _key_file(self._data), *sorted((self._directory / "versions").glob("*.json"))]
        return [_fingerprint(file) for file in files]


def _fingerprint(file: Path) -> tuple[str, int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return file.name, 0, 0, 0
    return file.name, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _load(data: Path) -> tuple[tuple[PolicyVersion, ...], str | None]:
    """Every published version in order, or none and why they cannot be trusted."""
    directory = data / "policy"
    if not (directory / CHAIN).is_file():
        return (), f"No policy has been published: {directory / CHAIN} is missing. Run `avowal policy publish`."
    try:
        links = [_read_link(entry) for entry in json.loads((directory / CHAIN).read_bytes())]
        _verify_chain(links, _key(data))
        return tuple(_verified(directory, link) for link in links), None
    except (OSError, ValueError, KeyError, TypeError, canonical.NotCanonical) as error:
        return (), f"The published policy in {directory} cannot be trusted ({error}). Restore it from a backup."


def _verify_chain(links: list[Link], key: bytes | None) -> None:
    """Raises ValueError when an entry was changed, removed or put in by hand."""
    if key is None:
        raise ValueError(f"its key, secrets/{KEY}, is missing")
    if not links:
        raise ValueError("its chain is empty")
    previous = ""
    for number, link in enumerate(links, 1):
        genuine = hmac.compare_digest(link.seal, link.sealed(key).seal)
        if not genuine or link.number != number or link.previous != previous:
            raise ValueError(f"the chain's entry {number} was changed outside publishing")
        previous = link.sha256


def _key_file(data: Path) -> Path:
    return data / "secrets" / KEY


def _key(data: Path) -> bytes | None:
    file = _key_file(data)
    return bytes.fromhex(file.read_text(encoding="ascii")) if file.is_file() else None


def _made_key(data: Path, chance: Callable[[int], bytes]) -> bytes:
    file = _key_file(data)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = chance(KEY_BYTES)
    file.touch(mode=0o600)
    file.write_text(key.hex(), encoding="ascii")
    return key


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
        "seal": link.seal,
    }


def _read_link(entry: dict[str, str | int]) -> Link:
    return Link(
        number=int(entry["number"]),
        sha256=str(entry["sha256"]),
        effective_date=date.fromisoformat(str(entry["effective_date"])),
        published_at=datetime.fromisoformat(str(entry["published_at"])),
        previous=str(entry["previous"]),
        seal=str(entry["seal"]),
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
