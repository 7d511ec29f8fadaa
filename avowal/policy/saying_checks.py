"""Holds what a policy says against what it declares, and each against itself.

A contradiction that is sure is a problem; one that may be read away, and a claim that nothing declares, is advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from avowal.policy.assertions import ANY, Assertion, Certainty, Contradiction, Slots, Source
from avowal.policy.claims import heard_in, uncovered
from avowal.policy.concept_names import name_of
from avowal.policy.contradictions import contradictions
from avowal.policy.declared import assertions_of, misnamed
from avowal.policy.problems import Problem, Severity
from avowal.policy.reading import DECLARATIONS, Bundle

_SHOWN = 3
"""Places that one finding quotes; further ones are named."""
_LONGEST_QUOTE = 220
_VERBS = {
    "collect": "collecting",
    "use": "using",
    "share": "sharing",
    "sell": "selling",
    "rent": "renting",
    "license": "licensing",
    "let_collect": "letting others collect",
    "keep": "keeping",
    "set_storage": "setting",
    "read_storage": "reading",
    "install_spyware": "installing",
    "link_with_other_data": "linking",
}


def saying_problems(bundle: Bundle) -> Iterator[Problem]:
    """Contradictions among wording and declarations, and claims without a declaration.

    Declarations that could not be read whole are left out: what the wording says of itself is told all the same.
    """
    heard = heard_in(bundle)
    if bundle.problems:
        yield from _contradictions(heard)
        return
    yield from misnamed(bundle.policy, bundle.place)
    declared = assertions_of(bundle.policy, bundle.place)
    yield from _contradictions((*declared, *heard))
    yield from uncovered(bundle, heard, declared)


def _contradictions(assertions: tuple[Assertion, ...]) -> Iterator[Problem]:
    found = contradictions(assertions)
    surely = {one.never.source for one in found if one.certainty is Certainty.SURE}
    found = tuple(one for one in found if one.certainty is Certainty.SURE or one.never.source not in surely)
    by_never = sorted(found, key=lambda one: (one.certainty, one.never.source.place, one.never.source.words))
    for _, group in groupby(by_never, key=lambda one: (one.certainty, one.never.source)):
        yield told(tuple(group))


def told(group: tuple[Contradiction, ...]) -> Problem:
    """One finding for a never and every statement that it meets, with the places and words of each."""
    never, sure = group[0].never, group[0].certainty is Certainty.SURE
    group = tuple(sorted(group, key=lambda one: (one.may.source.place.file == DECLARATIONS, one.may.source.place)))
    others = "; ".join(f"{_quoted(one.may.source)} ({_what(one)})" for one in group[:_SHOWN])
    more = [str(one.may.source.place) for one in group[_SHOWN:]]
    also = f"; and {len(more)} more, at {', '.join(more)}" if more else ""
    denies = "denies" if sure else "may deny"
    message = f"{_quoted(never.source, at=False)} {denies} what is said elsewhere: {others}{also}."
    hint = "Narrow the first by an exception, or remove the second." if sure else "Say in both what exactly is meant."
    return Problem(never.source.place, message, hint, "0.2", Severity.PROBLEM if sure else Severity.ADVICE)


def _quoted(source: Source, *, at: bool = True) -> str:
    words = source.words if len(source.words) <= _LONGEST_QUOTE else f"{source.words[:_LONGEST_QUOTE]}…"
    return f"“{words}” at {source.place}" if at else f"“{words}”"


def _what(one: Contradiction) -> str:
    """The act in which the two meet: “sharing personal data with partner for marketing”."""
    slots: Slots = one.meeting
    thing = slots.element if slots.element != ANY else slots.means
    parts = [_VERBS.get(slots.action, slots.action.replace("_", " ")), name_of(thing)]
    if slots.recipient != ANY:
        parts.append(f"with {name_of(slots.recipient)}")
    if slots.purpose != ANY:
        parts.append(f"for {name_of(slots.purpose)}")
    return " ".join(part for part in parts if part)
