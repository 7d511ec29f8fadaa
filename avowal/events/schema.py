"""Tables and views compiled from a policy: one table a collection, one database of views a purpose (ledger 3.2, 3.3).

A table has a column for each declared element and nothing else but the version a row came in under and the times
until which it may be kept. Applying a later version adds what is new and deletes nothing; what it no longer declares
disappears from the views, and goes when its time is over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from avowal.events.engine import Engine, insert
from avowal.events.rows import SEEN_AT, kept_elements, shorter_period
from avowal.events.statements import Sql, joined, statement
from avowal.policy.model import Collection, Door, Form, Policy, PolicyVersion

EVENT_DOORS = frozenset(
    {Door.WEBLOG, Door.PAGE_BEACON, Door.AREA_BEACON, Door.APP_SCREEN, Door.MAIL_BEACON, Door.BROWSER_REPORT}
)
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


class SchemaRefused(Exception):
    """The store's tables cannot follow this policy version; the message says which column and what to do."""


@dataclass(frozen=True)
class Column:
    """One element's column; `shorter` when the element is kept for less time than its row."""

    name: str
    type: Sql
    shorter: bool

    @property
    def declaration(self) -> Sql:
        return statement("column_kept_shorter" if self.shorter else "column", name=self.name, type=self.type)

    @property
    def until(self) -> Sql:
        return statement("column_until", name=self.name)


def event_collections(policy: Policy) -> dict[str, Collection]:
    """The collections that come in as events and of which at least one element is kept."""
    return {
        key: found for key, found in policy.collections.items() if found.door in EVENT_DOORS and kept_elements(found)
    }


def columns_of(policy: Policy, collection: Collection) -> tuple[Column, ...]:
    """The element columns of `collection`'s table, in declared order."""
    return tuple(
        Column(key, _type(policy, key), shorter_period(collection, key) is not None)
        for key in kept_elements(collection)
    )


def apply(engine: Engine, version: PolicyVersion) -> None:
    """Make the store follow `version`: databases, tables, columns, views. Raises SchemaRefused."""
    engine.run(statement("create_database", database=engine.database))
    engine.run(statement("create_opened", database=engine.database))
    engine.run(statement("create_imports", database=engine.database))
    for key, collection in event_collections(version.policy).items():
        _apply_table(engine, key, columns_of(version.policy, collection))
    _record_purposes(engine, version)
    _apply_views(engine, version.policy)


def _type(policy: Policy, element: str) -> Sql:
    return SEEN_AT_TYPE if element == SEEN_AT else TYPES[policy.data[element].form]


def _apply_table(engine: Engine, table: str, columns: tuple[Column, ...]) -> None:
    names = {"database": engine.database, "table": table}
    there = {str(name): str(kind) for name, kind in engine.rows(statement("existing_columns"), names)}
    if not there:
        engine.run(_create(engine.database, table, columns))
        return
    for column in columns:
        if column.name in there:
            _check_type(table, column, there[column.name])
        if column.shorter and f"{column.name}_until" not in there:
            engine.run(statement("add_column", **names, column=column.until))
            if column.name in there:
                engine.run(statement("keep_column_shorter", **names, name=column.name, type=column.type))
        if column.name not in there:
            engine.run(statement("add_column", **names, column=column.declaration))


def _create(database: str, table: str, columns: tuple[Column, ...]) -> Sql:
    plain = {column.name: column for column in columns if not column.shorter}  # the sort key must outlive its row
    order = [Sql(f"toDate({name})") if name == SEEN_AT else name for name in SORTED_BY if name in plain]
    declared = [*(column.declaration for column in columns), *(column.until for column in columns if column.shorter)]
    return statement(
        "create_table",
        database=database,
        table=table,
        columns=joined(declared, ",\n    "),
        partition=SEEN_AT if SEEN_AT in plain else "keep_until",
        order=joined(order or ["keep_until"]),
    )


def _check_type(table: str, column: Column, there: str) -> None:
    if there != column.type:
        raise SchemaRefused(
            f"The policy declares “{column.name}” in “{table}” as {column.type}, but the store keeps it as {there}. "
            "Give the element a new key in the policy, or move the old table aside."
        )


def _record_purposes(engine: Engine, version: PolicyVersion) -> None:
    if engine.rows(statement("opened_count", database=engine.database), {"version": version.number})[0][0]:
        return
    rows = [
        {"policy_version": version.number, "collection": key, "element": element, "purpose": purpose}
        for key, collection in event_collections(version.policy).items()
        for element in kept_elements(collection)
        for purpose in collection.purposes_of(element)
    ]
    if not rows:
        return
    content = "\n".join(json.dumps(row) for row in rows).encode()
    token = {"insert_deduplication_token": f"opened-{version.number}"}
    with engine.client() as client:
        insert(client, joined([engine.database, "opened"], "."), tuple(rows[0]), content, "JSONEachRow", token)


def _apply_views(engine: Engine, policy: Policy) -> None:
    stale = {(str(database), str(name)) for database, name in engine.rows(statement("purpose_views"))}
    opened = _opened_versions(engine)
    for purpose in policy.purposes:
        view_database = f"purpose_{purpose}"
        views = {
            key: _view(engine.database, policy, purpose, key, collection, opened)
            for key, collection in event_collections(policy).items()
        }
        engine.run(statement("create_database", database=view_database))
        for key, view in views.items():
            if view is not None:
                engine.run(view)
                stale.discard((view_database, key))
    for view_database, table in stale:
        engine.run(statement("drop_view", view_database=view_database, table=table))


_Opened = dict[tuple[str, str, str], frozenset[int]]


def _opened_versions(engine: Engine) -> _Opened:
    rows = engine.rows(statement("opened_versions", database=engine.database))
    return {(str(c), str(e), str(p)): frozenset(int(number) for number in versions) for c, e, p, versions in rows}


def _view(database: str, policy: Policy, purpose: str, key: str, collection: Collection, opened: _Opened) -> Sql | None:
    """The view of collection `key` for `purpose`; None when it may open nothing there."""
    may_open = set(collection.elements_for(purpose))
    columns = [column for column in columns_of(policy, collection) if column.name in may_open]
    if not columns:
        return None
    versions = {column.name: opened.get((key, column.name, purpose), frozenset()) for column in columns}
    shown = frozenset().union(*versions.values())
    if not shown:
        return None
    return statement(
        "view",
        view_database=f"purpose_{purpose}",
        database=database,
        table=key,
        columns=joined((_view_column(column, versions[column.name], shown) for column in columns), ",\n    "),
        versions=joined(sorted(shown)),
    )


def _view_column(column: Column, versions: frozenset[int], shown: frozenset[int]) -> Sql:
    conditions = list(_conditions(column, versions, shown))
    if not conditions:
        return statement("view_column", name=column.name)
    is_text = "String" in column.type
    return statement("view_text" if is_text else "view_value", name=column.name, condition=joined(conditions, " AND "))


def _conditions(column: Column, versions: frozenset[int], shown: frozenset[int]) -> Iterator[Sql]:
    if column.shorter:
        yield statement("still_kept", name=column.name)
    if versions != shown:
        yield statement("came_in_under", versions=joined(sorted(versions)))
