"""How the server does: requests, failures, slow pages (ledger 5.2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.reports import REPORTS
from tests.events.reports.conftest import asked

NOON = datetime(2026, 11, 24, 20, tzinfo=UTC)
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def made(kept):
    answers = [{"duration": 100 * number, "bytes": 1000, "path": "/slow/"} for number in range(1, 21)]
    kept.put("weblog", *((NOON + timedelta(seconds=number), one) for number, one in enumerate(answers)))
    kept.put("weblog", *((NOON, {"duration": 9000, "path": "/once/"}) for _ in range(4)))
    kept.put("weblog", *((NOON, {"path": "/gone/", "status": 404, "automated": True}) for _ in range(3)))
    kept.put("weblog", (NOON + timedelta(hours=3), {"path": "/es/broken/", "status": 500, "site": "plan"}))
    kept.put("weblog", (NOON - timedelta(days=1), {"path": "/", "duration": 7}))

    def report(since=DAY, until=DAY, **filters):
        return REPORTS["server"].make(kept.store, asked(since, until, **filters), own_hosts=(), now=NOON)

    return report


def test_5_2_requests_failures_and_times_beside_the_day_before(made):
    report = made()

    assert {one.key: (one.value, one.before) for one in report.figures} == {
        "requests": (28, 1),
        "client_errors": (3, 0),
        "server_errors": (1, 0),
        "error_share": (4 / 28, 0.0),
        "automated_requests": (3, 0),
        "bytes": (20_000, 0),
        "duration_p50": (1250, 7),
        "duration_p95": (9000, 7),
    }
    assert (report.purpose, report.cautions) == ("diagnosis", ("figures_of_open_day", "durations_not_told"))


def test_5_2_the_slowest_pages_are_those_asked_for_often_enough_and_failures_of_the_server_stand_first(made):
    slowest, failing, statuses = made().tables

    assert slowest.rows == (("", "/slow/", 20, 1050, 1905, 2000),)
    assert [row[:4] for row in failing.rows] == [("plan", "/es/broken/", 500, 1), ("", "/gone/", 404, 3)]
    assert failing.rows[0][4] == NOON + timedelta(hours=3)
    assert statuses.rows == ((200, 24, 24 / 28), (404, 3, 3 / 28), (500, 1, 1 / 28))


def test_few_days_are_told_by_the_hour_and_more_by_the_day(made):
    (hours,) = made().series
    (days,) = made(since=date(2026, 11, 20)).series

    assert (len(hours.points), hours.points[0]) == (24, datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert hours.lines[0].values[12:16] == (27, 0, 0, 1)
    assert hours.lines[3].values[13] is None
    assert days.points == tuple(date(2026, 11, number) for number in range(20, 25))
    assert days.lines[0].values == (0, 0, 0, 1, 28)


@pytest.mark.parametrize(
    ("filters", "requests"),
    [
        ({"site": "plan"}, 1),
        ({"path": "/slow/"}, 20),
        ({"language": "es"}, 1),
        ({"language": "en"}, 27),
    ],
)
def test_it_is_asked_by_site_page_and_language(made, filters, requests):
    assert made(**filters).figures[0].value == requests


@pytest.mark.parametrize(("since", "hours"), [(date(2026, 11, 1), 25), (date(2026, 3, 8), 23)])
def test_a_day_of_changing_clocks_has_its_own_number_of_hours(made, since, hours):
    assert len(made(since=since, until=since).series[0].points) == hours
