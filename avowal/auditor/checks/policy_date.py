"""16.2: the date of the last change that a privacy page shows is the effective date of the version in force."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, languages_not_read
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "16.2"
_DO = "Render the date from the version in force rather than writing it by hand."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every date on every privacy page, in every language of the policy."""
    if not evidence.pages:
        return NOTHING_VISITED
    if not version.number:
        return Unchecked(Reason.NO_ACCESS, "The bundle is not published, so that no effective date is known.")
    pages = [seen for seen in evidence.pages if seen.policy_page and seen.status == HTTPStatus.OK]
    expected = version.effective_date.isoformat()
    found = distinct(evidence, (found for seen in pages for found in _on(seen, expected)))
    if found:
        return found
    return languages_not_read(version.policy, (seen for seen in pages if any(date.value for date in seen.policy_dates)))


def _on(seen: PageVisit, expected: str) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if not seen.policy_dates:
        what = "The privacy page shows no date of its last change."
        yield (seen.url, "none"), _finding(seen, what, "no <time>, no avowal:policy-updated, no written date was found")
    for date in seen.policy_dates:
        if date.value != expected:
            shown = date.value or "no readable date"
            what = f"The privacy page shows {shown}; the version in force took effect on {expected}."
            yield (seen.url, date.source, date.value), _finding(seen, what, f"{date.source}: “{date.shown}”")


def _finding(seen: PageVisit, what: str, line: str) -> Finding:
    return found_on(seen, PROMISE, what, (line,), _DO)


def _tried(evidence: Evidence) -> str:
    pages = [seen for seen in evidence.pages if seen.policy_page]
    languages = sorted({seen.language for seen in pages})
    return (
        f"Read every date, written and machine-readable, on {len(pages)} privacy page visits in {', '.join(languages)}."
    )


CHECK = Check(PROMISE, "a date of last change that differs from the version in force", Severity.LOW, judge, _tried)
