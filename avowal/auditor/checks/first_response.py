"""0.9: until a visitor goes on, nothing is kept in her browser that the site does not need in order to work.

The crawl's first visits (on a computer, on a phone, with the pages' security policy off) make no choice and accept
nothing, so whatever is kept then must be declared as essential.
"""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, place
from avowal.auditor.evidence import Evidence, PageVisit, Pass
from avowal.auditor.verdicts import EDGE, Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "0.9"
_UNDECIDED = frozenset({Pass.FIRST_VISIT, Pass.UNGUARDED, Pass.PHONE})
_DO = "Keep it only once the visitor has chosen it, or declare it as essential with what is lost without it."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Cookies and storage of first visits against the essential ones of the inventory."""
    pages = _first(evidence)
    if not evidence.pages:
        return NOTHING_VISITED
    if not pages:
        return Unchecked(Reason.NOT_EXERCISED, "No page was visited by somebody who had never been here.")
    essential = frozenset(name for name, cookie in version.policy.cookies.items() if cookie.essential)
    return distinct(evidence, (found for seen in pages for found in _on(seen, essential)))


def _first(evidence: Evidence) -> list[PageVisit]:
    return [seen for seen in evidence.pages if seen.passing in _UNDECIDED]


def _on(seen: PageVisit, essential: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for cookie in seen.cookies:
        if cookie.name not in essential and (cookie.life is None or cookie.life > 0):
            line = f"{cookie.name}=…; {cookie.attributes} (from {place(cookie.by)})"
            yield ("cookie", cookie.name), _finding(seen, f"The cookie “{cookie.name}”", line)
    for key in seen.storage:
        if key.key not in essential:
            line = f"{key.storage.value} storage, {f'written by {place(key.by)}' if key.by else f'at {key.origin}'}"
            yield ("key", key.key), _finding(seen, f"The key “{key.key}”", line)
    for refusal in seen.refusals:
        if refusal.promise == PROMISE:
            line = f"avowal-refused: {refusal.what}; name={refusal.name}; reason={refusal.reason} (on {refusal.url})"
            yield ("refused", refusal.name), _finding(seen, f"The cookie “{refusal.name}”", line, stopped_by=EDGE)


def _finding(seen: PageVisit, what: str, line: str, *, stopped_by: str | None = None) -> Finding:
    said = f"{what} is not needed for the site to work, and was to be kept before the visitor had chosen anything."
    return found_on(seen, PROMISE, said, (line,), _DO, stopped_by=stopped_by)


CHECK = Check(
    PROMISE,
    "something kept on a first visit that is not essential",
    Severity.MEDIUM,
    judge,
    lambda evidence: (
        f"Visited {len({seen.url for seen in _first(evidence)})} pages with an empty browser, chose nothing, and held "
        f"every cookie, storage key and refused attempt against the essential ones."
    ),
)
