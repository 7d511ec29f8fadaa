"""What the wording of a bundle says in English, and the claims in it that no declaration covers (ledger 0.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from avowal.policy.assertions import ANY, Assertion, Modality
from avowal.policy.concept_names import name_of
from avowal.policy.concepts import covers, meet
from avowal.policy.hearing import Context, hear_all
from avowal.policy.model import Policy
from avowal.policy.placeholders import PLACEHOLDER
from avowal.policy.problems import Place, Problem, Severity
from avowal.policy.reading import Bundle

HEARD = "en"
"""The language that is understood."""
_QUOTED = re.compile(r"“\s*”|\"\s*\"")
_GENERAL = frozenset(
    {ANY, "information", "personal", "non_personal", "possibly_personal", "aggregate", "user", "system"}
)
_CLASSES = ("vendor", "affiliate", "partner", "research", "regulator", "court", "advertiser", "social_network", "buyer")


def heard_in(bundle: Bundle) -> tuple[Assertion, ...]:
    """The assertions of the source wording, where it is English; what a placeholder says is left to its declaration."""
    policy = bundle.policy
    wording = policy.wording.get(HEARD) if policy.source_language == HEARD else None
    if wording is None:
        return ()
    context = Context(names=tuple(filter(None, (policy.organisation.name, policy.organisation.legal_name))))
    found: list[Assertion] = []
    for anchor, section in wording.sections.items():
        texts = [
            (bundle.place(f"wording.{HEARD}.{anchor}.{index}"), spoken(policy, statement.text))
            for index, statement in enumerate(section.statements)
        ]
        context = Context.of_section(section.title, context)
        found += hear_all(texts, context)
        for _, text in texts:
            context = context.following(text)
    return tuple(found)


def spoken(policy: Policy, text: str) -> str:
    """`text` with placeholders of data and recipients as words; the others are left out."""
    said = PLACEHOLDER.sub(lambda found: _word_for(policy, found["name"]), text)
    return _QUOTED.sub("", said)


def _word_for(policy: Policy, name: str) -> str:
    part, _, key = name.partition(".")
    if part == "data" and key in policy.data:
        return policy.data[key].label
    if part == "recipients" and key in _CLASSES:
        return key
    return policy.organisation.name if part == "organisation" and key.endswith("name") else ""


def uncovered(bundle: Bundle, heard: Iterable[Assertion], declared: Sequence[Assertion]) -> Iterator[Problem]:
    """Advice for each claim of the wording that nothing declared covers: data, a kind of recipient, a cookie.

    A statement that also shows the declared recipients of that kind (“Affiliates: none”) says itself how it stands.
    """
    texts = (
        {
            bundle.place(f"wording.{HEARD}.{anchor}.{index}"): statement.text
            for anchor, section in bundle.policy.wording[HEARD].sections.items()
            for index, statement in enumerate(section.statements)
        }
        if HEARD in bundle.policy.wording
        else {}
    )
    told: dict[tuple[Place, str], list[str]] = {}
    for one in heard:
        if one.modality is Modality.MAY:
            for what, shown in _missing(one, declared):
                missing = told.setdefault((one.source.place, one.source.words), [])
                shows = (found["name"] for found in PLACEHOLDER.finditer(texts.get(one.source.place, "")))
                if what not in missing and not any(name.startswith(shown) for name in shows):
                    missing.append(what)
    for (place, words), missing in told.items():
        if missing:
            message = f"“{words}” says that {' and '.join(missing)}, which nothing declares."
            yield Problem(place, message, "Declare it in policy.yaml, or take the words out.", "0.2", Severity.ADVICE)


def _missing(one: Assertion, declared: Sequence[Assertion]) -> Iterator[tuple[str, str]]:
    """What is claimed and not declared, and the placeholder that would show it."""
    slots = one.slots
    collects = slots.action == "collect" and slots.actor == "plan" and not _is_general(slots.element)
    if collects and not _any("element", slots.element, (each for each in declared if each.slots.action == "collect")):
        yield f"{name_of(slots.element)} is collected", "collections."
    gives = covers("action", "share", slots.action) and slots.recipient in _CLASSES
    if gives and not _any("recipient", slots.recipient, declared):
        yield f"{name_of(slots.recipient)} get data", f"recipients.{slots.recipient}"
    if _sets_cookies(one) and not any(map(_sets_cookies, declared)):
        yield "cookies are set", "cookies"


def _sets_cookies(one: Assertion) -> bool:
    slots = one.slots
    return slots.action == "set_storage" and slots.actor == "plan" and covers("means", "cookie", slots.means)


def _any(slot: str, heard: str, declared: Iterable[Assertion]) -> bool:
    found = (getattr(each.slots, slot) for each in declared)
    return any(meet(slot, heard, each.partition("+")[0].partition(":")[0]) for each in found if each != ANY)


def _is_general(element: str) -> bool:
    return element in _GENERAL or element.partition(":")[0] in _GENERAL
