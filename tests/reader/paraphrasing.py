"""Scores the reader on the bank of paraphrases, the half that may be looked at and the other half apart.

Usage: python tests/reader/paraphrasing.py [--details]
The bank's form, and which half is which, is told in `paraphrases/README.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from avowal.policy.ledger import LEDGER
from avowal.reader.features import Featured
from avowal.reader.locating import Located
from avowal.reader.reading import Reading, read_located
from avowal.reader.rows import rules
from avowal.reader.sentences import sections_and_sentences

BANK = Path(__file__).parent / "paraphrases"
NAMES = ("Larkfield", "Larkfield Health Cooperative")
SEEN_REGISTERS = ("plain", "legal", "near")


@dataclass(frozen=True)
class Case:
    """A text under a heading; `what` names what it states, or nearly does where `register` is `near`."""

    kind: str
    what: str
    register: str
    heading: str
    text: str
    seen: bool


@cache
def bank() -> tuple[Case, ...]:
    """Every case of the bank."""
    return (*_rows(), *_kinds(), *_nothing())


def _rows() -> Iterator[Case]:
    entries: dict[str, Any] = {}
    for file in sorted(BANK.glob("rows-*.yaml")):
        entries |= yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    for number, row in enumerate(row for row in LEDGER if row in entries):
        entry = entries[row]
        for register in ("plain", "legal", "chatty", "terse", "near"):
            texts = entry[register] if register == "near" else [entry[register]]
            seen = number % 2 == 0 and register in SEEN_REGISTERS
            yield from (Case("row", row, register, entry.get("under", "Privacy"), text, seen) for text in texts)


def _kinds() -> Iterator[Case]:
    headings = {"recipients": "Who may receive your information", "ages": "Children"}
    for kind, entries in yaml.load((BANK / "kinds.yaml").read_text("utf-8"), Loader=yaml.BaseLoader).items():
        for what, texts in entries.items():
            for at, text in enumerate(texts):
                yield Case(kind, what, "plain", headings.get(kind, "Privacy"), text, at == 0)


def _nothing() -> Iterator[Case]:
    for heading, texts in yaml.load((BANK / "nothing.yaml").read_text("utf-8"), Loader=yaml.BaseLoader).items():
        for at, text in enumerate(texts):
            yield Case("nothing", "", "near", heading, text, at % 2 == 0)


def holds(case: Case) -> bool:
    """Whether the reader finds in the text what it states; of a near miss, whether it does not."""
    if case.kind == "nothing":
        return not stated(case)
    found = case.what in _found(case)
    return found is not (case.register == "near")


def _found(case: Case) -> set[str]:
    if case.kind == "row":
        return stated(case)
    reading = _read(case)
    if case.kind == "ages":
        return {reading.facts.minimum_age.value} if reading.facts.minimum_age else set()
    if case.kind == "retention":
        return {str(found.period) for found in reading.facts.retention}
    if case.kind == "choice":
        return {str(found.category) for found in reading.practices}
    import scoring

    return scoring.elements(reading) if case.kind == "elements" else scoring.recipients(reading)


def stated(case: Case) -> set[str]:
    """The rows that the text states."""
    blocks = _blocks(case)
    _sections, groups = sections_and_sentences(blocks, "bank.md")
    sentences = [Featured(sentence, NAMES) for group in groups for sentence in group]
    return {rule.name for sentence in sentences for rule in rules() if rule.match(sentence)}


def _read(case: Case) -> Reading:
    return read_located(Located("Privacy", _blocks(case), (), ()), "bank.md", lines=3)


def _blocks(case: Case) -> tuple[Any, ...]:
    from avowal.reader.document import document

    return document(f"# {case.heading}\n\n{case.text}\n", "bank.md").blocks


@dataclass(frozen=True)
class Figures:
    """Of the texts that state something, how many were found; of the near misses, how many were not."""

    found: int
    stating: int
    kept_apart: int
    near: int

    @property
    def recall(self) -> float:
        return self.found / max(1, self.stating)

    @property
    def apart(self) -> float:
        return self.kept_apart / max(1, self.near)


def figures(kind: str, *, seen: bool) -> Figures:
    """The figures of one kind, for one half of the bank."""
    cases = [case for case in bank() if case.kind == kind and case.seen is seen]
    stating = [case for case in cases if case.register != "near"]
    near = [case for case in cases if case.register == "near"]
    return Figures(sum(map(holds, stating)), len(stating), sum(map(holds, near)), len(near))


def main() -> None:
    for kind in dict.fromkeys(case.kind for case in bank()):
        for seen in (True, False):
            found = figures(kind, seen=seen)
            sys.stdout.write(
                f"{kind:10} {'looked at' if seen else 'counted  '}  {found.found:3} of {found.stating:3} found"
                f" ({found.recall:.2f})   {found.kept_apart:2} of {found.near:2} near misses kept apart\n"
            )
    if "--details" in sys.argv:
        for case in bank():
            if case.seen and not holds(case):
                wrong = f"   states {sorted(stated(case))}" if case.kind == "nothing" else ""
                sys.stdout.write(f"{case.what:8} {case.register:6} {case.text}{wrong}\n")


if __name__ == "__main__":
    main()
