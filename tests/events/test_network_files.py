"""Files of networks as people have them are read whole, or refused with the line at fault (3.4, 5.1)."""

from __future__ import annotations

import gzip
from ipaddress import IPv4Address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.events.network_files import NetworksRefused, owners_in, relays_in
from avowal.events.network_tables import Gathered, packed

FORMATS = {
    "ours": "# whose is whose\n198.51.100.0/24,Example Net\n2001:db8:7::/48,Example Six\n",
    "with a header": "Network,Owner\n198.51.100.0/24,Example Net\n2001:db8:7::/48,Example Six\n",
    "maxmind": (
        "network,autonomous_system_number,autonomous_system_organization\n"
        '198.51.100.0/24,64500,"Example Net"\n2001:db8:7::/48,64501,"Example Six"\n'
    ),
    "maxmind without its header": "198.51.100.0/24,64500,Example Net\n2001:db8:7::/48,64501,Example Six\n",
    "db-ip": (
        '"198.51.100.0","198.51.100.255","64500","Example Net"\n'
        '"2001:db8:7::","2001:db8:7:ffff:ffff:ffff:ffff:ffff","64501","Example Six"\n'
    ),
    "iptoasn": (
        "0.0.0.0\t0.255.255.255\t0\tNone\tNot routed\n198.51.100.0\t198.51.100.255\t64500\tUS\tExample Net\n"
        "2001:db8:7::\t2001:db8:7:ffff:ffff:ffff:ffff:ffff\t64501\tUS\tExample Six\n"
    ),
    "ranges": "198.51.100.0,198.51.100.255,Example Net\n2001:db8:7::,2001:db8:7:ffff:ffff:ffff:ffff:ffff,Example Six\n",
}


@pytest.mark.parametrize("is_gzip", [False, True])
@pytest.mark.parametrize("text", FORMATS.values(), ids=FORMATS)
def test_3_4_every_kind_of_file_tells_the_same_owners(tmp_path, text, is_gzip):
    file = tmp_path / "networks"
    content = b"\xef\xbb\xbf" + text.encode()
    file.write_bytes(gzip.compress(content) if is_gzip else content)

    table = owners_in(file)

    told = {"198.51.100.7": "Example Net", "::ffff:198.51.100.7": "Example Net", "2001:db8:7:1::9": "Example Six"}
    nobody = dict.fromkeys(("198.51.101.0", "198.51.99.255", "0.0.0.1", "2001:db8:8::", "::1", "example", "", "x:"), "")
    assert {address: table.of(address) for address in told | nobody} == told | nobody


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"198.51.100.0/24,A\n198.51.100.300/24,B\n", ":2: .*neither an address nor a network"),
        (b"198.51.100.0/24,A\n198.51.100.0/33,B\n", ":2: .*no number of bits from 0 to 32"),
        (b"198.51.100.0/24,A\n2001:db8::/129,B\n", ":2: .*no number of bits from 0 to 128"),
        (b"198.51.100.0/24,A\n198.51.100.0/24\n", ":2: there are 1 columns, not 2"),
        (b"198.51.100.0/24,Example, Inc.\n", ":1: this line tells no network and owner"),
        (b"198.51.100.9,198.51.100.1,A\n", ":1: 198.51.100.1 does not come after"),
        (b"198.51.100.9,2001:db8::,A\n", ":1: 2001:db8:: does not come after"),
        (b"continent,country\n", ":1: this line tells no network and owner"),
        (b"198.51.100.0/24,A\n198.51.101.0/24,\xff\n", ":2: this is not UTF-8"),
        (b"198.51.100.0/24,A\n" + b"x" * 5000, ":2: the line is longer"),
        (gzip.compress(b"198.51.100.0/24,A\n" * 1000)[:-12], "cannot be read"),
        (b"\x1f\x8bnothing", "cannot be read"),
    ],
)
def test_a_file_with_a_fault_is_refused_whole_and_the_line_is_named(tmp_path, content, why):
    file = tmp_path / "networks.csv"
    file.write_bytes(content)

    with pytest.raises(NetworksRefused, match=why):
        owners_in(file)


def test_an_owners_name_is_one_line_of_limited_length(tmp_path):
    file = tmp_path / "networks.csv"
    file.write_text(f"198.51.100.0/24,\x1b[31m Ex\u202eample \t {'x' * 500}\n", encoding="utf-8")

    assert owners_in(file).of("198.51.100.7") == f"[31m Ex ample {'x' * 86}"


def test_relays_are_named_by_networks_alone_or_with_columns_after_them(tmp_path):
    file = tmp_path / "egress.csv"
    file.write_text("198.51.100.0/27,US,US-CA,Example City,\n2001:db8:7::/64,US,,,\n203.0.113.9\n", encoding="utf-8")

    table = relays_in(file)

    found = [bool(table.of(address)) for address in ("198.51.100.31", "198.51.100.32", "2001:db8:7::1", "203.0.113.9")]
    assert found == [True, False, True, True]


networks = st.tuples(st.integers(0, 255), st.integers(24, 32)).map(
    lambda it: ip_network((f"203.0.113.{it[0]}", it[1]), strict=False)
)
spans = st.tuples(st.integers(0, 255), st.integers(0, 255)).map(sorted)


@settings(max_examples=50)
@given(st.lists(spans | networks.map(lambda net: [int(net[0]) & 255, int(net[-1]) & 255]), max_size=8))
def test_the_most_specific_network_wins_wherever_networks_meet(ranges):
    for start in ("203.0.113.0", "2001:db8:7:ffff:ffff:ffff:ffff:ff00"):  # the second crosses the halves of an address
        first = packed(start)
        assert first is not None
        base = int.from_bytes(first, "big")
        gathered = Gathered()
        for number, (begin, end) in enumerate(ranges):
            gathered.add(*((base + at).to_bytes(len(first), "big") for at in (begin, end)), f"owner {number}")
        table = gathered.table()

        for at in range(256):
            holding = [(end - begin, -number) for number, (begin, end) in enumerate(ranges) if begin <= at <= end]
            wanted = f"owner {-min(holding)[1]}" if holding else ""
            address = (base + at).to_bytes(len(first), "big")
            text = str(IPv4Address(address)) if len(first) == 4 else _v6(address)
            assert table.of(text) == wanted


def _v6(address: bytes) -> str:
    return ":".join(address[place : place + 2].hex() for place in range(0, 16, 2))
