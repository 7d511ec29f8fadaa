"""The store's side of a weblog import: lines in, rows of exactly the declared elements out, parsed in the engine.

A stretch of a log is staged in the connection's own memory tables, where the engine splits it into fields; what a
line can give and the policy's weblog declares becomes a row, and nothing else leaves the staging. Visitor keys are
hashed with a salt that exists only in this object, for each day apart, and so ends with the import.

Paths and referrers pass the scrubber that the front door uses (ledger 1.1, 4.11), each distinct one once. An import
knows no website, so unlike the door it takes no page for published: every health word of a path is masked.
"""

from __future__ import annotations

import json
import re
import secrets
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from clickhouse_connect.driver.client import Client

from avowal.events.engine import NO_TRACE, insert, json_rows
from avowal.events.import_statements import (
    METHODS,
    OF_NETWORKS,
    ImportRefused,
    declared_elements,
    insertion,
    oldest,
    weblog_of,
)
from avowal.events.import_texts import readings
from avowal.events.log_formats import COMBINED, format_of
from avowal.events.networks import NetworkOwners
from avowal.events.operations import Operations
from avowal.events.paths import kept_path
from avowal.events.rows import shorter_period, stamp, until
from avowal.events.scrubbing import scrub
from avowal.events.statements import Sql, joined, statement

_DIGEST = re.compile(r"^[0-9a-f]{64}$")
EARLY_SECONDS = 86_400  # a line dated more than a day ahead is bad: it would be kept past its promise
OF_STRETCH = ("lines", "numbered", "parsed")
OF_IMPORT = ("agents", "paths", "origins", "hosts")
TABLES = (*OF_STRETCH, *OF_IMPORT)
MOST_REMEMBERED = 200_000  # distinct paths, origins or browsers that are kept in memory from one stretch to the next
EARLIEST = date(1900, 1, 1)  # before it the engine has no dates


@dataclass(frozen=True)
class Checked:
    """What a stretch holds: its lines, how many are bad, the first bad ones as (line number, text), its time span."""

    lines: int
    bad: int
    examples: list[tuple[int, str]]
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Added(Checked):
    """What became of a stretch."""

    kept: int
    past_retention: int


@dataclass(frozen=True)
class Known:
    """A stretch that was imported before."""

    length: int
    sha256: str
    kept: int
    bad: int
    past_retention: int


class Importer:
    """One import into one site; holds a client until `close`."""

    def __init__(self, operations: Operations, *, site: str) -> None:
        self._operations = operations
        self._version = operations.in_force()
        self._site = site
        self._table, self._collection = weblog_of(self._version.policy, site)
        self._salt = secrets.token_hex(32)
        self._shift = 0
        self._format = COMBINED
        self._remembered = dict.fromkeys(OF_IMPORT, 0)
        self._networks = self._known_networks()
        self._open = ExitStack()
        self._client: Client = self._open.enter_context(operations.engine.client())
        for table in TABLES:
            self._run(statement(f"import_{table}"))

    @property
    def keep(self) -> str:
        """How long the policy keeps a line, in its own words."""
        return str(self._collection.keep)

    def close(self) -> None:
        """Drop what was staged and forget the salt."""
        self._salt = ""
        for table in TABLES:
            self._run(statement("import_drop", table=table))
        self._open.close()

    def read_as(self, text: str) -> None:
        """Read lines in the format that `text` means (log_formats); combined until then. Raises FormatRefused."""
        self._format = format_of(text)

    def check(self, content: bytes, *, fields: list[str] | None = None) -> Checked:
        """Parse a stretch without storing anything; `fields` are those that the log says its lines have."""
        return self._check(content, fields, 0)[0]

    def _check(self, content: bytes, fields: list[str] | None, oldest_kept: int) -> tuple[Checked, int]:
        """What a stretch holds, and how many of its lines are of `oldest_kept` (as in the log) or later."""
        count = self._stage(content, fields)
        understood, first, last, young = self._rows(statement("import_span"), {"oldest": oldest_kept})[0]
        bad = count - int(understood)
        examples = self._rows(statement("import_bad")) if bad else []
        span = (int(first), int(last)) if int(understood) else (None, None)
        return Checked(count, bad, [(int(number) + 1, str(text)) for number, text in examples], *span), int(young)

    def move(self, last: int, to: str) -> int:
        """Move all lines by the seconds that bring `last` to the same time of day on `to`, an ISO date.

        Days are those of the organisation's time zone. What is moved to before 1970 is past any retention. Raises
        ImportRefused for a day that is still to come, or before 1900.
        """
        day = date.fromisoformat(to)
        if day < EARLIEST:
            raise ImportRefused(f"{to} is before {EARLIEST}; nothing that long ago can be kept.")
        zone = ZoneInfo(self._version.policy.organisation.time_zone)
        if day > self._operations.clock().astimezone(zone).date():
            raise ImportRefused(f"{to} is still to come; a log can be moved to today or earlier.")
        local = datetime.fromtimestamp(last, zone)
        moved = datetime.combine(day, local.timetz()).timestamp()
        self._shift = int(moved) - last
        return self._shift

    def known(self, start: int) -> list[Known]:
        """What was imported before from byte `start` of a log of this site, moved alike; longest first."""
        query = statement("import_known", database=self._operations.engine.database)
        rows = self._rows(query, {"site": self._site, "shift": self._shift, "start": start})
        return [Known(int(row[0]), str(row[1]), *(int(count) for count in row[2:])) for row in rows]

    def add(
        self, content: bytes, *, start: int, length: int, sha256: str, overlong: int, fields: list[str] | None = None
    ) -> Added:
        """Store the lines of a stretch that are within retention, and remember the stretch.

        `start`, `length` and `sha256` are of the stretch in the log; `overlong` counts its lines that were too long
        to be sent here and are bad. `fields` as for `check`.
        """
        self._operations.imports.go_on()
        values = self._values()
        checked, kept = self._check(content, fields, values["oldest_moved"] - self._shift)
        added = Added(**asdict(checked), kept=kept, past_retention=checked.lines - checked.bad - kept)
        if added.last is not None and added.kept:
            self._describe_agents()
            self._spell_paths()
            self._spell_origins()
            self._look_up_hosts()
            token = _token(self._site, self._shift, start, sha256)
            database, networks = self._operations.engine.database, self._networks is not None
            self._run(insertion(self._collection, database, self._table, token, networks=networks), values)
            latest = datetime.fromtimestamp(added.last + self._shift, UTC)
            keep_until = stamp(until(latest, self._collection.keep))
            self._remember(added, overlong, keep_until, token, start=start, length=length, sha256=sha256)
        return added

    def overlap(self, first: int, last: int) -> int:
        """Rows of the site's weblog from `first` to `last` (Unix seconds, both included), whatever they came from.

        0 where the policy declares neither time nor site of a line, so that nothing can be told.
        """
        if not {"site", "seen_at"} <= set(declared_elements(self._collection)):
            return 0
        query = statement("import_overlap", database=self._operations.engine.database, table=self._table)
        return int(self._rows(query, {"site": self._site, "first": first, "last": last})[0][0])

    def _stage(self, content: bytes, fields: list[str] | None) -> int:
        """Put the lines into memory and parse them; the number of lines."""
        for table in OF_STRETCH:
            self._run(statement(f"import_empty_{table}"))
        if not content:
            return 0
        settings = {"input_format_parallel_parsing": "0", **NO_TRACE}
        insert(self._client, "lines", ("line",), content, "LineAsString", settings)
        self._run(statement("import_number"))
        self._run(statement("import_empty_lines"))  # half of the memory of a stretch
        count = content.count(b"\n") + (not content.endswith(b"\n"))
        values = {"latest": int(self._operations.clock().timestamp()) + EARLY_SECONDS, "methods": METHODS}
        for number, reading in enumerate(readings(self._format, fields)):
            if number == 0 or int(self._rows(statement("import_understood"))[0][0]) < count:
                self._run(reading.command, {**values, **reading.values})
        return count

    def _describe_agents(self) -> None:
        """Describe each distinct browser description once; few are distinct even in large logs."""
        from avowal.events import agents  # here: its rules take a while to load, and most callers import nothing

        found = self._new("agents")
        self._join("agents", [{"agent": agent, **_prefixed(asdict(agents.describe(agent)))} for agent in found])

    def _spell_paths(self) -> None:
        """Spell each distinct path as weblog and beacons do, and scrub it."""
        found = ((raw, scrub(kept_path(raw))) for raw in self._new("paths"))
        rows = [{"raw_path": raw, "path": it.clean, "path_about_health": it.about_health} for raw, it in found]
        self._join("paths", rows)

    def _spell_origins(self) -> None:
        """Scrub each distinct origin of a referrer, as it was written: lower case would hide what is encoded in it."""
        found = ((raw, scrub(raw)) for raw in self._new("origins"))
        rows = [
            {"raw_origin": raw, "referrer_origin": it.clean.lower(), "origin_about_health": it.about_health}
            for raw, it in found
        ]
        self._join("origins", rows)

    def _known_networks(self) -> NetworkOwners | None:
        """The files of networks, read now if they have changed; None where nothing of them may be kept or is known.

        The domain name system is never asked about a log's addresses.
        """
        if not OF_NETWORKS & set(declared_elements(self._collection)):
            return None
        networks = self._operations.networks
        networks.load()
        return networks if networks.knows_owners or networks.knows_relays else None

    def _look_up_hosts(self) -> None:
        """Look each distinct address up in the files of networks, where there are any."""
        networks = self._networks
        if networks is not None:
            found = ((host, networks.owner(host), bool(networks.relayed(host))) for host in self._new("hosts"))
            self._join("hosts", [{"host": host, "host_owner": it, "host_relayed": by} for host, it, by in found])

    def _new(self, table: str) -> list[str]:
        """What of this stretch stands not yet in `table`, which is begun anew when it has grown large."""
        if self._remembered[table] > MOST_REMEMBERED:
            self._run(statement(f"import_empty_{table}"))
            self._remembered[table] = 0
        return [str(found) for (found,) in self._rows(statement(f"import_new_{table}"))]

    def _join(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Put what was found out here into a table of this connection, for the lines to be joined with."""
        if rows:
            content = "\n".join(json.dumps(row) for row in rows).encode()
            insert(self._client, table, tuple(rows[0]), content, "JSONEachRow", NO_TRACE)
            self._remembered[table] += len(rows)

    def _values(self) -> dict[str, Any]:
        now, elements = self._operations.clock(), declared_elements(self._collection)
        shorter = {name: shorter_period(self._collection, name) for name in elements}
        return {
            "site": self._site,
            "version": self._version.number,
            "salt": self._salt,
            "shift": self._shift,
            "time_zone": self._version.policy.organisation.time_zone,
            "oldest_moved": oldest(self._collection.keep, now),
            **{f"oldest_{name}": oldest(period, now) for name, period in shorter.items() if period is not None},
        }

    def _remember(self, added: Added, overlong: int, keep_until: str, token: str, **stretch: Any) -> None:
        counts = {"kept": added.kept, "bad": added.bad + overlong, "past_retention": added.past_retention}
        row = {"site": self._site, "shift_seconds": self._shift, "keep_until": keep_until, **stretch, **counts}
        table = joined([self._operations.engine.database, "imports"], ".")
        settings = {"insert_deduplication_token": token}
        insert(self._client, table, tuple(row), json.dumps(row).encode(), "JSONEachRow", settings)

    def _run(self, command: Sql, values: dict[str, Any] | None = None) -> None:
        self._client.command(command, parameters=values or {})

    def _rows(self, query: Sql, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return json_rows(self._client, query, values)[1]


def _token(site: str, shift: int, start: int, sha256: str) -> str:
    """By what the store knows the insert of one stretch again; made of nothing but a key, numbers and a digest."""
    if not _DIGEST.match(sha256):
        raise ValueError("A stretch's digest is 64 hexadecimal digits.")
    return f"{site}.{int(shift)}.{int(start)}.{sha256}"


def _prefixed(described: dict[str, Any]) -> dict[str, Any]:
    return {f"agent_{key}": value for key, value in described.items()}
