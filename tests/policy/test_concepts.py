"""Concepts and what covers what; a contradiction is only as true as this order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.config import SAMPLE
from avowal.policy.concepts import ANY, SLOTS, ancestors, concepts, covers, declared, known, meet, overlap
from avowal.policy.reading import read

PAIRS = st.sampled_from(SLOTS).flatmap(
    lambda slot: st.tuples(st.just(slot), *[st.sampled_from(concepts(slot))] * 3),
)


@settings(max_examples=25, deadline=None)
@given(PAIRS)
def test_covering_is_an_order(case: tuple[str, str, str, str]) -> None:
    slot, a, b, c = case
    assert covers(slot, a, a)
    assert covers(slot, ANY, a)
    assert not (covers(slot, a, b) and covers(slot, b, c)) or covers(slot, a, c)
    assert a == b or not (covers(slot, a, b) and covers(slot, b, a))


@settings(max_examples=25, deadline=None)
@given(PAIRS)
def test_a_meeting_is_the_narrower_of_the_two(case: tuple[str, str, str, str]) -> None:
    slot, a, b, _ = case
    met = meet(slot, a, b)
    assert met == meet(slot, b, a)
    assert (met is not None) == (covers(slot, a, b) or covers(slot, b, a))
    assert met is None or (covers(slot, a, met) and covers(slot, b, met))


@pytest.mark.parametrize(
    ("slot", "wider", "narrower"),
    [
        ("element", "personal", "user.contact.email"),
        ("element", "information", "user.device.ip_address"),
        ("element", "personal", "user.health_and_medical.claims"),
        ("recipient", "third_party", "vendor"),
        ("recipient", "third_party", "social_network"),
        ("purpose", "marketing", "advertising_by_interest"),
        ("purpose", "third_party_promotion", "marketing.advertising.third_party.targeted"),
        ("purpose", "legal", "essential.legal_obligation"),
        ("action", "share", "let_collect"),
        ("condition", "allowed_by_law", "required_by_law"),
        ("means", "other_storage", "their_cookie"),
    ],
)
def test_an_umbrella_covers_what_lies_beneath_it(slot: str, wider: str, narrower: str) -> None:
    assert covers(slot, wider, narrower)
    assert not covers(slot, narrower, wider)


@pytest.mark.parametrize(
    ("slot", "one", "other"),
    [
        ("recipient", "vendor", "affiliate"),
        ("action", "sell", "rent"),
        ("element", "user.name", "user.contact.email"),
        ("element", "personal", "non_personal"),
        ("condition", "volunteered", "automatic"),
        ("means", "own_cookie", "their_cookie"),
    ],
)
def test_siblings_do_not_meet(slot: str, one: str, other: str) -> None:
    assert meet(slot, one, other) is None
    assert not overlap(slot, one, other)


def test_an_ip_address_is_personal_only_possibly_1_2() -> None:
    assert meet("element", "personal", "user.device.ip_address") is None
    assert overlap("element", "personal", "user.device.ip_address")
    assert overlap("element", declared("user.unique_id", "key", "possibly_personal"), "personal")


def test_what_is_declared_not_to_identify_is_not_personal_1_2() -> None:
    key = declared("user.unique_id", "visitor_key", "non_personal")
    assert not covers("element", "personal", key)
    assert not overlap("element", "personal", key)
    assert covers("element", "user.unique_id", key)


def test_two_declared_things_of_one_kind_are_siblings() -> None:
    seen_at, site = declared("system.operations", "seen_at"), declared("system.operations", "site")
    assert covers("element", "system.operations", seen_at)
    assert meet("element", seen_at, site) is None


def test_every_category_and_use_of_the_sample_has_a_place() -> None:
    harbor = read(SAMPLE / "policy").policy
    for element in harbor.data.values():
        assert known("element", element.category)
        assert "information" in ancestors("element", element.category)
    assert all(known("purpose", purpose.use) for purpose in harbor.purposes.values())
