"""What a visitor chose, as the website reads and writes it; the door must read the same (4.12, R33, R37)."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from avowal.edge.choices import choice_rules
from avowal.policy import choice_cookie
from avowal.website import in_force
from avowal.website.privacy import choosing
from avowal.website.privacy.choosing import Why

NAMES = ("remember", "measure", "interest", "offers")
COOKIES = st.one_of(
    st.dictionaries(st.sampled_from(NAMES), st.booleans()).map(choice_cookie.written),
    st.lists(st.sampled_from([f"{name}-{bit}" for name in (*NAMES, "unknown") for bit in "01"])).map(".".join),
    st.text(st.sampled_from("measur-01.;="), max_size=40),
)


@given(text=COOKIES)
@example(text="measure-0.measure-1")
@example(text="measure-1.offers-1.measure-0")
def test_4_12_the_door_reads_what_the_page_writes_as_the_page_does(text):
    policy = in_force.policy()
    made = choosing.read(text, policy)

    at_the_door = choice_rules(policy).made([f"harbor_choices={text}".encode()])

    assert dict(at_the_door) == {name: choice.default for name, choice in policy.choices.items()} | (
        made if ";" not in text else choosing.read(text.partition(";")[0], policy)
    )


@given(made=st.dictionaries(st.sampled_from(NAMES), st.booleans()))
def test_what_is_written_is_read_again(made):
    assert choosing.read(choice_cookie.written(made), in_force.policy()) == made


def test_r33_signals_refuse_beacons_cookies_and_advertising_and_no_mail_that_was_asked_for(policy):
    assert choosing.refused_by_signal(policy) == {"remember", "measure", "interest"}


@pytest.mark.parametrize(
    ("made", "signal", "account", "allowed", "why"),
    [
        ({}, False, (), True, Why.DEFAULT),
        ({"measure": False}, False, (), False, Why.CHOSEN),
        ({"measure": True}, True, (), False, Why.SIGNAL),
        ({"measure": False}, False, ("measure",), False, Why.ACCOUNT),
    ],
)
def test_a_choice_stands_as_the_strongest_word_says(policy, made, signal, account, allowed, why):
    standings = choosing.standings(policy, made, signal=signal, account=account)

    measure = next(one for one in standings if one.key == "measure")
    assert (measure.allowed, measure.why) == (allowed, why)


def test_r8_a_refused_choice_takes_its_cookies_along(policy):
    assert choosing.cookies_refused(policy, {"remember": False}) == ["harbor_return"]
    assert choosing.cookies_refused(policy, {"remember": True, "measure": False}) == []


def test_without_a_cookie_for_choices_none_are_offered(policy):
    kept = {name: cookie for name, cookie in policy.cookies.items() if name != "harbor_choices"}

    assert choosing.offered(policy)
    assert not choosing.offered(replace(policy, cookies=type(policy.cookies)(kept)))
    assert not choosing.offered(None)
