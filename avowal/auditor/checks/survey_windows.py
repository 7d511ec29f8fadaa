"""7.1: an invitation to a survey never stands in the way of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "7.1"
_SURVEY = re.compile(
    r"survey|questions? about your visit|rate (?:your|this)|feedback|how did we do|encuesta", re.IGNORECASE
)
_DO = "Show the invitation beside the text, where it covers nothing and can be passed by."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """What lies over the page without having been asked for, where its words are of a survey."""
    del version
    if not evidence.pages:
        return NOTHING_VISITED
    found = distinct(evidence, (one for seen in evidence.pages for one in _on(seen)))
    if not found and not any(_invites(seen) for seen in evidence.pages):
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited invites to a survey.")
    return found


def _on(seen: PageVisit) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if _SURVEY.search(seen.frame.covered_by):
        what = "An invitation to a survey covers the page."
        yield (seen.frame.covered_by[:60],), found_on(seen, PROMISE, what, (f"“{seen.frame.covered_by}”",), _DO)


def _invites(seen: PageVisit) -> bool:
    return any(_SURVEY.search(text) for text in (*seen.texts, *(link.text for link in seen.links)))


CHECK = Check(
    PROMISE,
    "an invitation to a survey that covers the page",
    Severity.LOW,
    judge,
    lambda evidence: f"Looked at what lies over {len({seen.url for seen in evidence.pages if _invites(seen)})} pages.",
)
