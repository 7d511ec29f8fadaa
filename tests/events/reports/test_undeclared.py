"""What a policy does not declare counts as none, and takes no report away (ledger 2.1, 3.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from avowal.events.reports import REPORTS
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import PolicyVersion
from tests.events.reports.conftest import FIREFOX, ZONE, asked

NOON = datetime(2026, 11, 24, 20, tzinfo=UTC)
DAY = date(2026, 11, 24)
LEFT_OUT = ("relayed", "network_owner", "relayed_count")


@pytest.fixture(scope="module")
def whole(harbor) -> PolicyVersion:
    """A small site's policy: pages and their counts, and nothing of who owns the network, or of privacy services."""
    collections = {
        key: replace(
            harbor.collections[key],
            elements=Catalogue(
                (name, one) for name, one in harbor.collections[key].elements.items() if name not in LEFT_OUT
            ),
        )
        for key in ("weblog", "page_views", "area_views", "app_screens", "mail_events", "daily_counts")
    }
    purposes = ("measurement", "improvement", "diagnosis", "security")
    policy = replace(
        harbor,
        collections=Catalogue(collections.items()),
        purposes=Catalogue((key, harbor.purposes[key]) for key in purposes),
    )
    return PolicyVersion(1, "0" * 64, date(2026, 1, 1), policy)


@pytest.mark.parametrize("closed", [False, True])
def test_undeclared_elements_count_as_none(kept, closed):
    if not closed:
        seen = {"site": "plan", "path": "/", "visitor_key": "ann", **FIREFOX}
        guess = {"site": "plan", "path": "/account/sign-in/", "method": "POST", "ip_address": "203.0.113.9"}
        kept.put("weblog", (NOON, seen), (NOON, seen), *((NOON, FIREFOX | guess) for _ in range(10)))
    while closed and kept.store.close_days():
        pass
    assert bool(kept.store.closed_days(ZONE, DAY, DAY)) is closed

    made = {
        name: REPORTS[name].make(kept.store, asked(DAY), own_hosts=(), now=NOON)
        for name in ("traffic", "sources", "devices", "visits", "security", "server", "live")
    }

    figures = {(name, one.key): one.value for name, report in made.items() for one in report.figures}
    assert (figures["traffic", "views"], figures["traffic", "relayed_views"]) == (2, 0)
    assert (figures["devices", "views"], figures["devices", "relayed_share"]) == (2, 0.0)
    assert (figures["sources", "views"], figures["visits", "visits"]) == (2, 1)
    assert [(row[0], row[2]) for row in made["security"].tables[0].rows] == [("guessing", "")]


def test_3_2_the_store_keeps_nothing_that_is_not_declared(kept):
    assert not {name for _, name in kept.store.columns()} & set(LEFT_OUT)
