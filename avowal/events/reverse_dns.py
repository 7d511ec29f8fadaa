"""Whose network an address is in, asked of the domain name system (ledger 3.4); only where a deployment wants it.

Asking tells the resolver, and whoever it asks, which addresses visit: hence off unless `reverse_dns` is set, and never
in an import. A name found for an address is written by whoever holds the address, and often spells it or names its
user, so it counts only when it leads back to the address, and nothing is kept but its registrable domain.
"""

from __future__ import annotations

import queue
import re
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from ipaddress import ip_address
from typing import Protocol

from publicsuffixlist import PublicSuffixList

from avowal.events.addresses import canonical
from avowal.events.scrubbing import scrub

LONGEST_NAME = 253
ASKED_AT_ONCE = 16
MOST_WAITING = 2000
MOST_REMEMBERED = 50_000
REMEMBERED_SECONDS = 3600.0  # addresses are in memory no longer
REST_SECONDS = 60.0
UNKNOWN = ""
_HOST_NAME = re.compile(r"^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?[.])+[a-z][a-z0-9-]{0,61}[a-z0-9]$")


class Resolver(Protocol):
    """Asks the domain name system; both raise OSError for what is not found or not answered."""

    def name_of(self, address: str) -> str: ...

    def addresses_of(self, name: str) -> Iterable[str]: ...


class SystemResolver:
    """The resolver that this machine is set up with."""

    def name_of(self, address: str) -> str:
        return socket.getnameinfo((address, 0), socket.NI_NAMEREQD)[0]

    def addresses_of(self, name: str) -> Iterable[str]:
        absolute = f"{name}."  # or the machine's own search domains would be tried
        return {str(found[4][0]) for found in socket.getaddrinfo(absolute, None, type=socket.SOCK_STREAM)}


class ReverseDns:
    """Finds the domains of addresses by threads of its own, and remembers them for an hour."""

    def __init__(self, resolver: Resolver | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._resolver = resolver or SystemResolver()
        self._clock = clock
        self._questions: queue.Queue[str] = queue.Queue(MOST_WAITING)
        self._known: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._asked: set[str] = set()
        self._answered = threading.Condition()
        self._askers: list[threading.Thread] = []
        self._rests_until = float("-inf")

    def domains(self, addresses: Iterable[str], *, within: float) -> Mapping[str, str]:
        """The domains of `addresses` that are known `within` so many seconds; the empty text of one that has none.

        An address whose answer is not there yet is left out. When answers were late, nobody waits for the next minute:
        what comes meanwhile is remembered.
        """
        wanted = {address for address in addresses if _is_asked_about(address)}
        deadline = time.monotonic() + (within if self._clock() >= self._rests_until else 0.0)
        with self._answered:
            self._ask(wanted)
            while (missing := wanted - self._known.keys()) and (left := deadline - time.monotonic()) > 0:
                self._answered.wait(left)
            if missing:
                self._rests_until = max(self._rests_until, self._clock() + REST_SECONDS)
            return {address: self._known[address][0] for address in wanted - missing}

    def _ask(self, wanted: Iterable[str]) -> None:
        """Queue the questions that nobody has asked yet; called with the lock held."""
        now = self._clock()
        while self._known and next(iter(self._known.values()))[1] <= now:
            self._known.popitem(last=False)
        for address in wanted:
            if address not in self._known and address not in self._asked:
                with suppress(queue.Full):  # told another time
                    self._questions.put_nowait(address)
                    self._asked.add(address)
        while len(self._askers) < min(ASKED_AT_ONCE, self._questions.qsize()):
            asker = threading.Thread(target=self._answer, name="reverse-dns", daemon=True)
            self._askers.append(asker)
            asker.start()

    def _answer(self) -> None:
        while True:
            address = self._questions.get()
            try:
                domain = domain_of(address, self._resolver)
            except Exception:  # noqa: BLE001 - whatever a stranger's name makes a resolver do, the asker goes on
                domain = UNKNOWN
            with self._answered:
                self._asked.discard(address)
                self._known[address] = (domain, self._clock() + REMEMBERED_SECONDS)
                if len(self._known) > MOST_REMEMBERED:
                    self._known.popitem(last=False)
                self._answered.notify_all()


def domain_of(address: str, resolver: Resolver) -> str:
    """The registrable domain of the name of `address`, if that name leads back to it; else nothing."""
    try:
        name = resolver.name_of(address).rstrip(".").lower()
        domain = registrable(name)
        confirmed = bool(domain) and canonical(address) in {canonical(found) for found in resolver.addresses_of(name)}
    except (OSError, UnicodeError):
        return UNKNOWN
    return domain if confirmed else UNKNOWN


def registrable(name: str) -> str:
    """The part of a host name that somebody registered: `example.co.uk` of `cpe-7.city.example.co.uk`.

    Only suffixes that registries hand out count, because under those of companies (`somebody.dyndns.org`) customers
    choose names. Empty where there is none, or where the scrubber finds a person or a word about health in it.
    """
    if len(name) > LONGEST_NAME or not _HOST_NAME.match(name):
        return UNKNOWN
    domain = _suffixes().privatesuffix(name) or UNKNOWN
    scrubbed = scrub(domain)
    return domain if scrubbed.clean == domain and not scrubbed.about_health else UNKNOWN


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def _is_asked_about(address: str) -> bool:
    """Whether `address` is one of the internet's own; what is used within houses tells nothing of a visitor."""
    try:
        return ip_address(address).is_global
    except ValueError:
        return False
