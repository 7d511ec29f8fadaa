"""A statement as what it says: who may or never does what, with which data, to whom, for what, on which condition.

Declarations and sentences both become assertions, so that one comparison finds where they contradict each other. The
slots hold concepts of `avowal.policy.concepts`; a concept covers everything beneath it, `ANY` covers all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from avowal.policy.problems import Place

ANY = "any"


class Modality(StrEnum):
    """`never`: it does not happen; `may`: it happens or can happen."""

    NEVER = "never"
    MAY = "may"


class Certainty(StrEnum):
    """How sure the reading of a sentence is; declarations are always sure."""

    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Slots:
    """What an assertion is about. `condition` is a concept too (`volunteered`, `consent`, `required_by_law`).

    `means` is what the action is done with or on: a cookie, a beacon, a weblog; `joined` is the data with which
    `element` is linked.
    """

    actor: str = ANY
    action: str = ANY
    element: str = ANY
    recipient: str = ANY
    purpose: str = ANY
    condition: str = ANY
    means: str = ANY
    joined: str = ANY


@dataclass(frozen=True)
class Source:
    """Where an assertion comes from: its place, and the words, or the dotted name of the declaration."""

    place: Place
    words: str


@dataclass(frozen=True)
class Assertion:
    """One thing said. `exceptions` are narrower slots for which a `never` does not hold.

    `whole` names the slots of a `may` that speak of everything they cover (“some or all information”, “any
    recipient”), so that it meets a narrower `never` too; without it, `any` means that nothing was said.
    """

    modality: Modality
    slots: Slots
    source: Source
    exceptions: tuple[Slots, ...] = ()
    certainty: Certainty = Certainty.SURE
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Contradiction:
    """A `never` and a `may` that cannot both be so, and the concepts in which they meet."""

    never: Assertion
    may: Assertion
    meeting: Slots = field(default_factory=Slots)
    certainty: Certainty = Certainty.SURE
