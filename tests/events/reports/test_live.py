"""The last half hour, minute by minute (ledger 2.1)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from avowal.events.reports import REPORTS
from tests.events.reports.conftest import asked

NOW = datetime(2026, 11, 24, 20, 0, 30, tzinfo=UTC)


def test_2_1_the_last_half_hour_has_people_by_the_minute_and_programs_apart(kept):
    def seen(minutes, path="/", visitor="ann", **values):
        return NOW - timedelta(minutes=minutes), {"site": "plan", "path": path, "visitor_key": visitor} | values

    kept.put(
        "weblog",
        seen(0),
        seen(0, "/join/"),
        seen(2, visitor="bob"),
        seen(29, visitor="eve"),
        seen(30, visitor="gone"),
        seen(1, visitor="bot", automated=True),
        seen(1, visitor="cy", site="centers"),
    )

    report = REPORTS["live"].make(kept.store, asked(date(2020, 1, 1), site="plan"), own_hosts=(), now=NOW)

    assert {one.key: (one.value, one.before) for one in report.figures} == {
        "visitors": (3, 1),
        "views": (4, 1),
        "automated_requests": (1, 0),
    }
    (minutes,) = report.series
    assert (len(minutes.points), minutes.points[-1]) == (30, datetime(2026, 11, 24, 20, 0, tzinfo=UTC))
    visitors, views = minutes.lines
    assert (views.values[0], views.values[-3], views.values[-1]) == (1, 1, 2)
    assert (visitors.values[0], visitors.values[-1], sum(visitors.values)) == (1, 1, 3)
    assert report.tables[0].rows == (("plan", "/", 3, 3), ("plan", "/join/", 1, 1))
    assert (report.purpose, report.cautions) == ("measurement", ("last_half_hour",))
