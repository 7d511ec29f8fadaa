"""Cookies at work are cookies that are set."""

from __future__ import annotations

import pytest

from avowal.policy.hearing import hear
from avowal.policy.problems import Place


def sets(text: str) -> set[str]:
    found = hear(text, Place("wording/en.md", 1))
    return {one.slots.means for one in found if one.slots.action == "set_storage"}


def test_what_cookies_do_for_us_says_that_they_are_set() -> None:
    assert sets("Our cookies remember your settings.") == {"own_cookie"}
    assert sets("Session cookies keep you signed in.") == {"cookie"}


@pytest.mark.parametrize(
    "text",
    [
        "A cookie is a small file on your computer.",
        "Our cookies do not remember you.",
        "Third-party cookies let others see you.",
        "You can refuse cookies, which help us.",
    ],
)
def test_definitions_and_denials_do_not(text: str) -> None:
    assert sets(text) == set()
