"""Counts of closed days and raw rows say the same, for every cut, period, filter and time zone (ledger 2.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.events.counts import Cut, Cuts, by_day, by_key, count
from avowal.events.cuts import rows_for, runs
from avowal.events.outcomes import PurposeRefused
from avowal.events.reports.asking import Asked, NotAsked
from avowal.events.rows import RowMaker
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import PolicyVersion
from tests.events.plain_counts import Plain

ZONE = "America/Los_Angeles"
FIRST, LAST = date(2026, 10, 30), date(2026, 11, 3)  # clocks go back on 1 November
COLLECTIONS = ("weblog", "page_views", "area_views", "app_screens", "daily_counts")
PURPOSES = ("measurement", "improvement", "trends", "diagnosis", "security")
PATHS = ("/", "/join/", "/es/", "/es/join/", "/es", "/static/site.css")
OWN = "https://www.harborhealth.example"


@pytest.fixture(scope="module")
def counted(harbor):
    """The sample plan's policy, of which only what is counted."""
    policy = replace(
        harbor,
        collections=Catalogue({key: harbor.collections[key] for key in COLLECTIONS}.items()),
        purposes=Catalogue({key: harbor.purposes[key] for key in PURPOSES}.items()),
    )
    return PolicyVersion(1, "0" * 64, date(2026, 1, 1), policy)


def random_rows(dice: Random) -> dict[str, list[dict[str, object]]]:
    """Five days of a few visitors, whose day is the organisation's, and of beacons that tell in two messages."""
    begin = datetime(2026, 10, 30, 7, tzinfo=UTC)
    moments = [begin + timedelta(milliseconds=dice.randrange(121 * 3_600_000)) for _ in range(220)]
    weblog = [
        {
            "seen_at": at,
            "site": dice.choice(["plan", "plan", "centers"]),
            "method": dice.choice(["GET"] * 9 + ["POST"]),
            "path": dice.choice(PATHS),
            "status": dice.choice([200] * 9 + [404]),
            "referrer_origin": dice.choice(["", OWN, "https://search.example"]),
            "browser": dice.choice(["Chrome", "Firefox"]),
            "system": dice.choice(["Windows", "iOS"]),
            "visitor_key": dice.choice(["", "ann", "bob", "cho"]),
            "automated": dice.random() < 0.1,
            "relayed": dice.random() < 0.2,
        }
        for at in moments
    ]
    near = [row | {"seen_at": row["seen_at"] + timedelta(minutes=dice.choice([3, 29, 31]))} for row in weblog[::2]]
    views, areas, screens = [], [], []
    for number, at in enumerate(moments[:80]):
        view = {"seen_at": at, "site": "plan", "view_key": f"v{number}", "automated": number % 9 == 0}
        views.append(view | {"path": dice.choice(PATHS[:5])})
        views.append(view | {"seen_at": at + timedelta(seconds=70), "engaged_time": dice.randrange(90)})
        areas.append(view | {"path": dice.choice(PATHS[:4]), "area": dice.choice(["news", "help"])})
        screen = {"app": "member_app", "screen": dice.choice(["home", "card"]), "visitor_key": dice.choice("de")}
        screens.append({"seen_at": at, "view_key": f"s{number}", "automated": False, **screen})
        screens.append(screens[-1] | {"engaged_time": dice.randrange(60)})
    return {"weblog": weblog + near, "page_views": views, "area_views": areas, "app_screens": screens}


def keep(room, version, rows):
    for collection, found in rows.items():
        maker = RowMaker(version, collection)
        room.keep(*(maker.make(row, at=row["seen_at"]) for row in found), collection=collection)
    assert room.operations.take_spool().refused_rows == 0


questions = st.builds(
    lambda cut, since, length, zone, site, path, language: (
        cut,
        Asked(since, min(since + timedelta(length), LAST), zone, site, path, language, ("en", "es"), "en"),
    ),
    st.sampled_from(list(Cut)),
    st.dates(FIRST, LAST),
    st.integers(0, 4),
    st.sampled_from([ZONE, ZONE, "Asia/Kolkata"]),
    st.sampled_from(["", "", "plan", "member_app"]),
    st.sampled_from(["", "", "/join/"]),
    st.sampled_from(["", "", "es", "en"]),
)


def test_2_1_counts_and_raw_rows_say_what_a_plain_count_says(shared_room, counted):
    """Of the same rows while their days are open, when these are closed, and when the rows are gone."""
    room = shared_room
    room.now = datetime(2026, 11, 3, 9, tzinfo=UTC)  # two in the morning: the second of November is over
    room.operations.follow(counted)
    rows = random_rows(Random(2))
    keep(room, counted, rows)
    for state in ("open", "closed", "gone"):
        if state == "closed":
            while room.store.close_days():
                pass
            assert room.store.closed_days(ZONE, FIRST, LAST) == [FIRST + timedelta(days) for days in range(4)]
        if state == "gone":
            for collection in rows:
                table = f"{room.engine.database}.{collection}"
                over = f"toDate(seen_at, '{ZONE}') <= '2026-11-02'"
                room.engine.run(f"ALTER TABLE {table} DELETE WHERE {over} SETTINGS mutations_sync = 2")
        say_the_same(room, rows, state)


def say_the_same(room, rows, state):
    @settings(max_examples=7, deadline=None, suppress_health_check=list(HealthCheck))
    @given(questions)
    def said(question):
        cut, asked = question
        if state == "gone" and (asked.time_zone != ZONE or rows_for(cut, asked) is None):
            return
        plain = Plain(rows, asked, cut, {OWN.removeprefix("https://")})
        days = plain.by_day()
        told = count(room.store, "measurement", asked, Cuts(days=cut, keys=(cut,)))
        assert [day.day for day in told.days] == list(asked.days)
        for day in told.days:
            assert figures(day, "requests", "automated") == names(days[(day.day,)], "requests", "automated")
        keys = {key: found for key, found in plain.by_key().items() if found["views"]}
        assert {(one.site, one.key, one.page): figures(one) for one in told.keys[cut]} == {
            key: names(found) for key, found in keys.items()
        }

    said()


FIGURES = ("views", "visitors", "visits", "relayed")


def figures(one, *more):
    return ({name: getattr(one, name) for name in (*FIGURES, *more)}, one.engaged_views, one.engaged_seconds)


def names(found, *more):
    engaged = found["seconds"] / found["told"] if found["told"] else None
    return ({name: found[name] for name in (*FIGURES, *more)}, found["told"], engaged)


VIEW = {"site": "plan", "method": "GET", "path": "/", "status": 200, "visitor_key": "ann", "automated": False}


@pytest.fixture(scope="module")
def closed(shared_room, counted):
    """A store with one view of yesterday, which is closed, and two of today, at the site `plan`."""
    room = shared_room
    room.now = datetime(2026, 11, 24, 20, tzinfo=UTC)
    room.operations.follow(counted)
    keep(room, counted, {"weblog": [VIEW | {"seen_at": room.now - timedelta(hours=hours)} for hours in (24, 2, 1)]})
    while room.store.close_days():
        pass
    return room


ASKED = Asked(date(2026, 11, 22), date(2026, 11, 24), ZONE, "plan", languages=("en", "es"), source_language="en")
ELSEWHERE = replace(ASKED, site="centers")


def test_closed_and_open_days_stand_side_by_side(closed):
    assert [(day.views, day.visits) for day in by_day(closed.store, "measurement", ASKED)] == [(0, 0), (1, 1), (2, 2)]


def test_a_purpose_that_may_open_counts_only_gets_what_they_say(closed):
    assert [day.views for day in by_day(closed.store, "trends", ASKED)] == [0, 1, 0]
    assert [key.views for key in by_key(closed.store, "trends", ASKED, Cut.PAGE, 9)] == [1]


@pytest.mark.parametrize(
    ("purpose", "asked", "cut"),
    [
        ("diagnosis", ASKED, Cut.SITE),  # may open the weblog, but neither visitor keys nor counts
        ("trends", replace(ASKED, path="/"), Cut.BROWSER),  # no count knows the browsers of a page
    ],
)
def test_3_3_a_purpose_is_refused_what_it_may_not_open(closed, purpose, asked, cut):
    with pytest.raises(PurposeRefused):
        by_day(closed.store, purpose, asked, cut)


def test_own_hosts_are_no_sources(closed, counted):
    view = VIEW | {"site": "centers", "seen_at": closed.now}
    keep(closed, counted, {"weblog": [view, view | {"referrer_origin": "http://plan.localhost:8000"}]})

    def sources(**own):
        return [key.key for key in by_key(closed.store, "measurement", ELSEWHERE, Cut.SOURCE, 9, **own)]

    assert sources() == ["", "http://plan.localhost:8000"]
    assert sources(own_hosts=["plan.localhost"]) == [""]


def test_the_most_seen_come_first_and_no_more_than_the_limit(closed, counted):
    view = VIEW | {"site": "centers", "seen_at": closed.now}
    keep(closed, counted, {"weblog": [view | {"path": path} for path in ("/", "/", "/", "/b/", "/a/")]})

    assert [key.key for key in by_key(closed.store, "measurement", ELSEWHERE, Cut.PAGE, 2)] == ["/", "/a/"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": date(2026, 11, 25)},
        {"since": date(1970, 1, 1)},
        {"language": "de"},
        {"path": "join"},
        {"time_zone": "Mars/Olympus"},
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(wrong):
    with pytest.raises(NotAsked, match=r"\.$"):
        replace(ASKED, **wrong)


def test_a_period_is_compared_with_the_one_before_it():
    assert ASKED.before == replace(ASKED, since=date(2026, 11, 19), until=date(2026, 11, 21))
    assert replace(ASKED, since=date(1970, 1, 3), until=date(2026, 1, 1)).before is None


def test_a_day_has_23_and_25_hours_when_clocks_change():
    assert Asked(date(2026, 11, 1), date(2026, 11, 1), ZONE).instants() == (
        "2026-11-01 07:00:00",
        "2026-11-02 08:00:00",
    )
    assert Asked(date(2026, 3, 8), date(2026, 3, 8), ZONE).instants() == ("2026-03-08 08:00:00", "2026-03-09 07:00:00")


def test_days_without_a_gap_are_one_run():
    days = [date(2026, 11, number) for number in (1, 2, 5, 7, 8)]
    assert [(first.day, last.day) for first, last in runs(days)] == [(1, 2), (5, 5), (7, 8)]
    assert list(runs([])) == []
