"""Keys that tell one visitor from another within a day, and cannot outlive it (ledger 2.1, 3.4; rule R67).

A key is a hash of address, browser description and site under a random salt. The salt lies in one file that all
processes of a deployment share, and is overwritten when the day (in the organisation's time zone) changes: from then
on nobody, the plan included, can make yesterday's keys again or tie them to today's.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

SALT_BYTES = 32
KEY_BYTES = 8  # 64 bits: among 400,000 visitors of a day two share a key about once in 100 million days


class VisitorKeys:
    """Makes visitor keys; safe to use from several threads and, through the file, several processes."""

    def __init__(
        self, secret_file: Path, time_zone: str, *, randomness: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._file = secret_file
        self._zone = ZoneInfo(time_zone)
        self._randomness = randomness
        self._lock = threading.Lock()
        self._today: _Day | None = None

    def key(self, now: datetime, address: str, user_agent: str, site: str) -> str:
        """The key of this visitor on `now`'s day: 16 hexadecimal digits. `now` must carry its zone.

        Raises OSError when the salt can be neither read nor written.
        """
        salt = self._salt_at(now)
        visitor = f"{address}\0{user_agent}\0{site}".encode("utf-8", "surrogatepass")
        return blake2b(visitor, digest_size=KEY_BYTES, key=salt).hexdigest()

    def _salt_at(self, now: datetime) -> bytes:
        today = self._today
        if today is None or not today.begin <= now < today.end:
            with self._lock:
                day = now.astimezone(self._zone).date()
                salt = self._shared_salt(day)
                today = self._today = _Day(self._midnight(day), self._midnight(day + timedelta(days=1)), salt)
        return today.salt

    def _midnight(self, day: date) -> datetime:
        """The instant at which `day` begins where the organisation is."""
        return datetime.combine(day, time(), self._zone).astimezone(UTC)

    def _shared_salt(self, day: date) -> bytes:
        """The day's salt from the file; a new one is written there when the file is of another day."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            kept = _read(os.read(handle, 200))
            if kept is not None and day <= kept[0] <= day + timedelta(days=1):
                return kept[1]  # another process is already in the new day
            salt = self._randomness(SALT_BYTES)
            os.pwrite(handle, f"{day.isoformat()} {salt.hex()}\n".encode("ascii"), 0)  # over the old one, in place
            os.fsync(handle)
            return salt
        finally:
            os.close(handle)


class _Day(NamedTuple):
    begin: datetime
    end: datetime
    salt: bytes


def _read(content: bytes) -> tuple[date, bytes] | None:
    try:
        day, salt = content.decode("ascii").split()
        return date.fromisoformat(day), bytes.fromhex(salt)
    except ValueError:
        return None
