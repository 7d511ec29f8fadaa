"""From evidence to verdicts: every promise of the policy gets one, and only a check that tried may say *kept*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import Evidence, Pass, host_of
from avowal.auditor.verdicts import Check, Finding, Flow, Reason, State, Unchecked, Verdict
from avowal.policy.model import PolicyVersion, Promise


@dataclass(frozen=True)
class Report:
    """One audit: the version it held the sites against, when it began, a verdict per promise, and the evidence."""

    version: PolicyVersion
    began_at: datetime
    verdicts: tuple[Verdict, ...]
    evidence: Evidence

    def of(self, state: State) -> tuple[Verdict, ...]:
        """The verdicts with `state`, in the order of the policy."""
        return tuple(verdict for verdict in self.verdicts if verdict.state is state)

    def verdict(self, promise: str) -> Verdict:
        """The verdict on one promise; KeyError when the policy does not make it."""
        return {verdict.promise: verdict for verdict in self.verdicts}[promise]

    @property
    def broken(self) -> bool:
        """Whether the answer is no."""
        return bool(self.of(State.BROKEN))


def judge_all(
    version: PolicyVersion, evidence: Evidence, *, began_at: datetime, checks: Mapping[str, Check] = CHECKS
) -> Report:
    """Hold `evidence` against every promise of `version`."""
    pictures = {
        seen.url: seen.screenshot
        for seen in evidence.visits
        if seen.passing is Pass.FIRST_VISIT and seen.screenshot is not None
    }
    verdicts = tuple(
        _pictured(_verdict(version, key, promise, evidence, checks.get(key)), pictures)
        for key, promise in version.policy.promises.items()
    )
    return Report(version, began_at, verdicts, evidence)


def _verdict(version: PolicyVersion, key: str, promise: Promise, evidence: Evidence, check: Check | None) -> Verdict:
    if check is None:
        return Verdict(key, State.NOT_CHECKED, _not_built(promise), Reason.NOT_BUILT)
    outcome = check.judge(version, evidence)
    if isinstance(outcome, Unchecked):
        return Verdict(key, State.NOT_CHECKED, outcome.why, outcome.reason)
    if outcome:
        findings = tuple(sorted((_whole(finding, check) for finding in outcome), key=_urgency))
        return Verdict(key, State.BROKEN, f"Looked for {check.looks_for}.", severity=check.severity, findings=findings)
    return Verdict(key, State.KEPT, check.tried(evidence))


def _whole(finding: Finding, check: Check) -> Finding:
    """The finding with all five of contextual integrity and a severity, from its check where it names none."""
    flow = finding.flow or Flow(
        host_of(finding.page) or "the sites", "the visitor", "visitor", check.looks_for, "not as the policy says"
    )
    return replace(finding, flow=flow, severity=finding.severity or check.severity)


def _urgency(finding: Finding) -> tuple[bool, bool]:
    """What got through goes before what was stopped, and what went to another host before the rest."""
    recipient = finding.flow.recipient if finding.flow else ""
    return finding.stopped_by is not None, "." not in recipient or recipient.startswith("http")


def _not_built(promise: Promise) -> str:
    if promise.not_built is not None:
        return promise.not_built
    keepers = ", ".join((*promise.gates, *promise.records))
    return f"No audit check for it yet; kept by {keepers}." if keepers else "No audit check for it yet."


def _pictured(verdict: Verdict, pictures: Mapping[str, str]) -> Verdict:
    """The same verdict with a picture of the page at each finding whose own pass took none."""
    return replace(verdict, findings=tuple(_with_picture(finding, pictures) for finding in verdict.findings))


def _with_picture(finding: Finding, pictures: Mapping[str, str]) -> Finding:
    return replace(finding, screenshot=finding.screenshot or pictures.get(finding.page))
