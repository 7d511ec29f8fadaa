"""Acts that are said by what follows from them, or by a noun."""

from __future__ import annotations

import pytest

from avowal.policy.restating import acts_named, plainly


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Your file is not for sale.", "Your file is not sold."),
        ("Vendors have access to names.", "Vendors receive names."),
        ("Vendors have no access to names.", "Vendors do not receive names."),
        ("Vendors may be given access to names.", "Vendors may receive names."),
        ("We give vendors access to names.", "We share with vendors names."),
        ("Partners can also see names.", "Partners can also receive names."),
        ("Names are never visible to partners.", "Names are never shared with partners."),
        ("Your name never leaves our servers.", "Your name is never shared."),
        ("Nobody outside our company reads it.", "no third party reads it."),
    ],
)
def test_what_follows_from_an_act_is_put_as_the_act(said: str, plain: str) -> None:
    assert plainly(said) == plain


@pytest.mark.parametrize(
    "said",
    [
        "We can see names.",
        "You can see your name.",
        "We have access to names.",
        "We give you access to your file.",
        "Your file is available to you.",
        "Access to the building is free.",
    ],
)
def test_what_we_or_visitors_see_is_no_gift(said: str) -> None:
    assert plainly(said) == said


def test_a_noun_takes_its_act_for_granted() -> None:
    assert list(acts_named("You may object to our sharing of names with partners.")) == ["We share names with partners"]
    assert list(acts_named("There is no sale of names.")) == ["we do not sell names"]
    assert list(acts_named("There is no tracking by other companies.")) == ["other companies do not track you"]


@pytest.mark.parametrize(
    "said",
    [
        "We never began our sharing of names.",
        "The law prohibits our sale of names.",
        "Our use of cookies is told below.",
        "Your sharing of names with friends is up to you.",
    ],
)
def test_a_noun_that_is_denied_or_has_no_aim_says_nothing(said: str) -> None:
    assert list(acts_named(said)) == []
