"""Erasure of what carries given keys: hidden from every answer at once, off the disk with the nightly rewrite (8.4).

`hide` takes the keys of a person's visits, views or messages out of each table that has such an element and out of the
spool. Keys wait in memory for as long as that takes: no statement, no file of a mutation and no receipt holds one.
The book says what is begun before any row is hidden, so what a crash leaves hidden is known, rewritten and told.
Hiding is a lightweight delete; one rewrite for all erasures of a day (`APPLY DELETED MASK`) makes new parts without
the rows, and the engine deletes the old ones some minutes later. A receipt tells these apart.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from clickhouse_connect.driver.exceptions import ClickHouseError

from avowal.events import evidence
from avowal.events.engine import NO_TRACE, Engine, insert
from avowal.events.erasure_book import ErasureBook
from avowal.events.outcomes import Erased, ErasedTable, NotErased, Taken
from avowal.events.spool_erasing import being_written, erase_lines, lines_holding, view_keys
from avowal.events.statements import Sql, joined, statement

ERASABLE = ("visitor_key", "view_key", "member_key", "message_key")
SHORTEST_KEY = 8
"""Characters. A shorter one would stand in what others left."""
WRITERS_SECONDS = 5.0
"""How long a writer may take to finish a segment; they do so twice a second."""
KEYS = "erasing_"
"""How the tables of keys that are being erased are called."""
_PAUSE_SECONDS = 0.05
_PARTITION = re.compile(r"^[0-9A-Za-z_-]+$")


class Eraser:
    """Erases on one engine and one spool; its caller lets nobody else take the spool meanwhile."""

    def __init__(
        self,
        engine: Engine,
        spool: Path,
        take: Callable[[], Taken],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        token: Callable[[], str] = lambda: secrets.token_hex(4),
    ) -> None:
        self.book = ErasureBook(engine, clock)
        self._engine = engine
        self._spool = spool
        self._take = take
        self._clock = clock
        self._token = token

    def erase(
        self, keys: Mapping[str, Sequence[str]], *, dry_run: bool = False, sparing_attacks: bool = False
    ) -> Erased:
        """Take all rows with one of `keys` (element → values) out of every answer, and give a receipt.

        With `dry_run`, only count them. With `sparing_attacks`, requests that failed or sent something stay (U.9).
        What is recorded afterwards is new and stays. Raises NotErased, ValueError for
        a key that is none, and the engine's own errors; then there is no receipt, and it must be done again: what was
        hidden already is then counted too, as long as the book knows of one that was broken off.
        """
        wanted = _checked(keys)
        masked = dry_run or not self.book.broken_off()
        self._take_what_waits()
        if "visitor_key" in wanted:
            views = view_keys(self._spool, wanted["visitor_key"])
            wanted["view_key"] = tuple(sorted({*wanted.get("view_key", ()), *views}))
        with self._waiting(wanted, plain_reads=sparing_attacks) as (waiting, conditions):
            if "visitor_key" in wanted:
                wanted["view_key"] = self._views_too(waiting, wanted["view_key"], masked=masked)
            found = self._tables(conditions, masked=masked)
            tables = [ErasedTable(table, sum(rows.values())) for table, rows in found.items()]
            everything = [value for values in wanted.values() for value in values]
            lines = lines_holding(self._spool, everything, plain_reads=sparing_attacks)
            would_go = Erased("", self._clock(), _with_spool(tables, lines, None))
            if dry_run or not would_go.tables:
                return would_go
            number = f"E-{would_go.at:%Y%m%d}-{self._token()}"
            self.book.note_begun(Erased(number, would_go.at, tuple(tables)))
            lines = erase_lines(self._spool, everything, plain_reads=sparing_attacks)
            for table, partitions in found.items():
                self._hide(table, partitions, conditions[table], waiting)
        now = self._clock()
        erased = Erased(number, now, _with_spool(tables, lines, now))
        self.book.note_hidden(erased)
        return erased

    def _take_what_waits(self) -> None:
        """Take the spool until all that was acknowledged before now is in the store or in finished segments."""
        waiting, since = being_written(self._spool), time.monotonic()
        self._take()
        while waiting := {file for file in waiting if file.exists()}:
            if time.monotonic() - since > WRITERS_SECONDS:
                raise NotErased(
                    f"Nothing was erased: {len(waiting)} segments of the spool are still being written. "
                    "See whether the sites' processes hang, and erase again."
                )
            time.sleep(_PAUSE_SECONDS)
            self._take()

    @contextmanager
    def _waiting(
        self, wanted: Mapping[str, Sequence[str]], *, plain_reads: bool
    ) -> Iterator[tuple[str, dict[str, Sql]]]:
        """The keys in a table of their own while they are needed, and for each table which of its rows carry one."""
        engine, name = self._engine, f"{KEYS}{self._token()}"
        names: dict[str, Sql | str | int] = {
            "database": engine.database,
            "keys": name,
            "on_cluster": engine.topology.on_cluster,
        }
        kind = "erasure_keys_copied" if engine.topology.cluster else "erasure_keys_memory"
        kept = statement(kind, **{key: names[key] for key in ("database", "keys")})
        engine.run(statement("create_database", database=engine.database, on_cluster=engine.topology.on_cluster))
        engine.run(statement("erasure_keys", **names, engine=kept))
        try:
            self._hand_over(name, wanted)
            yield name, self._conditions(name, wanted, plain_reads=plain_reads)
        finally:
            engine.run(statement("erasure_keys_drop", **names))

    def _hand_over(self, name: str, wanted: Mapping[str, Sequence[str]]) -> None:
        engine = self._engine
        rows = [{"element": element, "value": value} for element, values in wanted.items() for value in values]
        if rows:
            content = "\n".join(json.dumps(row) for row in rows).encode()
            with engine.client() as client:
                table = joined([engine.database, name], ".")
                insert(client, table, ("element", "value"), content, "JSONEachRow", NO_TRACE)
        if engine.topology.cluster:
            place = {"database": engine.database, "keys": name, "on_cluster": engine.topology.on_cluster}
            engine.run(statement("erasure_keys_sync", **place))

    def _conditions(self, name: str, wanted: Mapping[str, Sequence[str]], *, plain_reads: bool) -> dict[str, Sql]:
        held: dict[str, list[str]] = {}
        columns = evidence.columns(self._engine)
        for table, column in columns:
            if column in wanted and not table.startswith(KEYS):
                held.setdefault(table, []).append(column)
        found = {table: self._any_of(elements, name) for table, elements in held.items()}
        requests = {table for table in found if {(table, "method"), (table, "status")} <= {*columns}}
        return {
            table: statement("erasure_plain_reads", of=of) if plain_reads and table in requests else of
            for table, of in found.items()
        }

    def _any_of(self, elements: Sequence[str], name: str) -> Sql:
        names = {"keys_database": self._engine.database, "keys": name}
        return joined((statement("erasure_of", element=element, **names) for element in elements), " OR ")

    def _views_too(self, name: str, known: Sequence[str], *, masked: bool) -> tuple[str, ...]:
        """The keys of the visitor's views, which areas of a page carry alone; they join those that wait."""
        engine = self._engine
        columns = set(evidence.columns(engine))
        found = set[str]()
        for table, column in columns:
            if column == "view_key" and (table, "visitor_key") in columns:
                place = {"database": engine.database, "table": table}
                of = self._any_of(["visitor_key"], name)
                query = statement("erasure_view_keys", **place, of=of, masked=int(masked))
                found |= {str(key) for (key,) in engine.rows(query)}
        self._hand_over(name, {"view_key": sorted(found - set(known))})
        return tuple(sorted(found | set(known)))

    def _tables(self, conditions: Mapping[str, Sql], *, masked: bool) -> dict[str, dict[str, int]]:
        """Rows to erase by table and partition, where there are any."""
        engine = self._engine
        found: dict[str, dict[str, int]] = {}
        for table, of in sorted(conditions.items()):
            place = {"database": engine.database, "table": table}
            rows = engine.rows(statement("erasure_count", **place, of=of, masked=int(masked)))
            if rows:
                found[table] = {str(partition): int(count) for partition, count in rows}
        return found

    def _hide(self, table: str, partitions: Iterable[str], of: Sql, waiting: str) -> None:
        engine = self._engine
        place = engine.place(table)
        try:
            for partition in partitions:
                engine.run(statement("erasure_hide", **place, of=of, partition=_partition(partition)))
        except ClickHouseError:
            on_cluster = engine.topology.on_cluster
            engine.run(statement("erasure_kill", keys=waiting, on_cluster=on_cluster), {"database": place["database"]})
            raise


def _partition(name: str) -> Sql:
    if not _PARTITION.match(name):
        raise NotErased("Nothing was erased: the store cuts a table in a way that this version does not know.")
    return Sql(name)


def _checked(keys: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The keys, each element's once. Raises ValueError, whose words hold none of them."""
    unknown = sorted(set(keys) - set(ERASABLE))
    if unknown:
        raise ValueError(f"Nothing can be erased by {', '.join(unknown)}; by {', '.join(ERASABLE)} it can.")
    for element, values in keys.items():
        if any(len(value) < SHORTEST_KEY or value != value.strip() or not value.isprintable() for value in values):
            raise ValueError(
                f"A {element} given is no key: it has {SHORTEST_KEY} or more characters, none of them blank."
            )
    wanted = {element: tuple(dict.fromkeys(values)) for element, values in keys.items() if values}
    if not wanted:
        raise ValueError("No key was given, so there is nothing to erase.")
    return wanted


def _with_spool(
    tables: Sequence[ErasedTable], lines: Mapping[str, int], at: datetime | None
) -> tuple[ErasedTable, ...]:
    return (*tables, *(ErasedTable(place, count, at) for place, count in sorted(lines.items())))
