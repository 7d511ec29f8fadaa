"""2.3 and U.8: no count that leaves the house is smaller than the limit, in tables and in lines over days alike."""

from __future__ import annotations

from avowal.auditor.checks.asked_store import not_exercised, read_wrongly, with_fact
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Exported
from avowal.auditor.verdicts import Check, Outcome, Severity
from avowal.policy.model import PolicyVersion

EXPORTS, TRENDS = "2.3", "U.8"
_DO = "Do not hand it out; let every export come from the report's outward form, which hides small counts."
_SHOWN = 5


def _judge(promise: str, version: PolicyVersion, evidence: Evidence, *, trend: bool) -> Outcome:
    limit = version.policy.limits.small_cell

    def judge(exported: tuple[Exported, ...]) -> Outcome:
        found = tuple(
            read_wrongly(
                promise,
                f"The export of the report “{one.report}” holds counts smaller than {limit}.",
                "; ".join(f"{cell.place}: {cell.value}" for cell in cells[:_SHOWN]),
                _DO,
                "counts of few people",
                "whoever gets it",
            )
            for one in exported
            if (cells := [cell for cell in one.small if cell.trend is trend])
        )
        if not found and not any(one.to_hide for one in exported):
            return not_exercised("No report held a count so small that its export had to hide it.")
        return found

    return with_fact(evidence, "exported", lambda facts: facts.exported, judge)


def _tried(evidence: Evidence) -> str:
    exported = (evidence.store.facts.exported or ()) if evidence.store else ()
    counts, small = sum(one.counts for one in exported), sum(one.to_hide for one in exported)
    return (
        f"Made the form of {len(exported)} reports that may leave the house, and looked at their {counts} counts; "
        f"of {small} small counts in the reports none is among them."
    )


IN_EXPORTS = Check(
    EXPORTS,
    "a count in an export that is smaller than the limit",
    Severity.HIGH,
    lambda version, evidence: _judge(EXPORTS, version, evidence, trend=False),
    _tried,
)
IN_TRENDS = Check(
    TRENDS,
    "a point of a line over days that is smaller than the limit",
    Severity.HIGH,
    lambda version, evidence: _judge(TRENDS, version, evidence, trend=True),
    _tried,
)
