"""Addresses are shortened before they are stored (ledger 3.4, 5.1; R66)."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.events.addresses import canonical, shorten


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:7:1::5", "2001:db8:7::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("::ffff:cb00:7109", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("localhost", ""),
        ("203.0.113.9:443", ""),
        ("203.0.113.09", ""),
    ],
)
def test_an_address_becomes_its_network(address, network):
    assert shorten(address) == network


@given(st.ip_addresses())
def test_the_last_8_bits_of_ipv4_and_80_of_ipv6_are_gone(address):
    network = ip_network(shorten(str(address)))

    assert ip_address(canonical(str(address))) in network
    assert network.prefixlen == (24 if isinstance(ip_address(canonical(str(address))), IPv4Address) else 48)
    assert int(network.network_address) & int(network.hostmask) == 0


@given(st.text())
def test_what_is_no_address_keeps_nothing(text):
    assert shorten(text) == "" or ip_network(shorten(text))
