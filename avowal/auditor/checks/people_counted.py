"""2.1: visits of programs are not counted as visits of people; the audit counts again and compares."""

from __future__ import annotations

from avowal.auditor.checks.asked_store import not_exercised, read_wrongly, with_fact
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Recount
from avowal.auditor.verdicts import Check, Outcome, Severity
from avowal.policy.model import PolicyVersion

PROMISE = "2.1"
_DO = "Leave out rows whose `automated` is set, and close the days again so that their counts are made anew."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """The page views that reports say against those of people."""
    del version
    return with_fact(evidence, "recounts", lambda facts: facts.recounts, _judge)


def _judge(recounts: tuple[Recount, ...]) -> Outcome:
    found = tuple(
        read_wrongly(
            PROMISE,
            f"The report “{one.report}” counts more page views than people made.",
            f"it says {one.shown}; people made {one.people}, with programs {one.everybody}",
            _DO,
            "figures",
            one.report,
        )
        for one in recounts
        if one.shown > one.people
    )
    if not found and not any(one.everybody > one.people for one in recounts):
        return not_exercised("No program asked for a page in the period, so none could be counted as a person.")
    return found


def _tried(evidence: Evidence) -> str:
    recounts = (evidence.store.facts.recounts or ()) if evidence.store else ()
    said = "; ".join(f"“{one.report}” says {one.shown} of {one.people}" for one in recounts)
    programs = max((one.everybody - one.people for one in recounts), default=0)
    return f"Counted the page views of people again, of which {programs} more were made by programs: {said}."


CHECK = Check(PROMISE, "a report that counts programs as people", Severity.LOW, judge, _tried)
