"""The only way to read what was collected: a shipped query, for a named purpose, through that purpose's views.

Ledger 3.3 and 5.2. A query names collections plainly (`FROM weblog`) and runs in the purpose's own database, where
other columns do not exist. Before a query is first run for a purpose, its parsed form is looked at: it may touch that
purpose's views and nothing else, neither the tables behind them nor a table function.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path

from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError

from avowal.events.engine import Engine
from avowal.events.outcomes import Answer, PurposeRefused, UnknownQuery
from avowal.events.statements import ROOM, without_comments
from avowal.events.undeclared import Undeclared, filled

QUERIES = ROOM / "queries"
READ_ONLY = "SETTINGS readonly = 1, log_queries = 0"
_NAME = re.compile(r"^[a-z][a-z0-9_]*$")
_INCLUDE = re.compile(r"^-- include ([a-z_]+)$", re.MULTILINE)
_SELECTS = re.compile(r"^(SELECT|WITH)\b")
_WRITES_FILE = re.compile(r"\bINTO\s+OUTFILE\b", re.IGNORECASE)
_TABLE = re.compile(r"^\s*TABLE id: \d+.*\btable_name: (\S+)$", re.MULTILINE)
_IDENTIFIER = re.compile(r"^\s*IDENTIFIER id: \d+.*\bidentifier: (\S+?),?(?: .*)?$", re.MULTILINE)
_TABLE_FUNCTION = re.compile(r"^\s*TABLE_FUNCTION id: \d+", re.MULTILINE)
_FUNCTION = re.compile(r"^\s*FUNCTION id: \d+.*\bfunction_name: (\w+)", re.MULTILINE)
_UNKNOWN = re.compile(r"identifier [`'](\w+(?:\.\w+)*)[`']")
_REACHES_ELSEWHERE = re.compile(r"^(dict|joinGet|file|hasColumnInTable|getSetting|catboost|executable)", re.IGNORECASE)
UNKNOWN_COLUMN, UNKNOWN_TABLE, UNKNOWN_DATABASE, UNKNOWN_ROLE = 47, 60, 81, 511


class Reader:
    """Runs shipped queries for purposes; remembers until `forget` which texts were looked at for which purpose."""

    def __init__(self, engine: Engine, queries: Path = QUERIES) -> None:
        self._engine = engine
        self._queries = queries
        self._allowed: dict[tuple[str, str], frozenset[str]] = {}
        self._missing: Undeclared = {}
        self._lock = threading.Lock()

    def forget(self, missing: Undeclared | None = None) -> None:
        """Look at every query again: the views have changed, and with a new policy what it leaves undeclared."""
        with self._lock:
            self._allowed.clear()
            if missing is not None:
                self._missing = missing

    def read(self, purpose: str, query: str, parameters: Mapping[str, object]) -> Answer:
        """The answer of `queries/QUERY.sql` for `purpose`, its `{name:Type}` placeholders bound to `parameters`.

        Raises PurposeRefused, UnknownQuery, and the client's own errors.
        """
        text = self._text(query)
        try:
            with self._engine.client(_database_of(purpose)) as client:
                collections = self._look_at(client, purpose, query, text, parameters)
                asked = f"{text}\n{READ_ONLY}\nFORMAT JSONCompact"
                return _answer(client.raw_query(asked, parameters=dict(parameters)), collections)
        except ClickHouseError as error:
            refusal = _refusal(error, purpose, query)
            if refusal is None:
                raise
            raise refusal from None

    def _text(self, query: str) -> str:
        file = self._queries / f"{query}.sql"
        if not _NAME.match(query) or not file.is_file():
            raise UnknownQuery(f"There is no query “{query}”; queries are the files of {self._queries}.")
        text = without_comments(with_parts(self._queries, file.read_text(encoding="utf-8")))
        if not _SELECTS.match(text) or _WRITES_FILE.search(text):
            raise PurposeRefused(f"The query “{query}” does more than read; it may only be a SELECT.")
        return filled(text, self._missing)

    def _look_at(
        self, client: Client, purpose: str, query: str, text: str, parameters: Mapping[str, object]
    ) -> frozenset[str]:
        """The collections that the query reads; raises PurposeRefused when it reaches anything else."""
        with self._lock:
            if (purpose, text) in self._allowed:  # the text, not the name: its file may have changed since
                return self._allowed[purpose, text]
        collections: set[str] = set()
        for passes in (0, 1):  # as written, because later a part may be replaced by its result; and as understood
            explain = f"EXPLAIN QUERY TREE run_passes = {passes} {text}\n{READ_ONLY}\nFORMAT TSVRaw"
            tree = client.raw_query(explain, parameters=dict(parameters)).decode("utf-8", "replace")
            for reached in reaches(tree, _database_of(purpose), self._engine.database):
                raise PurposeRefused(
                    f"The query “{query}” reaches {reached}; for the purpose “{purpose}” it may open only that "
                    "purpose's views. Name collections plainly, such as FROM weblog."
                )
            collections.update(name.rpartition(".")[2] for name in _TABLE.findall(tree) if name != "system.one")
        with self._lock:
            self._allowed[purpose, text] = frozenset(collections)
        return frozenset(collections)


def _answer(content: bytes, collections: frozenset[str]) -> Answer:
    told = json.loads(content)
    read = int(told.get("statistics", {}).get("rows_read", 0))
    return Answer(tuple(one["name"] for one in told["meta"]), tuple(map(tuple, told["data"])), read, collections)


def with_parts(queries: Path, text: str) -> str:
    """`text` with the parts that it names by `-- include NAME`, and those that they name."""

    def part(named: re.Match[str]) -> str:
        return with_parts(queries, (queries / "parts" / f"{named[1]}.sql").read_text(encoding="utf-8"))

    return _INCLUDE.sub(part, text)


def reaches(tree: str, database: str, behind: str) -> list[str]:
    """What a query tree reaches beyond the views of `database`; `behind` is the database of the tables."""
    tables = [name for name in _TABLE.findall(tree) if name != "system.one" and not name.startswith(f"{database}.")]
    functions = [name for name in _FUNCTION.findall(tree) if _REACHES_ELSEWHERE.match(name)]
    dotted = [name for name in _IDENTIFIER.findall(tree) if _names_a_database(name, behind)]
    return tables + functions + dotted + ["a table function"] * bool(_TABLE_FUNCTION.search(tree))


def _names_a_database(identifier: str, behind: str) -> bool:
    first, dot, _ = identifier.partition(".")
    return bool(dot) and (first in (behind, "system", "default") or first.startswith("purpose_"))


def _database_of(purpose: str) -> str:
    if not _NAME.match(purpose):
        raise PurposeRefused(f"“{purpose}” is not the key of a purpose.")
    return f"purpose_{purpose}"


def _refusal(error: ClickHouseError, purpose: str, query: str) -> PurposeRefused | None:
    code = getattr(error, "code", None)
    found = _UNKNOWN.search(str(error))
    what = f"“{found[1]}”" if found else "what it asks for"
    if code in (UNKNOWN_DATABASE, UNKNOWN_ROLE):
        return PurposeRefused(f"The policy declares no purpose “{purpose}”, so nothing may be opened for it.")
    if code in (UNKNOWN_COLUMN, UNKNOWN_TABLE):
        return PurposeRefused(f"The purpose “{purpose}” may not open {what}, which the query “{query}” asks for.")
    return None
