"""A small policy to declare with, and one open store for the whole run: an engine serves one directory a process.

Each test gets tables of its own (a database), its own spool, and a clock that it sets.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from avowal.config import SAMPLE
from avowal.events.direct import DirectStore
from avowal.events.engine import Engine
from avowal.events.operations import Operations
from avowal.events.reading import QUERIES
from avowal.events.rows import RowMaker
from avowal.events.spool import Spool
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import (
    CollectedElement,
    Collection,
    DataElement,
    Door,
    Form,
    Identifies,
    Method,
    Policy,
    PolicyVersion,
    Purpose,
    Sensitivity,
)
from avowal.policy.period import Period
from avowal.policy.reading import read_bundle

FORMS = {
    "seen_at": Form.INSTANT,
    "site": Form.TERM,
    "path": Form.TEXT,
    "status": Form.NUMBER,
    "engaged_time": Form.NUMBER,
    "ip_address": Form.TEXT,
    "automated": Form.FLAG,
    "member_key": Form.TOKEN,
    "day": Form.DATE,
    "browser": Form.TERM,
}


@pytest.fixture(scope="session")
def harbor() -> Policy:
    return read_bundle(SAMPLE / "policy")


@pytest.fixture(scope="session")
def declare(harbor: Policy) -> Callable[..., PolicyVersion]:
    """Make a policy version whose only event collection is a weblog of the elements given."""

    def version(
        elements: Mapping[str, CollectedElement] | tuple[str, ...] = (),
        *,
        number: int = 1,
        forms: Mapping[str, Form] = {},
        **collection: Any,
    ) -> PolicyVersion:
        chosen = elements if isinstance(elements, Mapping) else dict.fromkeys(elements, CollectedElement())
        forms = {**FORMS, **forms}
        weblog = Collection(
            "Weblog",
            Method.AUTOMATIC,
            collection.pop("door", Door.WEBLOG),
            Catalogue(chosen.items()),
            collection.pop("purposes", ("measurement", "security")),
            collection.pop("keep", Period.parse("13 months")),
            **collection,
        )
        data = {
            key: DataElement(key, "system.operations", Identifies.NO, Sensitivity.LOW, forms.get(key, Form.TEXT))
            for key in chosen
        }
        purposes = {key: Purpose(key, "analytics") for key in ("measurement", "security", "diagnosis")}
        policy = replace(
            harbor,
            data=Catalogue(data.items()),
            purposes=Catalogue(purposes.items()),
            collections=Catalogue({"weblog": weblog}.items()),
        )
        return PolicyVersion(number, "0" * 64, date(2026, 1, 1), policy)

    return version


@pytest.fixture(scope="session")
def plan(harbor: Policy) -> PolicyVersion:
    """The sample plan's weblog and page views, and the purposes that may open them; quicker to follow than the whole."""
    collections = {key: harbor.collections[key] for key in ("weblog", "page_views")}
    purposes = {key: harbor.purposes[key] for key in ("measurement", "improvement", "diagnosis", "security")}
    policy = replace(harbor, collections=Catalogue(collections.items()), purposes=Catalogue(purposes.items()))
    return PolicyVersion(1, "0" * 64, date(2026, 1, 1), policy)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = Engine(f"chdb://{tmp_path_factory.mktemp('engine')}")
    yield opened
    opened.close()


@dataclass
class Room:
    """A store of one test's own, with its spool and clock."""

    operations: Operations
    spool: Path
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    queries: Path | None = None

    @property
    def engine(self) -> Engine:
        return self.operations.engine

    @property
    def store(self) -> DirectStore:
        return DirectStore(self.operations)

    def keep(self, *lines: bytes, collection: str = "weblog") -> None:
        """Put lines into the spool as a site does, each awaited."""

        async def all_of_them() -> None:
            with_spool = Spool(self.spool)
            await asyncio.gather(*(with_spool.keep(collection, line) for line in lines))
            with_spool.close()

        asyncio.run(all_of_them())

    def rows(self, what: str = "*", table: str = "weblog") -> list[tuple[Any, ...]]:
        return self.engine.rows(f"SELECT {what} FROM {self.engine.database}.{table} ORDER BY ALL")

    def never_forget(self, *elements: str) -> None:
        """Plant a store that does not delete by itself, so that what hides old rows is seen to do it."""
        table = f"{self.engine.database}.weblog"
        self.engine.run(f"ALTER TABLE {table} REMOVE TTL")
        for element in elements:
            self.engine.run(f"ALTER TABLE {table} MODIFY COLUMN {element} REMOVE TTL")

    def query(self, name: str, text: str) -> None:
        """Ship a query with this test."""
        assert self.queries is not None
        (self.queries / f"{name}.sql").write_text(text, encoding="utf-8")


_numbers = itertools.count()


@pytest.fixture
def room(engine: Engine, tmp_path: Path) -> Room:
    return made_room(engine, tmp_path)


@pytest.fixture(scope="module")
def shared_room(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """One store for the tests of a module that can share it: to follow a policy costs as much as a test."""
    return made_room(engine, tmp_path_factory.mktemp("shared"))


def made_room(engine: Engine, folder: Path) -> Room:
    """An empty store, with its spool and queries in `folder`."""
    engine.database = f"store_{next(_numbers)}"
    queries = folder / "queries"
    queries.mkdir()
    (queries / "parts").symlink_to(QUERIES / "parts")
    for shipped in QUERIES.glob("*.sql"):
        (queries / shipped.name).symlink_to(shipped)
    spool = folder / "spool"
    made = Room(None, spool, queries=queries)  # type: ignore[arg-type]
    made.operations = Operations(engine, spool, queries=queries, clock=lambda: made.now)
    return made


@pytest.fixture
def stored(room: Room) -> Callable[..., list[dict[str, Any]]]:
    """Follow a version, keep the rows of some values through spool and store, and give the whole stored table."""

    def through(
        version: PolicyVersion,
        *values: Mapping[str, Any],
        signed_in: bool = False,
        after: tuple[PolicyVersion, ...] = (),
    ) -> list[dict[str, Any]]:
        room.operations.follow(*after, version)
        maker = RowMaker(version, "weblog")
        room.keep(*(maker.make(value, at=room.now, signed_in=signed_in) for value in values))
        room.operations.take_spool()
        names = [name for table, name in room.operations.columns() if table == "weblog"]
        return [dict(zip(names, row, strict=True)) for row in room.rows()]

    return through
