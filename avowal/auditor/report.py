"""Reports are views of findings: a page that a board can read and an engineer can act on, and JSON for programs.

`write` puts `report.html` and `report.json` into a directory, beside the screenshots that the crawl took there.
The JSON follows `report.schema.json` in this package.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from avowal.auditor.evidence import PageVisit
from avowal.auditor.judging import Report
from avowal.auditor.page import render
from avowal.auditor.sentences import Sentences
from avowal.auditor.verdicts import Finding, State, Verdict

FORMAT = 1
HTML = "report.html"
JSON = "report.json"


def schema() -> dict[str, Any]:
    """The JSON Schema of `report.json`."""
    text = files("avowal.auditor").joinpath("report.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def write(report: Report, out: Path) -> tuple[Path, Path]:
    """Write both reports into `out`; the paths of the page and of the JSON. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    page, data = out / HTML, out / JSON
    page.write_text(render(report), encoding="utf-8")
    data.write_text(json.dumps(as_json(report), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return page, data


def as_json(report: Report) -> dict[str, Any]:
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
        "counts": {state.value: len(report.of(state)) for state in State},
        "promises": [_verdict(verdict, report, sentences) for verdict in report.verdicts],
        "visits": [_visit(seen) for seen in report.evidence.visits],
        "sampled": list(report.evidence.sampled),
        "not_exercised": list(report.evidence.not_exercised),
    }


def _verdict(verdict: Verdict, report: Report, sentences: Sentences) -> Mapping[str, Any]:
    promise = report.version.policy.promises[verdict.promise]
    return {
        "id": verdict.promise,
        "section": promise.section,
        "kind": promise.kind.value,
        "sentence": sentences.of(verdict.promise),
        "state": verdict.state.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "severity": verdict.severity.value if verdict.severity else None,
        "said": verdict.said,
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    flow = finding.flow
    return {
        "page": finding.page,
        "pass": finding.passing,
        "what": finding.what,
        "evidence": list(finding.evidence),
        "stopped_by": finding.stopped_by,
        "do": finding.do,
        "repeat": finding.repeat,
        "screenshot": finding.screenshot,
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
