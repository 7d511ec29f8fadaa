"""What COPPA and CalOPPA ask a page to say (R26, R27, R38): each element is there, and missed when it is taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avowal.policy.catalogue import Catalogue
from avowal.policy.content_rules import ASKED, children_collections, content_problems
from avowal.policy.model import Binding
from avowal.policy.period import Period
from avowal.policy.problems import Severity
from avowal.policy.reading import Bundle

from .altered import changed, having, sample, told, unsaid, unstated, without


def test_the_sample_says_all_that_is_asked_in_every_language_that_it_offers() -> None:
    assert list(content_problems(sample())) == []
    assert children_collections(sample().policy) == ("pending_consents",)


def no_recipients_shown() -> Bundle:
    return unsaid("{{ recipients }}")


FAULTS = {
    "which items are collected of children": lambda: unsaid("{{ collections.pending_consents.elements }}"),
    "what children's data is used for": lambda: unsaid("{{ retention }}"),
    "whether children's data goes to others, to whom and why": lambda: without("nevers", "children_shared"),
    "that nothing is collected without a parent's consent": lambda: unstated("8.3"),
    "that a parent may see and refuse, and where to ask": lambda: unstated("8.5"),
    "which categories of information are collected": lambda: unsaid("{{ collections.weblog.elements }}"),
    "how to ask for review or change of one's information": lambda: unstated("15.1"),
    "how changes of the policy are told": lambda: unsaid("{{ limits.notice_before_change }}"),
    "since when the policy holds": lambda: unsaid("{{ version.effective_date }}"),
    "how the site answers Do Not Track and other signals": lambda: unstated("4.12"),
    "whether others collect over time and across sites": lambda: unstated("14.2"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_an_element_that_is_not_said_is_advice_where_the_law_is_followed_by_choice(what: str) -> None:
    assert f"In “en” the page does not say {what}" in told(content_problems(FAULTS[what]()), Severity.ADVICE)


def test_kinds_of_recipients_are_shown_by_a_table_or_each_by_itself_r38() -> None:
    asked = "does not say which categories of third parties get information"
    assert asked not in told(content_problems(no_recipients_shown()))  # each kind is still shown by itself
    assert asked in told(content_problems(_without_kinds()))


def _without_kinds() -> Bundle:
    bundle = no_recipients_shown()
    wording = bundle.policy.wording["en"]
    kept = {k: v for k, v in wording.sections.items() if k != "disclosures"}
    return having(bundle, "wording", {"en": replace(wording, sections=Catalogue(kept.items()))})


def test_how_long_childrens_data_is_kept_is_said_r27() -> None:
    table = unsaid("{{ retention }}")
    assert "how long children's data is kept" not in told(content_problems(table))  # its own period is still shown
    assert any(asked.rule == "R27" for asked in ASKED)


def test_a_law_that_binds_makes_it_a_problem_and_one_that_does_not_apply_makes_it_nothing() -> None:
    silent = unsaid("{{ version.effective_date }}")
    binding = changed("applicability", "caloppa", silent, status=Binding.BINDING)
    assert "since when the policy holds (R38)" in told(content_problems(binding), Severity.PROBLEM)
    not_applicable = changed("applicability", "caloppa", silent, status=Binding.NOT_APPLICABLE)
    assert "since when" not in told(content_problems(not_applicable))


def test_another_language_that_does_not_say_it_is_named() -> None:
    words = told(content_problems(unsaid("{{ version.effective_date }}", language="es")))
    assert "In “es” the page does not say since when the policy holds" in words
    assert "“en”" not in words


@pytest.mark.parametrize("keep", [Period(2, "year"), Period(999, "year")])
def test_what_children_give_is_not_kept_for_years_r27(keep: Period) -> None:
    words = told(content_problems(changed("collections", "pending_consents", keep=keep)), Severity.PROBLEM)
    assert f"“pending_consents” holds data of children and is kept {keep} (R27" in words
