"""Visitors, pages, time and sources, and programs in none of them (ledger 2.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.paths import kept_path
from avowal.events.reports import REPORTS
from avowal.events.reports.asking import EARLIEST, LATEST, Asked
from avowal.events.rows import RowMaker
from avowal.policy.catalogue import Catalogue
from tests.events.reports.conftest import ZONE

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # noon in Los Angeles
DAY = date(2026, 11, 24)
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


def made(room, *, own_hosts=(), **asked):
    period = {"since": DAY, "until": DAY, "time_zone": ZONE, "site": "plan"} | asked
    return REPORTS["traffic"].make(room.store, Asked(**period), own_hosts=own_hosts, now=NOW)


def figures(report):
    return {one.key: one.value for one in report.figures}


def rows(report, key):
    return next(table.rows for table in report.tables if table.key == key)


def test_2_1_the_whole_report_of_a_small_day(room, visit):
    search = {"referrer_origin": "https://search.example"}
    visit(
        (-1440, {}),
        (0, search),
        (5, {"path": "/join/", "referrer_origin": "https://www.harborhealth.example"}),
        (90, {"relayed": True}),
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

    report = made(room)

    assert {one.key: (one.value, one.before) for one in report.figures} == {
        "visitors": (2, 1),
        "visits": (3, 1),
        "views": (5, 1),
        "engaged_time": (30.0, None),
        "automated_requests": (2, 0),
        "automated_share": (2 / 7, 0.0),
        "relayed_views": (1, 0),
        "relayed_share": (1 / 5, 0.0),
    }
    assert [(line.key, line.values) for line in report.series[0].lines] == [
        ("visitors", (2,)),
        ("visits", (3,)),
        ("views", (5,)),
    ]
    assert rows(report, "pages") == (("plan", "/", 4, 2, 30.0), ("plan", "/join/", 1, 1, None))
    assert rows(report, "sources") == (("direct", 3, 2), ("https://search.example", 1, 1))
    assert (report.purpose, report.promises) == ("measurement", ("2.1",))
    assert report.cautions == ("visitors_per_day", "refusals_tell_no_time", "figures_of_open_day")


NO_VIEWS = (
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
)


def test_what_is_no_page_view_of_a_person_is_not_counted(room, visit):
    visit(*((0, no_view) for no_view in NO_VIEWS))

    report = made(room)

    assert (figures(report)["views"], figures(report)["visitors"]) == (0, 0)
    assert rows(report, "pages") == rows(report, "sources") == ()


def test_pages_are_counted_whatever_they_are_called(room, visit):
    paths = ["/", "/offices/", "/es/join/", "/blog/index.html", "/v1.2/notes", "/healthy/"]
    visit(*((0, {"path": path}) for path in paths))

    assert sorted(row[1] for row in rows(made(room), "pages")) == sorted(paths)


def test_days_are_the_organisations_and_every_day_of_the_period_is_there(room, visit):
    visit((0, {}), (-13 * 60, {}), (12 * 60 - 1, {"visitor_key": "late"}))

    (series,) = made(room, since=date(2026, 11, 22)).series

    assert [day.day for day in series.points] == [22, 23, 24]
    assert series.lines[2].values == (0, 1, 2)


def test_a_site_is_counted_alone_or_all_together_and_sources_over_all(room, visit):
    visit((0, {}), (0, {"site": "centers"}))

    every = made(room, site="")

    assert figures(made(room))["views"] == 1
    assert figures(every)["views"] == 2
    assert {row[0] for row in rows(every, "pages")} == {"plan", "centers"}
    assert rows(every, "sources") == (("direct", 2, 2),)


def test_hosts_under_which_the_sites_are_served_are_no_sources(room, visit):
    visit((0, {"referrer_origin": "http://plan.localhost:8000"}))

    assert rows(made(room), "sources") == (("http://plan.localhost:8000", 1, 1),)
    assert rows(made(room, own_hosts=["plan.localhost"]), "sources") == ()


def test_a_page_has_no_programs_of_its_own(room, visit):
    visit((0, {"path": "/join/"}), (0, {"path": "/join/", "automated": True}))

    told = figures(made(room, path="/join/"))

    assert (told["views"], told["automated_requests"], told["automated_share"]) == (1, None, None)


def test_a_policy_without_page_views_still_has_traffic(declare, harbor, room, visit):
    visit((0, {}))
    weblog = Catalogue([("weblog", harbor.collections["weblog"])])
    room.operations.follow(replace(declare(), number=1, policy=replace(harbor, collections=weblog)))

    report = made(room)

    assert (figures(report)["views"], figures(report)["engaged_time"]) == (1, None)
    assert "no_page_views" in report.cautions


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

    assert rows(made(room), "pages") == (("plan", "/es/informaci\u00f3n/", 2, 2, 40.0),)


def test_the_whole_of_what_can_be_asked_is_answered(room, visit):
    visit((0, {}))

    report = made(room, since=EARLIEST, until=LATEST, time_zone="Pacific/Kiritimati")

    assert figures(report)["views"] == 1
    assert {one.before for one in report.figures} == {None}
