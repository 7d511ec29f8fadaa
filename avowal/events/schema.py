"""Tables compiled from a policy: one table a collection (ledger 3.2); `views` makes what purposes may see of them.

A table has a column for each declared element and nothing else but the version a row came in under and the times
until which it may be kept. Applying a later version adds what is new and deletes nothing; what it no longer declares
disappears from the views, and goes when its time is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from avowal.events.engine import Engine
from avowal.events.outcomes import SchemaRefused
from avowal.events.rows import SEEN_AT, kept_elements, shorter_period
from avowal.events.statements import Sql, joined, statement
from avowal.events.topology import sharding_key
from avowal.policy.model import Collection, Door, Form, Policy, PolicyVersion

EVENT_DOORS = frozenset(
    {
        Door.WEBLOG,
        Door.PAGE_BEACON,
        Door.AREA_BEACON,
        Door.APP_SCREEN,
        Door.MAIL_BEACON,
        Door.BROWSER_REPORT,
        Door.CLOSED_DAY,
    }
)
"""The doors whose collections this store holds; `closed_day` is its own, and its rows belong to nobody."""
BOOKS = ("opened", "imports", "erasures", "closings")
"""The store's own tables, of which every node has the whole; `sql/create_NAME.sql` makes each."""
STRUCTURAL = ("policy_version", "keep_until")
TYPES = {
    Form.TEXT: Sql("String"),
    Form.TOKEN: Sql("String"),
    Form.TERM: Sql("LowCardinality(String)"),
    Form.NUMBER: Sql("Nullable(UInt64)"),  # absent is not 0
    Form.INSTANT: Sql("Nullable(DateTime64(3, 'UTC'))"),
    Form.DATE: Sql("Nullable(Date32)"),
    Form.FLAG: Sql("Bool"),
}
SEEN_AT_TYPE = Sql("DateTime64(3, 'UTC')")
SORTED_BY = ("site", SEEN_AT, "path")
DAY = "day"
DAY_TYPE = Sql("Date32")
COUNTS_SORTED_BY = ("counted_by", "site", DAY)


@dataclass(frozen=True)
class Column:
    """One element's column; `shorter` when any version has kept the element for less time than its row."""

    name: str
    type: Sql
    shorter: bool

    @property
    def declaration(self) -> Sql:
        return statement("column_kept_shorter" if self.shorter else "column", name=self.name, type=self.type)

    @property
    def plain(self) -> Sql:
        """Without a time of its own: for a table that holds no rows itself."""
        return statement("column", name=self.name, type=self.type)

    @property
    def until(self) -> Sql:
        return statement("column_until", name=self.name)


def event_collections(policy: Policy) -> dict[str, Collection]:
    """The collections that this store holds and of which at least one element is kept."""
    return {
        key: found for key, found in policy.collections.items() if found.door in EVENT_DOORS and kept_elements(found)
    }


def columns_of(versions: Sequence[PolicyVersion], key: str) -> tuple[Column, ...]:
    """The element columns of the table of collection `key`, in the order of the last version, which is in force."""
    policy, shorter = versions[-1].policy, kept_shorter(versions, key)
    found = policy.collections[key]
    return tuple(Column(name, _type(policy, found, name), name in shorter) for name in kept_elements(found))


def kept_shorter(versions: Sequence[PolicyVersion], key: str) -> frozenset[str]:
    """The elements that some version keeps for another time than their rows, and that so need a time of their own."""
    declared = (version.policy.collections.get(key) for version in versions)
    return frozenset(
        name for found in declared if found is not None for name in found.elements if shorter_period(found, name)
    )


def make_tables(engine: Engine, versions: Sequence[PolicyVersion]) -> None:
    """Make the tables of the last of `versions`, and the books; add columns that are new. Raises SchemaRefused."""
    topology, on_cluster = engine.topology, engine.topology.on_cluster
    for database in dict.fromkeys((engine.database, topology.shards(engine.database))):
        engine.run(statement("create_database", database=database, on_cluster=on_cluster))
    for book in BOOKS:
        copied = topology.copied(engine.database, book)
        engine.run(statement(f"create_{book}", database=engine.database, on_cluster=on_cluster, engine=copied))
    for key, collection in event_collections(versions[-1].policy).items():
        _apply_table(engine, key, columns_of(versions, key), copied=collection.door is Door.CLOSED_DAY)


def _type(policy: Policy, collection: Collection, element: str) -> Sql:
    if element == SEEN_AT:
        return SEEN_AT_TYPE
    if element == DAY and collection.door is Door.CLOSED_DAY:
        return DAY_TYPE  # the table is cut and sorted by it, so it is never absent
    return TYPES[policy.data[element].form]


def existing_columns(engine: Engine, table: str) -> dict[str, str]:
    """Column → type of a table of the store; empty where there is none."""
    found = engine.rows(statement("existing_columns"), {"database": engine.database, "table": table})
    return {str(name): str(kind) for name, kind in found}


def _apply_table(engine: Engine, table: str, columns: tuple[Column, ...], *, copied: bool) -> None:
    there = existing_columns(engine, table)
    if not there:
        _create(engine, table, columns, copied=copied)
        return
    for column in columns:
        if column.name in there:
            _check_type(table, column, there[column.name])
    add_untils(engine, table, {column.name for column in columns if column.shorter}, there)
    for column in columns:
        if column.name not in there:
            _add_column(engine, table, column.declaration, column.plain)


def _add_column(engine: Engine, table: str, column: Sql, plain: Sql) -> None:
    """Add a column where the rows lie and, on a cluster, to the table over the shards."""
    place = engine.place(table)
    engine.run(statement("add_column", **place, column=column))
    if place["database"] != engine.database:
        engine.run(statement("add_column", **place | {"database": engine.database}, column=plain))


def add_untils(engine: Engine, table: str, shorter: Iterable[str], there: Mapping[str, str]) -> None:
    """Give elements of an existing table times of their own; in older rows they begin as the row's. SchemaRefused."""
    place = engine.place(table)
    asked = {"database": place["database"], "table": table}
    for name in sorted(shorter):
        if f"{name}_until" in there:
            continue
        if name in there and engine.rows(statement("is_sorted_by"), asked | {"name": name})[0][0]:
            raise SchemaRefused(
                f"The policy keeps “{name}” in “{table}” shorter than its row, but the store sorts the table by it. "
                "Move the old table aside, or give the element the row's time."
            )
        until = statement("column_until", name=name)
        _add_column(engine, table, until, until)
        if name in there:
            engine.run(statement("keep_column_shorter", **place, name=name, type=Sql(there[name])))


def _create(engine: Engine, table: str, columns: tuple[Column, ...], *, copied: bool) -> None:
    topology, database = engine.topology, engine.database
    home = database if copied else topology.shards(database)
    plain = {column.name: column for column in columns if not column.shorter}  # the sort key must outlive its row
    sorted_by = COUNTS_SORTED_BY if copied else SORTED_BY
    order = [Sql(f"toDate({name})") if name == SEEN_AT else name for name in sorted_by if name in plain]
    untils = [column.until for column in columns if column.shorter]
    names = {"table": table, "on_cluster": topology.on_cluster}
    engine.run(
        statement(
            "create_table",
            **names,
            database=home,
            columns=joined([*(column.declaration for column in columns), *untils], ",\n    "),
            engine=topology.copied(home, table) if copied else topology.sharded(home, table),
            # never by keep_until: what a table is cut or sorted by cannot be shortened later
            partition=next(
                (Sql(f"toYYYYMM({day})") for day in (SEEN_AT, DAY) if _never_absent(day, plain)), "policy_version"
            ),
            order=joined(order or ["policy_version"]),
        )
    )
    if topology.cluster and not copied:
        engine.run(
            statement(
                "create_distributed",
                **names,
                database=database,
                columns=joined([*(column.plain for column in columns), *untils], ",\n    "),
                cluster=topology.cluster,
                shards=home,
                key=sharding_key([column.name for column in columns]),
            )
        )


def _check_type(table: str, column: Column, there: str) -> None:
    if there != column.type:
        raise SchemaRefused(
            f"The policy declares “{column.name}” in “{table}” as {column.type}, but the store keeps it as {there}. "
            "Give the element a new key in the policy, or move the old table aside."
        )


def _never_absent(name: str, columns: Mapping[str, Column]) -> bool:
    return name in columns and not columns[name].type.startswith("Nullable")
