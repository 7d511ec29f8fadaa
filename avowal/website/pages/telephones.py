"""The telephone lines that the policy in force declares, with TTY and hours (ledger H.5)."""

from __future__ import annotations

from dataclasses import dataclass

from avowal.policy.model import Contact
from avowal.policy.words import WORDS
from avowal.website import in_force


@dataclass(frozen=True)
class Telephone:
    """One line: whom it serves, its number, the TTY number beside it, and when it is answered."""

    label: str
    number: str
    tty: str
    hours: str


def telephones(language: str) -> list[Telephone]:
    """Every declared line, in declared order; none where no policy is in force."""
    policy = in_force.policy()
    if policy is None:
        return []
    return [_line(key, contact, language) for key, contact in policy.contacts.items() if contact.telephone]


def telephone(key: str, language: str) -> Telephone | None:
    """The line that the policy in force declares as `contacts.KEY`; None where it declares none."""
    policy = in_force.policy()
    contact = policy.contacts.get(key) if policy else None
    return _line(key, contact, language) if contact is not None and contact.telephone else None


def _line(key: str, contact: Contact, language: str) -> Telephone:
    words = WORDS.get(language, WORDS["en"])
    return Telephone(
        label=in_force.name(f"contacts.{key}", language),
        number=contact.telephone or "",
        tty=contact.tty or "",
        hours=words.hours[contact.hours.value] if contact.hours else "",
    )
