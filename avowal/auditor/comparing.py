"""What differs between two audits: what broke since the run before, what was mended, which findings are new.

Both are read as the data of `report.json`, so that a run of last month compares as well as the one just made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema

from avowal.auditor.reporting import schema
from avowal.auditor.verdicts import State

LARGEST = 256 * 1024 * 1024
"""Bytes of a report that is read."""
_MADE_UP = re.compile(r"[0-9a-f]{8,}|[a-z0-9]{16,}|\d{3,}", re.IGNORECASE)

Data = Mapping[str, Any]


class NotAReport(Exception):
    """The file is no `report.json` of an audit; the text says why and what to do."""


@dataclass(frozen=True)
class NewFinding:
    """Something found now, of a promise that was broken before too."""

    promise: str
    page: str
    what: str


@dataclass(frozen=True)
class Compared:
    """How this run differs from the one that began at `before` (ISO); promises in the order of the policy.

    `unknown` are promises that were judged before and could not be checked now. `same_policy` is false where the two
    held the sites against different words, so that a promise may have changed its meaning.
    """

    before: str
    same_policy: bool
    newly_broken: tuple[str, ...]
    mended: tuple[str, ...]
    unknown: tuple[str, ...]
    new_findings: tuple[NewFinding, ...]
    gone: int

    @property
    def differs(self) -> bool:
        """Whether anything did change."""
        return bool(self.newly_broken or self.mended or self.unknown or self.new_findings or self.gone)


def load(file: Path) -> Data:
    """The data of an earlier run, from its `report.json` or the directory that holds one. Raises NotAReport."""
    named = file / "report.json" if file.is_dir() else file
    try:
        if named.stat().st_size > LARGEST:
            raise NotAReport(f"{named} is larger than any report of an audit. Name the report.json of an earlier run.")
        found = json.loads(named.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotAReport(f"{named} cannot be read: {error.strerror}. Name the report.json of an earlier run.") from None
    except (ValueError, RecursionError):
        raise NotAReport(f"{named} is not JSON. Name the report.json of an earlier run.") from None
    try:
        jsonschema.validate(found, schema())
    except jsonschema.ValidationError as error:
        at = "/".join(map(str, error.absolute_path)) or "its top"
        raise NotAReport(
            f"{named} is no report of this program (see {at}). Name the report.json of an earlier run."
        ) from None
    told: Data = found
    return told


def compare(before: Data, after: Data) -> Compared:
    """What changed from the report `before` to the report `after`."""
    was, now = _by_promise(before), _by_promise(after)
    states = {promise: (was[promise]["state"] if promise in was else None, now[promise]["state"]) for promise in now}
    old = {_known_by(promise, finding) for promise, verdict in was.items() for finding in verdict["findings"]}
    found = {
        _known_by(promise, finding): NewFinding(promise, finding["page"], finding["what"])
        for promise, verdict in now.items()
        for finding in verdict["findings"]
    }
    broke = tuple(promise for promise, (then, state) in states.items() if state == State.BROKEN and then != state)
    return Compared(
        before=str(before["began_at"]),
        same_policy=before["policy"]["sha256"] == after["policy"]["sha256"],
        newly_broken=broke,
        mended=tuple(one for one, (then, state) in states.items() if then == State.BROKEN and state == State.KEPT),
        unknown=tuple(one for one, (then, state) in states.items() if _judged(then) and state == State.NOT_CHECKED),
        new_findings=tuple(one for key, one in found.items() if key not in old and one.promise not in broke),
        gone=len(old - found.keys()),
    )


def _judged(state: str | None) -> bool:
    return state in (State.KEPT, State.BROKEN)


def _by_promise(report: Data) -> dict[str, Data]:
    return {verdict["id"]: verdict for verdict in report["promises"]}


def _known_by(promise: str, finding: Data) -> tuple[str, str, str, bool]:
    """What two runs have in common of one finding: where it was, without query, and its words without made-up values.

    An attempt that was stopped is another finding than one that got through.
    """
    page = urlsplit(finding["page"])
    what = _MADE_UP.sub("…", finding["what"])
    return promise, f"{page.hostname or ''}{page.path}", what, finding["stopped_by"] is None
