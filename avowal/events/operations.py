"""Everything that can be done with an open store: the same for the owner of an embedded one and for a server's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from clickhouse_connect.driver.exceptions import ClickHouseError

from avowal.events import evidence, mutations, refused, schema, views
from avowal.events.closed_days import STAGING, Closer, counts_table
from avowal.events.engine import Engine
from avowal.events.enriching import Domains, NetworkDomains
from avowal.events.erasing import Eraser
from avowal.events.imports_under_way import ImportsUnderWay
from avowal.events.known_days import DaysKnown, parts_state
from avowal.events.networks import NetworkOwners
from avowal.events.outcomes import (
    Answer,
    Erased,
    Health,
    KnownDays,
    Mutation,
    NothingInForce,
    SchemaRefused,
    Swept,
    Taken,
)
from avowal.events.reading import QUERIES, Reader
from avowal.events.refused import PLACE, REFUSED
from avowal.events.remembered import Remembered
from avowal.events.shortening import shorten
from avowal.events.statements import statement
from avowal.events.taking import Taker
from avowal.events.undeclared import undeclared
from avowal.policy.model import PolicyVersion


class Operations:
    """The operations on one engine and one spool."""

    def __init__(
        self,
        engine: Engine,
        spool: Path,
        *,
        queries: Path = QUERIES,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        networks: NetworkOwners | None = None,
        dns: Domains | None = None,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self._spool = spool
        self._reader = Reader(engine, queries)
        self.networks = networks or NetworkOwners()
        """For imports: the door looks up its own visitors."""
        owners = NetworkDomains(dns, lambda: self._versions) if dns is not None else None
        self._taker = Taker(engine, spool, self._columns_of, lambda: clock().timestamp(), owners)
        self._lock = threading.RLock()
        self._remembered = Remembered(self.read, partial(parts_state, engine))
        self._closing = threading.Lock()
        self._closer = Closer(engine, queries, clock)
        self._days = DaysKnown(engine, self._closer.closed, self.read)
        self._eraser = Eraser(engine, spool, self.take_spool, clock=self.clock)
        self._versions: tuple[PolicyVersion, ...] = ()
        self._late_rows = False
        self.imports = ImportsUnderWay(clock)
        self._trouble: str | None = "No policy version has been looked at yet."
        self._last_problem: str | None = None

    def follow(self, *versions: PolicyVersion, trouble: str | None = None) -> None:
        """Make tables, views and dates those of the last of `versions`: all that have been in force, oldest first.

        Without any, nothing is taken in until there is one again; `trouble` says why. Rows of a version that is not
        among them are shown to nobody.
        """
        with self._lock:
            if not versions:
                self._versions, self._trouble = (), trouble or "No policy version is in force."
                self._days.forget()
                self._remembered.forget()
            elif versions != self._versions:
                self._apply(versions)

    def _apply(self, versions: tuple[PolicyVersion, ...]) -> None:
        try:
            with self._closing:  # no table of counts takes another's place meanwhile
                schema.make_tables(self.engine, versions)
                views.make_views(self.engine, versions)
                self._reader.forget(undeclared(versions[-1].policy))
                shorten(self.engine, versions)
                self._closer.forget()
                self._days.forget()
                self._remembered.forget()
        except SchemaRefused as error:
            self._versions, self._trouble = (), str(error)
            raise
        self._versions, self._trouble = versions, None

    @property
    def _version(self) -> PolicyVersion | None:
        return self._versions[-1] if self._versions else None

    def in_force(self) -> PolicyVersion:
        """The version that the store follows. Raises NothingInForce."""
        version = self._version
        if version is None:
            raise NothingInForce(f"Nothing is taken in: {self._trouble}")
        return version

    def read(self, purpose: str, query: str, parameters: Mapping[str, object]) -> Answer:
        """See `reading.Reader.read`."""
        return self._reader.read(purpose, query, parameters)

    def read_open_day(self, purpose: str, query: str, parameters: Mapping[str, object]) -> Answer:
        """As `read`, for figures of days that are not over: on busy days some minutes old (see `remembered`)."""
        return self._remembered.read(purpose, query, parameters)

    def take_spool(self) -> Taken:
        """Take what waits in the spool, and delete what was put aside and is past its time (see `refused`).

        Nothing is done while no policy is in force.
        """
        with self._lock:
            version = self._version
            if version is None:
                return Taken(left=self._waiting())
            taken = self._taker.take()
            self._shorten_late(version, taken)
            try:
                refused.delete(self._past_refused())
            except OSError as error:  # the owner goes on taking; health says why
                taken.problems.append(f"Rows that were put aside could not be deleted: {error}.")
            self._tend_erasures(version, taken)
            if taken.problems:
                self._last_problem = taken.problems[-1]
            return taken

    def _tend_erasures(self, version: PolicyVersion, taken: Taken) -> None:
        try:
            self._eraser.book.tend(version.policy.organisation.time_zone)
        except ClickHouseError as error:  # tried again in a minute; health says why
            taken.problems.append(f"Erased rows could not be rewritten (code {getattr(error, 'code', None)}).")

    def _shorten_late(self, version: PolicyVersion, taken: Taken) -> None:
        """Rows of an earlier version that came only now carry that version's dates; a later one may keep less."""
        self._late_rows = self._late_rows or any(number != version.number for number in taken.versions)
        if not self._late_rows:
            return
        try:
            shorten(self.engine, self._versions)
        except (ClickHouseError, SchemaRefused) as error:  # tried again next time; health says why
            taken.problems.append(
                f"Dates of rows of an earlier version could not be shortened ({type(error).__name__})."
            )
        else:
            self._late_rows = False

    def sweep(self) -> list[Swept]:
        """Delete now what is past its time, in the tables and among the rows that were put aside (see `refused`)."""
        with self._lock, self._closing:
            shorten(self.engine, self._versions)
            return evidence.sweep(self.engine) + self._sweep_refused()

    def _sweep_refused(self) -> list[Swept]:
        past = self._past_refused()
        if not past:
            return []
        before = refused.rows(refused.files(self._spool))
        refused.delete(past)
        left = self._past_refused()
        return [Swept(PLACE, before, refused.rows(refused.files(self._spool)), refused.rows(left))]

    def _past_refused(self) -> list[Path]:
        policies = [version.policy for version in self._versions]
        return refused.past(self._spool, policies, self.clock()) if policies else []

    def erase(
        self, keys: Mapping[str, Sequence[str]], *, dry_run: bool = False, sparing_attacks: bool = False
    ) -> Erased:
        """See `erasing.Eraser.erase`."""
        with self._lock:
            erased = self._eraser.erase(keys, dry_run=dry_run, sparing_attacks=sparing_attacks)
            self._remembered.forget()
            return erased

    def erasure(self, receipt: str) -> Erased | None:
        """What became of an erasure; None where there is no such receipt."""
        with self._lock:
            return self._eraser.book.receipt(receipt)

    def erasures(self) -> list[Erased]:
        """The erasures of which something is still only hidden."""
        with self._lock:
            return self._eraser.book.unfinished()

    def rewrite(self) -> list[str]:
        """Rewrite now what waits for the night; see `erasure_book.ErasureBook.rewrite`."""
        with self._lock:
            return self._eraser.book.rewrite()

    def mutations(self, longer_than: float = mutations.LONGEST_SECONDS) -> list[Mutation]:
        """Changes of tables that do not end, or fail."""
        return mutations.unfinished(self.engine, longer_than)

    def columns(self) -> list[tuple[str, str]]:
        return evidence.columns(self.engine)

    def row_counts(self) -> dict[str, int]:
        return evidence.row_counts(self.engine)

    def search(self, value: str) -> list[tuple[str, str, int]]:
        return evidence.search(self.engine, self._spool, value)

    def own_rights(self) -> int:
        """See `views.own_rights`."""
        return views.own_rights(self.engine)

    def newest(self) -> datetime | None:
        """See `evidence.newest`."""
        return evidence.newest(self.engine)

    def past_retention(self, late: int = 0) -> list[tuple[str, str, int]]:
        """What the store, `late` seconds past its time or more, and the rows put aside still hold past their time; of
        the latter only under a policy."""
        past = refused.rows(self._past_refused())
        return evidence.past_retention(self.engine, late) + ([(PLACE, evidence.ROW, past)] if past else [])

    def ping(self) -> bool:
        """Whether the engine answers; an embedded one is this process's own."""
        if not self.engine.embedded:
            self.engine.rows(statement("ping"))
        return True

    def hosts(self) -> list[str]:
        """Host names of the policy's own sites."""
        sites = self.in_force().policy.sites.values()
        return sorted({host for site in sites for host in (site.host, *site.also)})

    def health(self) -> Health:
        version = self._version
        aside = len(refused.files(self._spool))
        return Health(version.number if version else None, self._trouble, self._waiting(), aside, self._problem(aside))

    def _problem(self, aside: int) -> str | None:
        """The last problem; after a restart, at least that rows were put aside earlier."""
        if self._last_problem is None and aside:
            folder = self._spool / REFUSED
            return f"{aside} files of rows that the store refused lie in {folder}; see what they hold."
        return self._last_problem

    def _waiting(self) -> int:
        return sum(1 for file in self._spool.glob("*/*.jsonl") if file.parent.name != REFUSED)

    def close_days(self) -> int:
        """Close days that are over, some at a time (see `closed_days`), and count a busy open day anew; days closed."""
        with self._closing:
            version = self._version
            try:
                closed = self._closer.close(version) if version else 0
                if closed:
                    self._days.forget()
                    self._remembered.forget()
                self._remembered.refresh()
            except ClickHouseError as error:  # tried again in a minute; health says why
                code = getattr(error, "code", None)
                self._last_problem = f"Days that are over could not be counted (code {code}); tried again in a minute."
                return 0
            return closed

    def stop_closing(self) -> None:
        """End what `close_days` does soon."""
        self._closer.stop()

    def look_for_late_rows(self) -> None:
        """Let the next `close_days` see at once that rows came in for days that are over: an import has ended."""
        self.imports.end()
        self._closer.look_soon()
        self._remembered.forget()

    def closed_days(self, time_zone: str, first: date, last: date) -> list[date]:
        """The days whose counts stand and are days of `time_zone`."""
        return self._closer.closed(time_zone, first, last)

    def known_days(self, purpose: str, time_zone: str, first: date, last: date) -> KnownDays:
        """See `known_days.DaysKnown.of`."""
        return self._days.of(purpose, time_zone, first, last)

    def _columns_of(self, table: str) -> tuple[str, ...] | None:
        """The columns of a collection's table, None where the store has none of that name."""
        names = {"database": self.engine.database, "table": table}
        found = tuple(str(name) for name, _ in self.engine.rows(statement("existing_columns"), names))
        return found if "policy_version" in found and table not in self._own_tables() else None

    def _own_tables(self) -> set[str]:
        """Tables whose rows the store makes itself: no segment of the spool may bring any."""
        counts = (counts_table(version) for version in self._versions)
        return {*schema.BOOKS, STAGING, *(table for table in counts if table is not None)}
