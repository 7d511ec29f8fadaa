"""Visitors, pages, time and sources, and programs in none of them (ledger 2.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.paths import kept_path
from avowal.events.rows import RowMaker
from avowal.events.traffic import EARLIEST, LATEST, Automated, Day, Page, Source, Totals, traffic
from avowal.policy.catalogue import Catalogue

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # noon in Los Angeles
ZONE = "America/Los_Angeles"
VIEW = {
    "site": "plan",
    "method": "GET",
    "path": "/",
    "status": 200,
    "visitor_key": "ann",
    "automated": False,
    "referrer_origin": "",
}


@pytest.fixture
def visit(plan, room):
    room.now = NOW
    room.operations.follow(plan)
    makers = {key: RowMaker(plan, key) for key in ("weblog", "page_views")}

    def visited(*views, collection="weblog"):
        lines = [
            makers[collection].make(VIEW | values, at=NOW + timedelta(minutes=minutes)) for minutes, values in views
        ]
        room.keep(*lines, collection=collection)
        room.operations.take_spool()

    return visited


def figures(room, **period):
    asked = {"site": "plan", "since": date(2026, 11, 24), "until": date(2026, 11, 24), "time_zone": ZONE} | period
    return traffic(room.store, **asked)


def test_2_1_the_whole_report_of_a_small_day(room, visit):
    search = {"referrer_origin": "https://search.example"}
    visit(
        (0, search),
        (5, {"path": "/join/", "referrer_origin": "https://www.harborhealth.example"}),
        (90, {}),
        (1, {"visitor_key": "bob"}),
        (2, {"visitor_key": "", "status": 304}),
        (3, {"visitor_key": "bot", "automated": True, **search}),
        (3, {"visitor_key": "bot", "automated": True, "path": "/robots.txt"}),
    )
    visit(
        (0, {"view_key": "v1", "path": "/"}),
        (1, {"view_key": "v1", "path": None, "engaged_time": 40}),
        (1, {"view_key": "v2", "path": "/", "engaged_time": 20}),
        (1, {"view_key": "v3", "path": "/"}),
        (1, {"view_key": "v4", "path": "/", "engaged_time": 900, "automated": True}),
        collection="page_views",
    )

    report = figures(room)

    assert report.days == (Day(date(2026, 11, 24), visitors=2, views=5, visits=3),)
    assert report.pages == (Page("plan", "/", 4, 2, 30.0), Page("plan", "/join/", 1, 1, None))
    assert report.sources == (Source("direct", 3, 2), Source("https://search.example", 1, 1))
    assert report.totals == Totals(visitors=2, views=5, visits=3, engaged_seconds=30.0)
    assert report.automated == Automated(requests=2, share=2 / 7)


@pytest.mark.parametrize(
    "no_view",
    [
        {"method": "POST"},
        {"status": 404},
        {"status": 302},
        {"path": "/_a/v"},
        {"path": "/static/site.css"},
        {"path": "/media/map.svg"},
        {"path": "/office/"},
        {"path": "/health/live"},
        {"path": "/favicon.ico"},
        {"path": "/reports/2026.pdf"},
        {"path": "/.well-known/gpc.json"},
        {"automated": True},
    ],
)
def test_what_is_no_page_view_of_a_person_is_not_counted(room, visit, no_view):
    visit((0, no_view))

    report = figures(room)

    assert report.totals == Totals(0, 0, 0, None)
    assert report.pages == report.sources == ()


@pytest.mark.parametrize("path", ["/", "/offices/", "/es/join/", "/blog/index.html", "/v1.2/notes", "/healthy/"])
def test_pages_are_counted_whatever_they_are_called(room, visit, path):
    visit((0, {"path": path}))

    assert figures(room).totals.views == 1


def test_days_are_the_organisations_and_every_day_of_the_period_is_there(room, visit):
    visit((0, {}), (-13 * 60, {}), (12 * 60 - 1, {"visitor_key": "late"}))

    report = figures(room, since=date(2026, 11, 22))

    assert [(day.date.day, day.views) for day in report.days] == [(22, 0), (23, 1), (24, 2)]


def test_a_site_is_counted_alone_or_all_together(room, visit):
    visit((0, {}), (0, {"site": "centers"}))

    assert figures(room).totals.views == 1
    assert figures(room, site=None).totals.views == 2
    assert {page.site for page in figures(room, site=None).pages} == {"plan", "centers"}


def test_hosts_under_which_the_sites_are_served_are_no_sources(room, visit):
    visit((0, {"referrer_origin": "http://plan.localhost:8000"}))

    assert figures(room).sources == (Source("http://plan.localhost:8000", 1, 1),)
    assert figures(room, own_hosts=["plan.localhost"]).sources == ()


def test_a_policy_without_page_views_still_has_traffic(declare, harbor, room, visit):
    visit((0, {}))
    weblog = Catalogue([("weblog", harbor.collections["weblog"])])
    room.operations.follow(replace(declare(), number=1, policy=replace(harbor, collections=weblog)))

    report = figures(room)

    assert (report.totals.views, report.totals.engaged_seconds) == (1, None)


def test_a_period_that_ends_before_it_begins_is_refused(room, visit):
    with pytest.raises(ValueError, match="before it begins"):
        figures(room, since=date(2026, 11, 25))


def test_2_1_a_page_is_one_page_however_weblog_beacon_and_imported_log_spell_it(room, visit, tmp_path):
    visit((0, {"path": kept_path("/es/informaci\u00f3n/")}))
    visit(
        (0, {"view_key": "v1", "path": kept_path("/es/informaci%C3%B3n/"), "engaged_time": 40}), collection="page_views"
    )
    log = tmp_path / "access.log"
    log.write_text(
        '203.0.113.9 - - [24/Nov/2026:19:00:00 +0000] "GET /es/informaci%C3%B3n/?q=1 HTTP/1.1" 200 5 "-" '
        '"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n'
    )
    room.store.import_lines(log, site="plan")

    assert figures(room).pages == (Page("plan", "/es/informaci\u00f3n/", 2, 2, 40.0),)


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2026, 11, 24), date.max), (date.min, date(2026, 11, 24)), (date(1970, 1, 1), date(1970, 1, 1))],
)
def test_a_period_outside_what_can_be_asked_is_refused_with_the_bounds(room, visit, since, until):
    with pytest.raises(ValueError, match="from 1970-01-02 to 2105-12-31"):
        figures(room, since=since, until=until)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_whole_of_what_can_be_asked_is_answered(room, visit, zone):
    visit((0, {}))

    report = figures(room, since=EARLIEST, until=LATEST, time_zone=zone)

    assert report.totals.views == 1
