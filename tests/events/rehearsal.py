"""An embedded engine that is told it were a cluster: writes down each statement, and does of it what one machine can.

What is left out is what a cluster alone can do: replication, distribution (an `Alias` table stands for the table over
the shards), roles. So each path is run and each statement is read by the engine's own parser, and still none of it has
met a cluster.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import clickhouse_connect
from clickhouse_connect.driver.client import Client

from avowal.events.engine import Engine
from avowal.events.statements import Sql
from avowal.events.topology import Topology

CLUSTER = "harbor"
_REPLICATED = re.compile(r"Replicated(\w*MergeTree)\([^)]*\)")
_DISTRIBUTED = re.compile(r"CREATE TABLE IF NOT EXISTS (\w+)\.(\w+).*ENGINE = Distributed\('\w+', '(\w+)'", re.DOTALL)
_EVERYWHERE = re.compile(rf"clusterAllReplicas\('{CLUSTER}', (system\.\w+)\)")
_OF_A_CLUSTER_ALONE = ("CREATE ROLE", "GRANT", "SYSTEM SYNC REPLICA")


class Rehearsal(Engine):
    """As `Engine`, with the statements that it was given."""

    def __init__(self, dsn: str, *, cluster: bool) -> None:
        super().__init__(dsn)
        self.statements: list[str] = []
        if cluster:
            self.topology = Topology(Sql(CLUSTER))
            self.embedded = False

    def _open(self, database: str | None) -> Client:
        return clickhouse_connect.get_client(dsn=self._dsn, database=database)

    def run(self, command: str, parameters: Mapping[str, Any] | None = None) -> None:
        self.statements.append(command)
        parsed = "SELECT formatQuery({statement:String})"
        super().rows(parsed, {"statement": re.sub(r"\{(\w+):\w+\}", "''", command)})
        if not command.startswith(_OF_A_CLUSTER_ALONE):
            super().run(_on_one_machine(command), parameters)

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return super().rows(_on_one_machine(query), parameters)


def _on_one_machine(text: str) -> str:
    distributed = _DISTRIBUTED.match(text)
    if distributed:
        database, table, shards = distributed.groups()
        alias = f"CREATE TABLE IF NOT EXISTS {database}.{table} ENGINE = Alias('{shards}', '{table}')"
        return f"{alias} SETTINGS allow_experimental_alias_table_engine = 1"
    text = _REPLICATED.sub(r"\1", text).replace(f" ON CLUSTER {CLUSTER}", "")
    return _EVERYWHERE.sub(r"\1", text)
