"""Scores the reader on labelled policies: precision and recall of ledger rows, categories, facts and the rest.

Usage: python tests/reader/scoring.py [LABELS [POLICIES]] [--details]     (default: tests/reader/unseen, and beside them)
The labels' format is told in `unseen/README.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from avowal.policy.assertions import Certainty
from avowal.reader.reading import Reading, read

UNSEEN = Path(__file__).parent / "unseen"


@dataclass
class Score:
    """Right, wrongly found, and missed items of one kind."""

    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, found: Iterable[str], labelled: Iterable[str]) -> Score:
        found_set, labelled_set = set(found), set(labelled)
        return cls(found_set & labelled_set, found_set - labelled_set, labelled_set - found_set)

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def labelled(directory: Path = UNSEEN, sources: Path | None = None) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Each policy with its labels in `directory`; the policies themselves may lie elsewhere, in `sources`."""
    for labels in sorted(directory.glob("*.labels.yaml")):
        stem = labels.name.removesuffix(".labels.yaml")
        source = next((file for file in sorted((sources or directory).glob(f"{stem}.*")) if file != labels), None)
        if source is None:
            continue
        yield (
            source,
            yaml.load(labels.read_text(encoding="utf-8"), Loader=yaml.BaseLoader),
        )  # all is text: 4.10 is no number


def scores(reading: Reading, labels: Mapping[str, Any]) -> dict[str, Score]:
    """A score for everything that the labels speak of."""
    found: dict[str, Score] = {}
    if "ids" in labels:
        found["ids"] = Score.of(reading.rows, labels["ids"])
        sure = [row for row, certainty in reading.rows.items() if certainty is Certainty.SURE]
        found["ids, sure ones"] = Score.of(sure, labels["ids"])
    if "categories" in labels:
        found["categories"] = Score.of({str(one.category) for one in reading.practices}, labels["categories"])
    if "elements" in labels:
        found["elements"] = Score.of(elements(reading), labels["elements"])
    if "recipients" in labels:
        found["recipients"] = Score.of(recipients(reading), labels["recipients"])
    if "retention" in labels:
        periods = {str(one.period) for one in reading.facts.retention}
        found["retention"] = Score.of(periods, labels["retention"])
    found |= _facts(reading, labels.get("facts", {}))
    if "contradicting" in labels:
        found["contradictions"] = _contradictions(reading, labels["contradicting"])
    if "left_out" in labels:
        kept = "\n".join(sentence.text for group in reading.groups for sentence in group)
        taken = {words for words in labels["left_out"] if words in kept}
        found["left out"] = Score(set(labels["left_out"]) - taken, set(), taken)
    return found


def elements(reading: Reading) -> set[str]:
    """The data that is said to come in."""
    from avowal.reader.declaring import elements_collected

    return {found.category for found in elements_collected(reading)}


def recipients(reading: Reading) -> set[str]:
    """The classes of those who may get data."""
    from avowal.reader.declaring import recipients_named

    return {str(found.kind) for found in recipients_named(reading)}


def _facts(reading: Reading, labels: Mapping[str, Any]) -> Iterator[tuple[str, Score]] | dict[str, Score]:
    facts = reading.facts
    named = facts.organisation
    values: dict[str, set[str]] = {
        "organisation": {named.name} if named else set(),
        "legal_name": {named.legal} if named and named.legal else set(),
        "updated": {facts.updated.value} if facts.updated else set(),
        "emails": {one.value for one in facts.emails},
        "telephones": {_digits(one.value) for one in facts.telephones},
        "hosts": {host for site in facts.sites for host in (site.host, *site.also)},
        "minimum_age": {facts.minimum_age.value} if facts.minimum_age else set(),
        "sections": {section.title for section in reading.sections if section.title != reading.title},
        "notice_languages": set(facts.languages),
    }
    told = {key: _listed(value) for key, value in labels.items() if key in values}
    if "telephones" in told:
        told["telephones"] = [_digits(number) for number in told["telephones"]]
    return {f"fact: {key}": Score.of(values[key], value) for key, value in told.items()}


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _contradictions(reading: Reading, pairs: Iterable[Iterable[str]]) -> Score:
    """A labelled pair is found when one contradiction quotes both of its places; others count as wrong when sure."""
    score = Score()
    explained: set[int] = set()
    for one, other in (tuple(pair) for pair in pairs):
        at = [
            index
            for index, found in enumerate(reading.contradictions)
            if _quotes(found.never.source.words, found.may.source.words, one, other)
        ]
        explained |= set(at)
        (score.right if at else score.missed).add(f"{one} / {other}")
    for index, found in enumerate(reading.contradictions):
        if index not in explained and found.certainty is Certainty.SURE:
            score.wrong.add(f"{found.never.source.words[:80]} / {found.may.source.words[:80]}")
    return score


def _quotes(never: str, may: str, one: str, other: str) -> bool:
    never, may, one, other = (" ".join(text.lower().split()) for text in (never, may, one, other))
    return (one in never and other in may) or (other in never and one in may)


def total(parts: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """The scores of several policies together."""
    summed: dict[str, Score] = {}
    for number, part in enumerate(parts):
        for key, score in part.items():
            whole = summed.setdefault(key, Score())
            whole.right |= {f"{number}:{item}" for item in score.right}
            whole.wrong |= {f"{number}:{item}" for item in score.wrong}
            whole.missed |= {f"{number}:{item}" for item in score.missed}
    return summed


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    details = "--details" in sys.argv
    parts = []
    for source, labels in labelled(*map(Path, arguments or [UNSEEN])):
        part = scores(read(source.read_bytes(), source.name), labels)
        parts.append(part)
        _show(source.name, part, details=details)
    _show("all", total(parts), details=False)


def _show(name: str, part: Mapping[str, Score], *, details: bool) -> None:
    sys.stdout.write(f"\n{name}\n")
    for key, score in part.items():
        sys.stdout.write(
            f"  {key:22} precision {score.precision:5.2f}  recall {score.recall:5.2f}"
            f"  ({len(score.right)} right, {len(score.wrong)} wrong, {len(score.missed)} missed)\n"
        )
        if details and (score.wrong or score.missed):
            sys.stdout.write(f"      wrong {sorted(score.wrong)}\n      missed {sorted(score.missed)}\n")


if __name__ == "__main__":
    main()
