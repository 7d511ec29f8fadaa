"""Takes finished segments of the spool into the store: each once, none lost, none tried for ever.

A segment is inserted in one statement under its own name as deduplication token, and deleted only when its part is on
disk; so a crash anywhere in between means that it is inserted again and counted once. What the store refuses for its
content is mended line by line: good lines go in, bad ones to `spool/refused/`, where health reports them. What the
store refuses for any other reason stays where it is. Where the deployment asks for it, rows get the owner of their
network on the way (`enriching`): the token knows a segment by its name, so one that is taken again with other answers
is counted once all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from clickhouse_connect.driver.exceptions import ClickHouseError

from avowal.events.engine import Engine, insert
from avowal.events.enriching import OWNER, NetworkDomains
from avowal.events.outcomes import Taken
from avowal.events.refused import REFUSED, put_aside
from avowal.events.segment import DONE, NEW, OPEN, adopt, sync_directory
from avowal.events.statements import joined

STALE_SECONDS = 60
_NAME = re.compile(r"^([0-9]{13})-[0-9a-f]{8}$")
_VERSION = re.compile(rb'"policy_version":\s*([0-9]{1,9})')  # a quote within a value is escaped
BAD_CONTENT = frozenset({6, 16, 25, 26, 27, 33, 38, 41, 43, 53, 69, 70, 72, 117, 130, 131, 349, 467, 675})
"""Codes with which ClickHouse refuses what a segment holds (cannot parse, no such column, wrong type, out of range)."""


class _StoreAway(Exception):
    """The store refused for a reason that is not the segment's content."""


class Taker:
    """Takes the spool under `directory` into `engine`; one at a time, by the owner."""

    def __init__(
        self,
        engine: Engine,
        directory: Path,
        columns_of: Callable[[str], tuple[str, ...] | None],
        clock: Callable[[], float],
        owners: NetworkDomains | None = None,
    ) -> None:
        self._engine = engine
        self._directory = directory
        self._columns_of = columns_of
        self._clock = clock
        self._owners = owners

    def take(self) -> Taken:
        """Take every finished segment and those of dead writers."""
        taken = Taken()
        if self._owners is not None:
            self._owners.begin()
        for path in list(self._finished()):
            try:
                self._take(path, taken)
            except (_StoreAway, OSError) as error:
                taken.left += 1
                taken.problems.append(str(error))
        return taken

    def _finished(self) -> Iterator[Path]:
        for folder in sorted(self._directory.iterdir()) if self._directory.is_dir() else ():
            if not folder.is_dir() or folder.name == REFUSED:
                continue
            for orphan in folder.glob(f"*{OPEN}"):
                adopt(orphan)
            for unborn in folder.glob(f"*{NEW}"):
                self._remove_unborn(unborn)
            yield from sorted(folder.glob(f"*{DONE}"))

    def _remove_unborn(self, path: Path) -> None:
        """A segment that its writer never named holds nothing; leave those that may just be being born."""
        found = _NAME.match(path.stem)
        if found and int(found[1]) / 1000 < self._clock() - STALE_SECONDS:
            with suppress(OSError):
                path.unlink()

    def _take(self, path: Path, taken: Taken) -> None:
        content = path.read_bytes()
        taken.versions = sorted({*taken.versions, *map(int, set(_VERSION.findall(content)))})
        columns = self._columns_of(path.parent.name)
        if self._owners is not None and OWNER in (columns or ()):
            content = self._owners.fill(path.parent.name, content)
        if columns is None or not _NAME.match(path.stem):
            self._refuse(path, content, taken, "the store has no such collection")
        elif content and not self._insert(path, columns, path.stem, content):
            self._mend(path, columns, content, taken)
        else:
            taken.rows += content.count(b"\n")
        taken.segments += 1
        path.unlink()
        sync_directory(path.parent)

    def _insert(self, path: Path, columns: tuple[str, ...], token: str, content: bytes) -> bool:
        """Insert; False when the store refuses the content."""
        table = joined([self._engine.database, path.parent.name], ".")
        settings = {
            "insert_deduplication_token": token,
            "input_format_skip_unknown_fields": "0",  # a field that no column takes is a loss: say so
            "input_format_parallel_parsing": "0",
            "max_partitions_per_insert_block": "0",
        }
        try:
            with self._engine.client() as client:
                insert(client, table, columns, content, "JSONEachRow", settings)
        except ClickHouseError as error:
            if getattr(error, "code", None) in BAD_CONTENT:
                return False
            raise _StoreAway(f"The store does not take {path.name} (code {getattr(error, 'code', None)}).") from None
        return True

    def _mend(self, path: Path, columns: tuple[str, ...], content: bytes, taken: Taken) -> None:
        """Take line by line what can be taken; each line has its own token, so a replay counts it once."""
        good = [line for line in content.splitlines(keepends=True) if _fits(line, columns)]
        bad = [line for line in content.splitlines(keepends=True) if not _fits(line, columns)]
        if not (good and self._insert(path, columns, f"{path.stem}-good", b"".join(good))):
            for number, line in enumerate(good):
                if self._insert(path, columns, f"{path.stem}-{number}", line):
                    taken.rows += 1
                else:
                    bad.append(line)
        else:
            taken.rows += len(good)
        if bad:
            self._refuse(path, b"".join(bad), taken, "the store refused what they hold")

    def _refuse(self, path: Path, content: bytes, taken: Taken, why: str) -> None:
        kept = put_aside(self._directory, path, content)
        rows = len(content.splitlines())
        taken.refused_rows += rows
        taken.problems.append(f"{rows} rows of {path.parent.name} were put aside in {kept}: {why}.")


def _fits(line: bytes, columns: tuple[str, ...]) -> bool:
    """Whether a line is one JSON object of known columns."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return isinstance(row, dict) and row.keys() <= set(columns)
