"""What is called anonymous must be (ledger 1.2, 2.3): sections, counts, and what recipients get as counts only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.policy.model import Identifies, Policy
from avowal.policy.placeholders import PLACEHOLDER
from avowal.policy.problems import Problem, Severity
from avowal.policy.reading import Bundle

_ANONYMOUS = re.compile(
    r"\b(?:anonym\w*|non-?personal|not personal|de-?identified|nobody can be (?:seen|identified))", re.IGNORECASE
)
_COUNTS = re.compile(r"^\W*(?:counts?|totals?|statistics|aggregates?d?)\b", re.IGNORECASE)
_SEVERITY = {Identifies.YES: Severity.PROBLEM, Identifies.POSSIBLY: Severity.ADVICE}


def anonymity_problems(bundle: Bundle) -> Iterator[Problem]:
    """Identifying elements under a word that says that there are none."""
    yield from _sections(bundle)
    yield from _collections(bundle)
    yield from _recipients(bundle)


def _sections(bundle: Bundle) -> Iterator[Problem]:
    policy = bundle.policy
    wording = policy.wording.get("en")
    for anchor, section in wording.sections.items() if wording else ():
        if not _ANONYMOUS.search(section.title):
            continue
        for index, statement in enumerate(section.statements):
            place = bundle.place(f"wording.en.{anchor}.{index}")
            for found in PLACEHOLDER.finditer(statement.text):
                for element in _shown(policy, found["name"]):
                    identifies = policy.data[element].identifies
                    if identifies in _SEVERITY:
                        message = f"“{section.title}” shows “{element}”, which is declared “identifies: {identifies}”."
                        hint = "Move it to a section about personal information, or stop collecting it there."
                        yield Problem(place, message, hint, "1.2", _SEVERITY[identifies])


def _shown(policy: Policy, name: str) -> tuple[str, ...]:
    """The elements that a placeholder says."""
    part, *rest = name.split(".")
    if part == "data" and rest and rest[0] in policy.data:
        return (rest[0],)
    if part == "collections" and rest[1:] == ["elements"] and rest[0] in policy.collections:
        return tuple(key for key in policy.collections[rest[0]].elements if key in policy.data)
    return ()


def _collections(bundle: Bundle) -> Iterator[Problem]:
    policy = bundle.policy
    for key, collection in policy.collections.items():
        if not (_COUNTS.search(collection.label) or _ANONYMOUS.search(collection.label)):
            continue
        for element in collection.elements:
            if element in policy.data and policy.data[element].identifies in _SEVERITY:
                message = (
                    f"“{key}” is called “{collection.label}”, but carries “{element}”, which can point to a person."
                )
                yield Problem(
                    bundle.place(f"collections.{key}.elements.{element}"),
                    message,
                    "Remove it, or call it what it is.",
                    "1.2",
                    _SEVERITY[policy.data[element].identifies],
                )


def _recipients(bundle: Bundle) -> Iterator[Problem]:
    policy = bundle.policy
    for key, recipient in policy.recipients.items():
        for element in recipient.elements if recipient.aggregate_only else ():
            if element in policy.data and policy.data[element].identifies in _SEVERITY:
                message = f"“{key}” gets counts only, but “{element}” can point to a person even in a count."
                yield Problem(bundle.place(f"recipients.{key}"), message, "Take it off its elements.", "2.3")
