"""What a caller of the store may have to tell people: that it is none, does not answer, or could not do something."""

from __future__ import annotations


class StoreNotAnswering(Exception):
    """The store cannot be reached, or no process that holds it can be started; the message says what to do."""


class StoreFailed(Exception):
    """The store answered that it could not do it."""


class NotAnEngine(ValueError):
    """The address of the event store is of no known kind, or names no server."""
