"""Which version is in force now, which one waits, and why there is none.

Any entry or file that does not verify, and any mark of distrust, means that no version is in force; then nothing is
collected (R120, R121).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from avowal.policy import canonical, chain, gaps
from avowal.policy.chain import Link, Untrusted
from avowal.policy.frozen import dataclass
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.period import Period

RECHECK_SECONDS = 1.0


class Reason(StrEnum):
    """Why no version is in force."""

    NOTHING_PUBLISHED = "nothing published"
    NOT_YET = "not yet"
    CHANGED = "changed"
    DISTRUSTED = "distrusted"


@dataclass(frozen=True)
class Trouble:
    """Why no version is in force: the kind for programs, the sentence for whoever runs the deployment."""

    reason: Reason
    sentence: str


def starts(link: Link, policy: Policy) -> datetime:
    """The instant at which the version's date begins where its organisation is."""
    return datetime.combine(link.effective_date, time(), ZoneInfo(policy.organisation.time_zone)).astimezone(UTC)


def takes_effect(link: Link, policy: Policy, now: datetime) -> bool:
    """Whether the version holds by `now`: its date has come, and its notice has been live (16.1, R14)."""
    return (link.number == 1 or link.notice_since is not None) and starts(link, policy) <= now


def first_day(policy: Policy, promised: Period, noticed: datetime) -> date:
    """The first day of `policy` that leaves a notice first met at `noticed` the whole `promised` time."""
    zone = ZoneInfo(policy.organisation.time_zone)
    over = promised.after(noticed.astimezone(zone)).astimezone(UTC)
    day = over.astimezone(zone).date()
    begins = datetime.combine(day, time(), zone).astimezone(UTC)
    return day if begins >= over else day + timedelta(days=1)


class InForce:
    """The version in force in one deployment, re-read when its files change; cheap enough to ask on every request."""

    def __init__(self, data: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._data = data
        self._clock = clock
        self._lock = threading.Lock()
        self._checked_at: datetime | None = None
        self._seen: tuple[object, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._broken: Trouble | None = None
        self._read: dict[str, Policy] = {}
        self._found = _Found()

    def version(self) -> PolicyVersion | None:
        """The version in force now, or None; then `trouble` says why."""
        return self._refreshed().version

    def waiting(self) -> PolicyVersion | None:
        """The version that is published and not in force yet, with the date that holds; None when none is, or when
        nothing may be trusted. A first version waits as well."""
        return self._refreshed().waiting

    def versions(self) -> tuple[PolicyVersion, ...]:
        """Every version up to the one in force, oldest first; empty when none is.

        One that cannot be read ends trust in all: what came in under it could not be held to it (R19).
        """
        found = self._refreshed()
        if found.version is None:
            return ()
        try:
            return tuple(self._version(link) for link in self._links[: found.version.number])
        except (Untrusted, canonical.NotCanonical) as error:
            with self._lock:
                self._broken = _changed(self._data, error)
                self._found = _Found(trouble=self._broken)
            return ()

    @property
    def trouble(self) -> str | None:
        """Why no version is in force, or None."""
        why = self._refreshed().trouble
        return why.sentence if why else None

    @property
    def reason(self) -> Reason | None:
        """The kind of `trouble`."""
        why = self._refreshed().trouble
        return why.reason if why else None

    def _refreshed(self) -> _Found:
        now = self._clock()
        if self._checked_at is not None and 0 <= (now - self._checked_at).total_seconds() < RECHECK_SECONDS:
            return self._found
        with self._lock:
            seen = tuple(_fingerprints(self._data))
            if seen != self._seen:
                self._links, self._broken = _load(self._data)
                self._seen = seen
            self._found = self._at(now)
            self._checked_at = now  # last, so that nobody takes what was not looked at yet for an answer
        return self._found

    def _at(self, now: datetime) -> _Found:
        if self._broken is not None:
            return _Found(trouble=self._broken)
        waiting: PolicyVersion | None = None
        try:
            for link in reversed(self._links):
                version = self._version(link)
                if takes_effect(link, version.policy, now):
                    return _Found(version, waiting)
                waiting = self._with_date_that_holds(link, version, now)
        except (Untrusted, canonical.NotCanonical) as error:
            return _Found(trouble=_changed(self._data, error))
        due = self._links[0].effective_date
        sentence = f"No published version has reached its effective date; the first is due {due}."
        return _Found(None, waiting, Trouble(Reason.NOT_YET, sentence))

    def _with_date_that_holds(self, link: Link, version: PolicyVersion, now: datetime) -> PolicyVersion:
        """Until its notice is met, a version's date is the earliest that could still hold if it were met now."""
        if link.number == 1 or link.notice_since is not None:
            return version
        promised = self._version(self._links[link.number - 2]).policy.limits.notice_before_change
        return replace(version, effective_date=max(link.effective_date, first_day(version.policy, promised, now)))

    def _version(self, link: Link) -> PolicyVersion:
        if link.sha256 not in self._read:
            self._read[link.sha256] = canonical.read(chain.content(self._data, link))
        return PolicyVersion(link.number, link.sha256, link.effective_date, self._read[link.sha256])


@dataclass(frozen=True)
class _Found:
    version: PolicyVersion | None = None
    waiting: PolicyVersion | None = None
    trouble: Trouble | None = None


def _load(data: Path) -> tuple[tuple[Link, ...], Trouble | None]:
    """Every entry in order, or none and why they cannot be trusted."""
    where = chain.directory(data)
    if not chain.exists(data):
        sentence = f"No policy has been published: {where / chain.CHAIN} is missing. Run `avowal policy publish`."
        return (), Trouble(Reason.NOTHING_PUBLISHED, sentence)
    try:
        found = chain.verified(data)
    except Untrusted as error:
        return (), _changed(data, error)
    why = gaps.distrusted(data)
    if why is not None:
        return (), Trouble(Reason.DISTRUSTED, f"The published policy in {where} cannot be trusted: {why}")
    return found, None


def _changed(data: Path, error: Exception) -> Trouble:
    where = chain.directory(data)
    return Trouble(
        Reason.CHANGED, f"The published policy in {where} cannot be trusted ({error}). Restore it from a backup."
    )


def _fingerprints(data: Path) -> Sequence[tuple[str, int, int, int]]:
    where = chain.directory(data)
    versions = sorted((where / "versions").glob("*.json"))
    return [_fingerprint(file) for file in (where / chain.CHAIN, chain.key_file(data), gaps.mark(data), *versions)]


def _fingerprint(file: Path) -> tuple[str, int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return file.name, 0, 0, 0
    return file.name, found.st_mtime_ns, found.st_ctime_ns, found.st_size
