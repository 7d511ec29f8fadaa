"""What sentences say: who, does or does not, what, to whom, for what, unless what."""

from __future__ import annotations

import pytest

from avowal.policy.assertions import Assertion, Certainty, Modality, Slots
from avowal.policy.hearing import Context, hear, hear_all, sentences
from avowal.policy.problems import Place

HERE = Place("wording/en.md", 1)


def told(sentence: str, context: Context | None = None) -> set[str]:
    """The assertions as short lines: `never share personal >vendor`."""
    return {line(one) for one in hear(sentence, HERE, context)}


def line(one: Assertion) -> str:
    slots = one.slots
    parts = [one.modality.value, slots.actor, slots.action, slots.element]
    parts += [f"{mark}{value}" for mark, value in zip(">=?@", _rest(slots), strict=True) if value != "any"]
    parts += [f"-{next(v for v in each.__dict__.values() if v != 'any')}" for each in one.exceptions]
    return " ".join(parts)


def _rest(slots: Slots) -> tuple[str, str, str, str]:
    return slots.recipient, slots.purpose, slots.condition, slots.means


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # joined verbs share subject, denial and object
        (
            "We never lend, sell or rent your personal data.",
            {"never plan sell personal", "never plan rent personal"},
        ),
        (
            "We don’t hand over, or sell, phone numbers to advertisers.",
            {
                "never plan share user.contact.phone_number >advertiser",
                "never plan sell user.contact.phone_number >advertiser",
            },
        ),
        # denial stands in the object, the subject, or before a turned verb
        ("We pass no health information to anyone else.", {"never plan share health >third_party"}),
        ("No personal information is sold.", {"never plan sell personal"}),
        ("Neither we nor our staff sell names.", {"never plan sell user.name"}),
        ("It is our policy not to sell names.", {"never plan sell user.name"}),
        # passive voice, and others who act
        ("E-mail addresses may be shared with our affiliates.", {"may plan share user.contact.email >affiliate"}),
        (
            "Ads may be shown by other companies.",
            {"may third_party use information =marketing.advertising.third_party"},
        ),
        (
            "Our suppliers can place cookies of their own.",
            {"may vendor set_storage any @their_cookie"},
        ),
        # means
        (
            "We use cookies to collect your location.",
            {"may plan collect user.location @cookie"},
        ),
        ("We do not use beacons to gather medical information.", {"never plan collect health @beacon"}),
        # exceptions and limits
        (
            "We do not give personal data to outsiders unless you agree.",
            {"never plan share personal >third_party -consent"},
        ),
        (
            "We share your phone number only with vendors.",
            {
                "never plan share user.contact.phone_number >third_party -vendor",
                "may plan share user.contact.phone_number >vendor",
            },
        ),
        (
            "Names are used only for security.",
            {
                "never plan use user.name -essential.service.security",
                "may plan use user.name =essential.service.security",
            },
        ),
        # purposes
        (
            "We use your purchase history for advertising that fits your interests.",
            {"may plan use user.behavior.purchase_history =advertising_by_interest"},
        ),
        (
            "We may use your e-mail address to prevent fraud.",
            {"may plan use user.contact.email =essential.fraud_detection"},
        ),
        # children
        (
            "We do not knowingly gather information from children.",
            {"never plan collect user.childrens ?knowingly -not_knowingly"},
        ),
    ],
)
def test_a_sentence_says(sentence: str, expected: set[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Do you share my personal data with vendors?",
        "A cookie is a small file that a site keeps on your computer.",
        "You may share your photos with other people.",
        "You can give us your telephone number.",
        "You have the right to ask which personal data we sell.",
        "This notice describes how we share personal data with vendors.",
        "Please do not send us health information.",
        "Personal data is anything that points to you.",
        "We give good advice.",
        "We do not share personal data except as this notice says.",
        "",
    ],
)
def test_questions_definitions_and_what_visitors_do_say_nothing(sentence: str) -> None:
    assert told(sentence) == set()


def test_some_or_all_speaks_of_the_whole() -> None:
    (one,) = hear("We may share some or all information with partners.", HERE)
    assert one.whole == {"element"}
    (one,) = hear("We may share some information with partners.", HERE)
    assert one.whole == frozenset()


def test_a_hedge_makes_a_denial_unsure() -> None:
    (one,) = hear("We generally do not sell names.", HERE)
    assert one.certainty is Certainty.UNSURE


def test_an_outsider_that_collects_is_given_what_it_collects() -> None:
    found = told("Advertisers may use cookies to collect your location.")
    assert found == {
        "may advertiser collect user.location @their_cookie",
        "may plan let_collect user.location >advertiser+other_website @their_cookie",
    }


def test_they_and_this_information_come_from_the_sentences_before() -> None:
    found = hear_all(
        [(HERE, "Advertisers may collect your location. They may use this information for marketing.")],
    )
    assert "may advertiser use user.location =marketing" in {line(one) for one in found}


def test_a_section_about_anonymous_data_is_about_anonymous_data() -> None:
    context = Context.of_section("Anonymous data")
    assert told("We may share this data with vendors.", context) == {"may plan share non_personal >vendor"}


def test_the_plans_own_name_is_we() -> None:
    assert told("Harbor Health Plan sells names.", Context(names=("Harbor Health Plan",))) == {
        "may plan sell user.name"
    }


def test_we_may_include_the_vendors_where_the_text_defines_it_so() -> None:
    context = Context().following("The site is run by the plan or its vendors (“we” or “us”).")
    assert told("We do not sell names.", context) == {"never plan_and_vendors sell user.name"}


def test_a_defined_term_means_what_it_was_defined_by() -> None:
    context = Context().following("We hold data and personal information (“Information”).")
    found = told("We may share Information with partners.", context)
    assert "may plan share personal >partner" in found


def test_list_items_go_on_where_their_beginning_stopped() -> None:
    texts = [
        (HERE, "We may use your e-mail address to:"),
        (HERE, "- prevent fraud;"),
        (HERE, "- send you advertisements."),
    ]
    found = {line(one) for one in hear_all(texts)}
    assert "may plan use user.contact.email =essential.fraud_detection" in found
    assert "may plan use user.contact.email =marketing.advertising" in found


def test_what_is_also_done_is_excepted_from_the_only_before_it() -> None:
    found = hear_all([(HERE, "We share personal data only with vendors. We also share it when the law requires it.")])
    (never,) = [one for one in found if one.modality is Modality.NEVER]
    assert Slots(condition="required_by_law") in never.exceptions


def test_sentences_end_where_they_end() -> None:
    assert sentences("It is 5 p.m. in the U.S. House. We go. Do you?") == (
        "It is 5 p.m. in the U.S. House.",
        "We go.",
        "Do you?",
    )
    assert sentences("We keep it; we never sell it.") == ("We keep it", "we never sell it.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We never use your e-mail address to pester you.", {"never plan use user.contact.email =stated"}),
        ("We do not sell names for money.", {"never plan sell user.name"}),
        ("We do not sell preserved data.", {"never plan sell information:preserv"}),
        ("We do not sell the information that you type in here.", {"never plan sell information:stated"}),
        ("If your browser objects, we do not share names.", {"never plan share user.name ?stated"}),
        ("We do not share names with such a guild.", {"never plan share user.name >third_party:stated"}),
        ("We set no cookies that identify you.", {"never plan set_storage any @cookie:stated"}),
        ("We do not track you across other sites.", {"never plan collect user.behavior ?stated"}),
        (
            "Our partners get statistics, not personal data.",
            {"may partner collect aggregate", "may plan share aggregate >partner"},
        ),
    ],
)
def test_what_narrows_a_statement_without_being_understood_narrows_it(sentence: str, expected: set[str]) -> None:
    assert told(sentence) == expected


def test_nothing_but_is_an_exception_that_must_be_understood() -> None:
    assert told("Names are used for nothing but your request.") == set()
    assert told("We share names with nobody but vendors.") == {"never plan share user.name -vendor"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We do not track you.", {"never plan collect user.behavior"}),
        (
            "We do not let advertisers track you.",
            {"never advertiser collect user.behavior", "never plan let_collect user.behavior >advertiser"},
        ),
        ("Only our staff can see names.", {"never plan share user.name >third_party"}),
        ("Data you give us is used for no other purpose.", {"never plan use given -as_given"}),
        ("We give names to partners for a fee.", {"may plan sell user.name >partner"}),
        ("We will not contact you.", {"never plan use information =marketing.communications"}),
        ("Should we merge or be sold, you will know.", set()),
        ("We sell books.", set()),
    ],
)
def test_acts_that_are_not_said_by_their_own_verb(sentence: str, expected: set[str]) -> None:
    assert told(sentence) == expected


def test_what_is_linked_is_linked_both_ways() -> None:
    (never,) = hear("We never link IP addresses with names.", HERE)
    assert (never.slots.element, never.slots.joined) == ("user.device.ip_address", "user.name")
    mays = hear("We link names with IP addresses.", HERE)
    assert {(one.slots.element, one.slots.joined) for one in mays} == {
        ("user.device.ip_address", "user.name"),
        ("user.name", "user.device.ip_address"),
    }


def test_a_sentence_on_what_was_just_denied_may_be_an_exception() -> None:
    found = hear_all([(HERE, "We do not share names. Vendors may see them where the law allows.")])
    assert {one.certainty for one in found if one.modality is Modality.MAY} == {Certainty.UNSURE}
