"""How long things are kept: no period without an end, none longer than its purpose makes plausible (ledger 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.policy.concepts import covers
from avowal.policy.hearing import sentences
from avowal.policy.model import Collection, Identifies, Policy
from avowal.policy.period import Period
from avowal.policy.problems import Problem, Severity
from avowal.policy.reading import Bundle

UNLIMITED = Period(50, "year")
"""A period as long as this is none."""
LONG = {True: Period(3, "year"), False: Period(10, "year")}
"""What passes without a reason: of data that may point to a person, and of other data."""
REASON = ("essential.legal_obligation", "legal")
"""Purposes that are a reason to keep something for long: a law says so."""
_ENDLESS = re.compile(
    r"\b(?:indefinitely|forever|in perpetuity|permanently kept|without (?:a |any )?(?:time )?limit"
    r"|(?:for )?as long as (?:we|it|is|may|needed|necessary)\b|until (?:we|it is) no longer)",
    re.IGNORECASE,
)


def retention_problems(bundle: Bundle) -> Iterator[Problem]:
    """Periods without an end (problem), long ones without a reason, and wording that names no period (advice)."""
    policy = bundle.policy
    for key, collection in policy.collections.items():
        place = bundle.place(f"collections.{key}.keep")
        if collection.keep.seconds >= UNLIMITED.seconds:
            message = f"“{key}” is kept {collection.keep}, which is for ever."
            yield Problem(place, message, "Write a period after which it is deleted.", "3.2")
            continue
        bound = LONG[_points_to_someone(policy, collection)]
        if collection.keep.seconds > bound.seconds and not _has_reason(policy, collection):
            message = f"“{key}” is kept {collection.keep}, longer than {bound}, and no purpose of it is a legal duty."
            hint = "Shorten it, or name the legal purpose that asks for it."
            yield Problem(place, message, hint, "3.2", Severity.ADVICE)
    yield from _endless_words(bundle)


def _endless_words(bundle: Bundle) -> Iterator[Problem]:
    wording = bundle.policy.wording.get("en")
    for anchor, section in wording.sections.items() if wording else ():
        for index, statement in enumerate(section.statements):
            for sentence in sentences(statement.text):
                found = _ENDLESS.search(sentence)
                if found and re.search(r"\b(?:keep|kept|retain|store|hold|sav)", sentence, re.IGNORECASE):
                    place = bundle.place(f"wording.en.{anchor}.{index}")
                    message = f"“{sentence}” names no end (“{found[0]}”)."
                    hint = "Show the declared period by its placeholder, such as {{ collections.NAME.keep }}."
                    yield Problem(place, message, hint, "3.2", Severity.ADVICE)


def _points_to_someone(policy: Policy, collection: Collection) -> bool:
    elements = (policy.data.get(key) for key in collection.elements)
    return any(element is not None and element.identifies is not Identifies.NO for element in elements)


def _has_reason(policy: Policy, collection: Collection) -> bool:
    uses = (policy.purposes[key].use for key in collection.purposes if key in policy.purposes)
    return any(covers("purpose", reason, use) for use in uses for reason in REASON)
