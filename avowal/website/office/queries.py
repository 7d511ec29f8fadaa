"""What the office asks the event store, through its purpose and in no other way (ledger 3.3)."""

from __future__ import annotations


class StoreAway(Exception):
    """The event store does not answer."""


def ping_store() -> None:
    raise StoreAway
