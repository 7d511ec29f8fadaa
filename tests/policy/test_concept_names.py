"""Findings speak of concepts in words."""

from __future__ import annotations

import pytest

from avowal.policy.concept_names import name_of
from avowal.policy.concepts import SLOTS, concepts


@pytest.mark.parametrize(
    ("concept", "name"),
    [
        ("any", ""),
        ("personal", "personal information"),
        ("vendor", "vendors"),
        ("vendor+other_website", "vendors"),
        ("user.contact.email:email+personal", "“email”"),
        ("information:preserv", "information"),
        ("user.location.precise", "location precise"),
    ],
)
def test_a_concept_in_words(concept: str, name: str) -> None:
    assert name_of(concept) == name


def test_no_name_shows_how_concepts_are_written() -> None:
    for slot in SLOTS:
        assert not any(set("._:+") & set(name_of(concept)) for concept in concepts(slot))
