"""What each purpose may see: one database of views a purpose, and on a server a role that may read nothing else (3.3).

A purpose opens what came in under an earlier version only where every version since has let it (R19,
`policy.narrowing`); the history is the published one, handed in, because the store may not have been running while a
version was in force. The embedded engine knows no roles: there the check of each query (`reading`) stands alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from avowal.events.engine import ROLE, Engine, insert
from avowal.events.rows import kept_elements
from avowal.events.schema import Column, columns_of, event_collections, existing_columns
from avowal.events.statements import Sql, joined, statement
from avowal.policy.model import Audience, PolicyVersion
from avowal.policy.narrowing import Allowance, allowed


def make_views(engine: Engine, versions: Sequence[PolicyVersion]) -> None:
    """Note what each of `versions` opens for which purpose; make the views of the last and drop all others."""
    for version in versions:
        _record_purposes(engine, version)
    _apply_views(engine, versions)


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
    on_cluster = engine.topology.on_cluster
    for purpose in policy.purposes:
        view_database = f"purpose_{purpose}"
        engine.run(statement("create_database", database=view_database, on_cluster=on_cluster))
        for table in tables:
            view = _view(engine, purpose, table)
            if view is not None:
                engine.run(view)
                stale.discard((view_database, table.key))
        _grant(engine, view_database)
    for view_database, name in sorted(stale):
        engine.run(statement("drop_view", view_database=view_database, table=name, on_cluster=on_cluster))


def own_rights(engine: Engine) -> int:
    """How many rights the account has by itself, which it keeps whatever role it puts on; an embedded engine has none.

    Only an account that has all its rights from a role is narrowed by a purpose's role.
    """
    if engine.embedded:
        return 0
    return sum(" ON " in str(granted) for (granted,) in engine.rows(statement("own_rights")))


def _grant(engine: Engine, view_database: str) -> None:
    """Give the purpose's role its views, and this account the role; an embedded engine has neither."""
    if engine.embedded:
        return
    names = {"role": f"{ROLE}{view_database}", "on_cluster": engine.topology.on_cluster}
    engine.run(statement("create_role", **names))
    engine.run(statement("grant_views", **names, view_database=view_database))
    engine.run(statement("grant_role", **names))


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


def _view(engine: Engine, purpose: str, table: _Table) -> Sql | None:
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
        on_cluster=engine.topology.on_cluster,
        security=Sql("") if engine.embedded else statement("view_security"),
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
