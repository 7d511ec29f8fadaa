"""Finds what cannot both be so: a `never` and a `may` that meet in every slot and in no exception.

A never covers everything beneath its concepts, so it meets each `may` that is as narrow or narrower. A `may` that is
wider meets it only where it speaks of the whole (“some or all information”); where it may well include what the never
denies, the finding is unsure. What a `may` leaves unsaid contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from enum import IntEnum

from avowal.policy.assertions import ANY, Assertion, Certainty, Contradiction, Modality, Slots
from avowal.policy.concepts import covers, meet, overlap

_SLOTS = tuple(sorted((field.name for field in fields(Slots)), key=lambda name: name not in ("action", "element")))
"""Action and element first: they tell most pairs apart."""
_GIVEN = ("volunteered", "consent", "not_knowingly")
"""Conditions under which things commonly happen without the sentence saying so."""
OURS = ("plan", "plan_and_vendors")
CHILDREN = "user.childrens"
_BY_ITSELF = ("weblog", "beacon", "storage")
"""What is collected with these was not volunteered."""
_MAY_INCLUDE = frozenset({"element", "recipient"})
"""Slots in which a wider sharing is worth a question: “information” may include what is personal."""


class _Fit(IntEnum):
    """How far something lies within something else."""

    NO = 0
    PERHAPS = 1
    YES = 2


def contradictions(assertions: Iterable[Assertion]) -> tuple[Contradiction, ...]:
    """One contradiction for each pair of sources that disagree, the surest, in the order of the nevers."""
    said = tuple(assertions)
    mays: dict[str, list[Assertion]] = {}
    for one in said:
        if one.modality is Modality.MAY:
            mays.setdefault(one.slots.action, []).append(one)
    found: dict[tuple[object, object], Contradiction] = {}
    for never in (one for one in said if one.modality is Modality.NEVER):
        for may in _with_such_actions(never, mays):
            one_found, pair = contradiction(never, may), (never.source, may.source)
            if one_found and (pair not in found or _is_surer(one_found, found[pair])):
                found[pair] = one_found
    return tuple(found.values())


def _with_such_actions(never: Assertion, mays: Mapping[str, list[Assertion]]) -> Iterator[Assertion]:
    for action, doing in mays.items():
        if covers("action", never.slots.action, action) or covers("action", action, never.slots.action):
            yield from doing


def _is_surer(one: Contradiction, other: Contradiction) -> bool:
    return (one.certainty, other.certainty) == (Certainty.SURE, Certainty.UNSURE)


def contradiction(never: Assertion, may: Assertion) -> Contradiction | None:
    """Whether these two cannot both be so. A sentence that limits itself does not contradict itself."""
    if never.source == may.source:
        return None
    fits: list[_Fit] = []
    for slot in _SLOTS:
        fits.append(_meets(slot, never, may))
        if fits[-1] is _Fit.NO or fits.count(_Fit.PERHAPS) > 1:
            return None
    meeting = _meeting(never.slots, may.slots)
    excepted = max((_lies_within(meeting, exception) for exception in never.exceptions), default=_Fit.NO)
    if excepted is _Fit.YES:
        return None
    unsure = _Fit.PERHAPS in (*fits, excepted) or Certainty.UNSURE in (never.certainty, may.certainty)
    if unsure and _Fit.PERHAPS in fits and excepted is _Fit.PERHAPS:
        return None  # two doubts are no finding
    return Contradiction(never, may, meeting, Certainty.UNSURE if unsure else Certainty.SURE)


def _meets(slot: str, never: Assertion, may: Assertion) -> _Fit:
    denied, done = getattr(never.slots, slot), getattr(may.slots, slot)
    if denied == "stated":
        return _Fit.NO  # denied only under a condition that is not understood
    if covers(slot, denied, done):
        return _Fit.YES
    if slot == "element" and covers(slot, CHILDREN, denied):
        return _Fit.NO  # about whom, not which: what is said of everybody does not speak of children
    if covers(slot, done, denied):
        return _wider(slot, denied, may)
    # “we” may mean a vendor that acts for the plan; “vendors” never means the plan
    open_to_doubt = overlap(slot, denied, done) and (slot != "actor" or denied in OURS)
    return _Fit.PERHAPS if open_to_doubt else _Fit.NO


def _wider(slot: str, denied: str, may: Assertion) -> _Fit:
    """How a `may` that is wider than what is denied meets it."""
    if slot in may.whole:
        return _Fit.PERHAPS if _is_unknown(denied) else _Fit.YES
    done = getattr(may.slots, slot)
    worth_asking = ":" not in denied and slot in _MAY_INCLUDE and done != ANY
    return _Fit.PERHAPS if worth_asking and covers("action", "share", may.slots.action) else _Fit.NO


def _is_unknown(concept: str) -> bool:
    """Whether a sentence narrowed its concept by a word that no entry knows (“preserved data”)."""
    return ":" in concept and "+" not in concept


def _meeting(never: Slots, may: Slots) -> Slots:
    return Slots(**dict(_narrower(never, may)))


def _narrower(never: Slots, may: Slots) -> Iterator[tuple[str, str]]:
    for slot in _SLOTS:
        done = getattr(may, slot)
        yield slot, meet(slot, getattr(never, slot), done) or done


def _lies_within(meeting: Slots, exception: Slots) -> _Fit:
    """Whether what the two meet in is excepted: wholly, perhaps (the `may` does not say), or not."""
    fits = [
        _excepted(slot, getattr(meeting, slot), wanted, meeting.means)
        for slot in _SLOTS
        if (wanted := getattr(exception, slot)) != ANY
    ]
    return min(fits, default=_Fit.NO)


def _excepted(slot: str, concept: str, wanted: str, means: str) -> _Fit:
    if covers(slot, wanted, concept):
        return _Fit.YES
    if slot in ("purpose", "recipient") and concept == ANY:
        return _Fit.YES  # nothing was said that lies outside the exception
    if (
        slot == "condition"
        and concept in (ANY, "stated", "signed_in")
        and wanted.startswith((*_GIVEN, "opted", "parental"))
    ):
        by_itself = any(covers("means", each, means) for each in _BY_ITSELF)
        return _Fit.NO if wanted == "volunteered" and by_itself else _Fit.PERHAPS
    return _Fit.NO
