"""Declarations as assertions, and contradictions among them: each fault is planted in the sample, which has none."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.policy.assertions import Assertion, Certainty, Contradiction, Modality
from avowal.policy.catalogue import Catalogue
from avowal.policy.contradictions import contradictions
from avowal.policy.declared import ACTIONS, assertions_of, element_concept, misnamed
from avowal.policy.model import CollectedElement, Consideration, Never
from avowal.policy.reading import Bundle

from .altered import added, changed, sample, told


def found(bundle: Bundle) -> list[Contradiction]:
    return list(contradictions(assertions_of(bundle.policy, bundle.place)))


@cache
def done() -> tuple[Assertion, ...]:
    """What the sample says that it does."""
    return tuple(one for one in assertions_of(sample().policy) if one.modality is Modality.MAY)


def denied(never: Never) -> tuple[Assertion, ...]:
    """What one never says in a policy that declares the sample's data and recipients, and does nothing."""
    idle = replace(
        sample().policy,
        nevers=Catalogue([("planted", never)]),
        **{part: Catalogue(()) for part in ("collections", "cookies", "third_parties")},
    )
    return tuple(one for one in assertions_of(idle) if one.source.words == "nevers.planted")


def planted(never: Never) -> list[Contradiction]:
    """What one more never meets in the sample."""
    return list(contradictions((*done(), *denied(never))))


def test_the_sample_does_not_contradict_itself() -> None:
    assert found(sample()) == []


def test_what_an_element_is_declared_to_be_decides_what_covers_it() -> None:
    assert element_concept(sample().policy, "email") == "user.contact.email:email+personal"
    assert element_concept(sample().policy, "visitor_key").endswith("+non_personal")


def test_every_declaration_has_its_place() -> None:
    said = assertions_of(sample().policy, sample().place)
    assert all(one.source.place.file == "policy.yaml" and one.source.place.line > 1 for one in said)
    assert {one.source.words.partition(".")[0] for one in said} >= {
        "collections",
        "recipients",
        "cookies",
        "nevers",
        "third_parties",
    }


@pytest.mark.parametrize(
    ("never", "meets"),
    [
        (Never("share", elements=("email",), recipients=("mail_relay",)), "recipients.mail_relay"),
        (Never("disclose", elements=("ip_address",)), "recipients.cloud_host"),
        (Never("use", elements=("email",), purposes=("offers",)), "collections.offer_choices.elements.email"),
        (Never("collect_automatically", elements=("ip_address",)), "collections.weblog.elements.ip_address"),
        (Never("collect_by_beacon", elements=("message_key",)), "collections.mail_events.elements.message_key"),
        (Never("let_collect", elements=("ip_address",)), "third_parties.video_host"),
        (Never("set_cookies", actor="vendor"), "third_parties.video_host.cookies.vx_player"),
        (Never("set_cookies", actor="plan"), "cookies.harbor_session"),
    ],
)
def test_a_never_meets_the_declaration_that_does_it(never: Never, meets: str) -> None:
    sure = [one for one in planted(never) if one.certainty is Certainty.SURE]
    assert meets in {one.may.source.words for one in sure}
    assert {one.never.source.words for one in sure} == {"nevers.planted"}


@pytest.mark.parametrize(
    "never",
    [
        Never("share", elements=("ip_address",), recipients=("mail_relay",)),
        Never("use", elements=("email",), purposes=("measurement",)),
        Never("collect_automatically", elements=("email",)),
        Never("look_at_other_storage", actor="plan"),
        Never("install_spyware"),
        Never("rent"),
        Never("share_by_cookie", actor="plan"),
    ],
)
def test_a_never_that_is_kept_meets_nothing(never: Never) -> None:
    assert planted(never) == []


def test_a_recipient_that_pays_meets_the_never_of_selling_1_5() -> None:
    sold = changed("recipients", "mail_relay", consideration=Consideration.SALE)
    assert [(one.never.source.words, one.may.source.words) for one in found(sold)] == [
        ("nevers.sell", "recipients.mail_relay")
    ]


def test_an_element_added_to_a_collection_meets_its_never() -> None:
    weblog = sample().policy.collections["weblog"]
    elements = Catalogue([*weblog.elements.items(), ("member_key", CollectedElement(purposes=("measurement",)))])
    (one,) = found(changed("collections", "weblog", elements=elements))
    assert one.never.source.words == "nevers.account_key_for_measurement"
    assert one.meeting.purpose.startswith("analytics.reporting:measurement")


def test_what_a_choice_covers_happens_only_for_those_who_chose_it() -> None:
    said = assertions_of(sample().policy)
    (cookie,) = [one for one in said if one.source.words == "cookies.harbor_return"]
    assert cookie.slots.condition == "opted_in"


def test_an_action_that_is_none_is_named_with_the_nearest_0_2() -> None:
    bundle = added("nevers", "planted", Never("shear", actor="plam", condition="consant"))
    words = told(misnamed(bundle.policy, bundle.place))
    assert "names the action “shear”, which is none." in words
    assert "Did you mean “share”?" in words
    assert "Did you mean “plan”?" in words
    assert "Did you mean “consent”?" in words


def test_every_action_that_may_be_named_can_be_compared() -> None:
    for name in ACTIONS:
        assert [one.modality for one in denied(Never(name))] == [Modality.NEVER]


ELEMENTS = st.sampled_from(sorted(sample().policy.data))


@settings(max_examples=20, deadline=None, database=None)
@given(ELEMENTS, st.sampled_from(sorted(sample().policy.purposes)))
def test_a_never_of_using_is_broken_exactly_by_the_collections_that_use_it(element: str, purpose: str) -> None:
    collections = sample().policy.collections.items()
    expected = {
        f"collections.{key}.elements.{element}"
        for key, each in collections
        if element in each.elements and purpose in each.purposes_of(element)
    }
    met = planted(Never("use", elements=(element,), purposes=(purpose,)))
    assert {one.may.source.words for one in met} == expected


@settings(max_examples=20, deadline=None, database=None)
@given(ELEMENTS, st.sampled_from(sorted(sample().policy.recipients)))
def test_a_never_of_sharing_is_broken_exactly_by_those_who_get_it(element: str, recipient: str) -> None:
    gets = element in sample().policy.recipients[recipient].elements and recipient != "university"  # gets counts only
    shown = sample().policy.third_parties["video_host"]
    expected = {f"recipients.{recipient}"} if gets else set()
    expected |= {"third_parties.video_host"} if recipient == shown.recipient and element in shown.sees else set()
    met = planted(Never("share", elements=(element,), recipients=(recipient,)))
    sure = {one.may.source.words for one in met if one.certainty is Certainty.SURE}
    assert sure == expected
