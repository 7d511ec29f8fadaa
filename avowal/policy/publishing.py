"""Publishing: the first version, every later one with a second person's word and its notice, and their history.

Editing the draft changes nothing; what was published is what holds, byte for byte (R120, R121).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from avowal.policy import canonical, chain
from avowal.policy.chain import Link, Untrusted
from avowal.policy.gaps import Gap, distrust, distrusted, gaps, trust
from avowal.policy.in_force import InForce, Reason, first_day, starts, takes_effect
from avowal.policy.model import Policy, PolicyVersion

__all__ = [
    "AlreadyPublished",
    "CannotPublish",
    "Gap",
    "InForce",
    "Link",
    "Prepared",
    "Reason",
    "Recorded",
    "distrust",
    "earliest",
    "gaps",
    "history",
    "last_sound",
    "must_be_near",
    "noticed",
    "prepare_first",
    "prepare_next",
    "publish_first",
    "publish_next",
    "record_notice",
    "trust",
]

MOST_AHEAD = timedelta(days=366)
FIRST_DAY = date(1990, 1, 1)
"""Before the first page that could have had a policy."""


class AlreadyPublished(Exception):
    """The deployment has a first version; later ones need approval and notice."""


class CannotPublish(Exception):
    """A version is refused; the text is one sentence that says what, why, and what to do."""


@dataclass(frozen=True)
class Prepared:
    """A version that may be published: its sealed entry, its canonical bytes, and the chain that it makes."""

    link: Link
    canonical: bytes
    chain: tuple[Link, ...]


@dataclass(frozen=True)
class Recorded:
    """One entry of the history: its version, or the trouble that makes it unreadable, and the gaps of its time."""

    link: Link
    version: PolicyVersion | None
    trouble: str | None = None
    gaps: tuple[Gap, ...] = ()

    def holds_by(self, now: datetime) -> bool:
        """Whether its date has come by `now` and its notice had been live; a later version may hold instead."""
        return self.version is not None and takes_effect(self.link, self.version.policy, now)


def publish_first(
    policy: Policy,
    data: Path,
    *,
    effective_date: date,
    now: datetime,
    chance: Callable[[int], bytes] = os.urandom,
) -> PolicyVersion:
    """Write a deployment's first version under `data`, in force from `effective_date`.

    A first version needs neither approval nor notice. The deployment's publishing key is made from `chance` where it
    is not there yet. Raises AlreadyPublished when there is a version, CannotPublish for a date far away.
    """
    with chain.locked(data):
        first = prepare_first(policy, data, effective_date=effective_date, now=now, chance=chance)
        chain.put(data, first.chain, {1: first.canonical})
    return PolicyVersion(1, first.link.sha256, effective_date, policy)


def prepare_first(
    policy: Policy,
    data: Path,
    *,
    effective_date: date,
    now: datetime,
    chance: Callable[[int], bytes] = os.urandom,
) -> Prepared:
    """What `publish_first` writes; raises AlreadyPublished, CannotPublish."""
    if chain.exists(data):
        raise AlreadyPublished(
            f"{chain.directory(data)} already holds a published policy; a change needs a second person's approval."
        )
    must_be_near(effective_date, now.date())
    bytes_ = canonical.write(policy)
    link = Link(1, canonical.digest(bytes_), effective_date, now.astimezone(UTC), "").sealed(
        chain.made_key(data, chance)
    )
    return Prepared(link, bytes_, (link,))


def publish_next(
    policy: Policy,
    data: Path,
    *,
    effective_date: date,
    now: datetime,
    submitted_by: str,
    approved_by: str,
) -> PolicyVersion:
    """Write the next version, in force from `effective_date` once its notice has been live. Raises CannotPublish."""
    with chain.locked(data):
        following = prepare_next(
            policy,
            data,
            effective_date=effective_date,
            now=now,
            submitted_by=submitted_by,
            approved_by=approved_by,
        )
        chain.put(data, following.chain, {following.link.number: following.canonical})
    return PolicyVersion(following.link.number, following.link.sha256, effective_date, policy)


def prepare_next(
    policy: Policy,
    data: Path,
    *,
    effective_date: date,
    now: datetime,
    submitted_by: str,
    approved_by: str,
) -> Prepared:
    """What `publish_next` writes, for whoever holds `chain.locked` and keeps it elsewhere too. Raises CannotPublish."""
    if not submitted_by or not approved_by or submitted_by == approved_by:
        raise CannotPublish("Two people are needed: ask somebody who did not submit this version to approve it.")
    before, key = _latest(data, now)
    bytes_ = canonical.write(policy)
    if canonical.digest(bytes_) == before.sha256:
        raise CannotPublish(f"This says what version {before.number} says; change something before publishing it.")
    soonest = earliest(before, policy, now)
    if effective_date < soonest:
        promised = before.policy.limits.notice_before_change
        raise CannotPublish(
            f"{effective_date} is too soon: the policy promises notice of {promised} before a change. "
            f"Choose {soonest} or later."
        )
    must_be_near(effective_date, soonest)
    link = Link(
        number=before.number + 1,
        sha256=canonical.digest(bytes_),
        effective_date=effective_date,
        published_at=now.astimezone(UTC),
        previous=before.sha256,
        submitted_by=submitted_by,
        approved_by=approved_by,
        planned_for=effective_date,
    ).sealed(key)
    return Prepared(link, bytes_, (*chain.links(data), link))


def must_be_near(effective_date: date, soonest: date) -> None:
    """Raises CannotPublish for a slip of the year: no version is taken back, and none follows it before its date."""
    last = soonest + MOST_AHEAD
    if not FIRST_DAY <= effective_date <= last:
        raise CannotPublish(
            f"{effective_date} is too far away: nothing could be changed until then. "
            f"Choose a date from {FIRST_DAY} to {last}."
        )


def earliest(before: PolicyVersion, policy: Policy, now: datetime) -> date:
    """The first day on which `policy` could take effect after `before` if it were published at `now`."""
    return first_day(policy, before.policy.limits.notice_before_change, now)


def record_notice(data: Path, number: int, *, seen_at: datetime) -> PolicyVersion:
    """Seal that the notice of version `number` was met on a site at `seen_at`; the first time counts.

    When that leaves less than the promised time before its date, the date moves to the first day that keeps it.
    Raises CannotPublish when that version does not wait for its notice.
    """
    with chain.locked(data):
        entries = noticed(data, number, seen_at=seen_at)
        chain.put(data, entries, {})
        return _version(data, entries[-1])


def noticed(data: Path, number: int, *, seen_at: datetime) -> tuple[Link, ...]:
    """The chain that `record_notice` writes. Raises CannotPublish."""
    try:
        entries = chain.verified(data)
        key = chain.key(data)
        if key is None or number != len(entries) or number == 1:
            raise CannotPublish(f"Version {number} does not wait for a notice; look at the history.")
        last = entries[-1]
        if last.notice_since is not None:
            return entries
        promised = _version(data, entries[-2]).policy.limits.notice_before_change
        met = max(seen_at.astimezone(UTC), last.published_at)  # a clock set back gives no head start
        holds = max(last.effective_date, first_day(_version(data, last).policy, promised, met))
    except Untrusted as error:
        raise _untrusted(error) from error
    return (*entries[:-1], replace(last, notice_since=met, effective_date=holds, seal="").sealed(key))


def history(data: Path) -> tuple[Recorded, ...]:
    """Every entry, oldest first, each with its version or its trouble, and the gaps that began in its time.

    Empty when nothing was published or the chain cannot be read at all; `gaps` still answers then.
    """
    try:
        entries = chain.links(data)
    except Untrusted:
        return ()
    recorded = tuple(_recorded(data, entries, index) for index in range(len(entries)))
    return _with_gaps(recorded, gaps(data))


def last_sound(data: Path, now: datetime) -> PolicyVersion | None:
    """The newest version that can be read and whose time has come, whether or not anything may be trusted now.

    For what the public pages need while nothing is in force, such as the hosts; nothing is collected by it.
    """
    sound = [entry.version for entry in history(data) if entry.holds_by(now)]
    return sound[-1] if sound else None


def _recorded(data: Path, entries: tuple[Link, ...], index: int) -> Recorded:
    link = entries[index]
    try:
        chain.verify(entries[: index + 1], chain.key(data))
        return Recorded(link, _version(data, link))
    except (Untrusted, canonical.NotCanonical) as error:
        return Recorded(link, None, f"Version {link.number} cannot be shown: {error}.")


def _with_gaps(recorded: tuple[Recorded, ...], found: tuple[Gap, ...]) -> tuple[Recorded, ...]:
    held: dict[int, list[Gap]] = {}
    for gap in found:
        begun = [index for index, entry in enumerate(recorded) if _began(entry) <= gap.began]
        held.setdefault(begun[-1] if begun else 0, []).append(gap)
    return tuple(replace(entry, gaps=tuple(held.get(index, ()))) for index, entry in enumerate(recorded))


def _began(entry: Recorded) -> datetime:
    if entry.version is not None:
        return starts(entry.link, entry.version.policy)
    return datetime.combine(entry.link.effective_date, datetime.min.time(), UTC)


def _latest(data: Path, now: datetime) -> tuple[PolicyVersion, bytes]:
    """The last version and the key, when the next one may follow it. Raises CannotPublish."""
    if not chain.exists(data):
        raise CannotPublish("There is no first version yet; publish one with `avowal policy publish`.")
    why = distrusted(data)
    if why is not None:
        raise _untrusted(why)
    try:
        link = chain.verified(data)[-1]
        version, key = _version(data, link), chain.key(data)
    except Untrusted as error:
        raise _untrusted(error) from error
    if key is None or not takes_effect(link, version.policy, now):
        raise CannotPublish(
            f"Version {link.number} still waits for its date; a change can be published once it is in force."
        )
    return version, key


def _version(data: Path, link: Link) -> PolicyVersion:
    try:
        policy = canonical.read(chain.content(data, link))
    except canonical.NotCanonical as error:
        raise Untrusted(str(error).rstrip(".")) from error
    return PolicyVersion(link.number, link.sha256, link.effective_date, policy)


def _untrusted(why: object) -> CannotPublish:
    told = str(why).rstrip(".")
    return CannotPublish(f"The published policy cannot be trusted ({told}); restore it from a backup first.")
