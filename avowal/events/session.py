"""One caller's requests to an open store, by name: what the owner answers on a connection, and what `DirectStore` uses.

Results are plain JSON values, so that both ways give the same. An import is a session's own: what it must remember
between two stretches of a log (its salt above all) ends with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from clickhouse_connect.driver.exceptions import ClickHouseError

from avowal.events.importing import Importer
from avowal.events.operations import Operations
from avowal.events.outcomes import KNOWN, erased_as_json

Arguments = dict[str, Any]
WITH_CONTENT = frozenset({"import_check", "import_add"})


class UnknownRequest(ValueError):
    """No request of that name."""


class Session:
    """Answers one caller's requests, in order."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self._importer: Importer | None = None
        self._requests: dict[str, Callable[..., Any]] = {
            "ping": operations.ping,
            "read": self._read,
            "read_open_day": self._read_open_day,
            "take_spool": lambda: asdict(operations.take_spool()),
            "sweep": lambda: [asdict(swept) for swept in operations.sweep()],
            "erase": lambda **asked: erased_as_json(operations.erase(**asked)),
            "erasure": lambda receipt: (found := operations.erasure(receipt)) and erased_as_json(found),
            "erasures": lambda: [erased_as_json(found) for found in operations.erasures()],
            "rewrite": operations.rewrite,
            "mutations": lambda longer_than: [
                asdict(found) | {"since": found.since.isoformat()} for found in operations.mutations(longer_than)
            ],
            "close_days": operations.close_days,
            "closed_days": self._closed_days,
            "known_days": self._known_days,
            "columns": operations.columns,
            "row_counts": operations.row_counts,
            "search": operations.search,
            "past_retention": operations.past_retention,
            "own_rights": operations.own_rights,
            "newest": lambda: (found := operations.newest()) and found.isoformat(),
            "hosts": operations.hosts,
            "health": lambda: asdict(operations.health()),
            "import_begin": self._import_begin,
            "import_format": lambda text: self._import().read_as(text),
            "import_check": lambda content, **about: asdict(self._import().check(content, **about)),
            "import_shift": lambda last, to: self._import().move(last, to),
            "import_known": lambda start: [asdict(known) for known in self._import().known(start)],
            "import_overlap": lambda first, last: self._import().overlap(first, last),
            "import_add": lambda content, **place: asdict(self._import().add(content, **place)),
        }

    def call(self, name: str, args: Arguments, content: bytes = b"") -> Any:
        """The result of the request `name`. Raises UnknownRequest and what the operation raises."""
        if name not in self._requests:
            raise UnknownRequest(
                f"The event store is held by a process of another version, which knows no request “{name}”. "
                "Restart the sites; what they record meanwhile waits in the spool."
            )
        if name in WITH_CONTENT:
            return self._requests[name](content, **args)
        return self._requests[name](**args)

    def close(self) -> None:
        """Forget the import, if there is one."""
        if self._importer is not None:
            self._importer.close()
            self._importer = None
            self._operations.look_for_late_rows()

    def _read(self, purpose: str, query: str, parameters: Arguments) -> Any:
        answer = self._operations.read(purpose, query, parameters)
        return {"columns": answer.columns, "rows": answer.rows}

    def _read_open_day(self, purpose: str, query: str, parameters: Arguments) -> Any:
        answer = self._operations.read_open_day(purpose, query, parameters)
        return {"columns": answer.columns, "rows": answer.rows}

    def _closed_days(self, time_zone: str, first: str, last: str) -> list[str]:
        days = self._operations.closed_days(time_zone, date.fromisoformat(first), date.fromisoformat(last))
        return [day.isoformat() for day in days]

    def _known_days(self, purpose: str, time_zone: str, first: str, last: str) -> dict[str, Any]:
        known = self._operations.known_days(purpose, time_zone, date.fromisoformat(first), date.fromisoformat(last))
        closed = None if known.closed is None else [day.isoformat() for day in known.closed]
        return {"closed": closed, "rows_since": known.rows_since.isoformat() if known.rows_since else None}

    def _import_begin(self, site: str) -> Any:
        self.close()
        self._importer = Importer(self._operations, site=site)
        return {"keep": self._importer.keep, "networks_trouble": self._operations.networks.trouble}

    def _import(self) -> Importer:
        if self._importer is None:
            raise UnknownRequest("No import was begun on this connection.")
        return self._importer


def described(error: Exception) -> tuple[str, str]:
    """Kind and message of an error for a caller; of the engine's only the code, whose words can hold values."""
    if isinstance(error, UnknownRequest):
        return "StoreFailed", str(error)
    for kind in KNOWN:
        if isinstance(error, kind):
            return kind.__name__, str(error)
    if isinstance(error, ClickHouseError):
        code, name = getattr(error, "code", None), getattr(error, "name", None)
        return "StoreFailed", f"The event store could not do it ({name or type(error).__name__}, code {code})."
    return "StoreFailed", f"The event store could not do it ({type(error).__name__})."
