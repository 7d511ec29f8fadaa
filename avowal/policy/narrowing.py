"""Narrower of then and now: how a datum may still be treated that came in under an earlier version (R19).

A datum came in with what its version promised. Every version from that one to the one in force may take something
from this and none may add to it: what was withdrawn once does not come back for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from avowal.policy.model import Audience, Collection, Policy, PolicyVersion
from avowal.policy.period import Period

_DAY = 86_400


class UnknownVersion(LookupError):
    """A datum says that it came in under a version that never was in force; nothing may be done with it."""


@dataclass(frozen=True)
class Allowance:
    """What remains allowed.

    `keep` holds the periods that may end first, counted from when the datum came in: one, or several where only the
    calendar tells (30 days, 1 month); none where nothing was ever allowed. `audience` is about whom it may be; None
    means nobody, so that nothing may read it.
    """

    purposes: frozenset[str]
    keep: tuple[Period, ...]
    recipients: frozenset[str]
    audience: Audience | None

    def until(self, came_in: datetime) -> datetime:
        """When the datum must be gone; at once where nothing was ever allowed."""
        return min((period.after(came_in) for period in self.keep), default=came_in)


NOTHING = Allowance(frozenset(), (), frozenset(), None)


@dataclass(frozen=True)
class _Declared:
    """What one version says of an element: uses as (purpose, its fideslang use), gifts as (recipient, purpose)."""

    uses: frozenset[tuple[str, str]]
    gifts: frozenset[tuple[str, str, str, str]]
    audience: Audience | None


def allowed(versions: Iterable[PolicyVersion], came_in_under: int, collection: str, element: str) -> Allowance:
    """What may be done with `element` of a row of `collection` that came in under version `came_in_under`.

    `versions` are those that have been in force up to now; the one with the highest number is in force. A later
    version that declares the collection or the element no more allows nothing but keeping until the date that stands.
    Raises UnknownVersion.
    """
    lived = since(versions, came_in_under)
    own = lived[0].policy.collections.get(collection)
    if own is None or element not in own.elements:
        return NOTHING
    said = [_declared(version.policy, collection, element) for version in lived]
    audience = reduce(_narrower, (one.audience for one in said))
    keep = shortest(_periods(lived, collection, element))
    if audience is None:
        return Allowance(frozenset(), keep, frozenset(), None)
    purposes = {purpose for purpose, _ in said[0].uses if _is_unbroken(purpose, said)}
    gifts = frozenset.intersection(*(one.gifts for one in said))
    recipients = {recipient for recipient, purpose, *_ in gifts if purpose in purposes}
    return Allowance(frozenset(purposes), keep, frozenset(recipients), audience)


def since(versions: Iterable[PolicyVersion], came_in_under: int) -> Sequence[PolicyVersion]:
    """The versions through which a datum has lived, its own first. Raises UnknownVersion."""
    lived = sorted((found for found in versions if found.number >= came_in_under), key=lambda found: found.number)
    if not lived or lived[0].number != came_in_under:
        raise UnknownVersion(f"No version {came_in_under} has been in force, so nothing may be done with its data.")
    return lived


def shortest(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Those of `periods` that can end first, wherever they begin together: one, or two where the calendar decides."""
    known = list(periods)
    calendar = min((found for found in known if _months(found)), key=_months, default=None)
    counted = min((found for found in known if not _months(found)), key=lambda found: found.seconds, default=None)
    if calendar is None or counted is None:
        return tuple(found for found in (calendar, counted) if found is not None)
    years, months = divmod(_months(calendar), 12)
    if counted.seconds <= (365 * years + 28 * months) * _DAY:
        return (counted,)
    return (calendar,) if counted.seconds >= (366 * years + 31 * months) * _DAY else (calendar, counted)


def row_periods(lived: Sequence[PolicyVersion], collection: str) -> tuple[Period, ...]:
    """How long rows of `collection` are kept that have lived through these versions; the first to end counts."""
    declared = (version.policy.collections.get(collection) for version in lived)
    return shortest(found.keep for found in declared if found is not None)


def _periods(lived: Sequence[PolicyVersion], collection: str, element: str) -> Iterable[Period]:
    """Of the row and of the element, which goes with its row."""
    for version in lived:
        found = version.policy.collections.get(collection)
        if found is not None:
            yield found.keep
            if element in found.elements:
                yield found.keep_of(element)


def _declared(policy: Policy, key: str, element: str) -> _Declared:
    collection = policy.collections.get(key)
    if collection is None or element not in collection.elements:
        return _Declared(frozenset(), frozenset(), Audience.EVERYONE)  # allows nothing, and says nothing of people
    uses = _uses(policy, collection, element)
    return _Declared(uses, _gifts(policy, element, uses), collection.audience_of(element))


def _uses(policy: Policy, collection: Collection, element: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (purpose, policy.purposes[purpose].use)
        for purpose in collection.purposes_of(element)
        if purpose in policy.purposes
    )


def _gifts(policy: Policy, element: str, uses: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str, str, str]]:
    """Who may be given the datum itself and for what. Another kind of recipient, or one that pays, is another one."""
    purposes = {purpose for purpose, _ in uses}
    return frozenset(
        (key, purpose, recipient.kind.value, recipient.consideration.value)
        for key, recipient in policy.recipients.items()
        if element in recipient.elements and not recipient.aggregate_only
        for purpose in purposes.intersection(recipient.purposes)
    )


def _is_unbroken(purpose: str, said: Sequence[_Declared]) -> bool:
    """Whether every version allows `purpose`, and none made it mean more than before."""
    before: str | None = None
    for one in said:
        use = dict(one.uses).get(purpose)
        if use is None or (before is not None and use != before and not use.startswith(f"{before}.")):
            return False
        before = use
    return True


def _narrower(one: Audience | None, other: Audience | None) -> Audience | None:
    """Those whom both are about: everyone takes in the others, two others have nobody in common."""
    if one == other or other is Audience.EVERYONE:
        return one
    return other if one is Audience.EVERYONE else None


def _months(period: Period) -> int:
    return period.count * {"month": 1, "year": 12}.get(period.unit, 0)
