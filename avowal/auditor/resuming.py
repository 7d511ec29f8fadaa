"""A run as it goes, on disk: each visit in `visits/NNN.json`, so that a run that was cut off is taken up again.

Any of the records in `evidence` is written and read by its fields, so that a new field needs nothing here.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import Any

from avowal.auditor.evidence import Choice, PageVisit, Pass

DIRECTORY = "visits"
_RUN = "run.json"


class AnotherRun(Exception):
    """What is kept was gathered for another policy, other addresses or other limits; the message says what to do."""


class Kept:
    """The visits of one run under `out`; without `resume` what a run before left there is taken away first.

    `of` names what the run is about, which one that is taken up must have in common, and the `seed` of its made-up
    values, which is taken over.
    """

    def __init__(self, out: Path, of: Mapping[str, Any], *, resume: bool) -> None:
        self._directory = out / DIRECTORY
        self._lock = Lock()
        self._number = 0
        self._visits: list[tuple[Pass, int, PageVisit]] = []
        self.chosen: list[Choice] = []
        self.done: set[Pass] = set()
        self.seed = str(of.get("seed", ""))
        self.was_resumed = False
        self._directory.mkdir(parents=True, exist_ok=True)
        if resume:
            self._read(of)
        else:
            for file in self._directory.glob("*.json"):
                file.unlink()
        _write(self._directory / _RUN, {**of, "seed": self.seed})

    def _read(self, of: Mapping[str, Any]) -> None:
        try:
            before = json.loads((self._directory / _RUN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return  # nothing was left to take up
        differing = [name for name, value in of.items() if name != "seed" and before.get(name) != value]
        if differing:
            raise AnotherRun(
                f"The run in {self._directory.parent} was another one: {', '.join(differing)} differ. "
                "Leave --resume out to begin anew, or name that run's own address, policy and limits."
            )
        self.seed = str(before.get("seed", self.seed))
        self.was_resumed = True
        for file in sorted(self._directory.glob("[0-9]*.json"), key=lambda one: int(one.stem)):
            self._number = int(file.stem)
            self._take(json.loads(file.read_text(encoding="utf-8")))

    def _take(self, told: Mapping[str, Any]) -> None:
        if "done" in told:
            self.done.add(Pass(told["done"]))
        elif "choice" in told:
            self.chosen.append(revived(Choice, told["choice"]))
        else:
            visit = revived(PageVisit, told["visit"])
            self._visits.append((visit.passing, int(told["place"]), visit))

    def of(self, passing: Pass) -> dict[int, PageVisit]:
        """What was kept of one pass, by its place there; later notes of one place replace earlier ones."""
        return {place: visit for kept, place, visit in self._visits if kept is passing}

    def visit(self, place: int, visit: PageVisit) -> None:
        """Keep one visit as the `place`-th of its pass."""
        self._add({"place": place, "visit": plain(visit)})

    def choice(self, choice: Choice) -> None:
        """Keep what was chosen."""
        self._add({"choice": plain(choice)})

    def finished(self, passing: Pass) -> None:
        """Keep that a pass was played to its end."""
        self._add({"done": passing.value})

    def _add(self, told: Mapping[str, Any]) -> None:
        with self._lock:
            self._number += 1
            _write(self._directory / f"{self._number:03}.json", told)


def _write(file: Path, told: Mapping[str, Any]) -> None:
    """Whole or not at all: a run may be cut off at any moment."""
    unfinished = file.with_suffix(".part")
    unfinished.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    unfinished.replace(file)


def plain(value: Any) -> Any:
    """A record as JSON knows it; bytes as base64."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(one) for one in value]
    return value


def revived(kind: Any, told: Any) -> Any:
    """The record of `kind` that `plain` made `told` of."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return kind(**{name: revived(hints[name], one) for name, one in told.items() if name in hints})
    if origin in (typing.Union, types.UnionType):
        return None if told is None else revived(next(one for one in inner if one is not types.NoneType), told)
    if origin is tuple:
        each = [inner[0]] * len(told) if inner[1:] == (Ellipsis,) else inner
        return tuple(revived(one, part) for one, part in zip(each, told, strict=False))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {revived(inner[0], key): revived(inner[1], one) for key, one in told.items()}
    if kind is bytes:
        return base64.b64decode(told)
    return kind(told) if isinstance(kind, type) and issubclass(kind, Enum) else told
