"""Wording against declarations, and against itself: planted sentences, each found with both places."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from avowal.policy.problems import Place, Problem, Severity
from avowal.policy.saying_checks import saying_problems

from .altered import having, sample, saying, saying_only, told, unsaid


@cache
def found_in_sample() -> tuple[Problem, ...]:
    return tuple(saying_problems(sample()))


def test_the_sample_has_no_sure_contradiction_and_says_nothing_undeclared() -> None:
    found = found_in_sample()
    assert [one for one in found if one.severity is Severity.PROBLEM] == []
    assert len(found) <= 4


@pytest.mark.parametrize(
    ("sentence", "meets"),
    [
        ("We never give your e-mail address to vendors.", "recipients.mail_relay"),
        ("We do not keep any internet address.", "collections.weblog.elements.ip_address"),
        ("We never use your e-mail address for marketing.", "collections.offer_choices.elements.email"),
        ("We do not collect your telephone number.", "collections.contact_cases.elements.telephone"),
        ("We set no cookies.", "cookies.harbor_session"),
    ],
)
def test_a_sentence_that_a_declaration_belies_is_a_problem_with_both_places(sentence: str, meets: str) -> None:
    words = told(saying_problems(saying_only(sentence)), Severity.PROBLEM)
    assert f"“{sentence}” denies what is said elsewhere" in words
    assert meets in words
    assert "policy.yaml:" in words
    assert "Narrow the first by an exception, or remove the second." in words


def test_two_sentences_that_contradict_each_other_are_a_problem_0_2() -> None:
    bundle = saying("We may share some or all personal information with our business partners.")
    words = told(saying_problems(bundle), Severity.PROBLEM)
    assert "“We share it only with vendors and subcontractors who need it to help us" in words
    assert "“We may share some or all personal information with our business partners.” at" in words
    assert "sharing personal information with partners" in words


def test_a_sale_said_meets_the_never_that_is_declared_1_5() -> None:
    assert "“nevers.sell”" in told(saying_problems(saying_only("We may sell any personal information.")))


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("We collect your fingerprint.", "biometric data is collected"),
        ("We collect your social security number.", "government number is collected"),
        ("We may share counts with advertising networks.", "advertisers get data"),
        ("We may share counts with our affiliates.", "affiliates get data"),
    ],
)
def test_a_claim_that_nothing_declares_is_advice_0_2(sentence: str, missing: str) -> None:
    words = told(saying_problems(saying_only(sentence)), Severity.ADVICE)
    assert f"“{sentence}” says that {missing}, which nothing declares. (promise 0.2)" in words


@pytest.mark.parametrize(
    "sentence",
    ["We collect your name.", "We may share your e-mail address with vendors.", "Our sites use cookies."],
)
def test_a_claim_that_is_declared_is_none(sentence: str) -> None:
    assert "nothing declares" not in told(saying_problems(saying_only(sentence)))


def test_a_cookie_that_is_said_and_not_declared_is_advice_0_2() -> None:
    bundle = saying_only("We use cookies.")
    assert "nothing declares" not in told(saying_problems(bundle))
    cookieless = having(bundle, "cookies", {})
    assert "cookies are set, which nothing declares" in told(saying_problems(cookieless))


def test_a_statement_that_shows_who_gets_it_says_itself_how_it_stands() -> None:
    assert "affiliates get data" not in told(found_in_sample())
    assert "affiliates get data" in told(saying_problems(unsaid("{{ recipients.affiliate }}", "several")))


def test_what_may_be_read_away_is_advice() -> None:
    bundle = saying_only(
        "We never share personal information with partners.", "We may share information with partners."
    )
    (found,) = [one for one in saying_problems(bundle) if "deny" in one.message]
    assert found.severity is Severity.ADVICE
    assert "may deny what is said elsewhere: “We may share information with partners.”" in found.message


def test_wording_is_compared_with_itself_while_the_declarations_are_incomplete() -> None:
    texts = ("We never sell names.", "We may sell names.", "We collect your fingerprint.")
    broken = replace(saying_only(*texts), problems=(Problem(Place("policy.yaml", 3), "the value is missing."),))
    words = told(saying_problems(broken))
    assert "“We never sell names.” denies what is said elsewhere: “We may sell names.”" in words
    assert "nothing declares" not in words
