"""What came of a selftest: for each fault whether it was found, gone without it, and found without gates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FILE = "selftest.json"


@dataclass(frozen=True)
class Row:
    """One fault. Each of the three is None where it was not tried; `found` is what the finding said.

    `red`: found when planted. `green`: not found when not planted, and nothing else wrong with its promise.
    `gates_off`: found when planted with every gate switched off. `stopped_by` names the gate that stopped the attempt.
    """

    promise: str
    fault: str
    kind: str  # page | store | policy | deployment
    red: bool | None
    green: bool | None
    gates_off: bool | None
    found: str = ""
    stopped_by: str | None = None
    trouble: str = ""

    @property
    def proven(self) -> bool:
        """Whether everything that was tried came out as it has to."""
        return False not in (self.red, self.green, self.gates_off)


@dataclass(frozen=True)
class Matrix:
    """All rows of a run, in the order of the ledger."""

    rows: tuple[Row, ...]
    began_at: datetime
    seconds: float

    @property
    def proven(self) -> bool:
        return bool(self.rows) and all(row.proven for row in self.rows)

    @property
    def failed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.proven)


def in_order(rows: Iterable[Row], ledger: Iterable[str]) -> tuple[Row, ...]:
    """The rows in the order of the ledger's ids."""
    places = {promise: place for place, promise in enumerate(ledger)}
    return tuple(sorted(rows, key=lambda row: (places.get(row.promise, len(places)), row.kind, row.fault)))


def as_data(matrix: Matrix) -> dict[str, Any]:
    """The matrix for machines."""
    return {
        "format": 1,
        "began_at": matrix.began_at.isoformat(),
        "seconds": round(matrix.seconds, 1),
        "proven": matrix.proven,
        "faults": len(matrix.rows),
        "promises": len({row.promise for row in matrix.rows}),
        "rows": [
            {
                "promise": row.promise,
                "fault": row.fault,
                "kind": row.kind,
                "red": row.red,
                "green": row.green,
                "gates_off": row.gates_off,
                "proven": row.proven,
                "found": row.found,
                "stopped_by": row.stopped_by,
                "trouble": row.trouble,
            }
            for row in matrix.rows
        ],
    }


def write(matrix: Matrix, directory: Path) -> Path:
    """Put the matrix into `directory`; the file it is in."""
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / FILE
    file.write_text(json.dumps(as_data(matrix), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def lines(matrix: Matrix) -> Iterable[str]:
    """The matrix for people: one line a fault, then what failed and why."""
    yield f"{'promise':8} {'fault':36} {'planted':8} {'clean':8} {'gates off':10} stopped by"
    for row in matrix.rows:
        marks = (_mark(row.red, "red"), _mark(row.green, "green"), _mark(row.gates_off, "red"))
        yield f"{row.promise:8} {row.fault:36} {marks[0]:8} {marks[1]:8} {marks[2]:10} {row.stopped_by or ''}".rstrip()
    for row in matrix.rows:
        if row.trouble and row.proven:
            yield f"not tried: {row.promise} {row.fault}: {row.trouble}"
    for row in matrix.failed:
        yield f"not proven: {row.promise} {row.fault}: {row.trouble}"


def _mark(came_out: bool | None, right: str) -> str:  # noqa: FBT001 - one of three states, not a switch
    return "-" if came_out is None else right if came_out else "WRONG"
