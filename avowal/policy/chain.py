"""The chain of published versions on disk: sealed entries, canonical files, and the key that seals them.

Under `data/policy/` lie `versions/0001.json` (canonical bytes) and `chain.json`, which names each version's SHA-256
and dates and seals each entry with the deployment's own key (`data/secrets/publishing_key`). Nothing here decides
what may be published; `publishing` does, and `in_force` says what holds.
"""

from __future__ import annotations

import fcntl
import hmac
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from avowal.policy import canonical
from avowal.policy.frozen import dataclass

CHAIN = "chain.json"
KEY = "publishing_key"
KEY_BYTES = 32
LOCK = "lock"


class Untrusted(Exception):
    """The chain or a version was changed outside publishing, or cannot be read; the text leaves places out."""


@dataclass(frozen=True)
class Link:
    """One version's entry in the chain.

    `submitted_by` and `approved_by` are staff user names, empty for the first version; `planned_for` is the date
    that was approved, and `notice_since` when the notice of it was first met on a site (None: not yet).
    `effective_date` is the date that holds. `previous` is the SHA-256 of the version before, empty for the first;
    `seal` is an HMAC-SHA-256 over the rest under the deployment's key, so that what is changed by hand is noticed.
    """

    number: int
    sha256: str
    effective_date: date
    published_at: datetime
    previous: str
    submitted_by: str = ""
    approved_by: str = ""
    planned_for: date | None = None
    notice_since: datetime | None = None
    seal: str = ""

    def sealed(self, key: bytes) -> Link:
        """This entry with its seal under `key`."""
        told = json.dumps(written(replace(self, seal="")), sort_keys=True).encode()
        return replace(self, seal=hmac.new(key, told, "sha256").hexdigest())


def written(link: Link) -> dict[str, object]:
    """The entry as `chain.json` holds it; what is absent is left out."""
    said: dict[str, object | None] = {
        "number": link.number,
        "sha256": link.sha256,
        "effective_date": link.effective_date.isoformat(),
        "published_at": link.published_at.isoformat(),
        "previous": link.previous,
        "submitted_by": link.submitted_by or None,
        "approved_by": link.approved_by or None,
        "planned_for": link.planned_for and link.planned_for.isoformat(),
        "notice_since": link.notice_since and link.notice_since.isoformat(),
        "seal": link.seal,
    }
    return {name: value for name, value in said.items() if value is not None}


def _read_link(entry: Mapping[str, Any]) -> Link:
    planned, noticed = entry.get("planned_for"), entry.get("notice_since")
    return Link(
        number=int(entry["number"]),
        sha256=str(entry["sha256"]),
        effective_date=date.fromisoformat(str(entry["effective_date"])),
        published_at=datetime.fromisoformat(str(entry["published_at"])).astimezone(UTC),
        previous=str(entry["previous"]),
        submitted_by=str(entry.get("submitted_by", "")),
        approved_by=str(entry.get("approved_by", "")),
        planned_for=date.fromisoformat(str(planned)) if planned else None,
        notice_since=datetime.fromisoformat(str(noticed)).astimezone(UTC) if noticed else None,
        seal=str(entry["seal"]),
    )


def directory(data: Path) -> Path:
    """Where a deployment's published policy lies."""
    return data / "policy"


def exists(data: Path) -> bool:
    """Whether anything was published here."""
    return (directory(data) / CHAIN).exists()


def version_file(data: Path, number: int) -> Path:
    """The canonical bytes of version `number`."""
    return directory(data) / "versions" / f"{number:04d}.json"


def links(data: Path) -> tuple[Link, ...]:
    """Every entry as it stands, unverified; raises Untrusted when they cannot be read."""
    try:
        return tuple(_read_link(entry) for entry in json.loads((directory(data) / CHAIN).read_bytes()))
    except OSError as error:
        raise Untrusted(f"its chain cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Untrusted("its chain cannot be read") from error


def verified(data: Path) -> tuple[Link, ...]:
    """Every entry, after each seal and each version's bytes were looked at; raises Untrusted."""
    found = links(data)
    verify(found, key(data))
    for link in found:
        content(data, link)
    return found


def verify(found: Sequence[Link], key_: bytes | None) -> None:
    """Raises Untrusted when an entry was changed, removed or put in by hand."""
    if key_ is None:
        raise Untrusted(f"its key, secrets/{KEY}, is missing")
    if not found:
        raise Untrusted("its chain is empty")
    previous = ""
    for number, link in enumerate(found, 1):
        genuine = hmac.compare_digest(link.seal.encode(), link.sealed(key_).seal.encode())
        if not genuine or link.number != number or link.previous != previous:
            raise Untrusted(f"the chain's entry {number} was changed outside publishing")
        previous = link.sha256


def content(data: Path, link: Link) -> bytes:
    """The version's canonical bytes; raises Untrusted when they are not those that were published."""
    try:
        bytes_ = version_file(data, link.number).read_bytes()
    except OSError as error:
        raise Untrusted(f"version {link.number} cannot be read: {error.strerror}") from error
    if canonical.digest(bytes_) != link.sha256:
        raise Untrusted(f"version {link.number} was changed outside publishing")
    return bytes_


def key(data: Path) -> bytes | None:
    """The deployment's publishing key, or None; raises Untrusted when the file holds something else."""
    file = key_file(data)
    try:
        found = bytes.fromhex(file.read_text(encoding="ascii")) if file.is_file() else None
    except (OSError, ValueError) as error:
        raise Untrusted(f"its key, secrets/{KEY}, cannot be read") from error
    if found is not None and len(found) != KEY_BYTES:
        raise Untrusted(f"its key, secrets/{KEY}, is not whole")  # an empty one would let anybody seal
    return found


def key_file(data: Path) -> Path:
    """Where the publishing key lies."""
    return data / "secrets" / KEY


def made_key(data: Path, chance: Callable[[int], bytes]) -> bytes:
    """The deployment's publishing key, made from `chance` where there is none."""
    found = key(data)
    if found is not None:
        return found
    file = key_file(data)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = chance(KEY_BYTES)
    file.with_suffix(".new").touch(mode=0o600)
    write_durably(file, made.hex().encode())
    return made


def put(data: Path, entries: Sequence[Link], contents: Mapping[int, bytes]) -> None:
    """Write a whole chain durably: the versions in `contents` (by number) first, then the entries.

    Raises Untrusted, and writes nothing, unless `entries` verify under the deployment's key and take nothing back
    of what stands.
    """
    verify(entries, key(data))
    if exists(data):
        _only_forward(verified(data), entries)
    version_file(data, 1).parent.mkdir(parents=True, exist_ok=True)
    for link in entries:
        if link.number in contents:
            if canonical.digest(contents[link.number]) != link.sha256:
                raise Untrusted(f"version {link.number} is not what its entry names")
            write_durably(version_file(data, link.number), contents[link.number])
    told = json.dumps([written(link) for link in entries], indent=2, ensure_ascii=False)
    write_durably(directory(data) / CHAIN, told.encode() + b"\n")


def _only_forward(old: Sequence[Link], new: Sequence[Link]) -> None:
    """Raises Untrusted unless every entry stays as it is, or the last of the old gains its notice."""
    if len(new) < len(old):
        raise Untrusted(f"version {len(old)} would be taken back")
    for before, after in zip(old, new, strict=False):
        unnoticed = replace(after, notice_since=None, effective_date=before.effective_date, seal=before.seal)
        gains_notice = before.notice_since is None and unnoticed == before and after.number == len(old) > 1
        if before != after and not gains_notice:
            raise Untrusted(f"the chain's entry {before.number} would be changed")


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """One publisher at a time, among all processes of the deployment. Not to be taken twice by one."""
    directory(data).mkdir(parents=True, exist_ok=True)
    with (directory(data) / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_durably(file: Path, content_: bytes) -> None:
    """Write whole or not at all: a new file, synced, moved into place, the directory synced."""
    new = file.with_suffix(".new")
    with new.open("wb") as stream:
        stream.write(content_)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
    opened = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
