"""Exports are counts of closed days, small ones hidden, alike in every report (ledger 2.3, rule R65)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.reports import REPORTS
from avowal.events.reports.export import NotOutward
from tests.events.reports.conftest import asked

NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)
NOON = datetime(2026, 11, 24, 20, tzinfo=UTC)
DAY = date(2026, 11, 24)
OUTWARD = [name for name, kind in REPORTS.items() if not kind.stays]


def seen(at, path, people, *, site="plan", browser="Firefox", **values):
    """One view of `path` by each of `people` visitors."""
    return [
        (
            at + timedelta(seconds=number),
            {"site": site, "path": path, "visitor_key": f"{browser}{number}", "browser": browser} | values,
        )
        for number in range(people)
    ]


@pytest.fixture(scope="module")
def out(kept):
    """Makes outward reports of two days of one site, one day of another, and a day that is not over."""
    search = {"referrer_origin": "https://search.example"}
    own = {"referrer_origin": "https://www.harborhealth.example"}
    kept.put("weblog", *seen(NOON, "/", 60), *seen(NOON, "/join/", 30, **search), *seen(NOON, "/es/", 15))
    kept.put("weblog", *seen(NOON, "/rare/", 3, browser="Opera"), *seen(NOON, "/own/", 20, **own))
    kept.put("weblog", *seen(NOON - timedelta(days=1), "/", 40), *seen(NOON - timedelta(days=1), "/join/", 5))
    kept.put("weblog", *seen(NOON, "/", 9, site="centers"), *seen(NOW, "/", 50))
    while kept.store.close_days():
        pass

    def report(name, since=DAY, until=DAY, limit=11, **filters):
        return REPORTS[name].outward(kept.store, asked(since, until, **filters), now=NOW, limit=limit)

    return report


def rows(report, key):
    return next(table.rows for table in report.tables if table.key == key)


def figures(report):
    return {one.key: (one.value, one.before) for one in report.figures}


def test_2_3_a_page_of_three_views_is_not_named_and_the_smallest_other_goes_with_it(out):
    pages = rows(out("traffic"), "pages")

    assert [row[:4] for row in pages] == [
        ("plan", "/", 60, 60),
        ("plan", "/join/", 30, 30),
        ("plan", "/own/", 20, 20),
    ]


def test_it_is_the_limit_that_hides(out):
    assert ("plan", "/rare/", 3, 3) in [row[:4] for row in rows(out("traffic", limit=2), "pages")]


def test_2_3_a_small_site_is_in_no_figure_and_sums_are_of_what_is_shown(out):
    report = out("traffic", since=date(2026, 11, 23))

    assert figures(report)["views"][0] == 128 + 45
    assert [line.values for line in report.series[0].lines if line.key == "views"] == [(45, 128)]
    assert report.cautions[:2] == ("small_cells_hidden", "closed_days_only")
    assert figures(out("traffic"))["views"] == (128, 45)
    assert figures(out("pages"))["views"] == (60 + 30 + 20, None)


def test_2_3_days_that_are_not_closed_are_in_no_export(out):
    report = out("traffic", since=date(2026, 11, 30), until=date(2026, 11, 30))

    assert figures(report)["views"][0] is None
    assert rows(report, "pages") == ()


def test_2_3_no_single_browser_is_hidden_and_languages_are_sums_of_pages_shown(out):
    report = out("devices")

    assert rows(report, "browsers") == ()  # three by Opera; the only other one goes with it
    assert rows(report, "languages") == (("en", 110, None, 1.0),)
    assert [table.key for table in report.tables] == ["browsers", "languages"]


def test_2_3_own_sites_are_no_sources_in_an_export_either(out):
    assert rows(out("sources"), "sources") == (
        ("direct", 78, 63, 78 / 108),
        ("https://search.example", 30, 30, 30 / 108),
    )


def test_r65_every_export_of_a_period_is_the_sum_of_the_exports_of_its_days(out):
    first, second = out("traffic", since=date(2026, 11, 23), until=date(2026, 11, 23)), out("traffic")

    both = {row[1]: row[2] for row in rows(out("traffic", since=date(2026, 11, 23)), "pages")}

    for path, views in both.items():
        assert views == sum(row[2] for one in (first, second) for row in rows(one, "pages") if row[1] == path)
    assert rows(out("traffic", site="plan"), "pages") == rows(second, "pages")


@pytest.mark.parametrize("name", OUTWARD)
def test_2_3_no_count_from_one_to_ten_leaves_in_any_report(out, name):
    report = out(name, since=date(2026, 11, 20))

    counts = [one.value for one in report.figures if one.unit == "count"]
    counts += [value for series in report.series for line in series.lines for value in line.values]
    for table in report.tables:
        counts += [
            value
            for row in table.rows
            for value, column in zip(row, table.columns, strict=True)
            if column.unit == "count"
        ]
    assert any(counts)
    assert not [value for value in counts if value is not None and 0 < value < 11]


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in OUTWARD])
def test_2_3_reports_of_single_people_have_no_outward_form(out, name):
    with pytest.raises(NotOutward, match="stays in the house"):
        out(name)


@pytest.mark.parametrize("filters", [{"path": "/"}, {"language": "es"}])
def test_2_3_an_export_cut_finer_than_counts_are_hidden_is_refused(out, filters):
    with pytest.raises(NotOutward) as refused:
        out("pages", **filters)

    assert refused.value.reason == "finer_than_hidden"
