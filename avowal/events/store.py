"""The event store as everybody else sees it: `connect(dsn, data)`, then reads for a purpose, evidence, imports.

For an embedded store (`chdb://`) this talks to the owner process and starts one when nobody holds the store; for a
server (`clickhouse://`) it does the same operations itself (`direct`). The callers cannot tell the difference.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from avowal.events.outcomes import Answer, Erased, Health, KnownDays, Mutation, Swept, Taken, erased_from_json
from avowal.events.weblog_import import ImportResult, import_log

ANSWER_SECONDS = 10.0


class Conversation(Protocol):
    """A run of requests of which the store remembers the earlier ones."""

    def call(self, name: str, args: dict[str, Any], content: bytes = b"") -> Any: ...

    def close(self) -> None: ...


class Store(ABC):
    """What can be asked of the event store; usable from several threads."""

    @abstractmethod
    def _call(self, name: str, **args: Any) -> Any: ...

    @abstractmethod
    def _converse(self) -> Conversation: ...

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; an owner started for this caller alone ends."""

    def ping(self) -> bool:
        """Whether the store answers. Raises StoreNotAnswering."""
        return bool(self._call("ping"))

    def read(self, purpose: str, query: str, **parameters: object) -> Answer:
        """Run `events/queries/QUERY.sql` for `purpose`, through that purpose's own views (ledger 3.3).

        Raises PurposeRefused when the purpose may not open a column or collection that the query asks for, or is not
        declared; UnknownQuery when no such query ships; StoreNotAnswering or StoreFailed when the store does not work.
        """
        answer = self._call("read", purpose=purpose, query=query, parameters=parameters)
        return Answer(tuple(answer["columns"]), tuple(tuple(row) for row in answer["rows"]))

    def read_open_day(self, purpose: str, query: str, **parameters: object) -> Answer:
        """As `read`, for figures of days that are not over; on busy days they can be five minutes old."""
        answer = self._call("read_open_day", purpose=purpose, query=query, parameters=parameters)
        return Answer(tuple(answer["columns"]), tuple(tuple(row) for row in answer["rows"]))

    def take_spool(self) -> Taken:
        """Take what waits in the spool now; the owner does it by itself twice a second."""
        return Taken(**self._call("take_spool"))

    def close_days(self) -> int:
        """Count days that are over, some at a time; how many. The owner does it by itself. See `closed_days`."""
        return int(self._call("close_days"))

    def closed_days(self, time_zone: str, first: date, last: date) -> list[date]:
        """The days from `first` to `last` that have been counted as days of `time_zone`."""
        asked = {"time_zone": time_zone, "first": first.isoformat(), "last": last.isoformat()}
        return [date.fromisoformat(day) for day in self._call("closed_days", **asked)]

    def known_days(self, purpose: str, time_zone: str, first: date, last: date) -> KnownDays:
        """Which of the days from `first` to `last` are closed days of `time_zone` whose counts `purpose` may open."""
        asked = {"time_zone": time_zone, "first": first.isoformat(), "last": last.isoformat()}
        found = self._call("known_days", purpose=purpose, **asked)
        closed, since = found["closed"], found["rows_since"]
        return KnownDays(
            None if closed is None else tuple(date.fromisoformat(day) for day in closed),
            date.fromisoformat(since) if since else None,
        )

    def sweep(self) -> list[Swept]:
        """Delete now what is past its time, and say what was deleted."""
        return [Swept(**swept) for swept in self._call("sweep")]

    def erase(
        self, keys: Mapping[str, Sequence[str]], *, dry_run: bool = False, sparing_attacks: bool = False
    ) -> Erased:
        """Take every row that carries one of `keys` out of every answer: element → values, such as visitor keys (8.4).

        The spool is taken first, and a visitor's views go with the visitor. Off the disk they are with the nightly
        rewrite; the receipt tells which of the two has happened. With `dry_run` rows are only counted. With
        `sparing_attacks` requests that failed or sent something stay until their time is over (U.9). Raises
        NotErased, ValueError for what is no key, StoreFailed; then there is no receipt and it must be done again.
        """
        return erased_from_json(
            self._call(
                "erase",
                keys={name: list(found) for name, found in keys.items()},
                dry_run=dry_run,
                sparing_attacks=sparing_attacks,
            )
        )

    def erasure(self, receipt: str) -> Erased | None:
        """What became of an erasure, as of now; None where there is no such receipt."""
        found = self._call("erasure", receipt=receipt)
        return erased_from_json(found) if found else None

    def erasures(self) -> list[Erased]:
        """The erasures of which something is still on the disk."""
        return [erased_from_json(found) for found in self._call("erasures")]

    def rewrite(self) -> list[str]:
        """Do now what waits for the night: new parts without the rows that are hidden; the tables rewritten.

        The engine deletes the replaced parts some minutes later.
        """
        return list(self._call("rewrite"))

    def mutations(self, longer_than: float = 3600.0) -> list[Mutation]:
        """Changes of tables that are under way for `longer_than` seconds or more, or that fail."""
        found = self._call("mutations", longer_than=longer_than)
        return [Mutation(**one | {"since": datetime.fromisoformat(one["since"])}) for one in found]

    def columns(self) -> list[tuple[str, str]]:
        """Every (table, column) of the store, structural ones and bookkeeping included."""
        return [(table, name) for table, name in self._call("columns")]

    def row_counts(self) -> dict[str, int]:
        """Rows of each table."""
        return dict(self._call("row_counts"))

    def search(self, value: str) -> list[tuple[str, str, int]]:
        """Where `value` stands within any column of any table, or a line of the spool: (table, column, rows)."""
        return [(table, name, rows) for table, name, rows in self._call("search", value=value)]

    def past_retention(self, late: int = 0) -> list[tuple[str, str, int]]:
        """What is still stored `late` seconds past its time or more: (table, `row` or element, rows).

        The store deletes by itself within hours, so an audit asks for what is later than that.
        """
        return [(table, what, rows) for table, what, rows in self._call("past_retention", late=late)]

    def own_rights(self) -> int:
        """How many rights the account of a server has by itself, beside its roles; 0 for an embedded store."""
        return int(self._call("own_rights"))

    def newest(self) -> datetime | None:
        """When the newest row was seen; None where there is none."""
        found = self._call("newest")
        return datetime.fromisoformat(found) if found else None

    def hosts(self) -> list[str]:
        """Host names of the policy's own sites."""
        return list(self._call("hosts"))

    def health(self) -> Health:
        """The version followed, what waits, what went wrong."""
        return Health(**self._call("health"))

    def import_lines(
        self,
        source: Path | str,
        *,
        site: str,
        log_format: str = "combined",
        rebase_to: date | None = None,
        strict: bool = False,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> ImportResult:
        """Import a server log; see `weblog_import.import_log`."""
        conversation = self._converse()
        try:
            return import_log(
                conversation.call,
                source,
                site=site,
                log_format=log_format,
                rebase_to=rebase_to,
                strict=strict,
                progress=progress,
            )
        finally:
            conversation.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(dsn: str, data: Path, *, patience: float = ANSWER_SECONDS) -> Store:
    """The event store at `dsn` of the deployment whose data lies in `data`.

    Raises StoreNotAnswering when a server, or the process that holds an embedded store, does not answer within
    `patience` seconds, or when an owner cannot be started; StoreFailed when a server refuses; NotAnEngine when `dsn`
    is of no known kind.
    """
    if urlsplit(dsn).scheme == "chdb":
        from avowal.events.client import OwnedStore  # here, because it builds on this module

        return OwnedStore(dsn, data, patience=patience)
    from avowal.events.direct import reached  # here, because it loads the driver, which an owner's clients need not

    return reached(dsn, data, patience=patience)
