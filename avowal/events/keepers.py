"""The gates of this room by the names that a policy's promises use, with what each refuses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KEEPERS: Mapping[str, str] = MappingProxyType(
    {
        "events.retention": (
            "every row carries the time until which it may be kept, and so does each element kept shorter; "
            "past it no read shows them and the store deletes them"
        ),
        "events.scrubbing": (
            "every free value that comes through the door loses what names a person, in any encoding, "
            "and health words that are no page of the site; a row about health carries no key of its visitor"
        ),
        "events.purposes": (
            "the store is read only for a named purpose, through views without the columns that it may not open"
        ),
        "events.closed_days": (
            "a day that is over becomes counts that hold nobody's key and in which programs stand apart from people"
        ),
        "events.outward": (
            "what leaves the house is made of counts of closed days alone, and those too small are hidden by day, site "
            "and key, whoever asks for which report"
        ),
        "events.signals": (
            "sign-ins that fail in a run, searches for weak spots, floods and forged crawlers are found in the weblog "
            "and told to staff, who may keep the address out"
        ),
    }
)
