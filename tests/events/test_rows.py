"""What is declared is what is stored (ledger 3.1, 3.2, 3.4, 3.5)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.events.rows import LATEST, NotCollected, RowMaker, RowRefused, stamp, until
from avowal.policy.model import Audience, CollectedElement
from avowal.policy.period import Period

NOW = datetime(2026, 11, 24, 8, 0, 0, 123456, tzinfo=UTC)
VISIT = {
    "site": "plan",
    "path": "/join/",
    "status": 200,
    "ip_address": "203.0.113.9",
    "automated": False,
    "user_agent": "Secret/1.0",
    "query": "q=diabetes",
    "referrer": "https://search.example/?q=diabetes",
}
KEPT = {"policy_version": 1, "keep_until": "2027-12-24 08:00:00"}

PICTURES = [
    ({"path": CollectedElement()}, VISIT, {"path": "/join/", **KEPT}),
    (
        {"seen_at": CollectedElement(), "site": CollectedElement()},
        VISIT,
        {"seen_at": "2026-11-24 08:00:00.123", "site": "plan", **KEPT},
    ),
    ({"seen_at": CollectedElement()}, {}, {"seen_at": "2026-11-24 08:00:00.123", **KEPT}),
    (
        {"ip_address": CollectedElement(keep=Period.parse("30 days"))},
        VISIT,
        {"ip_address": "203.0.113.9", "ip_address_until": "2026-12-24 08:00:00", **KEPT},
    ),
    ({"path": CollectedElement(), "engaged_time": CollectedElement()}, VISIT, {"path": "/join/", **KEPT}),
    (
        {"path": CollectedElement(), "engaged_time": CollectedElement()},
        VISIT | {"engaged_time": 0},
        {"path": "/join/", "engaged_time": 0, **KEPT},
    ),
]


@pytest.mark.parametrize(("elements", "values", "row"), PICTURES)
def test_a_row_has_exactly_the_declared_elements_that_are_present(declare, elements, values, row):
    maker = RowMaker(declare(elements), "weblog")

    line = maker.make(values, at=NOW)

    assert json.loads(line) == row
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def test_the_whole_stored_table_is_what_was_declared(declare, stored, room):
    room.now = NOW
    elements = {
        "seen_at": CollectedElement(),
        "path": CollectedElement(),
        "engaged_time": CollectedElement(),
        "ip_address": CollectedElement(keep=Period.parse("30 days")),
        "automated": CollectedElement(),
    }

    table = stored(declare(elements), VISIT, VISIT | {"path": "/members/", "engaged_time": 0, "ip_address": None})

    whole = {"seen_at": "2026-11-24 08:00:00.123", "automated": False, **KEPT}
    assert table == [
        whole
        | {
            "path": "/join/",
            "engaged_time": None,
            "ip_address": "203.0.113.9",
            "ip_address_until": "2026-12-24 08:00:00",
        },
        whole | {"path": "/members/", "engaged_time": 0, "ip_address": "", "ip_address_until": KEPT["keep_until"]},
    ]


def test_a_policy_that_declares_nothing_stores_nothing(declare, room):
    version = declare({})
    room.operations.follow(version)

    with pytest.raises(RowRefused):
        RowMaker(version, "weblog").make(VISIT, at=NOW)

    assert [table for table, _ in room.operations.columns() if table == "weblog"] == []


def test_a_collection_that_is_not_declared_has_no_rows(declare):
    with pytest.raises(NotCollected, match="page_views"):
        RowMaker(declare(("path",)), "page_views")


def test_3_5_a_member_key_is_kept_only_in_signed_in_areas(declare):
    elements = {"path": CollectedElement(), "member_key": CollectedElement(audience=Audience.SIGNED_IN)}
    maker = RowMaker(declare(elements), "weblog")
    values = VISIT | {"member_key": "m-17"}

    assert "member_key" not in json.loads(maker.make(values, at=NOW))
    assert json.loads(maker.make(values, at=NOW, signed_in=True))["member_key"] == "m-17"


@pytest.mark.parametrize("audience", [Audience.CHILDREN, Audience.STAFF])
def test_no_row_is_made_about_children_or_staff(declare, audience):
    maker = RowMaker(declare({"path": CollectedElement(audience=audience)}), "weblog")

    with pytest.raises(RowRefused, match="None of the values"):
        maker.make(VISIT, at=NOW, signed_in=True)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("path", 5),
        ("path", b"/join/"),
        ("path", "\ud800"),
        ("path", "x" * 70_000),
        ("status", "200"),
        ("status", -1),
        ("status", 2**64),
        ("status", 1.5),
        ("status", False),
        ("automated", 71),
        ("automated", "perhaps"),
        ("day", NOW),
        ("day", "2026-11-24"),
        ("browser", ["Firefox"]),
    ],
)
def test_a_value_of_the_wrong_kind_refuses_the_row_without_repeating_the_value(declare, element, value):
    maker = RowMaker(declare((element,)), "weblog")

    with pytest.raises(RowRefused) as refused:
        maker.make({element: value}, at=NOW)

    assert str(refused.value).count(repr(value)[:20]) == 0


def test_a_time_without_its_zone_is_refused(declare):
    with pytest.raises(RowRefused, match="time zone"):
        RowMaker(declare(("path",)), "weblog").make(VISIT, at=datetime(2026, 11, 24))


ANY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2**65),
    st.text(max_size=5),
    st.floats(),
    st.dates(),
    st.binary(max_size=2),
)
SHORT = CollectedElement(keep=Period.parse("30 days"))
OF_EACH_FORM = {
    "seen_at": CollectedElement(),
    "path": CollectedElement(),
    "status": CollectedElement(),
    "automated": CollectedElement(),
    "ip_address": SHORT,
}


NAMES = [*OF_EACH_FORM, "query", "ip_address_until", "keep_until", "policy_version"]
SOME = st.dictionaries(st.sampled_from(NAMES), st.one_of(ANY, st.sampled_from(["\ud800", "x" * 70_000])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(common=SOME, own=SOME, signed_in=st.booleans(), later=st.sampled_from([0, 1, -1, 999_999, 2_000_000]))
def test_a_row_that_was_begun_says_what_one_made_at_once_says(declare, common, own, signed_in, later):
    def told(make, values, at, **how):
        try:
            return json.loads(make(values, at=at, **how))
        except RowRefused as refused:
            return str(refused)

    maker = RowMaker(declare(OF_EACH_FORM), "weblog")
    begun = maker.begun(common, signed_in=signed_in)
    assert maker._everyone.quick is not None
    for at in (NOW, NOW + timedelta(microseconds=later)):
        assert told(begun.line, own, at) == told(maker.make, {**common, **own}, at, signed_in=signed_in)


def test_a_begun_row_names_nothing_twice(declare):
    maker = RowMaker(declare(OF_EACH_FORM), "weblog")

    line = maker.begun({"path": "/", "ip_address": "192.0.2.1"}).line({"path": "/a", "keep_until": "never"}, at=NOW)

    pairs = json.loads(line, object_pairs_hook=list)
    assert sorted(name for name, _ in pairs) == sorted(dict(pairs))
    assert dict(pairs)["path"] == "/a"


def test_a_date_is_kept_as_a_date(declare, stored):
    assert stored(declare(("day",)), {"day": date(2026, 2, 28)})[0]["day"] == "2026-02-28"


periods = st.builds(Period, st.integers(1, 9999), st.sampled_from(["minute", "hour", "day", "month", "year"]))
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(instants, periods)
def test_3_2_a_row_is_kept_until_its_period_is_over_and_not_longer(at, keep):
    kept_until = until(at, keep)

    assert at < kept_until <= LATEST
    try:
        assert kept_until == min(keep.after(at), LATEST)
    except (OverflowError, ValueError):  # the calendar itself ends before
        assert kept_until == LATEST


@given(instants, periods, periods)
def test_5_1_an_element_kept_shorter_never_outlives_its_row(at, row_keep, element_keep):
    assert min(until(at, row_keep), until(at, element_keep)) <= until(at, row_keep) < LATEST + timedelta(days=1)


@pytest.mark.parametrize(("year", "ends"), [(1901, "1970-01-01"), (2026, "2027-02-01"), (2106, "2106-02-06")])
def test_3_2_the_end_of_a_period_never_wraps_around_the_stores_clock(year, ends):
    assert stamp(until(datetime(year, 1, 1, tzinfo=UTC), Period.parse("13 months"))).startswith(ends)
