"""14.2: no response header makes a browser turn to a host that the policy does not declare for pages that load it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from avowal.edge.door import DoorSettings
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Loads, PageClass

WITH_PAGE = "fonts.example"


def front_with(kit: Any, *links: bytes) -> Any:
    party = replace(kit.VIDEO, hosts=(WITH_PAGE,), loads=Loads.WITH_PAGE, pages=(PageClass.PUBLIC,))
    parties = Catalogue([("video_host", kit.VIDEO), ("fonts", party)])
    hosts = {"plan.localhost": "plan", "centers.localhost": "centers"}
    return kit.Front(
        app=kit.answering(*((b"Link", link) for link in links)),
        policy=kit.small_policy(third_parties=parties),
        settings=DoorSettings(hosts, secure=False),
    )


@pytest.mark.parametrize(
    "link",
    [
        b"</static/a.woff2>; rel=preload; as=font",
        b"<a.css>; rel=stylesheet",
        b"<http://plan.localhost/a.css>; rel=prefetch",
        b"<https://PLAN.localhost/a.css>; rel=prefetch",
        b"<https://centers.localhost>; rel=preconnect",
        b"<https://fonts.example>; rel=preconnect",
        b'<//fonts.example/a.woff2>; rel="preload"; as=font; title="a, b; <c>"',
        b"<https://other.example/es>; rel=alternate; hreflang=es",
        b"<https://other.example/license>; rel=license",
    ],
)
def test_14_2_a_link_header_to_the_site_itself_or_a_declared_host_stays(kit, link: bytes) -> None:
    reply = front_with(kit, link).ask()

    assert reply.header("link") == link.decode()
    assert reply.header("avowal-refused") is None


@pytest.mark.parametrize("rel", ["preconnect", "dns-prefetch", "preload", "prefetch", "modulepreload", "stylesheet"])
def test_14_2_a_link_header_to_an_undeclared_host_is_dropped_and_named(kit, rel: str) -> None:
    reply = front_with(kit, f"<https://other.example/x?ana>; rel={rel}".encode()).ask()

    assert reply.header("link") is None
    assert reply.header("avowal-refused") == "link; name=other.example; reason=undeclared; promise=14.2; refused"


@pytest.mark.parametrize(
    "link",
    [
        b"<//other.example>; rel=preconnect",
        b"<///other.example>; rel=preconnect",
        b"</\\other.example>; rel=preconnect",
        b"</\t/other.example>; rel=preconnect",
        b"<https:other.example>; rel=preconnect",
        b"<https:///other.example>; rel=preconnect",
        b"<https://plan.localhost@other.example>; rel=preconnect",
        b"<https://plan.localhost:8443>; rel=preconnect",
        b"<https://fonts.example.other.example>; rel=preconnect",
        b'<HTTPS://OTHER.EXAMPLE>; REL="PreConnect"',
        b'<https://other.example>; rel="alternate stylesheet"',
        b"<https://other.example>; rel=license; rel=preconnect",
        b"<https://other.example>",
        b'<https://other.example>; title="; rel=preconnect',
        b"<https://[>; rel=preconnect",
        b"https://other.example; rel=preconnect",
        b"<https://video.example>; rel=preconnect",
        b"<data:text/css,a>; rel=stylesheet",
        b"<https://oth\xe9r.example>; rel=preconnect",
    ],
)
def test_14_2_no_way_of_writing_a_host_gets_round(kit, link: bytes) -> None:
    reply = front_with(kit, link).ask()

    assert reply.header("link") is None
    assert "promise=14.2" in str(reply.header("avowal-refused"))


def test_of_several_entries_only_the_wrong_ones_go(kit) -> None:
    links = [
        b"</a.css>; rel=preload; as=style, <https://other.example>; rel=preconnect, </b.css>; rel=preload",
        b"<https://fonts.example>; rel=preconnect",
    ]

    reply = front_with(kit, *links).ask()

    assert reply.all("link") == [
        "</a.css>; rel=preload; as=style, </b.css>; rel=preload",
        "<https://fonts.example>; rel=preconnect",
    ]


def test_a_third_party_of_public_pages_is_not_turned_to_elsewhere(kit) -> None:
    front = front_with(kit, b"<https://fonts.example>; rel=preconnect")

    assert front.ask("/account/").header("link") is None
    assert front.ask("/office/").header("link") is None


def test_without_a_policy_only_the_site_itself_is_turned_to(kit) -> None:
    app = kit.answering((b"link", b"<https://fonts.example>; rel=preconnect, </a.css>; rel=preload"))

    assert kit.Front(app=app, policy=None).ask().header("link") == "</a.css>; rel=preload"


@pytest.mark.parametrize("name", [b"Refresh", b"Accept-CH", b"critical-ch", b"accept-ch-lifetime"])
def test_14_2_no_page_sends_elsewhere_by_itself_or_asks_the_browser_about_itself(kit, name: bytes) -> None:
    reply = kit.Front(app=kit.answering((name, b"0; url=https://other.example"))).ask()

    assert reply.header(name.decode()) is None


def test_refusals_are_counted_and_no_more_than_a_few_are_named(kit) -> None:
    front = front_with(kit, b", ".join(b"<https://h%d.example>; rel=preconnect" % number for number in range(40)))

    reply = front.ask()

    assert len(reply.all("avowal-refused")) == 16
    assert front.door.health()["links_refused"] == 40
