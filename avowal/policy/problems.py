"""What is wrong with a bundle, each with its place and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SHORT_LIST = 12


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file of the bundle; the file is named relative to the bundle."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Severity(StrEnum):
    """`problem` stops publishing; `advice` does not."""

    PROBLEM = "problem"
    ADVICE = "advice"


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: where, what, and what to do. `promise` is the ledger id it protects, if one."""

    place: Place
    message: str
    hint: str = ""
    promise: str = ""
    severity: Severity = Severity.PROBLEM

    def __str__(self) -> str:
        promise = f" (promise {self.promise})" if self.promise else ""
        return f"{self.place}: {self.message}{promise}" + (f" {self.hint}" if self.hint else "")


class PolicyProblems(Exception):
    """A bundle could not be read; `.problems` lists everything that is wrong, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """A sentence naming the nearest known word, or the whole list where it is short, or nothing."""
    import difflib  # here, because reading a policy that is in order needs none of it

    names = sorted(known)
    near = difflib.get_close_matches(written, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"Known: {', '.join(names)}." if 0 < len(names) <= SHORT_LIST else ""
