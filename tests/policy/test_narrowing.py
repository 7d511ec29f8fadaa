"""R19: data that came in under an older version is never treated more freely, whatever came after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.policy.catalogue import Catalogue
from avowal.policy.model import (
    Audience,
    CollectedElement,
    Collection,
    Consideration,
    Door,
    Method,
    Policy,
    PolicyVersion,
    Purpose,
    Recipient,
    RecipientClass,
)
from avowal.policy.narrowing import NOTHING, Allowance, UnknownVersion, allowed, shortest
from avowal.policy.period import Period

PURPOSES = ("measurement", "security", "diagnosis")
PERIODS = tuple(map(Period.parse, ("30 days", "1 month", "13 months", "25 months", "2 years", "400 days")))
STARTS = [datetime(2023, 1, 31, tzinfo=UTC) + timedelta(days=17 * step) for step in range(80)]
few = settings(max_examples=25, deadline=None)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


audiences = st.sampled_from([Audience.EVERYONE, Audience.EVERYONE, Audience.SIGNED_IN, Audience.ADULTS])
elements = st.builds(
    CollectedElement,
    keep=st.none() | st.sampled_from(PERIODS),
    purposes=st.none() | some(*PURPOSES),
    audience=st.none() | audiences,
)
collections = st.builds(
    Collection,
    label=st.just("Weblog"),
    method=st.just(Method.AUTOMATIC),
    door=st.just(Door.WEBLOG),
    elements=st.dictionaries(st.sampled_from(["path", "ip_address"]), elements).map(
        lambda found: Catalogue(found.items())
    ),
    purposes=some(*PURPOSES),
    keep=st.sampled_from(PERIODS),
    audience=audiences,
)
recipients = st.builds(
    Recipient,
    label=st.just("Tern"),
    kind=st.sampled_from([RecipientClass.VENDOR, RecipientClass.VENDOR, RecipientClass.PARTNER]),
    services=st.just("carries"),
    elements=some("path", "ip_address"),
    purposes=some(*PURPOSES),
    consideration=st.sampled_from([Consideration.NONE, Consideration.NONE, Consideration.SALE]),
    aggregate_only=st.booleans(),
)
uses = st.sampled_from(["analytics.reporting", "analytics.reporting", "analytics", "analytics.reporting.campaign"])
parts = st.tuples(
    st.dictionaries(st.just("weblog"), collections),
    st.dictionaries(st.sampled_from(["tern", "gull"]), recipients),
    st.fixed_dictionaries(dict.fromkeys(PURPOSES, uses)),
)


@pytest.fixture(scope="module")
def history(harbor: Policy):
    """Versions 1, 2, … from (collections, recipients, uses of the purposes)."""

    def versions(told: Sequence[tuple]) -> list[PolicyVersion]:
        return [
            PolicyVersion(number, "0" * 64, date(2026, 1, number), _policy(harbor, *one))
            for number, one in enumerate(told, 1)
        ]

    return versions


def _policy(harbor: Policy, collected, given_to, meant) -> Policy:
    purposes = {key: Purpose(key, use) for key, use in meant.items()}
    return replace(
        harbor,
        collections=Catalogue(collected.items()),
        recipients=Catalogue(given_to.items()),
        purposes=Catalogue(purposes.items()),
    )


def narrower_or_equal(one: Allowance, other: Allowance) -> bool:
    about = one.audience is None or one.audience is other.audience or other.audience is Audience.EVERYONE
    keeps = all(one.until(start) <= other.until(start) for start in STARTS)
    return one.purposes <= other.purposes and one.recipients <= other.recipients and about and keeps


def under_one(version: PolicyVersion, element: str) -> Allowance:
    return allowed([version], version.number, "weblog", element)


@few
@given(st.lists(parts, min_size=1, max_size=5))
def test_it_is_never_wider_than_any_version_between(history, told):
    versions = history(told)
    for element in ("path", "ip_address"):
        found = allowed(versions, 1, "weblog", element)
        assert narrower_or_equal(found, under_one(versions[0], element))
        for version in versions:
            if element in getattr(version.policy.collections.get("weblog"), "elements", ()):
                assert narrower_or_equal(found, under_one(version, element))
            else:
                assert not found.purposes
                assert not found.recipients


@few
@given(st.lists(parts, min_size=2, max_size=5))
def test_every_further_version_narrows_or_leaves(history, told):
    versions = history(told)
    for before, after in zip(range(1, len(versions)), range(2, len(versions) + 1), strict=True):
        was, is_ = (allowed(versions[:up_to], 1, "weblog", "path") for up_to in (before, after))
        assert narrower_or_equal(is_, was)


def widened(part: tuple) -> tuple:
    collected, given_to, meant = part
    longest = Period.parse("9 years")
    everything = Catalogue({key: CollectedElement() for key in ("path", "ip_address")}.items())
    collected = {
        "weblog": Collection("Weblog", Method.AUTOMATIC, Door.WEBLOG, everything, PURPOSES, longest),
    }
    to_all = Recipient("X", RecipientClass.VENDOR, "all", ("path", "ip_address"), PURPOSES)
    given_to = dict.fromkeys(("tern", "gull", "third"), to_all)
    return collected, given_to, meant


@few
@given(parts, st.integers(2, 4))
def test_widening_every_later_version_changes_nothing_for_old_data(history, first, count):
    _, _, meant = first
    versions = history([first, *[(*widened(first)[:2], meant)] * (count - 1)])

    for element in ("path", "ip_address"):
        old, now = under_one(versions[0], element), allowed(versions, 1, "weblog", element)
        partner = {
            key
            for key in old.recipients
            if first[1][key].kind is not RecipientClass.VENDOR or first[1][key].consideration is not Consideration.NONE
        }
        assert replace(now, keep=()) == replace(old, keep=(), recipients=old.recipients - partner)
        assert [now.until(start) for start in STARTS] == [old.until(start) for start in STARTS]


@few
@given(parts, st.sampled_from(PURPOSES))
def test_a_purpose_that_was_withdrawn_once_does_not_return(history, first, purpose):
    collected, given_to, meant = widened(first)
    weblog = collected["weblog"]
    without = {"weblog": replace(weblog, purposes=tuple(key for key in PURPOSES if key != purpose))}
    versions = history([(collected, given_to, meant), (without, given_to, meant), (collected, given_to, meant)])

    assert purpose in under_one(versions[2], "path").purposes
    assert allowed(versions, 1, "weblog", "path").purposes == set(PURPOSES) - {purpose}
    assert allowed(versions, 3, "weblog", "path").purposes == set(PURPOSES)


@few
@given(st.lists(parts, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_declarations_is_irrelevant(history, told, chance):
    def mixed(items):
        found = list(items)
        chance.shuffle(found)
        return found

    def turned(collected, given_to, meant):
        collected = {
            key: replace(one, elements=Catalogue(mixed(one.elements.items())), purposes=tuple(mixed(one.purposes)))
            for key, one in mixed(collected.items())
        }
        given_to = {key: replace(one, purposes=tuple(mixed(one.purposes))) for key, one in mixed(given_to.items())}
        return collected, given_to, dict(mixed(meant.items()))

    straight, crooked = history(told), mixed(history([turned(*one) for one in told]))
    for element in ("path", "ip_address"):
        assert allowed(straight, 1, "weblog", element) == allowed(crooked, 1, "weblog", element)


@given(st.lists(st.sampled_from(PERIODS), min_size=1), st.sampled_from(STARTS))
def test_the_shortest_periods_end_when_the_first_of_all_does(periods, start):
    found = shortest(periods)

    assert min(period.after(start) for period in found) == min(period.after(start) for period in periods)
    assert len(found) <= 2
    assert set(found) <= set(periods)


def test_a_purpose_that_means_more_than_before_is_another_one(history):
    collected, given_to, meant = widened(({}, {}, dict.fromkeys(PURPOSES, "analytics.reporting")))
    wider = meant | {"measurement": "analytics"}
    back = history([(collected, given_to, meant), (collected, given_to, wider), (collected, given_to, meant)])

    assert allowed(back, 1, "weblog", "path").purposes == {"security", "diagnosis"}
    assert allowed(back, 2, "weblog", "path").purposes == set(PURPOSES)


@pytest.mark.parametrize("narrower", [{"aggregate_only": True}, {"kind": RecipientClass.PARTNER}, {"purposes": ()}])
def test_a_recipient_that_was_another_kind_of_recipient_meanwhile_does_not_get_it(history, narrower):
    collected, _, meant = widened(({}, {}, dict.fromkeys(PURPOSES, "analytics")))
    tern = Recipient("Tern", RecipientClass.VENDOR, "carries", ("path",), PURPOSES)
    parts = [(collected, {"tern": found}, meant) for found in (tern, replace(tern, **narrower), tern)]

    assert allowed(history(parts[:1]), 1, "weblog", "path").recipients == {"tern"}
    assert allowed(history(parts), 1, "weblog", "path").recipients == frozenset()
    assert allowed(history(parts), 3, "weblog", "path").recipients == {"tern"}


def test_what_a_later_version_no_longer_declares_is_kept_until_its_date_and_for_nothing(history):
    collected, given_to, meant = widened(({}, {}, dict.fromkeys(PURPOSES, "analytics")))
    weblog = collected["weblog"]
    without = {"weblog": replace(weblog, elements=Catalogue([("ip_address", CollectedElement())]))}
    for later in (without, {}):
        versions = history([(collected, given_to, meant), (later, given_to, meant), (collected, given_to, meant)])
        found = allowed(versions, 1, "weblog", "path")
        assert (found.purposes, found.recipients) == (frozenset(), frozenset())
        assert found.keep == (weblog.keep,)


def test_what_never_was_declared_may_not_even_be_kept(history):
    collected, given_to, meant = widened(({}, {}, dict.fromkeys(PURPOSES, "analytics")))

    found = allowed(history([({}, {}, meant), (collected, given_to, meant)]), 1, "weblog", "path")

    assert found == NOTHING
    assert found.until(STARTS[0]) == STARTS[0]


@pytest.mark.parametrize("number", [0, 2, 9])
def test_a_version_that_never_was_in_force_allows_nothing(history, number):
    versions = [version for version in history([({}, {}, {})] * 3) if version.number != 2]

    with pytest.raises(UnknownVersion, match=str(number)):
        allowed(versions, number, "weblog", "path")
