"""What the crawl may ask for, in which order, and what it makes of Chromium's own records."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from avowal.auditor.evidence import Refusal
from avowal.auditor.frontier import Frontier
from avowal.auditor.hosts import registrable, same_owner
from avowal.auditor.observers.headers import read_refusals
from avowal.auditor.observers.hints import announced_in
from avowal.auditor.reachable import Reachable
from avowal.auditor.set_cookies import parse
from avowal.auditor.written_dates import written_date

START = "https://plan.example/"


def _all(frontier: Frontier) -> list[str]:
    found = []
    while (address := frontier.next()) is not None:
        found.append(address.removeprefix("https://plan.example"))
    return found


def test_starts_come_first_then_privacy_then_each_part_in_turn():
    frontier = Frontier([START])
    frontier.add(f"{START}news/{number}/" for number in range(3))
    frontier.add([f"{START}es/privacy/", f"{START}contact/form/"])

    assert _all(frontier) == ["/", "/es/privacy/", "/news/0/", "/contact/form/", "/news/1/", "/news/2/"]


@pytest.mark.parametrize(
    "left_out",
    ["https://other.example/", "http://plan.example/", f"{START}a.pdf", f"{START}logout/", "mailto:a@b.example", START],
)
def test_what_lies_elsewhere_or_would_act_is_not_visited(left_out):
    frontier = Frontier([START])
    frontier.add([left_out, f"{START}#part"])

    assert _all(frontier) == ["/"]


def test_groups_that_were_not_visited_whole_are_named():
    frontier = Frontier([START])
    frontier.add(f"{START}news/{number}/" for number in range(3))
    frontier.next(), frontier.next()

    assert frontier.left("https://plan.example") == (("https://plan.example/news/…", 1, 3),)


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("https://public.example/", True),
        ("https://inside.example/", False),
        ("http://127.0.0.1:8000/", False),
        ("http://[::1]/", False),
        ("http://[::ffff:127.0.0.1]/", False),
        ("http://169.254.169.254/latest/", False),
        ("http://0.0.0.0/", False),
        ("http://localhost./", False),
        ("http://plan.localhost/", False),
        ("http://mapped.example/", False),
        ("https://unknown.example/", False),
        ("data:text/plain,x", True),
    ],
)
def test_private_addresses_are_refused_unless_allowed(address, reachable):
    known = {"public.example": ["1.1.1.1"], "inside.example": ["1.1.1.1", "10.0.0.1"]}
    rules = ("MAP mapped.example 127.0.0.1:80",)

    guard = Reachable(rules, allow_private=False, resolve=lambda host: known.get(host, []))

    assert guard(address) is reachable
    assert Reachable(rules, allow_private=True)(address)


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("www.plan.example", "plan.example"),
        ("plan.example", "plan.example"),
        ("a.b.plan.co.uk", "plan.co.uk"),
        ("plan.localhost", "plan.localhost"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_a_registrable_domain_is_what_somebody_registered(host, owner):
    assert registrable(host) == owner


def test_hosts_of_one_owner_belong_together():
    assert same_owner("pay.plan.example", ["www.plan.example"])
    assert not same_owner("plan.co.uk", ["other.co.uk"])


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "life"),
    [
        ("a=1", None),
        ("a=1; Max-Age=60", 60),
        ("a=1; max-age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT", 0),
        ("a=1; Expires=Tue, 24 Nov 2026 12:01:00 GMT", 60),
        ("a=1; Expires=Tue, 24-Nov-2026 12:01:00 GMT", 60),
        ("a=1; Expires=never", None),
        ("a=1; Max-Age=soon", None),
    ],
)
def test_the_life_asked_for_is_read_from_the_attributes(line, life):
    cookie = parse(line, host="h", source="header", by="b", at=NOON, refused=None)

    assert (cookie.name, cookie.life) == ("a", life)


def test_a_cookies_value_is_not_kept():
    assert "hush" not in repr(parse("a=hush; Path=/", host="h", source="header", by="b", at=NOON, refused=None))


def test_the_front_doors_refusals_are_read_from_its_header():
    header = (
        "cookie; name=a; reason=undeclared; promise=4.1; refused, "
        "cookie; name=b; reason=session-cookie-with-life; promise=4.2; mended"
    )

    assert read_refusals(header, "u") == [
        Refusal("cookie", "a", "undeclared", "4.1", "u"),
        Refusal("cookie", "b", "session-cookie-with-life", "4.2", "u", mended=True),
    ]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("<https://a.example>; rel=preconnect", [("preconnect", "https://a.example")]),
        ("<//a.example>;rel='x';crossorigin; REL=\"Preload\"", [("Preload", "https://a.example")]),
        ('<//a.example>; title="a, b"; rel="dns-prefetch"', [("dns-prefetch", "https://a.example")]),
        ("</x>; as=style\n<//b.example>; rel=preload", [("preload", "https://b.example")]),
        (
            "<a.css>; rel=preload, <//b.example>; rel=preload",
            [("preload", f"{START}a.css"), ("preload", "https://b.example")],
        ),
        ("<https://a.example>; rel=alternate", []),
        ("nonsense", []),
        ("<//[>; rel=preload", []),
    ],
)
def test_142_what_a_link_header_announces_is_read_whatever_stands_around_it(header, found):
    assert announced_in(header, START) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Last updated July 1, 2026", date(2026, 7, 1)),
        ("1 de julio de 2026", date(2026, 7, 1)),
        ("1 July 2026", date(2026, 7, 1)),
        ("2026-07-01", date(2026, 7, 1)),
        ("2026年7月1日", date(2026, 7, 1)),
        ("7/1/2026", None),
        ("July 41, 2026", None),
        ("never", None),
    ],
)
def test_dates_are_read_as_privacy_pages_write_them(text, found):
    assert written_date(text) == found
