"""One store for each module here: its tests put their rows on days of their own."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from avowal.events.direct import DirectStore
from avowal.events.operations import Operations
from avowal.events.reports.asking import Asked
from avowal.events.rows import RowMaker
from avowal.events.spool import Spool
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import PolicyVersion

ZONE = "America/Los_Angeles"
COLLECTIONS = ("weblog", "page_views", "area_views", "app_screens", "mail_events", "daily_counts")
PURPOSES = ("measurement", "improvement", "diagnosis", "security", "mail_measurement", "trends")
FIREFOX = {"browser": "Firefox", "system": "Windows", "automated": False, "method": "GET", "status": 200}


@pytest.fixture(scope="session")
def whole(harbor) -> PolicyVersion:
    """The sample plan's event collections that reports read, and the purposes that read them."""
    policy = replace(
        harbor,
        collections=Catalogue((key, harbor.collections[key]) for key in COLLECTIONS),
        purposes=Catalogue((key, harbor.purposes[key]) for key in PURPOSES),
    )
    return PolicyVersion(1, "0" * 64, date(2026, 1, 1), policy)


class Kept:
    """A store, and rows put into it."""

    def __init__(self, operations: Operations, spool: Any, version: PolicyVersion) -> None:
        self.operations, self.spool = operations, spool
        self.store = DirectStore(operations)
        self.makers = {key: RowMaker(version, key) for key in COLLECTIONS if key != "daily_counts"}

    def put(self, collection: str, *rows: tuple[datetime, dict[str, Any]]) -> None:
        """Store rows: when it happened, and what."""
        usual = FIREFOX if collection == "weblog" else {"automated": False}
        lines = [self.makers[collection].make(usual | values, at=at) for at, values in rows]

        async def all_of_them() -> None:
            with Spool(self.spool) as spool:
                await asyncio.gather(*(spool.keep(collection, line) for line in lines))

        asyncio.run(all_of_them())
        assert self.operations.take_spool().rows == len(rows)


def asked(since: date, until: date | None = None, **filters: Any) -> Asked:
    """What is asked of a report, on the sample's days and in its languages."""
    return Asked(since, until or since, ZONE, languages=("en", "es"), source_language="en", **filters)


@pytest.fixture(scope="module")
def kept(engine, whole, tmp_path_factory) -> Kept:
    """An empty store that follows the sample's policy."""
    folder = tmp_path_factory.mktemp("reports")
    engine.database = f"reports_{folder.name}".replace("-", "_")
    operations = Operations(engine, folder / "spool", clock=lambda: datetime(2026, 11, 30, 20, tzinfo=UTC))
    operations.follow(whole)
    return Kept(operations, folder / "spool", whole)
