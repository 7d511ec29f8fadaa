"""Signals from the weblog: attacks raise them, ordinary people do not (ledger U.9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.events.reports import REPORTS, security
from tests.events.reports.conftest import asked

_days = iter(range(1, 28, 2))


@pytest.fixture
def noon():
    """Noon in Los Angeles of a day of the test's own, too far from the next test's to meet it."""
    return datetime(2026, 11, next(_days), 20, tzinfo=UTC)


def found(kept, noon):
    return [
        (one.kind, one.address)
        for one in security.signals(kept.store, noon - timedelta(hours=11), noon + timedelta(hours=11))
    ]


def tries(noon, statuses, address="203.0.113.7", path="/account/sign-in/", apart=5, **values):
    return [
        (
            noon + timedelta(seconds=apart * number),
            {"method": "POST", "path": path, "status": status, "ip_address": address, "ip_network": "203.0.113.0/24"}
            | values,
        )
        for number, status in enumerate(statuses)
    ]


@pytest.mark.parametrize(
    "path", ["/account/sign-in/", "/es/account/sign-in/", "/zh-hant/account/sign-in/", "/office/login/"]
)
def test_u_9_twenty_wrong_passwords_raise_a_signal(kept, noon, path):
    kept.put("weblog", *tries(noon, [200] * 20, path=path))

    (signal,) = security.signals(kept.store, noon, noon + timedelta(hours=1))

    assert (signal.kind, signal.address, signal.count, signal.threshold) == ("guessing", "203.0.113.7", 20, 10)
    assert (signal.first_at, signal.last_at) == (noon, noon + timedelta(seconds=95))


def test_u_9_a_run_ends_with_a_sign_in_that_worked_or_a_long_pause(kept, noon):
    kept.put("weblog", *tries(noon, [200] * 9 + [302] + [200] * 9))
    kept.put("weblog", *tries(noon, [403] * 9, address="203.0.113.8"))
    kept.put("weblog", *tries(noon + timedelta(hours=2), [403] * 9, address="203.0.113.8"))

    assert found(kept, noon) == []


def test_u_9_a_member_who_mistypes_and_an_office_of_two_hundred_raise_none(kept, noon):
    kept.put("weblog", *tries(noon, [200, 200, 200, 302]))
    office = [200 if number % 4 == 0 else 302 for number in range(267)]  # every third of 200 mistypes once
    kept.put("weblog", *tries(noon, office, address="198.51.100.9", apart=1))
    pages = [
        (noon + timedelta(seconds=number % 60), {"path": f"/page-{number % 40}/", "ip_address": "198.51.100.9"})
        for number in range(400)
    ]
    missing = [(noon, {"path": f"/old-{number}/", "status": 404, "ip_address": "198.51.100.9"}) for number in range(40)]
    kept.put("weblog", *pages, *missing)

    assert found(kept, noon) == []


def test_u_9_guessing_all_day_between_ones_own_sign_ins_raises_a_signal(kept, noon):
    day = ([200] * 8 + [302]) * 15
    kept.put("weblog", *tries(noon, day, apart=60))

    assert found(kept, noon) == [("guessing_slowly", "203.0.113.7")]


def test_u_9_looking_for_what_only_attackers_look_for_raises_a_signal(kept, noon):
    paths = ["/wp-login.php", "/.env", "/.git/config"]
    kept.put("weblog", *((noon, {"path": path, "status": 404, "ip_address": "203.0.113.7"}) for path in paths))
    kept.put("weblog", (noon, {"path": "/wp-login.php", "status": 404, "ip_address": "203.0.113.8"}))

    assert found(kept, noon) == [("probing", "203.0.113.7")]


def test_u_9_asking_for_many_pages_that_there_are_not_raises_a_signal_but_not_of_a_crawler_at_its_work(kept, noon):
    def asks(address, **values):
        return [(noon, {"path": f"/a{number}/", "status": 404, "ip_address": address} | values) for number in range(30)]

    google = {"browser": "Googlebot", "automated": True}
    kept.put("weblog", *asks("203.0.113.7"))
    kept.put("weblog", *asks("66.249.66.1", network_owner="googlebot.com", **google))
    kept.put("weblog", *asks("203.0.113.9", network_owner="cheap-vps.example", **google))

    assert sorted(found(kept, noon)) == [
        ("forged_crawler", "203.0.113.9"),
        ("scanning", "203.0.113.7"),
        ("scanning", "203.0.113.9"),
    ]


def test_u_9_a_flood_raises_a_signal_and_the_parts_of_pages_do_not(kept, noon):
    kept.put("weblog", *((noon, {"path": "/", "ip_address": "203.0.113.7"}) for _ in range(600)))
    kept.put("weblog", *((noon, {"path": "/static/a.css", "ip_address": "203.0.113.8"}) for _ in range(600)))

    assert found(kept, noon) == [("flood", "203.0.113.7")]


def test_u_9_an_address_without_its_slash_is_no_form_so_its_redirect_is_no_sign_in_that_worked(kept, noon):
    def guesses(number):
        at = noon + timedelta(seconds=20 * number)
        moved = tries(at + timedelta(seconds=5), [301, 302], path="/account/sign-in")
        return tries(at, [200]) + moved + tries(at + timedelta(seconds=10), [301, 308])

    kept.put("weblog", *(row for number in range(10) for row in guesses(number)))
    kept.put("weblog", *tries(noon, [200] * 20, address="203.0.113.8", path="/account/sign-in"))

    assert found(kept, noon) == [("guessing", "203.0.113.7")]


def test_u_9_who_may_choose_among_the_addresses_of_a_network_is_counted_as_the_network(kept, noon):
    def of(number, **values):
        return noon + timedelta(seconds=number % 60), {
            "ip_address": f"2001:db8:1:{number % 2 + 1}::{number:x}"
        } | values

    kept.put("weblog", *(of(one, method="POST", path="/account/sign-in/") for one in range(200)))
    kept.put("weblog", *(of(one, path=f"/{one}.sql", status=404) for one in range(6)))
    kept.put("weblog", *(of(one, path="/") for one in range(1200)))
    kept.put("weblog", *(of(one, browser="Googlebot", network_owner="vps.example") for one in range(10)))
    old = (f"/old-{one}/" for one in range(30))
    kept.put(
        "weblog", *((noon, {"path": one, "status": 404, "ip_address": f"2001:db8:1:3:{one[5:-1]}::"}) for one in old)
    )

    kinds = ("flood", "forged_crawler", "guessing", "guessing_slowly", "probing")
    networks = ("2001:db8:1:1::/64", "2001:db8:1:2::/64")
    made = REPORTS["security"].make(kept.store, asked(noon.date()), own_hosts=(), now=noon)
    rows = {row[:3] for row in made.tables[0].rows}
    assert rows == {(kind, one, "vps.example") for kind in kinds for one in networks} | {
        ("scanning", "2001:db8:1:3::/64", "")
    }
    assert "addresses_shortened" not in made.cautions, "these are whole addresses"


def test_u_9_a_mail_program_that_looks_for_its_server_raises_none(kept, noon):
    paths = [f"/{name}/{name}.{end}" for name in ("autodiscover", "Autodiscover") for end in ("xml", "json")]
    paths += ["/owa/", "/ecp/", "/OWA/auth/logon.aspx"]
    asks = ((noon, {"method": "POST", "path": path, "status": 404, "ip_address": "198.51.100.4"}) for path in paths)
    kept.put("weblog", *asks)

    assert found(kept, noon) == []


def test_u_9_where_addresses_are_kept_no_more_a_network_of_many_people_is_not_taken_for_one(kept, noon):
    gone = {"ip_address": None, "ip_network": "203.0.113.0/24"}
    kept.put("weblog", *tries(noon, [200] * 120, **gone))
    kept.put("weblog", *((noon, {"path": f"/{one}.sql", "status": 404} | gone) for one in range(40)))
    kept.put("weblog", *((noon, {"path": f"/old-{one}/", "status": 404} | gone) for one in range(40)))
    kept.put("weblog", *((noon, {"path": "/"} | gone) for _ in range(600)))
    forged = {"browser": "Googlebot", "network_owner": "vps.example"}
    kept.put("weblog", *((noon, gone | forged) for _ in range(5)))

    made = REPORTS["security"].make(kept.store, asked(noon.date()), own_hosts=(), now=noon)

    (table, kinds) = made.tables
    assert [row[:6] for row in table.rows] == [("forged_crawler", "203.0.113.0/24", "vps.example", "Googlebot", 5, 5)]
    assert kinds.rows == (("forged_crawler", 1),)
    assert "addresses_shortened" in made.cautions
    assert made.purpose == "security"
    assert {one.key: (one.value, one.before) for one in made.figures}["signals"] == (1, 0)


@pytest.mark.parametrize(
    ("named", "address", "concerned"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.0/24", "203.0.113.8", True),
        ("2001:db8:1:1::/64", "2001:db8:1:1:ffff::9", True),
        ("2001:db8:1:1::/64", "2001:DB8:1:1::9%eth0", True),
        ("2001:db8:1:1::/64", "2001:db8:1:2::9", False),
        ("2001:db8:1:1::/64", "203.0.113.7", False),
        ("203.0.113.7", "", False),
        ("", "203.0.113.7", False),
    ],
)
def test_u_9_a_signal_concerns_whoever_lies_in_its_network(named, address, concerned):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    signal = security.Signal("guessing", named, 10, 10, at, at)

    assert security.concerns(signal, address) is concerned


def test_days_without_signals_have_none(kept):
    made = REPORTS["security"].make(
        kept.store, asked(date(2026, 8, 1), date(2026, 8, 3)), own_hosts=(), now=datetime(2026, 11, 30, tzinfo=UTC)
    )

    assert made.series[0].lines[0].values == (0, 0, 0)
    assert made.tables[0].rows == ()
    assert made.cautions == ()
