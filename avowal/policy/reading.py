"""Reads a bundle directory into a policy: `policy.yaml` and `wording/LANG.md`. Strict, and everything at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from avowal.policy.building import Builder, stand_in
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy, Wording
from avowal.policy.problems import Place, PolicyProblems, Problem
from avowal.policy.wording import read_wording
from avowal.policy.yaml_nodes import compose

DECLARATIONS = "policy.yaml"
WORDING = "wording"
FORMAT = 1
_WORDING_FILE = re.compile(rf"{WORDING}/([^/]+)\.md")

__all__ = ["Bundle", "PolicyProblems", "read", "read_bundle", "read_files"]


@dataclass(frozen=True)
class Bundle:
    """What stands in a bundle directory: the policy as far as it could be read, and what is wrong with it.

    `places` maps a dotted name (`collections.weblog.keep`, `wording.es.cookies.2`) to its file and line.
    """

    policy: Policy
    places: Mapping[str, Place]
    problems: tuple[Problem, ...]

    def place(self, name: str) -> Place:
        """Where `name` stands, or the nearest enclosing declaration that has a place."""
        while name and name not in self.places:
            name = name.rpartition(".")[0]
        return self.places.get(name, Place(DECLARATIONS, 1))


def read(directory: Path) -> Bundle:
    """Everything in `directory`, with its problems; raises PolicyProblems only when there is no bundle at all."""
    file = directory / DECLARATIONS
    if not file.is_file():
        raise _no_bundle(str(file), f"Give a directory that holds {DECLARATIONS} and {WORDING}/LANG.md.")
    problems: list[Problem] = []
    wording = sorted((directory / WORDING).glob("*.md"))
    names = {file: DECLARATIONS, **{found: f"{WORDING}/{found.name}" for found in wording}}
    return _read({name: _text(found, name, problems) for found, name in names.items()}, problems)


def read_files(files: Mapping[str, str]) -> Bundle:
    """As `read`, of a bundle held in memory: `{"policy.yaml": …, "wording/en.md": …}`; other names are passed over."""
    if DECLARATIONS not in files:
        raise _no_bundle(DECLARATIONS, f"Give {DECLARATIONS} and {WORDING}/LANG.md.")
    return _read(files, [])


def _read(files: Mapping[str, str], problems: list[Problem]) -> Bundle:
    places: dict[str, Place] = {}
    wording = Catalogue(_wordings(files, problems, places))
    policy = _gather(_declarations(files[DECLARATIONS]), problems, places)
    if policy is None:
        return Bundle(stand_in(Policy), places, tuple(problems))
    return Bundle(replace(policy, wording=wording), places, tuple(problems))


Read = TypeVar("Read")


@dataclass(frozen=True)
class _File(Generic[Read]):
    """What one file says, its problems and places. Files are remembered: who edits a bundle changes one of them."""

    says: Read | None
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]


def _gather(file: _File[Read], problems: list[Problem], places: dict[str, Place]) -> Read | None:
    problems.extend(file.problems)
    places.update(file.places)
    return file.says


@lru_cache(maxsize=4)
def _declarations(text: str) -> _File[Policy]:
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    node = compose(text, DECLARATIONS, problems)
    if node is None:
        return _File(None, tuple(problems), places)
    policy: Policy = Builder(DECLARATIONS, problems, places).top(Policy, node, {"wording": Catalogue()})
    if policy.format != FORMAT:
        message = f"“format” is {policy.format}; this program reads {FORMAT}."
        problems.append(Problem(places.get("format", Place(DECLARATIONS, 1)), message))
    return _File(policy, tuple(problems), places)


@lru_cache(maxsize=32)
def _wording(text: str, name: str) -> _File[Wording]:
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    return _File(read_wording(text, name, problems, places), tuple(problems), places)


def _no_bundle(file: str, hint: str) -> PolicyProblems:
    return PolicyProblems([Problem(Place(file, 1), "There is no policy here.", hint)])


def read_bundle(directory: Path) -> Policy:
    """The policy in `directory`; raises PolicyProblems with all that is wrong, references and wording included."""
    from avowal.policy.checking import check_bundle

    bundle = read(directory)
    problems = check_bundle(bundle, deep=False)
    if problems:
        raise PolicyProblems(problems)
    return bundle.policy


def _wordings(
    files: Mapping[str, str], problems: list[Problem], places: dict[str, Place]
) -> Iterator[tuple[str, Wording]]:
    for name in sorted(files):
        language = _WORDING_FILE.fullmatch(name)
        wording = _gather(_wording(files[name], name), problems, places) if language else None
        if language and wording is not None:
            yield language[1], wording


def _text(file: Path, name: str, problems: list[Problem]) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(Place(name, line), "The file is not UTF-8 text.", "Save it as UTF-8."))
        return ""
