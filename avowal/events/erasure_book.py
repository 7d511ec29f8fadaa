"""The book of erasures: receipts, the nightly rewrite that empties the disk of what they hid, and when that is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from avowal.events.engine import NO_TRACE, Engine, insert
from avowal.events.outcomes import Erased, ErasedTable
from avowal.events.rows import stamp, until
from avowal.events.statements import joined, statement
from avowal.policy.period import Period

KEPT = Period.parse("24 months")
"""How long a receipt is kept: as long as California wants the record of a privacy request kept (11 CCR 7101)."""
QUIET_HOUR = time(3)
"""When the rewrite begins, where the organisation is."""
LOOK_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class _Place:
    receipt: str
    place: str
    rows: int
    at: datetime
    hidden: bool
    rewriting_at: datetime | None
    gone_at: datetime | None


class ErasureBook:
    """Notes what was erased and sees to it that it goes."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock
        self._made = False
        self._look_at: datetime | None = None
        self._rewritten_for: datetime | None = None

    def note_begun(self, erased: Erased) -> None:
        """Enter what is to be hidden in tables, before any of it is: what a crash leaves hidden is then known."""
        self._note(erased.receipt, "begun", erased.tables, erased.at)

    def note_hidden(self, erased: Erased) -> None:
        """Enter a new receipt."""
        self._note(erased.receipt, "hidden", erased.tables, erased.at)
        self._note(erased.receipt, "gone", [table for table in erased.tables if table.gone_at], erased.at)

    def receipt(self, number: str) -> Erased | None:
        """What became of an erasure, as of now; None for a receipt that the book does not hold or nobody was given."""
        self._settle()
        found = next(iter(_receipts(self._places(number))), None) if number else None
        return None if found is None or found.broken_off else found

    def unfinished(self) -> list[Erased]:
        """The erasures of which something is still only hidden; what none of them hid comes without a number."""
        self._settle()
        open_ = [erased for erased in _receipts(self._places()) if erased.gone_at is None]
        named = {table.table for erased in open_ for table in erased.tables if table.gone_at is None}
        unknown = {table: since for table, since in self._masked().items() if table not in named}
        return open_ + [
            Erased("", since, (ErasedTable(table, self._hidden_rows(table)),)) for table, since in unknown.items()
        ]

    def broken_off(self) -> bool:
        """Whether an erasure was begun and not confirmed, and may have left rows that are only hidden."""
        return any(not place.hidden for place in self._waiting())

    def rewrite(self, *, wait: bool = True) -> list[str]:
        """Make new parts without what is hidden; the tables. With `wait`, return when the new parts stand.

        The engine deletes the replaced parts some minutes later; only then does a receipt say that it is gone.
        """
        self._settle()
        waiting = self._waiting()
        tables = sorted({*self._masked(), *(place.place for place in waiting)})
        for table in tables:
            begun = datetime.fromtimestamp(self._engine_time(), UTC)
            self._engine.run(statement("erasure_rewrite", **self._engine.place(table), wait=2 if wait else 0))
            for place in waiting:
                if place.place == table:
                    self._note(place.receipt, "rewriting", [ErasedTable(table, place.rows)], begun)
        return tables

    def tend(self, zone: str) -> None:
        """Once a minute: enter what has gone; after the quiet hour in `zone`, rewrite what was hidden before it."""
        now = self._clock()
        if self._look_at is not None and now < self._look_at:
            return
        self._look_at = now + LOOK_EVERY
        self._drop_left_keys()
        self._settle()
        due = last_quiet_hour(now, zone)
        if due == self._rewritten_for:
            return
        since = [place.rewriting_at or place.at for place in self._waiting()] + list(self._masked().values())
        if any(at < due for at in since):
            self.rewrite(wait=False)
            self._rewritten_for = due

    def _waiting(self) -> list[_Place]:
        return [place for place in self._places() if place.gone_at is None]

    def _settle(self) -> None:
        """Enter as gone what no file holds any more."""
        for place in self._waiting():
            if place.rewriting_at is not None and not self._files(place.place, place.rewriting_at):
                self._note(place.receipt, "gone", [ErasedTable(place.place, place.rows)], self._clock())

    def _files(self, table: str, since: datetime) -> int:
        engine, everywhere = self._engine, self._engine.topology.everywhere
        query = statement("erasure_files", parts=everywhere("parts"), mutations=everywhere("mutations"))
        asked = {"database": engine.place(table)["database"], "table": table, "since": int(since.timestamp())}
        return int(engine.rows(query, asked)[0][0])

    def _masked(self) -> dict[str, datetime]:
        """The tables that hold rows which are only hidden, and since when."""
        engine = self._engine
        asked = {"database": engine.database, "shards": engine.topology.shards(engine.database)}
        query = statement("erasure_masked", parts=engine.topology.everywhere("parts"))
        return {str(table): datetime.fromtimestamp(int(at), UTC) for table, at in engine.rows(query, asked)}

    def _hidden_rows(self, table: str) -> int:
        place = {"database": self._engine.database, "table": table}
        return int(self._engine.rows(statement("erasure_hidden", **place))[0][0])

    def _engine_time(self) -> int:
        return int(self._engine.rows(statement("engine_time"))[0][0])

    def _drop_left_keys(self) -> None:
        """Keys of an erasure that was cut off an hour ago or more."""
        names = {"database": self._engine.database}
        for (name,) in self._engine.rows(statement("erasure_keys_left"), names):
            on_cluster = self._engine.topology.on_cluster
            self._engine.run(statement("erasure_keys_drop", **names, keys=str(name), on_cluster=on_cluster))

    def _places(self, receipt: str = "") -> list[_Place]:
        self._make()
        query = statement("erasure_book", database=self._engine.database)
        found = self._engine.rows(query, {"receipt": receipt})
        return [
            _Place(str(number), str(place), int(rows), _instant(at), bool(hidden), _maybe(rewriting), _maybe(gone))
            for number, place, rows, at, hidden, rewriting, gone in found
        ]

    def _note(self, receipt: str, step: str, tables: Sequence[ErasedTable], at: datetime) -> None:
        if not tables:
            return
        self._make()
        kept = {
            "at": f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"[:-3],
            "keep_until": stamp(until(self._clock(), KEPT)),
        }
        rows = [{"receipt": receipt, "step": step, "place": table.table, "rows": table.rows} | kept for table in tables]
        content = "\n".join(json.dumps(row) for row in rows).encode()
        with self._engine.client() as client:
            table = joined([self._engine.database, "erasures"], ".")
            insert(client, table, tuple(rows[0]), content, "JSONEachRow", NO_TRACE)

    def _make(self) -> None:
        """The book itself: an erasure must be possible while no policy is in force."""
        engine = self._engine
        if self._made:
            return
        topology, names = engine.topology, {"database": engine.database, "on_cluster": engine.topology.on_cluster}
        engine.run(statement("create_database", **names))
        engine.run(statement("create_erasures", **names, engine=topology.copied(engine.database, "erasures")))
        self._made = True


def last_quiet_hour(now: datetime, zone: str) -> datetime:
    """The latest quiet hour in `zone` that is not after `now`."""
    local = now.astimezone(ZoneInfo(zone))
    today = datetime.combine(local.date(), QUIET_HOUR, local.tzinfo)
    return today if today <= local else datetime.combine(local.date() - timedelta(days=1), QUIET_HOUR, local.tzinfo)


def _receipts(places: Sequence[_Place]) -> Iterator[Erased]:
    for number in dict.fromkeys(place.receipt for place in places):
        own = [place for place in places if place.receipt == number]
        tables = tuple(ErasedTable(place.place, place.rows, place.gone_at) for place in own)
        broken_off = not all(place.hidden for place in own)
        yield Erased(number, min(place.at for place in own), tables, broken_off)


def _maybe(milliseconds: Any) -> datetime | None:
    return None if milliseconds is None else _instant(milliseconds)


def _instant(milliseconds: Any) -> datetime:
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
