"""How often the picture in a newsletter was loaded, machines told apart (ledger 4.9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.reports import REPORTS
from avowal.events.reports.asking import NotAsked
from tests.events.reports.conftest import asked

NOON = datetime(2026, 11, 24, 20, tzinfo=UTC)
PERIOD = date(2026, 11, 23), date(2026, 11, 24)


def test_4_9_opens_by_issue_and_format_with_machines_apart(kept):
    kept.put(
        "mail_events",
        (NOON, {"message_key": "a", "issue": "2026-11", "reading_format": "html"}),
        (NOON + timedelta(hours=1), {"message_key": "a", "issue": "2026-11", "reading_format": "html"}),
        (NOON, {"message_key": "b", "issue": "2026-11", "reading_format": "text"}),
        (NOON, {"message_key": "c", "issue": "2026-11", "automated": True, "reading_format": "html"}),
        (NOON - timedelta(days=1), {"message_key": "d", "issue": "2026-10", "automated": True}),
        (NOON - timedelta(days=3), {"message_key": "e", "issue": "2026-10", "reading_format": "html"}),
    )

    report = REPORTS["mail"].make(kept.store, asked(*PERIOD), own_hosts=(), now=NOON)

    assert {one.key: (one.value, one.before) for one in report.figures} == {
        "messages": (2, 1),
        "opens": (3, 1),
        "machine_opens": (2, 0),
        "machine_share": (2 / 5, 0.0),
    }
    issues, formats = report.tables
    assert issues.rows == (
        ("2026-11", 2, 3, 1, NOON, NOON + timedelta(hours=1)),
        ("2026-10", 0, 0, 1, None, None),
    )
    assert formats.rows == (("html", 1, 2, 2 / 3), ("text", 1, 1, 1 / 3))
    assert [line.values for line in report.series[0].lines] == [(0, 3), (1, 1)]
    assert (report.purpose, report.cautions) == ("mail_measurement", ("only_readers_with_pictures",))


@pytest.mark.parametrize("filters", [{"site": "plan"}, {"path": "/"}, {"language": "es"}])
def test_a_filter_that_the_report_lacks_is_refused_not_ignored(kept, filters):
    with pytest.raises(NotAsked, match="The report mail cannot be asked by"):
        REPORTS["mail"].make(kept.store, asked(*PERIOD, **filters), own_hosts=(), now=NOON)
