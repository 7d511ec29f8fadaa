"""Days that are over are counted once, whole, and again only for more rows (ledger 2.1, decision 0004)."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.closed_days import last_over
from avowal.events.closing_table import STAGING
from avowal.events.counts import by_day
from avowal.events.reports.asking import Asked
from avowal.events.rows import RowMaker
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import CollectedElement, PolicyVersion

ZONE = "America/Los_Angeles"
MIDNIGHT = datetime(2026, 11, 24, 8, tzinfo=UTC)  # in Los Angeles
YESTERDAY = date(2026, 11, 23)
VIEW = {
    "site": "plan",
    "method": "GET",
    "path": "/",
    "status": 200,
    "visitor_key": "ann",
    "automated": False,
    "relayed": False,
}


@pytest.fixture(scope="module")
def counted(harbor):
    """The sample plan's weblog and the counts of its days, for measurement alone."""
    policy = replace(
        harbor,
        collections=Catalogue({key: harbor.collections[key] for key in ("weblog", "daily_counts")}.items()),
        purposes=Catalogue({"measurement": harbor.purposes["measurement"]}.items()),
    )
    return PolicyVersion(1, "0" * 64, date(2026, 1, 1), policy)


@pytest.fixture
def store(room, counted):
    room.now = MIDNIGHT + timedelta(hours=2)
    room.operations.follow(counted)
    return room


@pytest.fixture
def keep(store, counted):
    maker = RowMaker(counted, "weblog")

    def kept(at, views=1, **values):
        store.keep(*(maker.make(VIEW | values | {"seen_at": at}, at=at) for _ in range(views)))
        assert store.operations.take_spool().refused_rows == 0

    return kept


def views(store):
    asked = "day, sum(views_count)"
    return dict(
        store.rows(f"{asked} FROM {store.engine.database}.daily_counts WHERE counted_by = 'site' GROUP BY day --")
    )


def later(store, **time):
    store.now += timedelta(**{"minutes": 2, **time})
    return store.store.close_days()


def test_a_day_is_closed_an_hour_after_its_end_where_the_organisation_is(store, keep):
    keep(MIDNIGHT - timedelta(minutes=1))
    keep(MIDNIGHT, 2)

    store.now = MIDNIGHT + timedelta(minutes=59)
    assert store.store.close_days() == 0
    assert later(store) == 1
    assert views(store) == {"2026-11-23": 1}
    assert store.store.closed_days(ZONE, YESTERDAY, date(2026, 11, 24)) == [YESTERDAY]
    assert store.store.closed_days("UTC", YESTERDAY, date(2026, 11, 24)) == []
    assert later(store) == 0


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 2, 8, 59, tzinfo=UTC), date(2026, 10, 31)),  # the first of November has 25 hours
        (datetime(2026, 11, 2, 9, 0, tzinfo=UTC), date(2026, 11, 1)),
    ],
)
def test_a_day_on_which_clocks_change_is_closed_an_hour_after_its_own_end(now, day):
    assert last_over(now, ZONE) == day


def test_late_rows_close_a_day_again_and_fewer_rows_never_do(store, keep):
    keep(MIDNIGHT - timedelta(hours=2))
    store.store.close_days()
    keep(MIDNIGHT - timedelta(hours=1), 2)

    assert later(store) == 1
    assert views(store) == {"2026-11-23": 3}

    store.engine.run(f"ALTER TABLE {store.engine.database}.weblog DELETE WHERE 1 SETTINGS mutations_sync = 2")
    keep(MIDNIGHT - timedelta(hours=3))  # one row, where three were counted
    assert later(store, days=1) == 0
    assert views(store) == {"2026-11-23": 3}


def test_few_late_rows_wait_until_an_hour_has_gone(store, keep):
    keep(MIDNIGHT - timedelta(hours=2), 200)
    store.store.close_days()
    keep(MIDNIGHT - timedelta(hours=1))

    assert later(store) == 0
    assert later(store, hours=1) == 1
    assert views(store) == {"2026-11-23": 201}


def test_an_import_closes_its_days_again_at_once(store, keep, tmp_path):
    keep(MIDNIGHT - timedelta(hours=2))
    store.store.close_days()
    log = tmp_path / "access.log"
    log.write_text(
        '203.0.113.9 - - [23/Nov/2026:19:00:00 +0000] "GET /join/ HTTP/1.1" 200 5 "-" '
        '"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n'
    )
    store.store.import_lines(log, site="plan")

    assert store.store.close_days() == 1
    assert views(store) == {"2026-11-23": 2}


def test_months_are_counted_one_after_the_other_and_leave_each_other_alone(store, keep):
    for at in (datetime(2026, 9, 9, 20, tzinfo=UTC), datetime(2026, 10, 1, 3, tzinfo=UTC), MIDNIGHT - timedelta(1)):
        keep(at)

    assert [store.store.close_days() for _ in range(3)] == [1, 2, 0]
    assert views(store) == {"2026-09-09": 1, "2026-09-30": 1, "2026-11-23": 1}


def test_3_2_rows_hold_what_is_declared_and_go_when_the_counts_time_is_over(store, keep, counted):
    keep(MIDNIGHT - timedelta(hours=2))
    store.store.close_days()

    declared = {*counted.policy.collections["daily_counts"].elements, "policy_version", "keep_until"}
    assert {name for table, name in store.store.columns() if table == "daily_counts"} == declared
    assert store.rows("DISTINCT counted_by, path, policy_version, keep_until", "daily_counts") == [
        (by, "/" if by in ("page", "entry", "exit") else "", 1, "2031-11-24 08:00:00")
        for by in ("browser", "entry", "exit", "language", "page", "site", "source", "system")
    ]
    assert STAGING not in store.store.row_counts()


def test_3_3_counting_opens_what_measurement_may_open_and_no_more(room, counted):
    """Planted: rows past their time that are still stored, and a policy that keeps `relayed` from measurement."""
    room.now = MIDNIGHT + timedelta(hours=2)
    room.operations.follow(counted)
    at = MIDNIGHT - timedelta(hours=2)
    old, new = RowMaker(counted, "weblog").make(VIEW | {"seen_at": at}, at=at - timedelta(days=500)), at
    room.never_forget("ip_address")
    room.keep(old, RowMaker(counted, "weblog").make(VIEW | {"seen_at": at}, at=new))
    room.operations.take_spool()
    assert room.store.close_days() == 1
    assert views(room) == {"2026-11-23": 1}

    weblog = counted.policy.collections["weblog"]
    closed = Catalogue({**weblog.elements, "relayed": CollectedElement(purposes=("security",))}.items())
    policy = replace(
        counted.policy,
        collections=Catalogue({**counted.policy.collections, "weblog": replace(weblog, elements=closed)}.items()),
    )
    room.operations.follow(counted, PolicyVersion(2, "1" * 64, date(2026, 11, 1), policy))
    room.engine.run(f"TRUNCATE TABLE {room.engine.database}.closings")
    assert later(room) == 1
    assert room.rows("DISTINCT counted_by, views_count, requests_count", "daily_counts") == [
        ("language", None, 1),
        ("site", None, 1),
    ]


def test_no_row_of_counts_comes_through_the_spool(store, keep):
    """Planted: segments of the tables' own names."""
    keep(MIDNIGHT - timedelta(hours=2))
    store.store.close_days()
    forged = b'{"day":"2026-11-23","counted_by":"site","site":"plan","views_count":9,"policy_version":1}'
    for table in ("daily_counts", "closings", STAGING):
        store.keep(forged, collection=table)

    taken = store.operations.take_spool()

    assert (taken.rows, taken.refused_rows) == (0, 3)
    assert views(store) == {"2026-11-23": 1}


def test_another_workers_closing_is_left_alone_and_what_a_crash_left_is_taken_away(store, keep, monkeypatch):
    keep(MIDNIGHT - timedelta(hours=2))
    database = store.engine.database
    store.engine.run(f"CREATE TABLE {database}.{STAGING} AS {database}.daily_counts")

    monkeypatch.setattr(store.engine, "embedded", False)
    assert store.store.close_days() == 0
    assert STAGING in store.store.row_counts()
    monkeypatch.setattr(store.engine, "embedded", True)
    assert later(store) == 1
    assert views(store) == {"2026-11-23": 1}


def test_what_is_told_to_stop_changes_nothing(store, keep):
    keep(MIDNIGHT - timedelta(hours=2))
    store.operations.stop_closing()

    assert store.store.close_days() == 0
    assert views(store) == {}


CLOSER = """
import os, sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from avowal.config import SAMPLE
from avowal.events.engine import Engine
from avowal.events.operations import Operations
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import PolicyVersion
from avowal.policy.reading import read_bundle

folder, before, after = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
engine = Engine(f"chdb://{folder}/store")
COUNTS = "SELECT toString(day), sum(views_count) FROM avowal.daily_counts WHERE counted_by = 'site' GROUP BY day ORDER BY day"
made = engine.rows("SELECT count() FROM system.tables WHERE database = 'avowal' AND name = 'daily_counts'")[0][0]
print(engine.rows(COUNTS) if int(made) else [], flush=True)
if before == "INSERT":
    os.kill(os.getpid(), 9)
harbor = read_bundle(SAMPLE / "policy")
policy = replace(
    harbor,
    collections=Catalogue({key: harbor.collections[key] for key in ("weblog", "daily_counts")}.items()),
    purposes=Catalogue({"measurement": harbor.purposes["measurement"]}.items()),
)
operations = Operations(engine, folder / "spool", clock=lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
operations.follow(PolicyVersion(1, "0" * 64, date(2026, 1, 1), policy))
engine.run(
    "INSERT INTO avowal.weblog (seen_at, site, method, path, status, visitor_key, policy_version, keep_until) "
    "SELECT toDateTime64('2026-11-22 20:00:00', 3, 'UTC') + toIntervalDay(number), 'plan', 'GET', '/', 200, 'ann', 1, "
    "'2029-01-01 00:00:00' FROM numbers(2)"
)
run = engine.run

def killed(command, parameters=None):
    if before and before in command:
        os.kill(os.getpid(), 9)
    run(command, parameters)
    if after and after in command:
        os.kill(os.getpid(), 9)

engine.run = killed
operations.close_days()
"""


def test_kill_9_while_a_day_is_closed_leaves_the_old_counts_or_the_new_ones(tmp_path):
    """Each child says what it found, adds a row to two days, closes them and is killed on the way; the last only looks."""
    said = []
    for before, after in (("EXCHANGE", ""), ("", "EXCHANGE"), ("INSERT", "")):
        child = [sys.executable, "-c", CLOSER, str(tmp_path), before, after]
        found = subprocess.run(child, capture_output=True, text=True, check=False)
        assert found.returncode == -signal.SIGKILL, found.stderr
        said.append(found.stdout.strip())

    assert said == ["[]", "[]", "[('2026-11-22', 2), ('2026-11-23', 2)]"]


def test_every_day_of_a_figure_is_closed_or_raw_never_both(store, keep):
    keep(MIDNIGHT - timedelta(hours=2), 3)
    asked = Asked(YESTERDAY, date(2026, 11, 24), ZONE, languages=("en",), source_language="en")
    before = by_day(store.store, "measurement", asked)
    store.store.close_days()

    assert by_day(store.store, "measurement", asked) == before
    assert [day.views for day in before] == [3, 0]
