"""What the office asks the event store, for a stated purpose and in no other way (ledger 3.3)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from avowal.events.client import StoreFailed, StoreNotAnswering
from avowal.events.outcomes import Health, PurposeRefused
from avowal.events.reports import ReportKind
from avowal.events.reports.asking import Asked, NotAsked
from avowal.events.reports.shape import Report
from avowal.events.store import Store, connect

HEALTH_PATIENCE = 2.0
_LOG = logging.getLogger(__name__)


class StoreAway(Exception):
    """The event store does not answer; the text says which and what to do, for staff."""


class NoSuchPeriod(Exception):
    """No report can cover what was asked for; the text says why."""


class NotAllowed(Exception):
    """The policy in force does not let this purpose open what the report needs."""


def report(kind: ReportKind, asked: Asked, now: datetime, *, small_cell: int | None = None) -> Report:
    """The report, or its form that may be given away, in which no number below `small_cell` stands.

    Raises StoreAway, NoSuchPeriod, or NotAllowed when the policy does not permit it.
    """
    with _store() as store:
        try:
            if small_cell is not None:
                return kind.outward(store, asked, now=now, own_hosts=tuple(settings.HOSTS), limit=small_cell)
            return kind.make(store, asked, own_hosts=tuple(settings.HOSTS), now=now)
        except PurposeRefused as refused:
            raise NotAllowed(str(refused)) from refused
        except NotAsked as impossible:
            raise NoSuchPeriod(str(impossible)) from impossible


def store_health() -> Health:
    """How the event store says that it is; raises StoreAway when it does not answer soon."""
    with _store(patience=HEALTH_PATIENCE) as store:
        return store.health()


@contextmanager
def _store(**options: float) -> Iterator[Store]:
    try:
        with connect(settings.AVOWAL.events, settings.AVOWAL.data, **options) as store:
            yield store
    except StoreNotAnswering as away:
        raise StoreAway(str(away)) from away
    except (StoreFailed, OSError) as failed:
        _LOG.warning("The event store failed: %s", type(failed).__name__)
        raise StoreAway(gettext("The event store could not answer. Please try again in a minute.")) from failed
