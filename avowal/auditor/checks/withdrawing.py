"""4.12, what is kept: after a refusal nothing is kept that is not essential, and what was cleared does not come back.

Held against the inventory: what a cookie, key or message may be for a visitor who refused, who took a consent back,
whose browser sends Global Privacy Control, or who opted out by every means at once (R8). A visitor who empties the
browser between two visits is not to be known again (a respawned identifier).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from avowal.auditor.checks.advertising import REFUSED
from avowal.auditor.checks.common import place
from avowal.auditor.evidence import Choice, Evidence, PageVisit, Pass, Request
from avowal.auditor.verdicts import BROWSER, BROWSER_POLICY, Finding, Flow, found_on
from avowal.policy.model import Policy

PROMISE = "4.12"
_DO_KEEP = "Keep it only for visitors who chose it; delete it when the choice is taken back."
_DO_ASK = "Ask the company only for visitors who chose it."
_DO_RESPAWN = "Take out what writes the value again; a visitor who clears the browser is a new one."
_DO_EVEN = "Offer the refusal beside the acceptance, with as few steps."
_AN_IDENTIFIER = 8
"""Characters from which on a stored value can tell visitors apart."""
_CHOOSING = "choosing"  # what happens while the visitor is still about to choose
_WEB = ("http:", "https:", "ws:", "wss:", "stun:", "dns:")
Found = tuple[tuple[str, ...], Finding]


def essential_of(policy: Policy) -> frozenset[str]:
    """Names of cookies and keys without which the sites do not work."""
    return frozenset(name for name, cookie in policy.cookies.items() if cookie.essential)


def kept_all_the_same(seen: PageVisit, essential: frozenset[str]) -> Iterator[Found]:
    """Cookies and storage that a visitor who refused gets all the same."""
    who = REFUSED.get(seen.passing)
    if who is None:
        return
    for cookie in seen.cookies:
        if cookie.moment != _CHOOSING and cookie.name not in essential and (cookie.life is None or cookie.life > 0):
            line = f"{cookie.name}=…; {cookie.attributes} (from {place(cookie.by)})"
            stopped = f"{BROWSER} ({cookie.refused})" if cookie.refused else None
            yield _kept(seen, who, f"The cookie “{cookie.name}” of {cookie.host}", cookie.name, line, stopped)
    set_here = {cookie.name for cookie in seen.cookies}
    for jar in seen.jar if seen.passing is Pass.WITHDRAWN else ():
        if jar.name not in essential and jar.name not in set_here:
            line = f"in the jar of {jar.host} after the consent was taken back"
            yield _kept(seen, who, f"The cookie “{jar.name}” of {jar.host}", jar.name, line, None)
    for key in seen.storage:
        if key.key not in essential:
            line = f"{key.storage.value} storage, {f'written by {place(key.by)}' if key.by else f'at {key.origin}'}"
            yield _kept(seen, who, f"The key “{key.key}”", key.key, line, None)


def _kept(seen: PageVisit, who: str, what: str, name: str, line: str, stopped: str | None) -> Found:
    said = f"{what} is kept for a visitor {who}."
    flow = Flow("the site", "the visitor's browser", "visitor", "an identifier or state", "refused")
    return (seen.passing.value, "kept", name), found_on(
        seen, PROMISE, said, (line,), _DO_KEEP, flow=flow, stopped_by=stopped
    )


def asked_all_the_same(seen: PageVisit, own: frozenset[str], declared: frozenset[str]) -> Iterator[Found]:
    """Undeclared companies that a visitor who refused is shown to all the same."""
    who = REFUSED.get(seen.passing)
    for request in seen.requests if who else ():
        foreign = request.host and request.host not in own | declared and request.url.startswith(_WEB)
        if foreign and request.moment != _CHOOSING:
            what = f"{request.host} learns of the visit of somebody {who}."
            line = f"{request.method} {request.url.partition('?')[0][:160]} ({request.kind})"
            flow = Flow("the visitor's browser", request.host, "visitor", "the visit to the page", "refused")
            finding = found_on(seen, PROMISE, what, (line,), _DO_ASK, flow=flow, stopped_by=_stopped(request))
            yield (seen.passing.value, "asked", request.host), finding


def _stopped(request: Request) -> str | None:
    if request.blocked is None:
        return None
    return BROWSER_POLICY if request.blocked == "csp" else f"{BROWSER} ({request.blocked})"


@dataclass(frozen=True)
class _Held:
    """A value that the browser holds, by its fingerprint."""

    where: str
    key: str
    value: str


def come_back(evidence: Evidence) -> Iterator[Found]:
    """Values that were there, were cleared, and are there again, though no other browser was given the same."""
    visits: dict[str, list[PageVisit]] = {}
    for seen in sorted(evidence.pages, key=lambda one: one.round):
        if seen.passing is Pass.CLEARED:
            visits.setdefault(seen.url, []).append(seen)
    elsewhere = {one.value for seen in evidence.pages if seen.passing is not Pass.CLEARED for one in _held(seen)}
    for before, after in ((pages[0], pages[-1]) for pages in visits.values() if len(pages) > 1):
        known = {one.value for one in _held(before)}
        for one in _held(after):
            if one.value in known and one.value not in elsewhere:
                what = f"“{one.key}” comes back with the same value after the visitor has cleared the browser."
                line = f"{one.where}: the same value on both visits, and in no other browser"
                flow = Flow("the visitor's browser", "the site", "visitor", "an identifier", "cleared by the visitor")
                yield ("respawned", one.key), found_on(after, PROMISE, what, (line,), _DO_RESPAWN, flow=flow)


def _held(seen: PageVisit) -> Iterable[_Held]:
    known = {(one.where, one.key): one for one in seen.stored}
    for stored in seen.stored:
        if stored.value and stored.length >= _AN_IDENTIFIER:
            yield _Held(stored.where, stored.key, stored.value)
    cookies = [(one.name, one.value) for one in seen.cookies] + [(one.name, one.value) for one in seen.jar]
    for name, value in cookies:
        if value and ("cookie", name) not in known:
            yield _Held("cookie", name, value)


def uneven(chosen: Iterable[Choice]) -> Iterator[Finding]:
    """Refusals that take more steps than acceptances, or that a page which asks does not offer at all (R8)."""
    by_page: dict[str, dict[str, Choice]] = {}
    for choice in chosen:
        if choice.where in ("banner", "form", "link"):
            by_page.setdefault(choice.page, {}).setdefault(choice.wanted, choice)
    for page, ways in sorted(by_page.items()):
        accept, refuse = ways.get("accept"), ways.get("refuse")
        if accept is None or not accept.made or refuse is None:
            continue
        if not refuse.made:
            line = f"to accept: {_steps(accept)}; to refuse: {refuse.told or 'no way was found'}"
            yield Finding(
                PROMISE, page, refuse.passing.value, "A choice can be accepted and not refused.", (line,), _DO_EVEN
            )
        elif refuse.steps > accept.steps:
            what = f"Refusing takes {refuse.steps} steps, accepting {accept.steps}."
            line = f"to accept: {_steps(accept)}; to refuse: {_steps(refuse)}"
            yield Finding(PROMISE, page, refuse.passing.value, what, (line,), _DO_EVEN)


def _steps(choice: Choice) -> str:
    return " → ".join(f"“{word}”" for word in choice.pressed) or f"{choice.steps} steps"
