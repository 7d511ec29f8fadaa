"""The report as JUnit XML, which build servers show: a promise is a test, broken is failed, not checked is skipped."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from avowal.auditor.judging import Report
from avowal.auditor.reporting import Facts, declared
from avowal.auditor.sentences import Sentences
from avowal.auditor.verdicts import Finding, State, Verdict

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 300


def write(report: Report, facts: Facts | None = None) -> str:
    """The XML of one suite with a case for each promise, in the order of the policy."""
    sentences, sections = Sentences(report.version), Sentences(report.version).sections()
    suite = ET.Element(
        "testsuite",
        name=_clean(f"Privacy promises of {report.version.policy.organisation.name}"),
        tests=str(len(report.verdicts)),
        failures=str(len(report.of(State.BROKEN))),
        errors="0",
        skipped=str(len(report.of(State.NOT_CHECKED))),
        timestamp=report.began_at.isoformat(),
        time=f"{(facts.ended_at - report.began_at).total_seconds():.3f}" if facts else "0",
    )
    for verdict in report.verdicts:
        section, _ = declared(report, verdict.promise)
        words = sentences.of(verdict.promise) or next(iter(verdict.read_from), "")
        case = ET.SubElement(
            suite,
            "testcase",
            classname=_clean(sections.get(section) or "Not made"),
            name=_clean(f"{verdict.promise} {words[:_LONGEST]}".strip()),
            time="0",
        )
        _outcome(case, verdict)
    whole = ET.Element("testsuites")
    whole.append(suite)
    ET.indent(whole)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(whole, encoding="unicode") + "\n"


def _outcome(case: ET.Element, verdict: Verdict) -> None:
    if verdict.state is State.BROKEN:
        severity = verdict.severity.value if verdict.severity else ""
        first = _clean(verdict.findings[0].what)
        failed = ET.SubElement(case, "failure", type=severity, message=first)
        failed.text = _clean("\n\n".join(map(_told, verdict.findings)))
    elif verdict.state is State.NOT_CHECKED:
        reason = verdict.reason.value if verdict.reason else ""
        ET.SubElement(case, "skipped", message=_clean(f"{reason}: {verdict.said}"))
    else:
        ET.SubElement(case, "system-out").text = _clean(verdict.said)


def _told(finding: Finding) -> str:
    stopped = f" (stopped by {finding.stopped_by})" if finding.stopped_by else ""
    lines = [f"{finding.page}: {finding.what}{stopped}", *(f"  {line}" for line in finding.evidence)]
    return "\n".join([*lines, f"  Do: {finding.do}", f"  Repeat: {finding.repeat}"])


def _clean(text: str) -> str:
    """What a page said may hold characters that no XML may."""
    return _NO_XML.sub("\ufffd", text)
