"""The report as SARIF 2.1.0, which code hosts show beside the code: a promise is a rule, a finding is a result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from avowal.auditor.comparing import Compared
from avowal.auditor.judging import Report
from avowal.auditor.reporting import Facts, declared
from avowal.auditor.sentences import Sentences
from avowal.auditor.verdicts import Finding, Severity, State, Verdict

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note", None: "warning"}


def document(report: Report, facts: Facts | None = None, compared: Compared | None = None) -> dict[str, Any]:
    """One run as plain data: every promise a rule, every finding a result, and what was kept or not checked too.

    `compared` says which results are new.
    """
    sentences = Sentences(report.version)
    results = [result for at, verdict in enumerate(report.verdicts) for result in _results(at, verdict, compared)]
    rules = [_rule(verdict.promise, report, sentences.of(verdict.promise)) for verdict in report.verdicts]
    program = facts.program.removeprefix("avowal ") if facts else "0"
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {"driver": {"name": "avowal", "version": program, "rules": rules}},
                "invocations": [_invocation(report, facts)],
                "columnKind": "unicodeCodePoints",
                "results": results,
                "properties": {
                    "policyVersion": report.version.number,
                    "policySha256": report.version.sha256,
                    "browser": facts.browser if facts else "",
                },
            }
        ],
    }


def _invocation(report: Report, facts: Facts | None) -> Mapping[str, Any]:
    ended = {"endTimeUtc": _utc(facts.ended_at)} if facts else {}
    return {"executionSuccessful": True, "startTimeUtc": _utc(report.began_at), **ended}


def _rule(promise: str, report: Report, sentence: str) -> Mapping[str, Any]:
    section, kind = declared(report, promise)
    told = {"shortDescription": {"text": sentence}} if sentence else {}
    return {
        "id": promise,
        "name": f"Promise {promise}",
        **told,
        "properties": {"section": section, "kind": kind},
    }


def _results(at: int, verdict: Verdict, compared: Compared | None) -> Iterator[Mapping[str, Any]]:
    if verdict.state is State.BROKEN:
        yield from (_result(at, verdict, finding, compared) for finding in verdict.findings)
        return
    kind = "pass" if verdict.state is State.KEPT else "open"
    reason = f"{verdict.reason.value}: " if verdict.reason else ""
    yield {
        "ruleId": verdict.promise,
        "ruleIndex": at,
        "kind": kind,
        "level": "none",
        "message": {"text": f"{reason}{verdict.said}" or verdict.state.value},
    }


def _result(at: int, verdict: Verdict, finding: Finding, compared: Compared | None) -> Mapping[str, Any]:
    flow = finding.flow
    stopped = f" Stopped by {finding.stopped_by}." if finding.stopped_by else ""
    where = {"locations": [_place(finding.page)]} if finding.page else {}
    named = f"{verdict.promise}\n{finding.page.partition('?')[0]}\n{finding.what}"
    return {
        "ruleId": verdict.promise,
        "ruleIndex": at,
        "kind": "fail",
        "level": _LEVELS[finding.severity or verdict.severity],
        "message": {"text": f"{finding.what}{stopped} {finding.do}".strip()},
        **where,
        "partialFingerprints": {"avowalFinding/v1": hashlib.sha256(named.encode()).hexdigest()},
        **({"baselineState": _baseline(verdict, finding, compared)} if compared else {}),
        "properties": {
            "pass": finding.passing,
            "evidence": list(finding.evidence),
            "repeat": finding.repeat,
            "stoppedBy": finding.stopped_by,
            "flow": None
            if flow is None
            else {
                "sender": flow.sender,
                "recipient": flow.recipient,
                "subject": flow.subject,
                "information": flow.information,
                "principle": flow.principle,
            },
        },
    }


def _place(page: str) -> Mapping[str, Any]:
    """The page as a location. What stands in brackets or blanks in an address is no URI until it is encoded."""
    return {"physicalLocation": {"artifactLocation": {"uri": quote(page, safe=":/?#@!$&'()*+,;=%~-._")}}}


def _baseline(verdict: Verdict, finding: Finding, compared: Compared) -> str:
    new = any(
        (one.promise, one.page, one.what) == (verdict.promise, finding.page, finding.what)
        for one in compared.new_findings
    )
    return "new" if new or verdict.promise in compared.newly_broken else "unchanged"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
