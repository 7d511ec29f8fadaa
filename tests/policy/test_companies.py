"""Names of companies, told by what a sentence says of them or does to them."""

from __future__ import annotations

import pytest

from avowal.policy.companies import introduced, with_kinds
from avowal.policy.context import Context
from avowal.policy.hearing import hear
from avowal.policy.problems import Place


def names(text: str, *own: str) -> set[str]:
    return {name for name, _ in introduced(text, own)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use Statwell and Clickmeadow.", {"Statwell", "Clickmeadow"}),
        ("We use Acme Mail to write to you.", {"Acme Mail", "Acme"}),
        ("Vendors such as Postly, Mailbird and Foxtrot see it.", {"Postly", "Mailbird", "Foxtrot"}),
        ("Our print vendor Postly gets it.", {"Postly"}),
        ("Postly, our printing company, gets it.", {"Postly"}),
        ("We share names with Postly.", {"Postly"}),
        ("We use the Brandloom Pixel.", {"Brandloom"}),
    ],
)
def test_a_company_is_told_by_its_sentence(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We use Session Cookies and Secure Sockets.",
        "We use Personal Data to help you.",
        "We use SSL and TLS.",
        "We share names with California residents.",
        "We share names with Harbor and our staff.",
        "Please read the Notice of Privacy Practices.",
        "We met in May and June.",
    ],
)
def test_words_written_large_are_no_companies(text: str) -> None:
    assert names(text, "Harbor") == set()


def test_a_company_is_what_it_was_introduced_as() -> None:
    companies = introduced("Our vendor Postly prints letters.", ())
    assert with_kinds("Postly, our printer, gets names.", companies) == "Company9vendor9postly gets names."
    context = Context(companies=companies)
    assert {one.slots.recipient for one in hear("We give names to Postly.", Place("wording/en.md", 1), context)} == {
        "vendor:postly"
    }


def test_what_is_denied_of_one_company_is_not_denied_of_all() -> None:
    (never,) = hear("We do not share names with Brandloom.", Place("wording/en.md", 1))
    assert never.slots.recipient == "third_party:brandloom"
