"""Whom to ask about the policy: the offices that it names (ledger 15.1)."""

from __future__ import annotations

from dataclasses import dataclass

from avowal.policy.model import Address, Policy
from avowal.policy.speaker import Speaker


@dataclass(frozen=True)
class Office:
    """One office, as the contact block shows it."""

    label: str
    email: str
    address: Address | None
    hours: str


def offices(policy: Policy, language: str) -> list[Office]:
    """The declared contacts that can be written to, by e-mail or by post."""
    speaker = Speaker(policy, language)
    return [
        Office(
            label=speaker.plain_name(f"contacts.{key}"),
            email=contact.email or "",
            address=contact.address,
            hours=speaker.words.hours[contact.hours.value] if contact.hours else "",
        )
        for key, contact in policy.contacts.items()
        if contact.email or contact.address
    ]
