"""One schema code makes a machine's tables and a cluster's; the golden files say which statements each is given.

Written anew with `GOLDEN=write .venv/bin/pytest tests/events/test_topology.py`; look at the difference.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from avowal.events.engine import Engine
from avowal.events.erasing import Eraser
from avowal.events.errors import NotAnEngine
from avowal.events.operations import Operations
from avowal.events.outcomes import Taken
from avowal.events.rows import RowMaker
from avowal.events.topology import Topology, sharding_key, topology_of
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import CollectedElement, PolicyVersion
from avowal.policy.period import Period

from .rehearsal import Rehearsal

GOLDEN = Path(__file__).parent / "golden"
NEVER_RUN = (
    "-- Not yet run on a cluster: each statement has been parsed, and what one machine can do of it was done there.\n"
)
HERS = "a1b2c3d4e5f60718"


@pytest.fixture
def later(harbor):
    """The sample policy, changed: addresses kept shorter, one more element of the weblog."""
    weblog = harbor.collections["weblog"]
    elements = dict(weblog.elements) | {
        "ip_address": replace(weblog.elements["ip_address"], keep=Period.parse("7 days")),
        "directive": CollectedElement(),
    }
    changed = replace(weblog, elements=Catalogue(elements.items()))
    return replace(harbor, collections=Catalogue((dict(harbor.collections) | {"weblog": changed}).items()))


def versions_of(*policies):
    return [PolicyVersion(n, "0" * 64, date(2026, n, 1), policy) for n, policy in enumerate(policies, 1)]


@pytest.fixture(params=["machine", "cluster"])
def rehearsed(request, engine, tmp_path):
    """A store on one machine or, as far as one machine can be one, on a cluster; its statements are written down."""
    rehearsal = Rehearsal(engine._dsn, cluster=request.param == "cluster")
    databases = "SELECT name FROM system.databases WHERE startsWith(name, 'purpose_') OR startsWith(name, 'avowal')"
    for (name,) in engine.rows(databases):
        engine.run(f"DROP DATABASE {name} SYNC")
    yield request.param, rehearsal, Operations(rehearsal, tmp_path / "spool", clock=lambda: datetime.now(UTC))
    rehearsal.close()


def test_the_statements_are_those_of_the_golden_files(rehearsed, harbor, later, tmp_path):
    kind, engine, operations = rehearsed
    first, second = versions_of(harbor, later)

    operations.follow(first)
    made, engine.statements = engine.statements, []
    line = RowMaker(first, "weblog").make(
        {"site": "plan", "ip_address": "203.0.113.9"}, at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    put(operations, tmp_path, line)
    operations.follow(first, second)
    tokens = iter(["00000001", "00000002"])
    eraser = Eraser(engine, tmp_path / "spool", Taken, clock=lambda: datetime.now(UTC), token=lambda: next(tokens))
    put(operations, tmp_path, RowMaker(second, "weblog").make({"visitor_key": HERS}, at=datetime.now(UTC)))
    eraser.erase({"visitor_key": [HERS]})
    eraser.book.rewrite()
    stop_forgetting(engine)
    put(operations, tmp_path, RowMaker(second, "weblog").make({"path": "/old"}, at=datetime(2015, 1, 1, tzinfo=UTC)))
    operations.sweep()

    is_golden(f"{kind}-made", made)
    # of the views, which all name the new version, one is enough
    views = [one for one in engine.statements if "REPLACE VIEW" in one and "purpose_security.weblog" not in one]
    is_golden(f"{kind}-changed", [one for one in engine.statements if one not in {*made, *views}])


def stop_forgetting(engine):
    """Until the sweep, which must have something to do."""
    place = engine.place("weblog")
    Engine.run(engine, f"SYSTEM STOP TTL MERGES {place['database']}.weblog")


def put(operations, tmp_path, line):
    folder = tmp_path / "spool/weblog"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{int(datetime.now(UTC).timestamp() * 1000):013d}-0123abcd.jsonl").write_bytes(line)
    assert operations.take_spool().rows == 1


def is_golden(name, statements):
    head = NEVER_RUN if name.startswith("cluster") else ""
    plain = (re.sub(r"[ ]+$", "", re.sub(r"(?<=\S) {2,}", " ", one), flags=re.MULTILINE) for one in statements)
    file, text = GOLDEN / f"{name}.sql", head + "".join(f"{one.strip()};\n" for one in dict.fromkeys(plain))
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, f"{name} has changed; see this file's head"


def test_what_is_taken_in_is_read_erased_and_swept_on_either(rehearsed, plan, tmp_path):
    kind, engine, operations = rehearsed
    operations.follow(plan)
    now = datetime.now(UTC)
    maker = RowMaker(plan, "weblog")
    put(operations, tmp_path, maker.make({"site": "plan", "path": "/a", "visitor_key": HERS}, at=now))
    put(operations, tmp_path, maker.make({"site": "plan", "path": "/old"}, at=now - timedelta(days=4000)))

    assert operations.search(HERS) == [("weblog", "visitor_key", 1)]
    engine.run("SELECT count() FROM purpose_measurement.weblog")
    assert engine.rows("SELECT path FROM purpose_measurement.weblog") == [("/a",)]
    assert [found.table for found in operations.sweep()] in (["weblog"], [])
    receipt = operations.erase({"visitor_key": [HERS]}).receipt
    assert operations.rewrite() == ["weblog"]
    assert operations.erasure(receipt).rows == 1
    assert operations.search(HERS) == operations.search("/old") == []
    where = {
        database
        for (database,) in engine.rows("SELECT database FROM system.parts WHERE table = 'weblog' AND active = 0")
    }
    assert ({"avowal_local"} if kind == "cluster" else {"avowal"}) <= where


def test_an_address_names_the_cluster():
    assert topology_of("clickhouse://user:word@db.plan.example:8123/events?cluster=main_2") == Topology("main_2")
    assert topology_of("clickhouse://db.plan.example/events") == topology_of("chdb:///srv/events") == Topology()
    assert Engine("clickhouse://db.plan.example/events?cluster=main").database == "events"


@pytest.mark.parametrize(
    "dsn",
    [
        "clickhouse://db/events?cluster=",
        "clickhouse://db/?cluster=a'b",
        "clickhouse://db/?cluster=a-b",
        "chdb:///x?cluster=a",
    ],
)
def test_a_cluster_that_cannot_be_is_refused(dsn):
    with pytest.raises(NotAnEngine, match="cluster"):
        Engine(dsn)


def test_rows_of_one_visitors_day_lie_together_and_those_of_nobody_anywhere(engine):
    key = sharding_key(["path", "view_key", "visitor_key"])
    asked = f"SELECT uniq({key} % 16) FROM (SELECT {{key:String}} AS visitor_key FROM numbers(1000))"

    assert engine.rows(asked, {"key": HERS}) == [(1,)]
    assert engine.rows(asked, {"key": ""})[0][0] > 8
    assert "view_key" in sharding_key(["view_key", "area"])
    assert sharding_key(["path"]) == "rand()"
