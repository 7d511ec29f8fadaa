"""What the scrubber can find in a value, by the word that stands in its place."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A kind of finding; a replaced segment reads `[e-mail]`, `[ssn]` and so on."""

    E_MAIL = "e-mail"
    TELEPHONE = "telephone"
    SSN = "ssn"
    CIN = "cin"
    """Client index number of Medi-Cal, alone or as it begins the number on the card."""
    MEMBER = "member"
    """Medicare beneficiary identifier."""
    RECORD = "record"
    """Number of a medical record, or what is written like one."""
    BIRTH_DATE = "birth-date"
    NUMBER = "number"
    HASH = "hash"
    """A digest, which stands for whatever it was made from, or a UUID."""
    HEALTH = "health"
