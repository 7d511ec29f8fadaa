"""What an audit asks a real store, and the rows, views and reports that turn its checks red.

It stands here because an engine serves one directory a process. Every plant is taken away again by its test.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import Evidence
from avowal.auditor.questions import Asking, ask, exported_of
from avowal.auditor.stored import StoreFacts, StoreSeen
from avowal.auditor.verdicts import Reason, Unchecked
from avowal.events.reports import REPORTS
from avowal.events.reports.shape import Column, Figure, Line, Report, Series, Table, Unit
from avowal.events.rows import RowMaker
from avowal.events.spool import Spool
from tests.events.reports.conftest import ZONE, asked

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.astimezone(ZoneInfo(ZONE)).date()


class CountsPrograms:
    """A report that counts programs as people."""

    name, purpose, promises, stays = "traffic", "measurement", ("2.1",), "single_visits"

    def make(self, store, asked, *, own_hosts, now):
        honest = REPORTS["traffic"].make(store, asked, own_hosts=own_hosts, now=now)
        views = next(one for one in honest.figures if one.key == "views")
        return replace(honest, figures=(replace(views, value=int(views.value) + 3),))


def facts(kept, version, *names, **changes):
    def secured(path):
        return path.startswith("/account/")

    values = {"version": version, "now": NOW, "own_hosts": (), "secured": secured, **changes}
    return ask(kept.store, Asking(**values), names)


def judge(promise, version, told):
    """What the check says of what the store answered."""
    outcome = CHECKS[promise].judge(version, Evidence((), store=StoreSeen({}, (), facts=told)))
    return outcome.reason if isinstance(outcome, Unchecked) else len(outcome)


def write(kept, *lines):
    """Rows as some careless writer would put them into the spool."""

    async def all_of_them():
        with Spool(kept.spool) as spool:
            await asyncio.gather(*(spool.keep("weblog", line) for line in lines))

    asyncio.run(all_of_them())
    assert kept.operations.take_spool().rows == len(lines)


def row(whole, at, *, signed_in=False, **values) -> bytes:
    told = {"site": "plan", "path": "/", "method": "GET", "status": 200, "automated": False, **values}
    return RowMaker(whole, "weblog").make(told, at=at, signed_in=signed_in)


@pytest.fixture(scope="module")
def kept(kept, whole):
    """A store that got today's visits of two people and three programs, and deletes nothing by itself."""
    table = f"{kept.operations.engine.database}.weblog"
    kept.operations.engine.run(f"ALTER TABLE {table} REMOVE TTL")
    kept.operations.engine.run(f"ALTER TABLE {table} MODIFY COLUMN ip_address REMOVE TTL")
    people = [row(whole, NOW, visitor_key=key, ip_address="203.0.113.9") for key in ("ana", "ben")]
    write(kept, *people, *(row(whole, NOW, visitor_key="bot", automated=True) for _ in range(3)))
    return kept


@contextmanager
def planted(kept, *lines) -> Iterator[None]:
    """Rows that are taken away again, by the status that marks them."""
    write(kept, *lines)
    yield
    kept.operations.engine.run(f"DELETE FROM {kept.operations.engine.database}.weblog WHERE status = 299")


def test_a_store_that_keeps_its_promises_breaks_none(kept, whole):
    told = facts(kept, whole)

    assert told.trouble == {}
    kept_ones = ("2.1", "2.2", "3.2", "3.3", "5.1", "5.2")
    assert {promise: judge(promise, whole, told) for promise in kept_ones} == dict.fromkeys(kept_ones, 0)
    assert judge("3.5", whole, told) is Reason.NOT_EXERCISED
    assert judge("U.9", whole, told) is Reason.NOT_EXERCISED


def test_3_2_and_5_1_rows_and_addresses_past_their_time_are_told(kept, whole):
    long_ago, last_month = NOW - timedelta(days=500), NOW - timedelta(days=40)
    with planted(
        kept,
        row(whole, long_ago, status=299),
        row(whole, last_month, status=299, ip_address="203.0.113.9"),
    ):
        told = facts(kept, whole, "past", "old_addresses")

    assert (judge("3.2", whole, told), judge("5.1", whole, told)) == (1, 1)


def test_5_1_an_address_whose_row_lies_about_its_time_is_told_by_the_declared_window(kept, whole):
    lying = json.loads(row(whole, NOW - timedelta(days=40), status=299, ip_address="203.0.113.9"))
    lying["ip_address_until"] = lying["keep_until"]
    with planted(kept, json.dumps(lying).encode()):
        told = facts(kept, whole, "past", "old_addresses")

    assert (told.old_addresses, judge("5.1", whole, told)) == (1, 1)


def test_3_5_a_member_key_on_a_public_page_is_told(kept, whole):
    member = {"member_key": "m" * 16, "service": "claims", "status": 299}
    with planted(kept, row(whole, NOW, signed_in=True, path="/account/plan/", **member)):
        assert judge("3.5", whole, facts(kept, whole, "member_lines")) == 0
        with planted(kept, row(whole, NOW, signed_in=True, path="/healthy-living/", **member)):
            assert judge("3.5", whole, facts(kept, whole, "member_lines")) == 1


def test_3_3_and_5_2_a_view_that_opens_addresses_for_counting_is_told(kept, whole):
    engine = kept.operations.engine
    is_view = "database = 'purpose_measurement' AND name = 'weblog'"
    (view,) = engine.rows(f"SELECT create_table_query FROM system.tables WHERE {is_view}")[0]
    engine.run(f"CREATE OR REPLACE VIEW purpose_measurement.weblog AS SELECT * FROM {engine.database}.weblog")
    kept.operations._reader.forget()
    told = facts(kept, whole, "trials", "reports")
    engine.run(view.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
    kept.operations._reader.forget()

    opened = {(one.purpose, one.element) for one in told.trials if one.opened}
    assert opened == {("measurement", "ip_address"), ("measurement", "member_key")}
    assert (judge("3.3", whole, told), judge("5.2", whole, told)) == (2, 1)


def test_3_3_and_5_2_a_report_of_popular_pages_under_a_purpose_that_opens_addresses_is_told(kept, whole):
    reports = {"pages": replace(REPORTS["pages"], purpose="security")}
    told = facts(kept, whole, "trials", "reports", reports={**REPORTS, **reports})

    assert (judge("3.3", whole, told), judge("5.2", whole, told)) == (1, 1)


def test_2_2_a_report_without_a_declared_purpose_is_told(kept, whole):
    reports = {"pages": replace(REPORTS["pages"], purpose="curiosity")}

    assert judge("2.2", whole, facts(kept, whole, "reports", reports={**REPORTS, **reports})) == 1


def test_2_1_a_report_that_counts_programs_as_people_is_told(kept, whole):
    told = facts(kept, whole, "recounts")

    assert [(one.shown, one.people, one.everybody) for one in told.recounts] == [(2, 2, 5)] * 2
    assert judge("2.1", whole, facts(kept, whole, "recounts", reports={"traffic": CountsPrograms()})) == 1


@pytest.mark.parametrize(("tries", "found"), [(12, 0), (5, 1)])
def test_u_9_guesses_must_be_raised(tries, found, kept, whole):
    guess = {"method": "POST", "path": "/account/sign-in/", "ip_address": "203.0.113.77"}
    lines = [row(whole, NOW + timedelta(milliseconds=number), **guess | {"status": 299}) for number in range(tries)]
    with planted(kept, *lines):
        told = facts(kept, whole, "guessing", guesses=12)

    assert judge("U.9", whole, told) == found


def report(views) -> Report:
    point = Series("days", (TODAY,), (Line("views", (views,)),))
    rows = Table("pages", (Column("path", Unit.TEXT), Column("views", Unit.COUNT)), (("/", views),))
    return Report(
        "pages", "improvement", ("2.2",), asked(TODAY), (Figure("views", views, Unit.COUNT),), (point,), (rows,)
    )


@pytest.mark.parametrize(
    ("inside", "outside", "outcome"),
    [
        (3, 3, (1, 1)),
        (3, None, (0, 0)),
        (3, 11, (0, 0)),
        (40, 40, (Reason.NOT_EXERCISED, Reason.NOT_EXERCISED)),
    ],
)
def test_2_3_and_u_8_a_count_of_three_that_leaves_the_house_is_told(inside, outside, outcome, whole):
    told = StoreFacts(exported=(exported_of(report(inside), report(outside), 11),))

    assert (judge("2.3", whole, told), judge("U.8", whole, told)) == outcome
