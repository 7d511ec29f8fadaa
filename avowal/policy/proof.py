"""What audits of a deployment said: the record of each run, which the auditor writes and the website reads.

`data/audits/RUN/proof.json` is written last, so a run that broke off is none. A promise is said to be *kept* only from
a run that held the sites against the version in force and is younger than the deployment's limit (ledger 16.1); it is
said to be *broken* until a later run of that version finds it kept.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

FORMAT = 1
AUDITS = "audits"
FILE = "proof.json"
PAGE = "report.html"
KEEP_RUNS = 30
"""Runs whose record and report stay; the oldest go first."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""A run that began later than this from now is of a clock that was wrong, and proves nothing."""

KEPT, BROKEN, NOT_CHECKED = "kept", "broken", "not checked"
STATES = (KEPT, BROKEN, NOT_CHECKED)


@dataclass(frozen=True)
class Word:
    """What one run said of one promise: its state, the reason where it was not checked, what was tried or why not."""

    state: str
    reason: str = ""
    said: str = ""
    findings: int = 0


@dataclass(frozen=True)
class Proof:
    """One run. `run` is its directory's name; `passes` maps each kind of visitor to how many pages it saw.

    `newly_broken`, `mended` and `new_findings` say how it differs from the run before, if that was of this version.
    """

    run: str
    version: int
    sha256: str
    began_at: datetime
    ended_at: datetime
    verdicts: Mapping[str, Word]
    passes: Mapping[str, int] = field(default_factory=dict)
    newly_broken: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    new_findings: int = 0

    def count(self, state: str) -> int:
        """How many promises are in `state`."""
        return sum(word.state == state for word in self.verdicts.values())


class Doubt(StrEnum):
    """Why nothing is said of a promise now."""

    NO_AUDIT = "no audit"  # none of the version in force
    TOO_OLD = "too old"  # the last that looked at it is older than the limit
    NOT_CHECKED = "not checked"  # the last one could not tell; its reason says why


@dataclass(frozen=True)
class Standing:
    """How a promise stands now: `checked_at` is when the run began from which it is said."""

    state: str
    doubt: Doubt | None = None
    word: Word | None = None
    checked_at: datetime | None = None


def name_of(began_at: datetime) -> str:
    """The name of the run that began then; names sort as the runs did."""
    return began_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def directory(data: Path, run: str) -> Path:
    """Where a run's files lie. ValueError for a name that no run has, so that no path leads elsewhere."""
    datetime.strptime(run, "%Y%m%dT%H%M%SZ")  # noqa: DTZ007 - the name is looked at and no time made of it
    return data / AUDITS / run


def keep(proof: Proof, data: Path) -> Path:
    """Write the record of a run into its directory, and let the oldest runs go. Raises OSError."""
    into = directory(data, proof.run)
    into.mkdir(parents=True, exist_ok=True)
    beside = into / f".{FILE}"
    beside.write_text(json.dumps(_plain(proof), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(beside, into / FILE)  # noqa: PTH105 - Path.replace would do the same; this one is plainly atomic
    for old in _names(data)[KEEP_RUNS:]:
        shutil.rmtree(directory(data, old), ignore_errors=True)
    return into / FILE


def proofs(data: Path) -> tuple[Proof, ...]:
    """Every run whose record can be read, newest first."""
    found = (read(data, run) for run in _names(data))
    return tuple(proof for proof in found if proof is not None)


def read(data: Path, run: str) -> Proof | None:
    """The record of one run; None where there is none or it cannot be read."""
    try:
        told = json.loads((directory(data, run) / FILE).read_text(encoding="utf-8"))
        return _proof(told) if told["format"] == FORMAT and told["run"] == run else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def newest(data: Path, sha256: str) -> Proof | None:
    """The last run that held the sites against the version with this fingerprint."""
    return next((proof for proof in proofs(data) if proof.sha256 == sha256), None)


def standing(
    promises: Sequence[str], runs: Sequence[Proof], sha256: str, now: datetime, limit: timedelta
) -> dict[str, Standing]:
    """How each promise of the version with fingerprint `sha256` stands at `now`; `runs` come newest first.

    A run that could not tell leaves standing what an earlier one of the same version found within the limit.
    """
    ours = [run for run in runs if run.sha256 == sha256 and run.began_at <= now + CLOCKS_DIFFER]
    return {promise: _standing(promise, ours, now - limit) for promise in promises}


def _standing(promise: str, runs: Sequence[Proof], oldest: datetime) -> Standing:
    told = [(run, run.verdicts[promise]) for run in runs if promise in run.verdicts]
    if not told:
        return Standing(NOT_CHECKED, Doubt.NO_AUDIT)
    checked = next(((run, word) for run, word in told if word.state in (KEPT, BROKEN)), None)
    last, word = told[0]
    if checked is None:
        return Standing(NOT_CHECKED, Doubt.NOT_CHECKED, word, last.began_at)
    run, found = checked
    if found.state == BROKEN or run.began_at > oldest:
        return Standing(found.state, None, found, run.began_at)
    if word.state == NOT_CHECKED and last.began_at > oldest:
        return Standing(NOT_CHECKED, Doubt.NOT_CHECKED, word, last.began_at)
    return Standing(NOT_CHECKED, Doubt.TOO_OLD, found, run.began_at)


def _names(data: Path) -> list[str]:
    """The runs that have a record, newest first."""
    found = []
    for file in (data / AUDITS).glob(f"*/{FILE}"):
        try:
            directory(data, file.parent.name)
        except ValueError:
            continue
        found.append(file.parent.name)
    return sorted(found, reverse=True)


def _plain(proof: Proof) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "run": proof.run,
        "policy": {"version": proof.version, "sha256": proof.sha256},
        "began_at": proof.began_at.isoformat(),
        "ended_at": proof.ended_at.isoformat(),
        "passes": dict(proof.passes),
        "newly_broken": list(proof.newly_broken),
        "mended": list(proof.mended),
        "new_findings": proof.new_findings,
        "promises": {promise: _word(word) for promise, word in proof.verdicts.items()},
    }


def _word(word: Word) -> dict[str, Any]:
    return {"state": word.state, "reason": word.reason, "said": word.said, "findings": word.findings}


def _proof(told: Mapping[str, Any]) -> Proof:
    return Proof(
        run=str(told["run"]),
        version=int(told["policy"]["version"]),
        sha256=str(told["policy"]["sha256"]),
        began_at=_moment(told["began_at"]),
        ended_at=_moment(told["ended_at"]),
        verdicts=dict(_words(told["promises"])),
        passes={str(name): int(pages) for name, pages in told["passes"].items()},
        newly_broken=tuple(map(str, told["newly_broken"])),
        mended=tuple(map(str, told["mended"])),
        new_findings=int(told["new_findings"]),
    )


def _words(promises: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for promise, told in promises.items():
        state = str(told["state"])
        if state not in STATES:
            raise ValueError(f"“{state}” is no verdict of an audit")
        yield promise, Word(state, str(told["reason"]), str(told["said"]), int(told["findings"]))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return moment
