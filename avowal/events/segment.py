"""One segment file of the spool: appended to by one locked writer, finished by a rename, mended when an orphan."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from pathlib import Path

NEW, OPEN, DONE = ".new", ".open", ".jsonl"


class Segment:
    """A writer's open segment; its lock lasts until it is finished, abandoned, or the writer dies."""

    def __init__(self, directory: Path, name: str, *, born_at: float) -> None:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.rows = 0
        self.bytes = 0
        self.born_at = born_at
        self._synced = 0
        self._path = directory / f"{name}{OPEN}"
        unlocked = directory / f"{name}{NEW}"
        self._handle = os.open(unlocked, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX)
            unlocked.rename(self._path)  # from here on others may see it, and it is already locked
            sync_directory(directory)
        except OSError:
            os.close(self._handle)
            raise

    def append(self, content: bytes, rows: int, *, sync: bool) -> None:
        """Write whole or not at all; with `sync`, return once it is on disk. Raises OSError."""
        try:
            if sync and self._synced == self.bytes and _write_synced(self._handle, content, self.bytes):
                self._synced += len(content)
            else:
                _write_all(self._handle, content)
                if sync:
                    os.fdatasync(self._handle)
                    self._synced = self.bytes + len(content)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self.bytes)
            raise
        self.bytes += len(content)
        self.rows += rows

    def finish(self) -> None:
        """Sync, give it its final name, let go of it. Raises OSError."""
        os.fdatasync(self._handle)
        self._path.rename(self._path.with_suffix(DONE))
        sync_directory(self._path.parent)
        os.close(self._handle)

    def abandon(self) -> None:
        """Let go of it as it stands; the taker finds it unlocked and cuts off a torn last line."""
        with contextlib.suppress(OSError):
            os.close(self._handle)


def adopt(path: Path) -> Path | None:
    """Finish the `.open` segment of a dead writer: cut off a torn last line, rename. None while its writer lives."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_still(path, handle):  # finished between our looking and our locking
            return None
        _cut_torn_line(handle)
        done = path.with_suffix(DONE)
        path.rename(done)
        sync_directory(path.parent)
    except BlockingIOError:
        return None
    else:
        return done
    finally:
        os.close(handle)


def used_bytes(directory: Path) -> int:
    """Bytes of all files under `directory`; those that vanish meanwhile count 0."""
    total = 0
    for file in directory.rglob("*"):
        with contextlib.suppress(OSError):
            total += file.stat().st_size if file.is_file() else 0
    return total


def sync_directory(directory: Path) -> None:
    """Make the names in `directory` durable."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _write_synced(handle: int, content: bytes, at: int) -> bool:
    """Write at the end, which is `at`, and have it on disk, in one call, for each one lets other threads go first.

    False, with nothing written, where the file's system cannot do that. What was written before must be on disk
    already: this makes only its own bytes durable. Raises OSError.
    """
    if _DSYNC is None:
        return False
    left = memoryview(content)
    while left:
        try:
            written = os.pwritev(handle, [left], at, _DSYNC)
        except OSError as error:
            if error.errno in _CANNOT and len(left) == len(content):
                return False
            raise
        at += written
        left = left[written:]
    return True


_DSYNC: int | None = getattr(os, "RWF_DSYNC", None)  # Linux has it
_CANNOT = frozenset({errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS})


def _is_still(path: Path, handle: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def _cut_torn_line(handle: int) -> None:
    content = os.pread(handle, os.fstat(handle).st_size, 0)
    whole = content.rfind(b"\n") + 1
    if whole != len(content):
        os.ftruncate(handle, whole)
    os.fdatasync(handle)
