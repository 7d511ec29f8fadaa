"""What an audit asks of the store: which columns there are, where a value is found, what should be gone.

These look at the tables themselves, structural columns and bookkeeping included, not at a purpose's views.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from avowal.events.engine import Engine
from avowal.events.outcomes import Swept
from avowal.events.rows import SEEN_AT
from avowal.events.statements import joined, statement

ROW = "row"


def columns(engine: Engine) -> list[tuple[str, str]]:
    """Every (table, column) of the store."""
    found = engine.rows(statement("element_columns"), {"database": engine.database})
    return [(str(table), str(name)) for table, name, _ in found]


def row_counts(engine: Engine) -> dict[str, int]:
    """Rows of each table, those past their time and not yet deleted included."""
    return {
        table: int(engine.rows(statement("row_count", database=engine.database, table=table))[0][0])
        for table in _tables(engine)
    }


def search(engine: Engine, spool: Path, value: str) -> list[tuple[str, str, int]]:
    """Where `value` stands as part of any column of any table, as (table, column, rows); and of the spool's lines."""
    if not value:
        raise ValueError("An empty value would be found everywhere.")
    found = [
        (table, name, hits)
        for table, names in _tables(engine).items()
        for name, hits in zip(names, _hits(engine, table, names, value), strict=True)
        if hits
    ]
    return found + _spool_hits(spool, value.encode())


def newest(engine: Engine) -> datetime | None:
    """When the newest row of any table was seen; None where nothing was."""
    tables = [table for table, names in _tables(engine).items() if SEEN_AT in names]
    queries = (statement("newest", database=engine.database, table=table) for table in tables)
    latest = max((int(engine.rows(query)[0][0]) for query in queries), default=0)
    return datetime.fromtimestamp(latest, UTC) if latest else None


def past_retention(engine: Engine, late: int = 0) -> list[tuple[str, str, int]]:
    """What the store still holds `late` seconds past its time or more, as (table, `row` or element, rows)."""
    found = []
    for table, names in _tables(engine).items():
        if "keep_until" not in names:
            continue
        shorter = [name for name in names if f"{name}_until" in names and name != "keep"]
        counts = [
            statement("past_row", late=late),
            *(statement("past_element", name=name, late=late) for name in shorter),
        ]
        query = statement("past_retention", database=engine.database, table=table, counts=joined(counts))
        hits = engine.rows(query)[0]
        found += [(table, what, int(rows)) for what, rows in zip([ROW, *shorter], hits, strict=True) if rows]
    return found


def sweep(engine: Engine) -> list[Swept]:
    """Make the store delete now what is past its time, in each table that holds any."""
    swept = []
    for table in dict.fromkeys(table for table, _, _ in past_retention(engine)):
        before = row_counts(engine)[table]
        engine.run(statement("materialize_ttl", **engine.place(table)))
        engine.run(statement("optimize", **engine.place(table)))
        left = sum(rows for name, _, rows in past_retention(engine) if name == table)
        swept.append(Swept(table, before, row_counts(engine)[table], left))
    return swept


def _tables(engine: Engine) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for table, name in columns(engine):
        tables.setdefault(table, []).append(name)
    return tables


def _hits(engine: Engine, table: str, names: list[str], value: str) -> list[int]:
    counts = joined(statement("search_column", name=name) for name in names)
    query = statement("search_table", database=engine.database, table=table, counts=counts)
    return [int(hits) for hits in engine.rows(query, {"value": value})[0]]


def _spool_hits(spool: Path, value: bytes) -> list[tuple[str, str, int]]:
    hits: dict[str, int] = {}
    for file in spool.rglob("*") if spool.is_dir() else ():
        try:
            count = sum(value in line for line in file.read_bytes().splitlines()) if file.is_file() else 0
        except OSError:  # taken in meanwhile
            continue
        if count:
            place = f"spool/{file.parent.name}"
            hits[place] = hits.get(place, 0) + count
    return [(place, "line", count) for place, count in hits.items()]
