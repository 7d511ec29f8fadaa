"""Internet addresses, shortened before anything is stored (ledger 3.4 and 5.1; rule R66)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

IPV4_BITS = 24
IPV6_BITS = 48


def shorten(address: str) -> str:
    """The network that `address` lies in: `203.0.113.0/24`, or `2001:db8:7::/48` for IPv6.

    An IPv4 address written as IPv6 (`::ffff:203.0.113.9`) counts as IPv4, because the last 80 bits of such an
    address are the whole IPv4 address. What is no address gives the empty string: nothing is kept.
    """
    found = parse(address)
    if found is None:
        return ""
    bits = IPV4_BITS if isinstance(found, IPv4Address) else IPV6_BITS
    return str(ip_network((found, bits), strict=False))


def canonical(address: str) -> str:
    """`address` in its one usual spelling, IPv4-mapped IPv6 as IPv4; the empty string when it is no address."""
    found = parse(address)
    return "" if found is None else str(found)


def parse(address: str) -> IPv4Address | IPv6Address | None:
    """The address as a value, IPv4-mapped IPv6 as IPv4; None when it is none. A zone (`fe80::1%eth0`) is dropped."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found in _MAPPED:
        return found.ipv4_mapped
    return found


_MAPPED = IPv6Network("::ffff:0:0/96")
