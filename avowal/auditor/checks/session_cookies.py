"""4.2: a session cookie ends with the visit: it carries no expiry, neither as sent nor as attempted."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, days, distinct, passes_of, place
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import EDGE, Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import CookieKind, PolicyVersion, Storage

PROMISE = "4.2"
_DO = "Send it without Max-Age and Expires, or declare it as persistent with its life."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every declared session cookie, as sent, as kept, and as stopped by the edge."""
    if not evidence.pages:
        return NOTHING_VISITED
    names = frozenset(
        name
        for name, cookie in version.policy.cookies.items()
        if cookie.storage is Storage.COOKIE and cookie.kind is CookieKind.SESSION
    )
    found = distinct(evidence, (found for seen in evidence.pages for found in _on(seen, names)))
    if not found and not any(_seen(evidence, name) for name in names):
        return Unchecked(Reason.NOT_EXERCISED, "No declared session cookie was set on any page that was visited.")
    return found


def _seen(evidence: Evidence, name: str) -> bool:
    return any(name in {*(c.name for c in seen.cookies), *(c.name for c in seen.jar)} for seen in evidence.pages)


def _on(seen: PageVisit, names: frozenset[str]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for cookie in seen.cookies:
        if cookie.name in names and cookie.life is not None and cookie.life > 0:
            what = f"The session cookie “{cookie.name}” is set to stay for {days(cookie.life)} after the visit."
            line = f"{cookie.name}=…; {cookie.attributes} (from {place(cookie.by)})"
            yield (cookie.name, "sent"), _finding(seen, what, line)
    for jar in seen.jar:
        sent = any(cookie.name == jar.name for cookie in seen.cookies)
        if jar.name in names and not sent and jar.life is not None:
            what = f"The session cookie “{jar.name}” has a life in the browser's jar."
            yield (jar.name, "jar"), _finding(seen, what, f"in the jar of {jar.host} after {seen.final_url}")
    for refusal in seen.refusals:
        if refusal.promise == PROMISE:
            what = (
                f"The site tried to send the session cookie “{refusal.name}” with a life; its front door took it off."
            )
            line = f"avowal-refused: cookie; name={refusal.name}; reason={refusal.reason} (on {refusal.url})"
            yield (refusal.name, "refused"), _finding(seen, what, line, stopped_by=EDGE)


def _finding(seen: PageVisit, what: str, line: str, *, stopped_by: str | None = None) -> Finding:
    return found_on(seen, PROMISE, what, (line,), _DO, stopped_by=stopped_by)


CHECK = Check(
    PROMISE,
    "a session cookie that carries an expiry",
    Severity.MEDIUM,
    judge,
    lambda evidence: f"Read every cookie line, every cookie that a script wrote, and the jar on {passes_of(evidence)}.",
)
