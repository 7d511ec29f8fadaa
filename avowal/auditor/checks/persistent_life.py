"""4.3: a persistent cookie asks for no more life than it is declared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from avowal.auditor.checks.common import NOTHING_VISITED, days, distinct, passes_of, place
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import EDGE, Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import CookieKind, PolicyVersion, Storage

PROMISE = "4.3"
_DO = "Send it with the declared life, or declare the longer life and announce the change."
_CLOCKS = 5  # seconds by which two clocks may differ when a life is given as a date


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every declared persistent cookie's asked life against its declared one."""
    if not evidence.pages:
        return NOTHING_VISITED
    lives = {
        name: cookie.life.seconds
        for name, cookie in version.policy.cookies.items()
        if cookie.storage is Storage.COOKIE and cookie.kind is CookieKind.PERSISTENT and cookie.life is not None
    }
    foreign = {
        (cookie.host, name): cookie.life.seconds if cookie.life else 0
        for party in version.policy.third_parties.values()
        for name, cookie in party.cookies.items()
    }
    found = distinct(
        evidence, (found for seen in evidence.pages for found in (*_on(seen, lives), *_of_others(seen, foreign)))
    )
    if not found and not any(cookie.name in lives for seen in evidence.pages for cookie in seen.cookies):
        return Unchecked(Reason.NOT_EXERCISED, "No declared persistent cookie was set on any page that was visited.")
    return found


def _on(seen: PageVisit, lives: Mapping[str, int]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    for cookie in seen.cookies:
        declared = lives.get(cookie.name)
        if declared is not None and cookie.life is not None and cookie.life > declared + _CLOCKS:
            what = f"The cookie “{cookie.name}” asks to stay for {days(cookie.life)}; {days(declared)} are declared."
            line = f"{cookie.name}=…; {cookie.attributes} (from {place(cookie.by)})"
            yield (cookie.name, "sent"), found_on(seen, PROMISE, what, (line,), _DO)
    asked = {cookie.name for cookie in seen.cookies}
    for jar in seen.jar:
        declared = lives.get(jar.name)
        if declared is not None and jar.life is not None and jar.life > declared + _CLOCKS and jar.name not in asked:
            what = f"The cookie “{jar.name}” stays for {days(jar.life)} more; {days(declared)} are declared."
            line = f"in the jar of {jar.host} after {seen.final_url}"
            yield (jar.name, "jar"), found_on(seen, PROMISE, what, (line,), _DO)
    for refusal in seen.refusals:
        if refusal.promise == PROMISE:
            what = (
                f"The site asked for a longer life of “{refusal.name}” than is declared; its front door shortened it."
            )
            line = f"avowal-refused: cookie; name={refusal.name}; reason={refusal.reason} (on {refusal.url})"
            yield (
                (refusal.name, "refused"),
                found_on(seen, PROMISE, what, (line,), _DO, stopped_by=EDGE),
            )


def _of_others(seen: PageVisit, lives: Mapping[tuple[str, str], int]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Declared cookies of other companies; one without a life ends with the visit."""
    for cookie in seen.cookies:
        declared = lives.get((cookie.host, cookie.name))
        if declared is not None and cookie.life is not None and cookie.life > declared + _CLOCKS:
            allowed = f"{days(declared)} are declared" if declared else "it is declared to end with the visit"
            what = f"The cookie “{cookie.name}” of {cookie.host} asks to stay for {days(cookie.life)}; {allowed}."
            line = f"{cookie.name}=…; {cookie.attributes} (from {place(cookie.by)})"
            yield (cookie.name, cookie.host), found_on(seen, PROMISE, what, (line,), _DO)


CHECK = Check(
    PROMISE,
    "a persistent cookie that outlives its declared life",
    Severity.MEDIUM,
    judge,
    lambda evidence: (
        f"Compared the life that each persistent cookie asks for with its declaration on {passes_of(evidence)}."
    ),
)
