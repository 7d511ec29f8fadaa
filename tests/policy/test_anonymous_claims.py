"""Data called anonymous is a never over what identifies, in the thing that is spoken of."""

from __future__ import annotations

import pytest

from avowal.policy.assertions import Certainty, Modality
from avowal.policy.hearing import Context, hear
from avowal.policy.problems import Place

LOG = Context(means=("weblog",))


def denied(text: str, context: Context = LOG) -> dict[tuple[str, str], Certainty]:
    found = hear(text, Place("wording/en.md", 1), context)
    return {(one.slots.element, one.slots.means): one.certainty for one in found if one.modality is Modality.NEVER}


def test_it_speaks_of_the_thing_of_the_section() -> None:
    assert denied("This data is anonymous.") == {
        ("personal", "weblog"): Certainty.SURE,
        ("possibly_personal", "weblog"): Certainty.UNSURE,
    }


def test_who_insists_denies_what_may_identify_too() -> None:
    assert denied("These records are entirely anonymous.")["possibly_personal", "weblog"] is Certainty.SURE


def test_without_a_thing_it_speaks_of_the_data_just_named() -> None:
    context = Context(elements=("user.name", "system"))
    assert denied("It is anonymous.", context) == {("user.name", "any"): Certainty.SURE}


@pytest.mark.parametrize(
    "text",
    [
        "This data is not anonymous.",
        "This data may be anonymous.",
        "Anonymous data is kept.",
        "Survey answers are anonymous.",
        "These totals are anonymous.",
        "If this data is anonymous, we keep it.",
        "These are anonymous statistics.",
    ],
)
def test_what_calls_no_data_of_the_section_anonymous_denies_nothing(text: str) -> None:
    assert denied(text) == {}
