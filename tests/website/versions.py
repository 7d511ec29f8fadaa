"""Later versions for the tests of the public history: made from the sample's policy, published as approval does."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from avowal.policy import publishing
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import CollectedElement, Policy, PolicyVersion
from avowal.policy.period import Period
from avowal.website.privacy import copies


def with_entry(catalogue, key, entry):
    """`catalogue` with `entry` under `key`; without it where `entry` is None."""
    kept = {name: found for name, found in catalogue.items() if name != key or entry is not None}
    return Catalogue(({**kept, key: entry} if entry is not None else kept).items())


def kept_for(policy: Policy, collection: str, element: str, period: str) -> Policy:
    """One element of one collection kept for another time."""
    found = policy.collections[collection]
    elements = with_entry(found.elements, element, replace(found.elements[element], keep=Period.parse(period)))
    changed = replace(found, elements=elements)
    return replace(policy, collections=with_entry(policy.collections, collection, changed))


def taking_in(policy: Policy, collection: str, element: str) -> Policy:
    """One more element in a collection."""
    found = policy.collections[collection]
    changed = replace(found, elements=with_entry(found.elements, element, CollectedElement()))
    return replace(policy, collections=with_entry(policy.collections, collection, changed))


def reworded(policy: Policy, language: str, old: str, new: str) -> Policy:
    """The same with other words in one language."""
    wording = policy.wording[language]
    sections = {
        anchor: replace(
            section,
            statements=tuple(replace(said, text=said.text.replace(old, new)) for said in section.statements),
        )
        for anchor, section in wording.sections.items()
    }
    assert Catalogue(sections.items()) != wording.sections, f"“{old}” is nowhere"
    changed = replace(wording, sections=Catalogue(sections.items()))
    return replace(policy, wording=with_entry(policy.wording, language, changed))


def publish(data, policy: Policy) -> PolicyVersion:
    """The next version, in rows and files, for the first day that keeps the promised notice."""
    now = timezone.now()
    before = publishing.history(data)[-1].version
    assert before is not None
    prepared = publishing.prepare_next(
        policy,
        data,
        effective_date=publishing.earliest(before, policy, now) + timedelta(days=3),
        now=now,
        submitted_by="ana",
        approved_by="rio",
    )
    copies.keep(prepared.link, prepared.canonical)
    copies.finish()
    return PolicyVersion(prepared.link.number, prepared.link.sha256, prepared.link.effective_date, policy)
