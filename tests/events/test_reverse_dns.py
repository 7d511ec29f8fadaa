"""Reverse DNS tells a registrable domain that leads back to the address, in time or not at all (3.4)."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter

import pytest

from avowal.events import reverse_dns
from avowal.events.reverse_dns import ReverseDns, SystemResolver, domain_of, registrable

ADDRESS = "8.8.4.4"


class Zone:
    """A resolver of a table; a name that `waits_for` is set waits for it."""

    def __init__(self, names, addresses=None, *, waits_for=None):
        self.names = names
        self.addresses = addresses or {name: [address] for address, name in names.items()}
        self.asked = Counter()
        self.waits_for = waits_for

    def name_of(self, address):
        self.asked[address] += 1
        if self.waits_for is not None:
            self.waits_for.wait(20)
        if address not in self.names:
            raise socket.gaierror(-2, "not known")
        return self.names[address]

    def addresses_of(self, name):
        if name not in self.addresses:
            raise socket.gaierror(-2, "not known")
        return self.addresses[name]


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("crawl-8-8-4-4.googlebot.com", "googlebot.com"),
        ("jane-doe.city.example.co.uk", "example.co.uk"),
        ("jane-doe.dyndns.org", "dyndns.org"),  # customers of a company choose names under its domain
        ("ec2-8-8-4-4.compute-1.amazonaws.com", "amazonaws.com"),
        ("xn--bcher-kva.example.de", "example.de"),
        ("EXAMPLE.ORG.", ""),  # `domain_of` takes the dot and the capitals
        ("localhost", ""),
        ("com", ""),
        ("8.8.4.4", ""),
        ("printer.lan", ""),
        ("host.5551234567.com", ""),  # a telephone number
        ("clinic.diabetes-care.com", ""),  # a word about health
        ("a b.example.org", ""),
        ("x" * 64 + ".example.org", ""),
        (".".join(["a"] * 130) + ".org", ""),
    ],
)
def test_1_1_no_more_of_a_name_is_kept_than_what_somebody_registered(name, domain):
    assert registrable(name) == domain


@pytest.mark.parametrize(
    ("names", "addresses", "domain"),
    [
        ({ADDRESS: "Dns.Google."}, {"dns.google": ["8.8.8.8", ADDRESS]}, "dns.google"),
        ({ADDRESS: "crawl.googlebot.com"}, {"crawl.googlebot.com": ["8.8.8.8"]}, ""),  # forged
        ({ADDRESS: "crawl.googlebot.com"}, {}, ""),
        ({}, {}, ""),
        ({"2001:4860:4860::8844": "dns.google"}, {"dns.google": ["2001:4860:4860:0:0:0:0:8844"]}, "dns.google"),
    ],
)
def test_u_9_a_name_counts_only_when_it_leads_back_to_the_address(names, addresses, domain):
    assert domain_of(next(iter(names), ADDRESS), Zone(names, addresses or {"": []})) == domain


def test_each_address_is_asked_about_once_an_hour():
    now = [0.0]
    zone = Zone({ADDRESS: "dns.google"})
    dns = ReverseDns(zone, clock=lambda: now[0])

    for _ in range(3):
        assert dns.domains([ADDRESS, "9.9.9.9"], within=5) == {ADDRESS: "dns.google", "9.9.9.9": ""}
    now[0] = reverse_dns.REMEMBERED_SECONDS + 1
    dns.domains([ADDRESS], within=5)

    assert zone.asked == {ADDRESS: 2, "9.9.9.9": 1}


def test_addresses_of_houses_and_what_is_no_address_are_never_asked_about():
    zone = Zone({})

    found = ReverseDns(zone).domains(["10.0.0.1", "192.168.1.1", "fe80::1", "203.0.113.9", "", "example"], within=5)

    assert not found
    assert not zone.asked


def test_nobody_waits_longer_than_asked_and_then_nobody_for_a_minute():
    let_go = threading.Event()
    now = [0.0]
    zone = Zone({ADDRESS: "dns.google"}, waits_for=let_go)
    dns = ReverseDns(zone, clock=lambda: now[0])

    began = time.monotonic()
    assert dns.domains([ADDRESS], within=0.2) == {}
    assert dns.domains([ADDRESS], within=30) == {}  # it rests
    assert 0.2 <= time.monotonic() - began < 5

    let_go.set()
    now[0] = reverse_dns.REST_SECONDS + 1
    assert dns.domains([ADDRESS], within=5) == {ADDRESS: "dns.google"}
    assert zone.asked == {ADDRESS: 1}


def test_more_questions_than_wait_are_left_for_later_and_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(reverse_dns, "MOST_REMEMBERED", 3)
    dns = ReverseDns(Zone({}))
    for last in range(10):
        dns.domains([f"9.9.9.{last}"], within=5)
    assert len(dns._known) == 3

    monkeypatch.setattr(reverse_dns, "MOST_WAITING", 2)
    full = ReverseDns(Zone({}, waits_for=threading.Event()))
    full.domains([f"9.9.{last}.9" for last in range(200)], within=0)
    assert len(full._asked) <= 2 + reverse_dns.ASKED_AT_ONCE


def test_the_machines_own_resolver_is_asked_for_whole_names_alone(monkeypatch):
    asked = []

    def found(name, *_, **__):
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ADDRESS, 0))] * 2

    monkeypatch.setattr(socket, "getaddrinfo", found)
    resolver = SystemResolver()

    assert resolver.addresses_of("dns.google") == {ADDRESS}
    assert asked == ["dns.google."]
    assert resolver.name_of("127.0.0.1")
    with pytest.raises(OSError, match="not known"):
        resolver.name_of("not an address")
