"""Every name that one declaration uses of another must be declared: a dangling reference is a promise about nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avowal.policy.model import Policy
from avowal.policy.problems import Problem, did_you_mean
from avowal.policy.reading import Bundle

Reference = tuple[str, str, str]
"""Where a name is used (dotted), the part of the policy it must stand in, the name."""


def dangling_references(bundle: Bundle) -> Iterator[Problem]:
    """A problem for each name that is used and not declared."""
    policy = bundle.policy
    known = {part: set(getattr(policy, part)) for part in _PARTS} | {
        "languages": set(policy.languages),
        "organisation.programs": set(policy.organisation.programs),
        "anything": {f"{part}.{key}" for part in _PARTS for key in getattr(policy, part)},
    }
    for where, part, name in _references(policy):
        if name and name not in known[part]:
            what = "declared" if part == "anything" else f"declared under “{part}”"
            yield Problem(
                bundle.place(where), f"“{name}” is used here but not {what}.", did_you_mean(name, known[part])
            )


_PARTS = (
    "sites",
    "apps",
    "contacts",
    "data",
    "purposes",
    "collections",
    "cookies",
    "beacons",
    "recipients",
    "third_parties",
    "choices",
    "sections",
)


def _references(policy: Policy) -> Iterator[Reference]:
    yield "source_language", "languages", policy.source_language
    for key, site in policy.sites.items():
        yield from _each(f"sites.{key}.languages", "languages", site.languages)
    for key, contact in policy.contacts.items():
        yield f"contacts.{key}.program", "organisation.programs", contact.program or ""
    yield from _of_collections(policy)
    for key, cookie in policy.cookies.items():
        yield f"cookies.{key}.purpose", "purposes", cookie.purpose
        yield f"cookies.{key}.choice", "choices", cookie.choice or ""
    for key, beacon in policy.beacons.items():
        yield f"beacons.{key}.collection", "collections", beacon.collection
    for key, recipient in policy.recipients.items():
        yield from _each(f"recipients.{key}.elements", "data", recipient.elements)
        yield from _each(f"recipients.{key}.purposes", "purposes", recipient.purposes)
    for key, third in policy.third_parties.items():
        yield from _each(f"third_parties.{key}.sees", "data", third.sees)
        yield f"third_parties.{key}.recipient", "recipients", third.recipient or ""
    yield from _of_statements(policy)


def _of_statements(policy: Policy) -> Iterator[Reference]:
    for key, never in policy.nevers.items():
        yield from _each(f"nevers.{key}.elements", "data", never.elements)
        yield from _each(f"nevers.{key}.recipients", "recipients", never.recipients)
        yield from _each(f"nevers.{key}.purposes", "purposes", never.purposes)
    for key, choice in policy.choices.items():
        yield from _each(f"choices.{key}.covers", "anything", choice.covers)
    for key, promise in policy.promises.items():
        yield f"promises.{key}.section", "sections", promise.section


def _of_collections(policy: Policy) -> Iterator[Reference]:
    for key, collection in policy.collections.items():
        where = f"collections.{key}"
        yield from _each(f"{where}.purposes", "purposes", collection.purposes)
        yield from _each(f"{where}.sites", "sites", collection.sites)
        yield from _each(f"{where}.apps", "apps", collection.apps)
        yield f"{where}.notice", "sections", collection.notice or ""
        for element, narrower in collection.elements.items():
            yield f"{where}.elements.{element}", "data", element
            yield from _each(f"{where}.elements.{element}.purposes", "purposes", narrower.purposes or ())


def _each(where: str, part: str, names: Iterable[str]) -> Iterator[Reference]:
    return ((where, part, name) for name in names)
