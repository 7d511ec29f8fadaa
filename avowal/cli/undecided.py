"""What `policy check` says of a line that a draft leaves open: the draft's own words, not what is wrong with nothing.

A draft that `policy read` made ends each such line with `# decide:` and what to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from avowal.policy.problems import Problem

DECLARATIONS = "policy.yaml"
_OPEN = re.compile(r'""[^#]*# decide: (?P<what>.+)$')
_NAMED = re.compile(r"“(?P<name>[\w.-]+)”")


def told(problems: Iterable[Problem], bundle: Path) -> tuple[Problem, ...]:
    """The problems; those on a line that is still empty say what a person must decide there."""
    lines = (bundle / DECLARATIONS).read_text(encoding="utf-8", errors="replace").splitlines()
    return tuple(_told(problem, lines) for problem in problems)


def _told(problem: Problem, lines: list[str]) -> Problem:
    place = problem.place
    if place.file != DECLARATIONS or not 0 < place.line <= len(lines):
        return problem
    left_open, named = _OPEN.search(lines[place.line - 1]), _NAMED.match(problem.message)
    if not left_open or not named:
        return problem
    what = left_open["what"].strip().rstrip(".")
    return replace(problem, message=f"“{named['name']}” is to be decided: {what}.", hint="")
