"""Every way in which a policy can widen is told as such; a change of words is shown word by word (ledger 16.1, R19)."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.policy.catalogue import Catalogue
from avowal.policy.differences import Meaning, Span, compare, spans
from avowal.policy.model import Audience, CollectedElement, Consideration, CookieKind, Policy, Statement
from avowal.policy.period import Period


def put(catalogue: Catalogue[Any], key: str, value: Any) -> Catalogue[Any]:
    """The catalogue with one entry changed, added, or (None) removed."""
    entries = dict(catalogue) | {key: value}
    return Catalogue((name, entry) for name, entry in entries.items() if entry is not None)


def weblog(policy: Policy, **changes: Any) -> Policy:
    changed = dataclasses.replace(policy.collections["weblog"], **changes)
    return dataclasses.replace(policy, collections=put(policy.collections, "weblog", changed))


def meanings(old: Policy, new: Policy) -> set[tuple[str, Meaning]]:
    return {(change.where, change.meaning) for change in compare(old, new).declarations}


def test_a_policy_does_not_differ_from_itself(harbor: Policy) -> None:
    assert compare(harbor, harbor) == compare(harbor, harbor)
    assert compare(harbor, harbor).declarations == ()
    assert compare(harbor, harbor).words == ()


def test_a_longer_period_is_told_for_each_element_it_reaches(harbor: Policy) -> None:
    found = meanings(harbor, weblog(harbor, keep=Period(14, "month")))

    assert ("collections.weblog.elements.path.keep", Meaning.LONGER_RETENTION) in found
    assert not any(where.startswith("collections.weblog.elements.ip_address") for where, _ in found), (
        "kept 30 days still"
    )


def test_a_shorter_period_narrows(harbor: Policy) -> None:
    assert {meaning for _, meaning in meanings(harbor, weblog(harbor, keep=Period(12, "month")))} == {Meaning.NARROWER}


def test_a_new_element_is_told(harbor: Policy) -> None:
    elements = put(harbor.collections["weblog"].elements, "email", CollectedElement())

    found = meanings(harbor, weblog(harbor, elements=elements))

    assert found == {("collections.weblog.elements.email", Meaning.NEW_ELEMENT)}


def test_a_new_purpose_is_told(harbor: Policy) -> None:
    purposes = (*harbor.collections["weblog"].purposes, "offers")

    found = meanings(harbor, weblog(harbor, purposes=purposes))

    assert ("collections.weblog.elements.path.purposes", Meaning.NEW_PURPOSE) in found
    assert not any("ip_address" in where for where, _ in found), "the address keeps its own purposes"


@pytest.mark.parametrize(
    ("use", "meaning"),
    [("marketing.advertising", Meaning.NEW_PURPOSE), ("essential.service.security.physical", Meaning.NARROWER)],
)
def test_a_purpose_that_comes_to_mean_another_use_is_told_r19(harbor: Policy, use: str, meaning: Meaning) -> None:
    other = dataclasses.replace(harbor.purposes["security"], use=use)
    policy = dataclasses.replace(harbor, purposes=put(harbor.purposes, "security", other))

    assert meanings(harbor, policy) == {("purposes.security.use", meaning)}


@pytest.mark.parametrize(
    ("part", "meaning"),
    [
        ("recipients", Meaning.NEW_RECIPIENT),
        ("third_parties", Meaning.NEW_THIRD_PARTY),
        ("cookies", Meaning.NEW_COOKIE),
        ("collections", Meaning.NEW_COLLECTION),
    ],
)
def test_a_new_entry_widens_and_its_removal_narrows(harbor: Policy, part: str, meaning: Meaning) -> None:
    catalogue: Catalogue[Any] = getattr(harbor, part)
    key = next(iter(catalogue))
    without = dataclasses.replace(harbor, **{part: put(catalogue, key, None)})

    assert (f"{part}.{key}", meaning) in meanings(without, harbor)
    assert (f"{part}.{key}", Meaning.NARROWER) in meanings(harbor, without)


@pytest.mark.parametrize(
    ("part", "meaning"), [("choices", Meaning.CHOICE_WITHDRAWN), ("nevers", Meaning.PROMISE_WITHDRAWN)]
)
def test_what_people_lose_is_told(harbor: Policy, part: str, meaning: Meaning) -> None:
    catalogue: Catalogue[Any] = getattr(harbor, part)
    key = next(iter(catalogue))
    without = dataclasses.replace(harbor, **{part: put(catalogue, key, None)})

    assert [change.meaning for change in compare(harbor, without).widening] == [meaning]


def test_a_longer_cookie_is_told(harbor: Policy) -> None:
    cookie = dataclasses.replace(harbor.cookies["harbor_return"], life=Period(300, "day"))
    longer = dataclasses.replace(harbor, cookies=put(harbor.cookies, "harbor_return", cookie))

    assert meanings(harbor, longer) == {("cookies.harbor_return.life", Meaning.LONGER_RETENTION)}


def test_an_element_collected_about_more_people_is_told_r19(harbor: Policy) -> None:
    elements = put(harbor.collections["weblog"].elements, "member_key", CollectedElement(purposes=("security",)))
    narrower = put(harbor.collections["weblog"].elements, "path", CollectedElement(audience=Audience.SIGNED_IN))

    where = "collections.weblog.elements.member_key.audience"
    assert (where, Meaning.WIDER_AUDIENCE) in meanings(harbor, weblog(harbor, elements=elements))
    where = "collections.weblog.elements.path.audience"
    assert meanings(harbor, weblog(harbor, elements=narrower)) == {(where, Meaning.NARROWER)}


def test_a_session_cookie_that_comes_to_stay_is_told(harbor: Policy) -> None:
    stays = dataclasses.replace(harbor.cookies["harbor_session"], kind=CookieKind.PERSISTENT, life=Period(1, "year"))
    policy = dataclasses.replace(harbor, cookies=put(harbor.cookies, "harbor_session", stays))

    assert ("cookies.harbor_session.kind", Meaning.LONGER_RETENTION) in meanings(harbor, policy)
    assert ("cookies.harbor_session.kind", Meaning.NARROWER) in meanings(policy, harbor)


def test_data_given_for_money_is_told_1_5(harbor: Policy) -> None:
    sells = dataclasses.replace(harbor.recipients["mail_relay"], consideration=Consideration.SALE)
    policy = dataclasses.replace(harbor, recipients=put(harbor.recipients, "mail_relay", sells))

    assert meanings(harbor, policy) == {("recipients.mail_relay.consideration", Meaning.GIVEN_FOR_GAIN)}


def test_a_changed_sentence_is_shown_word_by_word(harbor: Policy) -> None:
    section = harbor.wording["en"].sections["weblogs"]
    first = section.statements[0]
    changed = Statement(first.text.replace(" ", " always ", 1), first.promises)
    sections = put(
        harbor.wording["en"].sections,
        "weblogs",
        dataclasses.replace(section, statements=(changed, *section.statements[1:])),
    )
    wording = put(harbor.wording, "en", dataclasses.replace(harbor.wording["en"], sections=sections))

    found = compare(harbor, dataclasses.replace(harbor, wording=wording)).words

    assert [(change.language, change.section, change.promises) for change in found] == [
        ("en", "weblogs", first.promises)
    ]
    assert [(span.kind, span.text.strip()) for span in found[0].spans if span.kind != "kept"] == [("added", "always")]


def test_chinese_is_compared_by_character() -> None:
    assert spans("保存三十天", "保存六十天") == (
        Span("kept", "保存"),
        Span("removed", "三"),
        Span("added", "六"),
        Span("kept", "十天"),
    )


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_spans_give_back_both_texts(old: str, new: str) -> None:
    found = spans(old, new)

    assert "".join(span.text for span in found if span.kind != "added") == old
    assert "".join(span.text for span in found if span.kind != "removed") == new
