"""H.1 to H.5: header, alerts, menus, the page around its text, and telephone numbers.

A part of the frame that most pages of a site have and one lacks is missing there. On our own sites each page has to
have it; of a stranger's site that has it nowhere nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from urllib.parse import urlsplit

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, is_ours, ordinary, stands_out
from avowal.auditor.evidence import Evidence, PageVisit, host_of
from avowal.auditor.verdicts import Check, Finding, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import Contact, PolicyVersion

HEADER, ALERTS, MENUS, AROUND, LINES = "H.1", "H.2", "H.3", "H.4", "H.5"
Found = Iterator[tuple[tuple[str, ...], Finding]]
_PARTS = {
    "skip": "a link that skips to the text",
    "find_doctor": "a way to find a doctor",
    "careers": "careers",
    "contact": "contact",
    "language": "a choice of language",
    "text_size": "text size",
    "logo": "a logo that leads home",
    "member_sign_in": "member sign-in",
    "provider_sign_in": "provider sign-in",
}
_DO_HEADER = "Put it back into the header of this page's template."
_DO_ALERT = "Take the alert down, or give it a later end if it still holds."
_DO_MENU = "Let Tab move on from the last entry of the menu, and Escape close it; no script may hold the focus."
_DO_AROUND = "Put it back into this page's template."
_DO_LINE = "Show the declared TTY number and hours beside the telephone number."
_HOURS = re.compile(
    r"hour|24\s*/\s*7|\b24\b|7 days|day|a\.?m\b|p\.?m\b|mon|fri|hora|d[ií]as|"
    r"lunes|viernes|小時|小时|시간|ժամ|час|круглосуточн|oras|giờ|ساعت|ម៉ោង|ساعة",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_NATIONAL = 10  # digits of a telephone number without the country's


def _frames(evidence: Evidence) -> list[PageVisit]:
    return [seen for seen in ordinary(evidence) if seen.frame.looked]


def _by_site(evidence: Evidence) -> Iterator[list[PageVisit]]:
    hosts: dict[str, list[PageVisit]] = {}
    for seen in _frames(evidence):
        hosts.setdefault(host_of(seen.url), []).append(seen)
    yield from hosts.values()


def _lacking(evidence: Evidence, has: Callable[[PageVisit], bool]) -> Iterator[PageVisit]:
    """The pages that lack what their site has."""
    for pages in _by_site(evidence):
        without = [seen for seen in pages if not has(seen)]
        if is_ours(evidence) or stands_out(len(pages) - len(without), len(without)):
            yield from without


def _header(version: PolicyVersion, evidence: Evidence) -> Outcome:
    del version
    if not evidence.pages:
        return NOTHING_VISITED
    everywhere = {part for seen in _frames(evidence) for part in seen.frame.parts}
    if not everywhere:
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited has a header with any of its parts.")
    return distinct(evidence, _parts_missing(evidence, set(_PARTS) if is_ours(evidence) else everywhere))


def _parts_missing(evidence: Evidence, everywhere: set[str]) -> Found:
    for part, label in _PARTS.items():
        if part in everywhere:
            for seen in _lacking(evidence, partial(_has_part, part)):
                what = f"The header has no {label.removeprefix('a ')}, which other pages have."
                line = f"found in the header: {', '.join(seen.frame.parts) or 'nothing of it'}"
                yield (part,), found_on(seen, HEADER, what, (line,), _DO_HEADER)


def _has_part(part: str, seen: PageVisit) -> bool:
    return part in seen.frame.parts


def _alerts(version: PolicyVersion, evidence: Evidence) -> Outcome:
    del version
    if not evidence.pages:
        return NOTHING_VISITED
    shown = [(seen, alert) for seen in _frames(evidence) for alert in seen.frame.alerts]
    if not any(alert.until for _, alert in shown):
        return Unchecked(Reason.NOT_EXERCISED, "No page showed an alert that says until when it holds.")
    return distinct(evidence, _past_their_end(evidence))


def _past_their_end(evidence: Evidence) -> Found:
    for seen in _frames(evidence):
        today = _day_of(seen)
        for alert in seen.frame.alerts:
            ends = _day(alert.until)
            if today is not None and ends is not None and ends < today:
                what = (
                    f"An alert is still shown on {today.isoformat()}; by its own words it ended on {ends.isoformat()}."
                )
                yield (alert.text[:80],), found_on(seen, ALERTS, what, (f"“{alert.text[:200]}”",), _DO_ALERT)


def _day_of(seen: PageVisit) -> date | None:
    """The day on which the page was given, by the server's own clock."""
    said = dict(seen.headers).get("date", "")
    try:
        return parsedate_to_datetime(said).astimezone(UTC).date()
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _menus(version: PolicyVersion, evidence: Evidence) -> Outcome:
    del version
    if not evidence.pages:
        return NOTHING_VISITED
    found = (
        ((name,), found_on(seen, MENUS, _TRAPPED.format(name=name), (_TRIED_TAB,), _DO_MENU))
        for seen in _frames(evidence)
        for name in seen.frame.trapped
    )
    outcome = distinct(evidence, found)
    if not outcome and not any(seen.frame.menus for seen in _frames(evidence)):
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited has a menu that a keyboard could enter.")
    return outcome


_TRAPPED = "The Tab key does not leave the menu “{name}”."
_TRIED_TAB = "The focus was put on its last entry; after three presses of Tab it was still inside."


def _around(version: PolicyVersion, evidence: Evidence) -> Outcome:
    del version
    if not evidence.pages:
        return NOTHING_VISITED
    pages = _frames(evidence)
    if not pages or not (is_ours(evidence) or any(seen.frame.breadcrumb or seen.frame.updated for seen in pages)):
        return Unchecked(
            Reason.NOT_EXERCISED, "No page that was visited has a breadcrumb or the date of its last change."
        )
    return distinct(evidence, _not_around(evidence))


def _not_around(evidence: Evidence) -> Found:
    ways: tuple[tuple[str, Callable[[PageVisit], bool]], ...] = (
        ("breadcrumb", lambda seen: seen.frame.breadcrumb or is_home(seen)),
        ("date of its last change", lambda seen: bool(seen.frame.updated) or is_home(seen)),
        ("title", lambda seen: seen.frame.heading and bool(seen.title)),
    )
    for name, has in ways:
        if is_ours(evidence) or any(has(seen) and not is_home(seen) for seen in _frames(evidence)):
            for seen in _lacking(evidence, has):
                what = f"The page has no {name}, which other pages have."
                yield (name, seen.url), found_on(seen, AROUND, what, (f"title: “{seen.title[:100]}”",), _DO_AROUND)


def is_home(seen: PageVisit) -> bool:
    """Whether it is a site's first page, in whatever language."""
    return re.fullmatch(r"/?(?:[a-z]{2}(?:-[a-z]+)?/?)?(?:index\.html?)?", urlsplit(seen.url).path) is not None


def _lines(version: PolicyVersion, evidence: Evidence) -> Outcome:
    if not evidence.pages:
        return NOTHING_VISITED
    declared = {_number(one.telephone): one for one in version.policy.contacts.values() if one.telephone}
    shown = [(seen, line.number, line.around) for seen in _frames(evidence) for line in seen.frame.telephones]
    told = [(seen, declared[_number(number)], around) for seen, number, around in shown if _number(number) in declared]
    if not told:
        return Unchecked(Reason.NOT_EXERCISED, "No page that was visited shows a declared telephone number as a link.")
    complete = {contact.label for _, contact, around in told if not _missing(contact, around)}
    return distinct(evidence, _incomplete(told, complete, ours=is_ours(evidence)))


def _incomplete(told: list[tuple[PageVisit, Contact, str]], complete: set[str], *, ours: bool) -> Found:
    """Numbers without TTY or hours in the footer, and elsewhere where no line of theirs on any page is complete."""
    for seen, contact, around in told:
        missing = _missing(contact, around)
        in_footer = any(line.around == around and line.region == "footer" for line in seen.frame.telephones)
        if missing and (contact.label not in complete or (in_footer and ours)):
            what = f"The number of {contact.label} is shown without {' and '.join(missing)}."
            yield (contact.label, *missing), found_on(seen, LINES, what, (f"“{around[:160]}”",), _DO_LINE)


def _missing(contact: Contact, around: str) -> list[str]:
    """What is declared of a line and not shown beside its number."""
    rest = around.replace(contact.telephone or "", " ").replace(contact.label, " ")
    lacks = []
    if contact.tty and contact.tty not in rest:
        lacks.append(f"its TTY number {contact.tty}")
    rest = rest.replace(contact.tty or " ", " ")
    if contact.hours and not _HOURS.search(rest) and not _DIGITS.search(rest):
        lacks.append("its hours")
    return lacks


def _number(text: str | None) -> str:
    digits = "".join(_DIGITS.findall(text or ""))
    return digits[-_NATIONAL:]


def _looked(evidence: Evidence) -> int:
    return len({seen.url for seen in _frames(evidence)})


HEADER_PARTS = Check(
    HEADER,
    "a header that lacks a part which other pages have",
    Severity.LOW,
    _header,
    lambda evidence: f"Looked for each part of the header on {_looked(evidence)} pages.",
)
ALERTS_END = Check(
    ALERTS,
    "an alert past its end",
    Severity.LOW,
    _alerts,
    lambda evidence: f"Compared the end that alerts name with the server's clock on {_looked(evidence)} pages.",
)
KEYBOARD = Check(
    MENUS,
    "a menu that a keyboard cannot leave",
    Severity.MEDIUM,
    _menus,
    lambda evidence: (
        f"Put the focus on the last entry of {sum(seen.frame.menus for seen in _frames(evidence))} menus and pressed "
        f"Tab; the focus left each."
    ),
)
PAGE = Check(
    AROUND,
    "a page without breadcrumb, title or date of its last change",
    Severity.LOW,
    _around,
    lambda evidence: f"Looked for breadcrumb, title and date on {_looked(evidence)} pages.",
)
TELEPHONES = Check(
    LINES,
    "a telephone number without its declared TTY number or hours",
    Severity.LOW,
    _lines,
    lambda evidence: f"Compared the telephone lines shown on {_looked(evidence)} pages with the declared ones.",
)
