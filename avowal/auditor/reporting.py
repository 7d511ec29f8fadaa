"""The report as plain data: `report.json`, whose schema is `report.schema.json`, and what other formats are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from avowal.auditor.evidence import PageVisit
from avowal.auditor.judging import Report
from avowal.auditor.sentences import Sentences
from avowal.auditor.verdicts import Finding, State, Verdict

FORMAT = 1


@dataclass(frozen=True)
class Facts:
    """The facts of a run that the evidence does not hold: when it ended, with which browser and program."""

    ended_at: datetime
    browser: str
    program: str


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of `report.json`."""
    text = files("avowal.auditor").joinpath("report.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def as_json(report: Report, facts: Facts | None = None) -> dict[str, Any]:
    """The report as plain data; two runs over the same sites differ in times and made-up values only."""
    sentences = Sentences(report.version)
    version = report.version
    return {
        "format": FORMAT,
        "organisation": version.policy.organisation.name,
        "policy": {
            "version": version.number,
            "sha256": version.sha256,
            "effective_date": version.effective_date.isoformat(),
        },
        "began_at": report.began_at.isoformat(),
        "ended_at": facts.ended_at.isoformat() if facts else None,
        "browser": facts.browser if facts else None,
        "program": facts.program if facts else None,
        "counts": {state.value: len(report.of(state)) for state in State},
        "promises": [_verdict(verdict, report, sentences) for verdict in report.verdicts],
        "visits": [_visit(seen) for seen in report.evidence.visits],
        "sampled": list(report.evidence.sampled),
        "not_exercised": list(report.evidence.not_exercised),
    }


def declared(report: Report, promise: str) -> tuple[str, str]:
    """Section and kind of a promise; empty for one that a page which was read does not make."""
    found = report.version.policy.promises.get(promise)
    return (found.section, found.kind.value) if found else ("", "")


def passes(report: Report) -> dict[str, int]:
    """Each kind of visitor, in the order played, and how many pages it saw."""
    found: dict[str, int] = {}
    for seen in report.evidence.pages:
        found[seen.passing.value] = found.get(seen.passing.value, 0) + 1
    return found


def _verdict(verdict: Verdict, report: Report, sentences: Sentences) -> Mapping[str, Any]:
    section, kind = declared(report, verdict.promise)
    return {
        "id": verdict.promise,
        "section": section,
        "kind": kind,
        "sentence": sentences.of(verdict.promise) or next(iter(verdict.read_from), ""),
        "state": verdict.state.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "severity": verdict.severity.value if verdict.severity else None,
        "said": verdict.said,
        "sure": verdict.sure,
        "read_from": list(verdict.read_from),
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    flow = finding.flow
    return {
        "page": finding.page,
        "pass": finding.passing,
        "pages": list(finding.pages or (finding.page,)),
        "visitors": list(finding.visitors or (finding.passing,)),
        "what": finding.what,
        "evidence": list(finding.evidence),
        "stopped_by": finding.stopped_by,
        "severity": finding.severity.value if finding.severity else None,
        "do": finding.do,
        "repeat": finding.repeat,
        "screenshot": finding.screenshot,
        "har": finding.har,
        "flow": None
        if flow is None
        else {
            "sender": flow.sender,
            "recipient": flow.recipient,
            "subject": flow.subject,
            "information": flow.information,
            "principle": flow.principle,
        },
    }


def _visit(seen: PageVisit) -> Mapping[str, Any]:
    return {
        "pass": seen.passing.value,
        "url": seen.url,
        "final_url": seen.final_url,
        "status": seen.status,
        "title": seen.title,
        "requests": len(seen.requests),
        "screenshot": seen.screenshot,
        "trouble": list(seen.trouble),
    }
