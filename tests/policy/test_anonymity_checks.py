"""What is called anonymous and is not (ledger 1.2, 2.3)."""

from __future__ import annotations

from dataclasses import replace

from avowal.policy.anonymity_checks import anonymity_problems
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import CollectedElement
from avowal.policy.problems import Severity

from .altered import changed, sample, saying, told


def test_the_sample_calls_nothing_anonymous_that_is_not() -> None:
    assert list(anonymity_problems(sample())) == []


def test_an_identifying_element_in_a_section_about_anonymous_data_is_a_problem_1_2() -> None:
    words = told(anonymity_problems(saying("We note: {{ data.email }}.", anchor="anonymous-data")), Severity.PROBLEM)
    assert "“Anonymous data” shows “email”, which is declared “identifies: yes”. (promise 1.2)" in words


def test_one_that_only_possibly_identifies_is_advice_1_2() -> None:
    bundle = saying("We note: {{ collections.weblog.elements }}.", anchor="anonymous-data")
    words = told(anonymity_problems(bundle), Severity.ADVICE)
    assert "shows “ip_address”" in words
    assert "“seen_at”" not in words
    assert told(anonymity_problems(bundle), Severity.PROBLEM) == ""


def test_counts_that_carry_an_identifying_element_are_a_problem_1_2() -> None:
    counts = sample().policy.collections["daily_counts"]
    elements = Catalogue([*counts.elements.items(), ("email", CollectedElement())])
    words = told(anonymity_problems(changed("collections", "daily_counts", elements=elements)), Severity.PROBLEM)
    assert "“daily_counts” is called “Counts of each day that is over”, but carries “email”" in words


def test_a_recipient_of_counts_gets_nothing_that_points_to_a_person_2_3() -> None:
    university = sample().policy.recipients["university"]
    bundle = changed("recipients", "university", elements=(*university.elements, "ip_address"))
    assert "“university” gets counts only, but “ip_address” can point to a person" in told(anonymity_problems(bundle))


def test_a_collection_that_counts_from_a_day_is_not_called_counts() -> None:
    accounts = replace(sample().policy.collections["accounts"], label="Accounts, counted from the day they close")
    assert list(anonymity_problems(changed("collections", "accounts", label=accounts.label))) == []
