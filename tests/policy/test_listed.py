"""List items under a beginning or under a title that says the act."""

from __future__ import annotations

import pytest

from avowal.policy.context import Context
from avowal.policy.listed import continued, named_under


@pytest.mark.parametrize(
    "title",
    ["Who gets your data", "With whom we share", "How we share information", "Sharing with others", "Who else sees it"],
)
def test_an_item_that_names_somebody_goes_on_with_its_title(title: str) -> None:
    assert named_under(title, "Vendors, under contract.", Context()) == (
        "We may share information with vendors, under contract."
    )


def test_a_title_that_denies_makes_a_denial() -> None:
    assert named_under("With whom we never share", "Advertisers", Context()) == (
        "We do not share information with advertisers"
    )


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Cookies", "Vendors, under contract."),
        ("Who gets your data", "When the law requires it."),
        ("Who gets your data", "Our vendors may not share names."),
        ("Who gets your data", "Nobody."),
    ],
)
def test_other_items_stay_as_they_are(title: str, item: str) -> None:
    assert named_under(title, item, Context()) == item


def test_an_item_without_a_subject_goes_on_with_its_beginning() -> None:
    assert continued("We use names to", "Prevent fraud", Context()) == "We use names to prevent fraud"
    assert continued("We use names to", "We sell names", Context()) == "We sell names"
