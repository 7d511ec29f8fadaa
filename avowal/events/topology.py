"""Where the tables lie: on one machine, or on a cluster (`clickhouse://…/?cluster=NAME`).

On a cluster each statement goes to every node (`ON CLUSTER`). A table of events is cut into shards: its rows lie in
`DATABASE_local`, replicated within a shard, and `DATABASE` holds a `Distributed` table of the same name over them, so
that reads and inserts are written as on one machine. Counts of closed days and the store's own books lie whole on every
node. Nothing of this has met a cluster yet: see docs/how-to/run-on-a-cluster.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from avowal.events.errors import NotAnEngine
from avowal.events.statements import Sql, statement

SHARDED_BY = ("visitor_key", "view_key", "member_key", "message_key")
"""What keeps rows together: the first of these that a table has. A visitor's key lives one day (R67)."""
_CLUSTER = re.compile(r"^[A-Za-z_][A-Za-z0-9_]{0,62}$")
_NOTHING = Sql("")


@dataclass(frozen=True)
class Topology:
    """One machine, or the cluster named."""

    cluster: Sql | None = None

    @property
    def on_cluster(self) -> Sql:
        """What a statement carries that is meant for every node."""
        return statement("on_cluster", cluster=self.cluster) if self.cluster else _NOTHING

    def shards(self, database: str) -> str:
        """The database in which the rows of tables lie that are cut into shards."""
        return f"{database}_local" if self.cluster else database

    def sharded(self, database: str, table: str) -> Sql:
        """The engine of a table whose rows are spread over the shards, in `shards(database)`."""
        return statement("engine_sharded", database=database, table=table) if self.cluster else statement("engine")

    def copied(self, database: str, table: str) -> Sql:
        """The engine of a table that every node has whole."""
        return statement("engine_copied", database=database, table=table) if self.cluster else statement("engine")

    def everywhere(self, table: str) -> Sql:
        """The engine's own table of that name, on a cluster of all its nodes."""
        if self.cluster is None:
            return statement("system_table", table=table)
        return statement("system_everywhere", cluster=self.cluster, table=table)

    @property
    def settings(self) -> Mapping[str, str]:
        """Of every connection: an insert is answered when the shards have it, and a query may look into two tables."""
        return {"distributed_foreground_insert": "1", "distributed_product_mode": "global"} if self.cluster else {}


def topology_of(dsn: str) -> Topology:
    """The topology that a store's address names. Raises NotAnEngine."""
    address = urlsplit(dsn)
    named = parse_qs(address.query, keep_blank_values=True).get("cluster")
    if named is None:
        return Topology()
    if address.scheme == "chdb":
        raise NotAnEngine("events_dsn names a cluster for an embedded store; a cluster needs clickhouse://….")
    if not _CLUSTER.match(named[-1]):
        raise NotAnEngine("events_dsn: the name of a cluster is made of letters, digits and “_”.")
    return Topology(Sql(named[-1]))


def sharding_key(columns: Collection[str]) -> Sql:
    """What decides on a row's shard: rows of one visitor's day are on one, those that belong to nobody on any."""
    key = next((name for name in SHARDED_BY if name in columns), None)
    return statement("sharded_by", key=key) if key else statement("sharded_by_chance")
