"""Only a declared proxy is believed about who a visitor is (R113)."""

from __future__ import annotations

import dataclasses

import pytest

from avowal.edge.address import client_of, networks

PROXIES = ("10.0.0.0/8", "192.0.2.7", "2001:db8:a::/48")
TRUSTED = networks(PROXIES)


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),  # an untrusted peer is not believed
        ("10.1.2.3", ["198.51.100.1"], "198.51.100.1"),
        ("10.1.2.3", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),  # a spoofed first hop
        ("10.1.2.3", ["6.6.6.6", "198.51.100.1, 10.9.9.9"], "198.51.100.1"),  # two headers, one proxy more
        ("10.1.2.3", ["10.4.4.4, 10.5.5.5"], "10.4.4.4"),  # only proxies: the farthest one asks for itself
        ("10.1.2.3", ["198.51.100.1, rubbish"], "10.1.2.3"),
        ("10.1.2.3", ["198.51.100.1, "], "10.1.2.3"),
        ("10.1.2.3", ["rubbish, 198.51.100.1"], "198.51.100.1"),
        ("10.1.2.3", [""], "10.1.2.3"),
        ("10.1.2.3", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.1.2.3", ['"[2001:db8::7]:4711"'], "2001:db8::7"),
        ("192.0.2.7", ["2001:DB8:0:0::7"], "2001:db8::7"),
        ("192.0.2.8", ["198.51.100.1"], "192.0.2.8"),
        ("2001:db8:a::1", ["198.51.100.1"], "198.51.100.1"),
        ("::ffff:10.1.2.3", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("fe80::1%eth0", [], "fe80::1"),
        ("", ["198.51.100.1"], ""),
    ],
)
def test_the_client_is_the_rightmost_hop_that_is_no_proxy(peer: str, forwarded_for: list[str], client: str) -> None:
    scope = {"client": (peer, 1), "headers": [(b"x-forwarded-for", value.encode()) for value in forwarded_for]}

    assert client_of(scope, TRUSTED)[0] == client


@pytest.mark.parametrize(
    ("peer", "said", "scheme"),
    [
        ("203.0.113.9", "https", "http"),
        ("10.1.2.3", "https", "https"),
        ("10.1.2.3", "http, HTTPS", "https"),
        ("10.1.2.3", "ftp", "http"),
        ("10.1.2.3", "", "http"),
    ],
)
def test_the_scheme_is_taken_from_a_proxy_only(peer: str, said: str, scheme: str) -> None:
    scope = {"client": (peer, 1), "scheme": "http", "headers": [(b"x-forwarded-proto", said.encode())]}

    assert client_of(scope, TRUSTED)[1] == scheme


def test_without_a_peer_nobody_is_believed() -> None:
    assert client_of({"client": None, "headers": [(b"x-forwarded-for", b"1.2.3.4")]}, TRUSTED) == ("", "http")


def test_a_proxy_that_is_no_network_stops_start_up() -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0\.0\.8.*write for example"):
        networks(["10.0.0.0.8"])


FORGED = (
    "X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Forwarded-Prefix Forwarded X-Real-IP X-Original-URL "
    "X-Rewrite-URL True-Client-IP X-Avowal-Member-Key Avowal-Refused X_Forwarded_For x_avowal_member"
)


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.1.2.3"])
@pytest.mark.parametrize("name", FORGED.split(" "))
def test_no_forwarding_header_reaches_the_website(kit, peer: str, name: str) -> None:
    front = kit.Front()
    front.settings = dataclasses.replace(front.settings, trusted_proxies=PROXIES)
    front.__post_init__()

    front.ask(headers=[(name, "198.51.100.1"), ("accept", "text/html")], client=(peer, 1))

    names = [key for key, _ in front.seen[0]["headers"]]
    assert names == [b"host", b"user-agent", b"accept"]


def test_the_website_is_told_who_asks_in_the_scope(kit) -> None:
    front = kit.Front()
    front.settings = dataclasses.replace(front.settings, trusted_proxies=PROXIES)
    front.__post_init__()

    front.ask(
        headers=[("x-forwarded-for", "198.51.100.1"), ("x-forwarded-proto", "https")],
        client=("10.1.2.3", 1),
        avowal={"member_key": "forged"},
    )

    scope = front.seen[0]
    told = dict(scope["avowal"])
    assert told.pop("visitor_key")() == "0123456789abcdef"
    assert told == {
        "site": "plan",
        "client_address": "198.51.100.1",
        "signal": None,
        "choices": {},
        "page_script": True,
        "member_key": None,
        "service": None,
        "health": front.door.health,
    }
    assert (scope["client"][0], scope["scheme"]) == ("198.51.100.1", "https")
    assert "avowal.visit" not in scope
