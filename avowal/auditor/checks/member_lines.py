"""3.5: a member's key and a service stand only beside what needs signing in."""

from __future__ import annotations

from avowal.auditor.checks.asked_store import kept_wrongly, not_exercised, with_fact
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import MemberLine
from avowal.auditor.verdicts import Check, Outcome, Severity
from avowal.policy.model import PolicyVersion

PROMISE = "3.5"
_DO = "Find what names a member outside the signed-in areas, and erase the key from those lines."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """The paths beside which a key or service stands."""
    del version
    return with_fact(evidence, "member_lines", lambda facts: facts.member_lines, _judge)


def _judge(lines: tuple[MemberLine, ...]) -> Outcome:
    if not lines:
        return not_exercised("No line of the weblog holds a member key, so none could stand in the wrong place.")
    return tuple(
        kept_wrongly(
            PROMISE,
            "A line about a public page holds a member's key or a service.",
            f"{one.rows} {'line' if one.rows == 1 else 'lines'} about {one.path}",
            _DO,
            "member_key",
        )
        for one in lines
        if not one.secured
    )


def _tried(evidence: Evidence) -> str:
    lines = (evidence.store.facts.member_lines or ()) if evidence.store else ()
    rows = sum(one.rows for one in lines)
    return f"Looked at the path of every one of {rows} lines with a member key or service: each needs signing in."


CHECK = Check(PROMISE, "a member key or service on a line about a public page", Severity.HIGH, judge, _tried)
