"""Changes of tables that do not end or fail: an erasure or a forgetting behind one would not happen (8.4, 3.2)."""

from __future__ import annotations

from datetime import UTC, datetime

from avowal.events.engine import Engine
from avowal.events.outcomes import Mutation
from avowal.events.statements import statement

LONGEST_SECONDS = 3600.0
"""A change of 100 million rows takes well under a minute (measured); after an hour something is wrong."""


def unfinished(engine: Engine, longer_than: float = LONGEST_SECONDS) -> list[Mutation]:
    """The changes under way for `longer_than` seconds or more, and those that have failed at least once."""
    asked = {
        "database": engine.database,
        "shards": engine.topology.shards(engine.database),
        "seconds": int(longer_than),
    }
    found = engine.rows(statement("mutations", mutations=engine.topology.everywhere("mutations")), asked)
    return [
        Mutation(str(table), str(name), str(kind), datetime.fromtimestamp(int(since), UTC), str(failed) or None)
        for table, name, since, _, kind, failed in found
    ]
