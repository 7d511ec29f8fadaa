"""Tables and views compiled from a policy: one table a collection, one database of views a purpose (ledger 3.2, 3.3).

A table has a column for each declared element and nothing else but the version a row came in under and the times
until which it may be kept. Applying a later version adds what is new and deletes nothing; what it no longer declares
disappears from the views, and goes when its time is over. A purpose opens what came in under an earlier version only
where every version since has let it (R19, `policy.narrowing`); the history is the published one, handed in, because the
store may not have been running while a version was in force.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from avowal.events.engine import Engine, insert
from avowal.events.outcomes import SchemaRefused
from avowal.events.rows import SEEN_AT, kept_elements, shorter_period
from avowal.events.statements import Sql, joined, statement
from avowal.policy.model import Audience, Collection, Door, Form, Policy, PolicyVersion
from avowal.policy.narrowing import Allowance, allowed

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
    def until(self) -> Sql:
        return statement("column_until", name=self.name)


def event_collections(policy: Policy) -> dict[str, Collection]:
    """The collections that come in as events and of which at least one element is kept."""
    return {
        key: found for key, found in policy.collections.items() if found.door in EVENT_DOORS and kept_elements(found)
    }


def columns_of(versions: Sequence[PolicyVersion], key: str) -> tuple[Column, ...]:
    """The element columns of the table of collection `key`, in the order of the last version, which is in force."""
    policy, shorter = versions[-1].policy, kept_shorter(versions, key)
    return tuple(Column(name, _type(policy, name), name in shorter) for name in kept_elements(policy.collections[key]))


def kept_shorter(versions: Sequence[PolicyVersion], key: str) -> frozenset[str]:
    """The elements that some version keeps for another time than their rows, and that so need a time of their own."""
    declared = (version.policy.collections.get(key) for version in versions)
    return frozenset(
        name for found in declared if found is not None for name in found.elements if shorter_period(found, name)
    )


def apply(engine: Engine, versions: Sequence[PolicyVersion]) -> None:
    """Make the store follow the last of `versions`, which are all that have been in force up to now, oldest first.

    Makes databases, tables, columns and views, and shortens what came in before (`shortening`). Doing it again is
    harmless. Raises SchemaRefused.
    """
    engine.run(statement("create_database", database=engine.database))
    engine.run(statement("create_opened", database=engine.database))
    engine.run(statement("create_imports", database=engine.database))
    for key in event_collections(versions[-1].policy):
        _apply_table(engine, key, columns_of(versions, key))
    for version in versions:
        _record_purposes(engine, version)
    _apply_views(engine, versions)


def _type(policy: Policy, element: str) -> Sql:
    return SEEN_AT_TYPE if element == SEEN_AT else TYPES[policy.data[element].form]


def existing_columns(engine: Engine, table: str) -> dict[str, str]:
    """Column → type of a table of the store; empty where there is none."""
    found = engine.rows(statement("existing_columns"), {"database": engine.database, "table": table})
    return {str(name): str(kind) for name, kind in found}


def _apply_table(engine: Engine, table: str, columns: tuple[Column, ...]) -> None:
    there = existing_columns(engine, table)
    if not there:
        engine.run(_create(engine.database, table, columns))
        return
    for column in columns:
        if column.name in there:
            _check_type(table, column, there[column.name])
    add_untils(engine, table, {column.name for column in columns if column.shorter}, there)
    for column in columns:
        if column.name not in there:
            engine.run(statement("add_column", database=engine.database, table=table, column=column.declaration))


def add_untils(engine: Engine, table: str, shorter: Iterable[str], there: Mapping[str, str]) -> None:
    """Give elements of an existing table times of their own; in older rows they begin as the row's. SchemaRefused."""
    names = {"database": engine.database, "table": table}
    for name in sorted(shorter):
        if f"{name}_until" in there:
            continue
        if name in there and engine.rows(statement("is_sorted_by"), names | {"name": name})[0][0]:
            raise SchemaRefused(
                f"The policy keeps “{name}” in “{table}” shorter than its row, but the store sorts the table by it. "
                "Move the old table aside, or give the element the row's time."
            )
        engine.run(statement("add_column", **names, column=statement("column_until", name=name)))
        if name in there:
            engine.run(statement("keep_column_shorter", **names, name=name, type=Sql(there[name])))


def _create(database: str, table: str, columns: tuple[Column, ...]) -> Sql:
    plain = {column.name: column for column in columns if not column.shorter}  # the sort key must outlive its row
    order = [Sql(f"toDate({name})") if name == SEEN_AT else name for name in SORTED_BY if name in plain]
    declared = [*(column.declaration for column in columns), *(column.until for column in columns if column.shorter)]
    return statement(
        "create_table",
        database=database,
        table=table,
        columns=joined(declared, ",\n    "),
        # never by keep_until: what a table is cut or sorted by cannot be shortened later
        partition=Sql(f"toYYYYMM({SEEN_AT})") if SEEN_AT in plain else "policy_version",
        order=joined(order or ["policy_version"]),
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


def _apply_views(engine: Engine, versions: Sequence[PolicyVersion]) -> None:
    policy = versions[-1].policy
    stale = {(str(database), str(name)) for database, name in engine.rows(statement("purpose_views"))}
    tables = [
        _Table(engine.database, key, columns_of(versions, key), existing_columns(engine, key), opened)
        for key, opened in _open_versions(engine, versions).items()
    ]
    for purpose in policy.purposes:
        view_database = f"purpose_{purpose}"
        engine.run(statement("create_database", database=view_database))
        for table in tables:
            view = _view(purpose, table)
            if view is not None:
                engine.run(view)
                stale.discard((view_database, table.key))
    for view_database, name in stale:
        engine.run(statement("drop_view", view_database=view_database, table=name))


_Opened = dict[tuple[str, str], frozenset[int]]
"""Element and purpose → the versions whose rows the purpose may open."""


@dataclass(frozen=True)
class _Table:
    database: str
    key: str
    columns: tuple[Column, ...]
    there: Mapping[str, str]
    opened: _Opened


def _open_versions(engine: Engine, versions: Sequence[PolicyVersion]) -> dict[str, _Opened]:
    """Per collection of the version in force: what every version since a row came in lets a purpose open.

    What the store noted when it first followed a version counts too: it opens no more than both agree on.
    """
    rows = engine.rows(statement("opened_versions", database=engine.database))
    noted = {(str(c), str(e), str(p)): frozenset(int(number) for number in numbers) for c, e, p, numbers in rows}
    found: dict[str, _Opened] = {}
    for key, collection in event_collections(versions[-1].policy).items():
        opened: dict[tuple[str, str], set[int]] = {}
        for name in kept_elements(collection):
            for version in versions:
                for purpose in _may_open(allowed(versions, version.number, key, name)):
                    if version.number in noted.get((key, name, purpose), frozenset()):
                        opened.setdefault((name, purpose), set()).add(version.number)
        found[key] = {what: frozenset(numbers) for what, numbers in opened.items()}
    return found


def _may_open(allowance: Allowance) -> frozenset[str]:
    """The purposes; none for what some version keeps about children or staff, which is no event's."""
    refused = (None, Audience.CHILDREN, Audience.STAFF)
    return frozenset() if allowance.audience in refused else allowance.purposes


def _view(purpose: str, table: _Table) -> Sql | None:
    """The view of a collection for `purpose`; None when it may open nothing there."""
    versions = {column: table.opened.get((column.name, purpose), frozenset()) for column in table.columns}
    columns = [column for column, numbers in versions.items() if numbers]
    if not columns:
        return None
    shown = frozenset().union(*versions.values())
    return statement(
        "view",
        view_database=f"purpose_{purpose}",
        database=table.database,
        table=table.key,
        columns=joined((_view_column(column, versions[column], shown, table) for column in columns), ",\n    "),
        versions=joined(sorted(shown)),
    )


def _view_column(column: Column, versions: frozenset[int], shown: frozenset[int], table: _Table) -> Sql:
    conditions = list(_conditions(column, versions, shown, table))
    if not conditions:
        return statement("view_column", name=column.name)
    is_text = "String" in column.type
    return statement("view_text" if is_text else "view_value", name=column.name, condition=joined(conditions, " AND "))


def _conditions(column: Column, versions: frozenset[int], shown: frozenset[int], table: _Table) -> Iterator[Sql]:
    if f"{column.name}_until" in table.there:
        yield statement("still_kept", name=column.name)
    if versions != shown:
        yield statement("came_in_under", versions=joined(sorted(versions)))
