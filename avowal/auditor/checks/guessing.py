"""U.9: somebody who tries password after password is told to staff."""

from __future__ import annotations

from avowal.auditor.checks.asked_store import not_exercised, read_wrongly, with_fact
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Guessing
from avowal.auditor.verdicts import Check, Outcome, Severity
from avowal.policy.model import PolicyVersion

PROMISE = "U.9"
_DO = "See why the security report raises no signal of sign-ins that fail in a row."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Failed sign-ins in a row, and what the security report says of them."""
    del version
    return with_fact(evidence, "guessing", lambda facts: facts.guessing, _judge)


def _judge(guessing: Guessing) -> Outcome:
    if not guessing.attempts:
        return not_exercised("No sign-in was tried, so there was nothing to raise.")
    if guessing.raised:
        return ()
    what = "Sign-ins that fail one after the other raise no signal."
    line = f"{guessing.attempts} failed sign-ins from one address; the security report names none"
    return (read_wrongly(PROMISE, what, line, _DO, "signs of an attack", "staff"),)


def _tried(evidence: Evidence) -> str:
    guessing = evidence.store.facts.guessing if evidence.store else None
    return f"Tried {guessing.attempts if guessing else 0} sign-ins in a row, which the security report then named."


CHECK = Check(PROMISE, "a run of guessed passwords that raises nothing", Severity.HIGH, judge, _tried)
