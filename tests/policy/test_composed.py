"""Things that are put together from several words."""

from __future__ import annotations

import pytest

from avowal.policy.lexicon import Kind
from avowal.policy.regions import sentence_of


def concepts(text: str, kind: Kind) -> list[str]:
    return [hit.concept for hit in sentence_of(text).hits if hit.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "They may inform you about their services.",
            Kind.PURPOSE,
            "marketing.communications.third_party",
        ),
        ("We tell users about events of sponsors.", Kind.PURPOSE, "marketing.communications.third_party"),
        ("We tell users about our programs.", Kind.PURPOSE, "marketing.communications"),
        ("A small transparent picture loads.", Kind.MEANS, "beacon"),
        ("We gather the address of each page.", Kind.ELEMENT, "user.behavior.browsing_history"),
        ("We know your conditions.", Kind.ELEMENT, "health"),
        ("Some companies pay.", Kind.RECIPIENT, "third_party"),
        ("Companies that print may see it.", Kind.RECIPIENT, "third_party:stated"),
        ("Each entry contains a name.", Kind.MEANS, "weblog"),
    ],
)
def test_words_together_mean(text: str, kind: Kind, expected: str) -> None:
    assert expected in concepts(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We tell you about your appointment.", Kind.PURPOSE),
        ("We provide you with services.", Kind.PURPOSE),
        ("Our pictures are large.", Kind.MEANS),
        ("The conditions of this contract apply.", Kind.ELEMENT),
        ("These terms and conditions apply.", Kind.ELEMENT),
        ("Our company grows.", Kind.RECIPIENT),
    ],
)
def test_words_that_only_look_like_it_mean_nothing(text: str, kind: Kind) -> None:
    assert concepts(text, kind) == []


def test_an_address_of_a_page_is_no_postal_address() -> None:
    assert "user.contact.address" not in concepts("We log addresses of the pages.", Kind.ELEMENT)
