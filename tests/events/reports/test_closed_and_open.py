"""Pages, sources, devices and visits: the same figures before and after their days are closed (ledger 2.1, 2.2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.reports import REPORTS
from tests.events.reports.conftest import asked

NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)
NOON = datetime(2026, 11, 24, 20, tzinfo=UTC)
DAY = date(2026, 11, 24)


def rows(report, key):
    return next(table.rows for table in report.tables if table.key == key)


def figures(report):
    return {one.key: (one.value, one.before) for one in report.figures}


def view(minutes, path, visitor="ann", **values):
    return NOON + timedelta(minutes=minutes), {"site": "plan", "path": path, "visitor_key": visitor} | values


@pytest.fixture(scope="module")
def state(kept):
    """What was collected on one day and the day before, with nothing closed."""
    search = {"referrer_origin": "https://search.example"}
    own = {"referrer_origin": "https://www.harborhealth.example"}
    kept.put(
        "weblog",
        view(0, "/", **search),
        view(1, "/join/", **own),
        view(2, "/es/", **own),
        view(3, "/es/", **own),
        view(90, "/", relayed=True),
        view(5, "/", "bob", browser="Safari", system="iOS"),
        view(7, "/join/", "bob", browser="Safari", system="iOS", **own),
        view(4, "/", "bot", automated=True),
        view(-1440, "/", "cy", **search),
    )
    kept.put(
        "page_views",
        *(view(minutes, "/", view_key=f"v{minutes}", engaged_time=10 * minutes) for minutes in (1, 2)),
        view(3, "/join/", view_key="v3"),
        view(-1440, "/", view_key="old"),
    )
    kept.put(
        "area_views",
        *(
            (NOON, {"site": "plan", "path": "/", "area": area, "view_key": key})
            for area, key in (("top", "v1"), ("top", "v2"), ("end", "v1"))
        ),
    )
    kept.put("app_screens", (NOON, {"app": "member_app", "screen": "card", "view_key": "s1", "engaged_time": 8}))
    return kept


@pytest.fixture(scope="module", params=["open", "closed"])
def made(request, state):
    """Makes reports, first of rows alone and then of counts."""
    if request.param == "closed":
        while state.store.close_days():
            pass
    assert bool(state.store.closed_days("America/Los_Angeles", DAY, DAY)) is (request.param == "closed")

    def report(name, **filters):
        return REPORTS[name].make(state.store, asked(DAY, **filters), own_hosts=(), now=NOW)

    report.closed = request.param == "closed"
    return report


def test_2_1_sources_are_named_or_direct_and_never_own_sites(made):
    report = made("sources")

    assert figures(report) == {
        "views": (3, 1),
        "named_views": (1, 1),
        "direct_views": (2, 0),
        "direct_share": (2 / 3, 0.0),
    }
    assert rows(report, "sources") == (("direct", 2, 2, 2 / 3), ("https://search.example", 1, 1, 1 / 3))
    assert [line.values for line in report.series[0].lines] == [(1,), (2,)]
    assert figures(made("sources", path="/"))["views"] == (3, 1)


def test_2_1_devices_are_browsers_systems_languages_and_privacy_services(made):
    report = made("devices")

    assert figures(report) == {"views": (7, 1), "relayed_views": (1, 0), "relayed_share": (1 / 7, 0.0)}
    assert rows(report, "browsers") == (("Firefox", 5, 1, 5 / 7), ("Safari", 2, 1, 2 / 7))
    assert rows(report, "systems") == (("Windows", 5, 1, 5 / 7), ("iOS", 2, 1, 2 / 7))
    assert rows(report, "languages") == (("en", 5, 2, 5 / 7), ("es", 2, 1, 2 / 7))
    assert rows(made("devices", language="es"), "browsers") == (("Firefox", 2, 1, 1.0),)


def test_2_1_visits_have_a_length_ends_and_steps(made):
    report = made("visits")

    assert figures(report) == {
        "visits": (3, 1),
        "visitors": (2, 1),
        "pages_per_visit": (7 / 3, 1.0),
        "visit_length": (150.0, None),  # three minutes, and two
        "single_page_share": (1 / 3, 1.0),
    }
    assert rows(report, "entries") == (("plan", "/", 3, 1.0),)
    assert sorted(rows(report, "exits")) == [("plan", path, 1, 1 / 3) for path in ("/", "/es/", "/join/")]
    assert rows(report, "steps") == (("plan", "/", "/join/", 2), ("plan", "/join/", "/es/", 1))


def test_2_2_pages_areas_and_screens_with_the_change_from_before(made):
    report = made("pages")

    assert report.purpose == "improvement"
    assert rows(report, "screens") == (("member_app", "card", 1, 8.0),)
    if made.closed:  # all page views are counted
        assert figures(report)["views"] == (7, 1)
        assert rows(report, "pages")[0] == ("plan", "/", 3, 1, 2.0, 2, 15.0)
        assert rows(report, "areas") == (("plan", "/", "top", 2, 2 / 3), ("plan", "/", "end", 1, 1 / 3))
    else:  # the weblog is not open to improvement: only what pages told
        assert figures(report)["views"] == (3, 1)
        assert rows(report, "pages")[0] == ("plan", "/", 2, 1, 1.0, 1, 15.0)
        assert rows(report, "areas") == (("plan", "/", "top", 2, 1.0), ("plan", "/", "end", 1, 0.5))
    assert figures(report)["engaged_time"] == (15.0, None)
    assert figures(made("pages", path="/join/"))["screen_views"] == (0, 0)


def test_3_3_reports_keep_to_the_keys_they_are_declared_with(made):
    for name, kind in REPORTS.items():
        report = made(name)

        assert tuple(one.key for one in report.figures) == kind.figures
        assert {one.key: tuple(line.key for line in one.lines) for one in report.series}.items() <= kind.series.items()
        tables = {one.key: tuple(column.key for column in one.columns) for one in report.tables}
        assert tables == dict(kind.tables)
        assert set(report.cautions) <= set(kind.cautions)
        assert all(len(row) == len(table.columns) for table in report.tables for row in table.rows)
        assert (report.name, report.purpose, report.promises) == (name, kind.purpose, kind.promises)


def test_what_no_count_tells_is_of_the_last_seven_days_and_this_is_said(state):
    """The rows lie nine days before the end of the period."""
    period = {"since": DAY, "until": DAY + timedelta(days=9)}

    def made(name, **filters):
        return REPORTS[name].make(state.store, asked(**period, **filters), own_hosts=(), now=NOW)

    server, page = made("server"), made("traffic", path="/")
    assert (figures(server)["requests"][0], server.cautions[:2]) == (0, ("figures_of_open_day", "rows_of_last_days"))
    assert (figures(page)["views"][0], rows(page, "sources")) == (3, ())
    assert "filtered_of_last_days" in page.cautions
    assert rows(made("traffic"), "sources") == (("direct", 2, 2), ("https://search.example", 1, 1))
