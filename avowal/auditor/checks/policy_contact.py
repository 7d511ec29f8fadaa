"""15.1: the office that answers questions about the policy is the declared one, on the page in every language."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, languages_not_read
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import Check, Finding, Outcome, Severity, found_on
from avowal.policy.model import Contact, PolicyVersion

PROMISE = "15.1"
_MAIL = "mailto:"
_DO = "Render the contact block from the contacts of the version in force."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Each privacy page: every declared office with its addresses, and no other address."""
    if not evidence.pages:
        return NOTHING_VISITED
    pages = [seen for seen in evidence.pages if seen.policy_page and seen.status == HTTPStatus.OK]
    offices = [found for found in version.policy.contacts.values() if found.email or found.address]
    found = distinct(evidence, (found for seen in pages for found in _on(seen, offices)))
    return found or languages_not_read(version.policy, pages)


def _on(seen: PageVisit, offices: list[Contact]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    mails = {link.href.removeprefix(_MAIL) for link in seen.links if link.href.startswith(_MAIL)}
    for office in offices:
        if office.email and office.email not in mails:
            yield _finding(seen, f"The page has no link to write to {office.label}.", f"looked for {office.email}")
        lacking = [part for part in _parts(office) if not any(part in block for block in seen.policy_text.addresses)]
        if lacking:
            what = f"The contact block does not show the postal address of {office.label}."
            yield _finding(seen, what, f"looked for {', '.join(lacking)}")
    declared = {office.email for office in offices if office.email}
    for block in seen.policy_text.addresses:
        if not any(_names(block, office) for office in offices):
            yield _finding(seen, "The contact block shows an office that is not declared.", f"“{block[:200]}”")
    for mail in sorted(_mails(seen) - declared):
        yield _finding(seen, "The contact block shows a mail address that is not declared.", mail)


def _parts(office: Contact) -> list[str]:
    if office.address is None:
        return []
    found = office.address
    return [found.street, found.city, found.postal_code]


def _names(block: str, office: Contact) -> bool:
    """Whether an address block shows something of this office."""
    parts = [*_parts(office), *([office.email] if office.email else [])]
    return any(part in block for part in parts)


def _mails(seen: PageVisit) -> set[str]:
    return {word for block in seen.policy_text.addresses for word in block.split() if "@" in word}


def _finding(seen: PageVisit, what: str, line: str) -> tuple[tuple[str, ...], Finding]:
    return (seen.url, what, line), found_on(seen, PROMISE, what, (line,), _DO)


def _tried(evidence: Evidence) -> str:
    pages = [seen for seen in evidence.pages if seen.policy_page]
    return f"Compared the contact block on {len(pages)} privacy page visits with the declared offices."


CHECK = Check(PROMISE, "a contact block that differs from the declared office", Severity.MEDIUM, judge, _tried)
