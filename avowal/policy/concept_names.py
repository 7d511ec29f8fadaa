"""Concepts in the words of a person who reads a finding."""

from __future__ import annotations

from avowal.policy.assertions import ANY

_NAMES = {
    "personal": "personal information",
    "non_personal": "data that identifies nobody",
    "aggregate": "counts",
    "possibly_personal": "data that may point to a person",
    "health": "health information",
    "individual_identifier": "an individual identifier",
    "user.contact.email": "e-mail address",
    "user.contact.phone_number": "telephone number",
    "user.contact.address": "postal address",
    "user.contact.address.postal_code": "ZIP code",
    "user.device.ip_address": "IP address",
    "user.childrens": "children's data",
    "user.demographic.date_of_birth": "date of birth",
    "user.government_id": "government number",
    "user.biometric": "biometric data",
    "user.financial": "payment data",
    "user.behavior.browsing_history": "pages visited",
    "court": "courts or law enforcement",
    "research": "researchers",
    "public": "the public",
    "third_party": "third parties",
    "other_website": "other websites",
    "own_cookie": "our cookies",
    "their_cookie": "their cookies",
    "other_storage": "what others keep in the browser",
    "storage": "what is kept in the browser",
    "as_given": "what it was given for",
    "advertising_by_interest": "advertising by interest",
    "marketing.advertising": "advertising",
    "marketing.advertising.first_party": "the plan's own advertising",
    "marketing.advertising.third_party": "others' advertising",
    "marketing.advertising.third_party.targeted": "others' advertising by interest",
    "marketing.communications": "announcements",
    "marketing.communications.third_party": "others' offers",
    "analytics.reporting": "counting and analysis",
    "functional.service.improve": "improving the service",
    "functional.service": "fitting the service to people",
    "essential.service": "doing what was asked",
    "essential.service.operations": "running the sites",
    "essential.service.operations.support": "answering questions",
    "essential.service.security": "security",
    "essential.fraud_detection": "preventing fraud",
    "essential.legal_obligation": "legal duties",
}
_PLURAL = frozenset(
    {"vendor", "affiliate", "partner", "advertiser", "social_network", "regulator", "buyer", "cookie", "beacon"}
)


def name_of(concept: str) -> str:
    """A concept in words; a declared thing by its key; nothing for `any`."""
    kind, _, key = concept.partition("+")[0].partition(":")
    if concept == ANY:
        return ""
    if key and "+" in concept:
        return f"“{key}”"
    name = _NAMES.get(kind, kind.removeprefix("user.").replace(".", " ").replace("_", " "))
    return f"{name}s" if kind in _PLURAL else name
