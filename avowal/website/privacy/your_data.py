"""What stands under a visitor's key of today: how much of it, and its erasure (ledger 4.12; rules R66, R67, R103).

**Why numbers and no pages.** A visitor key is made of address, kind of browser and site. Whoever shares a connection
and uses the same browser shares the key: a family, the readers of a library, the people in a clinic's waiting room.
Had the page shown the lines under it, each of them could have read there what the others looked at, on a health
plan's site, private windows included. To prove that a line is this browser's own, an identifier would have to be kept
in the browser, which is more than anybody agreed to. So the page shows how many records there are in each collection,
and neither pages nor times; what a record holds it shows by the one request that is certainly this browser's own: the
one it answers (`your_request`). Erasing needs no such care: it tells nobody anything, and what goes with it of others
is only a record less.

What looks like an attack stays: while the security report has a signal from the connection, nothing is erased for it,
or whoever guesses passwords would wipe the traces (ledger U.9). Below its threshold, and from another connection with
the same key, requests that failed or sent something stay.

Only today's key can be made; the salt of earlier days is gone, and with it every way to find earlier records.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from avowal.events.addresses import shorten
from avowal.events.errors import StoreFailed, StoreNotAnswering
from avowal.events.outcomes import Erased, NotErased, PurposeRefused
from avowal.events.reports.security import Signal, concerns, signals
from avowal.events.store import Store, connect
from avowal.policy.model import Policy
from avowal.website.privacy.signal import told_by_the_door

PURPOSE = "your_data"
PATIENCE = 2.0
QUERIES = MappingProxyType({"weblog": "your_weblog", "page_views": "your_page_views", "area_views": "your_area_views"})
"""Collection → the query that counts what it holds under a key."""
ERASURES_OF_A_NETWORK, ERASURES_OF_ALL = 5, 120
"""How many a process lets through in an hour: each one rewrites a little of the store."""
HOUR = 3600
_LOG = logging.getLogger(__name__)


class Away(Exception):
    """The store does not answer, or nobody stands at the door who could say which key this visitor has."""


class TooMany(Exception):
    """Enough was erased for one network, or for all, in this hour."""


class Needed(Exception):
    """The connection looks like an attack's today, and the records are what shows it."""


@dataclass(frozen=True)
class Visitor:
    """Who is asked about: the key of `site` under which records are kept since `since`."""

    key: str
    site: str
    since: datetime

    @property
    def parameters(self) -> dict[str, object]:
        """For the queries."""
        return {"key": self.key, "site": self.site, "since": self.since.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")}


@dataclass(frozen=True)
class Held:
    """How many records a collection holds under the key."""

    collection: str
    records: int


def visitor_of(request: HttpRequest, policy: Policy, now: datetime) -> Visitor:
    """The visitor who sent `request`, as today's key knows her. Raises Away."""
    known = told_by_the_door(request)
    if "visitor_key" not in known or not known.get("site"):
        raise Away
    zone = ZoneInfo(policy.organisation.time_zone)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    try:
        return Visitor(key=known["visitor_key"](), site=known["site"], since=midnight)
    except OSError as error:
        raise Away from error


def held(visitor: Visitor, policy: Policy) -> list[Held]:
    """What each collection holds that may be looked at for this; in declared order. Raises Away."""
    with _store() as store:
        found = [(key, _count(store, key, visitor)) for key in policy.collections if key in QUERIES]
    return [Held(key, records) for key, records in found if records is not None]


def erase(visitor: Visitor, address: str, now: datetime) -> Erased:
    """Erase what stands under the key, and what names only views that do. Raises Away, TooMany and Needed.

    The receipt is empty where nothing stood there.
    """
    _count_erasure(shorten(address))
    with _store() as store:
        store.take_spool()
        if any(concerns(signal, address) for signal in _signals(store, visitor.since, now)):
            raise Needed
        return store.erase({"visitor_key": [visitor.key]}, sparing_attacks=True)


def erasure(receipt: str) -> Erased | None:
    """What a receipt stands for; None for none of ours. Raises Away."""
    with _store() as store:
        return store.erasure(receipt)


def address_of(request: HttpRequest) -> str:
    """The address that `request` came from."""
    return str(told_by_the_door(request).get("client_address") or request.META.get("REMOTE_ADDR", ""))


def _signals(store: Store, since: datetime, until: datetime) -> tuple[Signal, ...]:
    """What looks like an attack; nothing where the policy keeps no weblog that could show one."""
    try:
        return signals(store, since, until)
    except PurposeRefused:
        return ()


def _count(store: Store, collection: str, visitor: Visitor) -> int | None:
    try:
        return int(str(store.read(PURPOSE, QUERIES[collection], **visitor.parameters).rows[0][0]))
    except PurposeRefused:
        return None


def _count_erasure(network: str) -> None:
    for name, most in ((network, ERASURES_OF_A_NETWORK), ("all", ERASURES_OF_ALL)):
        key = f"your-data-erasures-{name}"
        cache.add(key, 0, HOUR)
        if cache.incr(key) > most:
            raise TooMany


@contextmanager
def _store() -> Iterator[Store]:
    try:
        with connect(settings.AVOWAL.events, settings.AVOWAL.data, patience=PATIENCE) as store:
            yield store
    except (StoreNotAnswering, StoreFailed, NotErased, OSError) as error:
        _LOG.warning("What a visitor left could not be looked up or erased: %s.", type(error).__name__)
        raise Away from error
