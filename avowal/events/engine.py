"""The one way to ClickHouse: embedded (`chdb://…`) or a server (`clickhouse://…`), through the same client.

A client serves one caller at a time, so they are lent from a pool. Only the owner process may open a `chdb://` engine:
it takes the whole directory for itself and must not be forked.
"""

from __future__ import annotations

import json
import math
import os
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import clickhouse_connect
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError

from avowal.events.errors import NotAnEngine
from avowal.events.statements import Sql, joined, statement
from avowal.events.topology import topology_of

DATABASE = "avowal"
CONNECT_SECONDS = 10.0
SERVER_SCHEMES = ("clickhouse", "clickhouses", "http", "https")
ROLE = "avowal_"
"""Before the name of a purpose's database: the role that may read it on a server."""
NO_TRACE = {"log_queries": "0", "log_query_threads": "0"}
"""For statements whose bound values are personal: a server must not write them into its query log."""


class Engine:
    """An engine with a pool of clients; it is reached when the first is lent, within `patience` seconds."""

    def __init__(self, dsn: str, *, patience: float = CONNECT_SECONDS) -> None:
        scheme = urlsplit(dsn).scheme
        if scheme != "chdb" and scheme not in SERVER_SCHEMES:
            raise NotAnEngine(f"events_dsn “{dsn.rpartition('@')[2] or dsn}” is neither chdb:// nor clickhouse://.")
        self.embedded = scheme == "chdb"
        self.topology = topology_of(dsn)
        self.server = dsn if self.embedded else _server(dsn)
        """What is named to people: host and port, without credentials."""
        self._patience = patience
        self.database = DATABASE if self.embedded else urlsplit(dsn).path.strip("/") or DATABASE
        self._dsn = dsn
        self._free: dict[str | None, list[Client]] = defaultdict(list)
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def client(self, database: str | None = None) -> Iterator[Client]:
        """Lend a client, bound to `database`; it comes back to the pool unless the call failed.

        A database named is a purpose's: on a server the client has that purpose's role and no other.
        """
        with self._lock:
            lent = self._free[database].pop() if self._free[database] else None
        if lent is None:
            lent = self._open(database)
        try:
            yield lent
        except BaseException:
            _close(lent)
            raise
        with self._lock:
            if not self._closed:
                self._free[database].append(lent)
                return
        _close(lent)

    def _open(self, database: str | None) -> Client:
        if self.embedded:
            return clickhouse_connect.get_client(dsn=self._dsn, database=database)
        address = urlsplit(self._dsn)
        return clickhouse_connect.get_client(
            host=address.hostname,
            port=address.port or 0,
            username=address.username,
            password=address.password or "",
            secure=address.scheme in ("clickhouses", "https"),
            database=database or "default",
            settings={**self.topology.settings, **({"role": f"{ROLE}{database}"} if database else {})},
            compress=False,
            connect_timeout=max(1, math.ceil(self._patience)),
        )

    def run(self, command: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a statement that answers nothing."""
        with self.client() as client:
            client.command(command, parameters=dict(parameters or {}))

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run a query of this room's own (not a purpose's) and give its rows as JSON values."""
        with self.client() as client:
            return json_rows(client, query, parameters)[1]

    def place(self, table: str) -> dict[str, Sql | str | int]:
        """The parts of a statement that changes how the rows of `table` lie: on a cluster on every node."""
        return {"database": self._home(table), "table": table, "on_cluster": self.topology.on_cluster}

    def _home(self, table: str) -> str:
        if self.topology.cluster is None:
            return self.database
        asked = {"database": self.database, "shards": self.topology.shards(self.database), "table": table}
        found = self.rows(statement("home"), asked)
        return str(found[0][0]) if found else self.database

    def close(self) -> None:
        with self._lock:
            self._closed = True
            clients = [client for free in self._free.values() for client in free]
            self._free.clear()
        for client in clients:
            _close(client)


def _server(dsn: str) -> str:
    try:
        host, port = urlsplit(dsn).hostname, urlsplit(dsn).port
    except ValueError:
        host, port = None, None
    if not host:
        raise NotAnEngine("events_dsn names no server; write clickhouse://user:password@host:port/database, encoded.")
    return f"{host}:{port}" if port else host


def json_rows(
    client: Client, query: str, parameters: Mapping[str, Any] | None = None
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Column names and rows of `query`, values as JSON has them (times and dates as text, in UTC)."""
    answer = json.loads(client.raw_query(f"{query}\nFORMAT JSONCompact", parameters=dict(parameters or {})))
    return tuple(column["name"] for column in answer["meta"]), [tuple(row) for row in answer["data"]]


def insert(
    client: Client, table: Sql | str, columns: tuple[str, ...], content: bytes, form: str, settings: Mapping[str, str]
) -> None:
    """Insert `content`, written in ClickHouse's format `form`; it touches no disk on the way where that can be helped.

    clickhouse-connect hands embedded inserts over in a temporary file, which would leave personal data behind when the
    process dies; so on Linux the content goes through anonymous memory.
    """
    table = joined([table])
    if type(client).__name__ == "ChdbClient" and hasattr(os, "memfd_create"):
        handle = os.memfd_create("avowal")
        try:
            with os.fdopen(os.dup(handle), "wb") as stream:
                stream.write(content)
            _insert_file(client, table, columns, f"/proc/self/fd/{handle}", form, settings)
        finally:
            os.close(handle)
    else:
        client.raw_insert(table, list(columns), insert_block=content, fmt=form, settings=dict(settings))


def _insert_file(
    client: Client, table: Sql | str, columns: tuple[str, ...], file: str, form: str, settings: Mapping[str, str]
) -> None:
    written = Sql(", ".join(f"{joined([key])} = '{_plain(value)}'" for key, value in settings.items()))
    parts = {"table": table, "columns": joined(columns), "file": Sql(file), "settings": written, "form": Sql(form)}
    client.command(statement("insert_file", **parts))


def _plain(value: str) -> str:
    """A setting's value: the few characters that tokens and numbers are made of."""
    if not all(character.isalnum() or character in "-_.:" for character in value):
        raise ValueError("A setting of an insert holds a character that it may not.")
    return value


def _close(client: Client) -> None:
    with suppress(ClickHouseError, OSError, RuntimeError):
        client.close()
