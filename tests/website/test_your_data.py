"""A visitor sees how much her visit left, nobody sees what another read, and clearing is said as it is (4.7, 4.12).

Over a store that really keeps the lines, embedded as it ships.
"""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from avowal.events.reports.security import signals
from avowal.events.rows import RowMaker
from avowal.events.spool import Spool
from avowal.events.store import connect

PAGE = "/privacy/your-data/"
MINE, THEIRS = "a1b2c3d4e5f60718", "00112233445566ff"
NOW = datetime.now(UTC)
SECRET_PATH = "/canary-that-somebody-read/"
KEPT = (
    ("weblog", {"path": SECRET_PATH, "visitor_key": MINE, "method": "GET", "status": 200}, 1),
    ("weblog", {"path": "/join/", "visitor_key": MINE, "method": "GET", "status": 200}, 0),
    ("weblog", {"path": "/join/", "visitor_key": THEIRS, "method": "GET", "status": 200}, 0),
    ("page_views", {"path": SECRET_PATH, "visitor_key": MINE, "view_key": "view-of-mine-1"}, 1),
    ("page_views", {"path": SECRET_PATH, "visitor_key": THEIRS, "view_key": "view-of-theirs"}, 1),
    ("area_views", {"path": SECRET_PATH, "area": "questions", "view_key": "view-of-mine-1"}, 1),
    ("area_views", {"path": SECRET_PATH, "area": "questions", "view_key": "view-of-theirs"}, 1),
)
"""Collection, what the row holds, and how many seconds ago it came in."""


@pytest.fixture(scope="module")
def store(deployment):
    """The embedded store of the tests' deployment; its owner lives as long as these tests."""
    from django.conf import settings

    with connect(settings.AVOWAL.events, settings.AVOWAL.data) as found:
        yield found


def hand_over(deployment, rows):
    """Through the spool, as the door hands rows over."""
    from avowal.website import in_force

    async def keep():
        spool = Spool(deployment / "data" / "spool")
        for collection, values, ago in rows:
            row = RowMaker(in_force.version(), collection).make(
                {"site": "plan", "automated": False, **values}, at=datetime.now(UTC) - timedelta(seconds=ago)
            )
            await spool.keep(collection, row)
        spool.close()

    asyncio.run(keep())


@pytest.fixture
def kept(store, deployment):
    """KEPT, stored; what an earlier test left is erased."""
    store.take_spool()
    store.erase({"visitor_key": [MINE, THEIRS], "view_key": ["view-of-mine-1", "view-of-theirs"]})

    hand_over(deployment, KEPT)
    store.take_spool()
    return store


@pytest.fixture
def at_the_door(monkeypatch):
    """What the door tells the website of a visitor with the key MINE; the limit on erasures starts anew."""
    from django.core.cache import cache

    from avowal.website.privacy import your_data, your_request

    cache.clear()
    known = {"site": "plan", "client_address": "203.0.113.7", "visitor_key": lambda: MINE}
    for module in (your_data, your_request):
        monkeypatch.setattr(module, "told_by_the_door", lambda request: known)
    return known


@pytest.fixture
def clear(client, db):
    """Send the form with these boxes ticked, as a browser does; returns the answer."""

    def send(*ticked):
        told = {"host": "plan.localhost:8123", "sec-fetch-site": "same-origin"}
        return client.post(PAGE, dict.fromkeys(ticked, "on"), headers=told)

    return send


def counts(soup):
    """Collection → number of records, as the page says it."""
    rows = soup.select("[aria-labelledby=today] tbody tr")
    return {row.th.text.strip(): row.select_one("td").text.strip() for row in rows}


def test_4_12_records_are_counted_and_r103_nobody_reads_what_another_read(kept, at_the_door, visit):
    answer = visit(PAGE)

    assert counts(answer.soup) == {
        "Weblog of the sites": "2",
        "Page views": "1",
        "Areas of a page that were seen": "1",
    }
    assert SECRET_PATH not in answer.content.decode(), "R103: who shares the key reads what another looked at"
    assert MINE not in answer.content.decode()
    assert (answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == ("noindex", True)


def test_3_4_the_record_of_this_request_is_shown_as_it_is_kept(kept, at_the_door, visit, policy):
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    soup = visit(PAGE, HTTP_USER_AGENT=agent).soup

    told = {
        row.th.text: [cell.text for cell in row.select("td")]
        for row in soup.select("[aria-labelledby=this-request] tr")[1:]
    }
    assert list(told) == [policy.data[element].label for element in policy.collections["weblog"].elements]
    assert told["full internet (IP) address"] == ["203.0.113.7", "30 days"]
    assert told["shortened internet (IP) address"] == ["203.0.113.0/24", "13 months"]
    assert told["type of browser"] == ["Firefox", "13 months"]
    assert agent not in soup.text


def test_4_12_clearing_erases_what_stands_under_the_key_and_nothing_else(kept, at_the_door, clear, visit):
    answer = clear("records")

    assert answer.status_code == 303
    soup = visit(answer["Location"]).soup
    said = soup.select_one("#cleared").text
    assert "Weblog of the sites: 2 – hidden now, gone from our store after the next night" in " ".join(said.split())
    assert "Areas of a page that were seen: 1 –" in said
    assert set(counts(soup).values()) == {"0"}
    assert MINE not in answer["Location"]
    at_the_door["visitor_key"] = lambda: THEIRS
    assert counts(visit(PAGE).soup)["Weblog of the sites"] == "1", "somebody else's records went too"
    at_the_door["visitor_key"] = lambda: MINE
    assert "there were none to erase" in visit(clear("records")["Location"]).soup.select_one("#cleared").text


def test_u_9_whoever_guesses_passwords_cannot_wipe_the_traces(store, deployment, at_the_door, clear, visit):
    guess = {"path": "/account/sign-in/", "method": "POST", "status": 200, "ip_address": "203.0.113.200"}
    hand_over(deployment, [("weblog", guess | {"visitor_key": MINE}, ago) for ago in range(20)])
    at_the_door["client_address"] = "203.0.113.200"

    refused = clear("records")

    said = visit(refused["Location"]).soup.select_one("#cleared").text
    assert "looked like an attack" in said
    assert counts(visit(PAGE).soup)["Weblog of the sites"] != "0"
    at_the_door["client_address"] = "198.51.100.77"
    assert "failed" not in clear("records")["Location"], "who shares nothing with the attack is not held up"


def test_u_9_below_the_threshold_too_what_shows_an_attack_stays(store, deployment, at_the_door, clear, visit):
    """Planted: nine wrong sign-ins, all cleared away, and nine more."""
    address, now = "203.0.113.201", datetime.now(UTC)
    at_the_door |= {"client_address": address, "visitor_key": lambda: "9a9a9a9a9a9a9a9a"}
    guess = {"path": "/account/sign-in/", "method": "POST", "status": 200}
    theirs = {"ip_address": address, "visitor_key": "9a9a9a9a9a9a9a9a"}
    read, missing = (
        {"path": "/join/", "method": "GET", "status": 200},
        {"path": "/.env", "method": "GET", "status": 404},
    )
    first = [(one | theirs, 100 - ago) for ago, one in enumerate([guess] * 9 + [read, missing])]
    hand_over(deployment, [("weblog", values, ago) for values, ago in first])

    said = visit(clear("records")["Location"]).soup.select_one("#cleared").text
    assert "Weblog of the sites: 1 –" in said, "only the page that was read goes"
    hand_over(deployment, [("weblog", guess | theirs, ago) for ago in range(9)])
    store.take_spool()

    found = signals(store, now - timedelta(hours=1), now + timedelta(minutes=1))
    assert [(one.kind, one.count) for one in found if one.address == address] == [("guessing", 18)]
    assert "Requests that failed or sent something stay" in visit(PAGE).soup.select_one("[aria-labelledby=clear]").text


def test_a_network_cannot_make_the_store_rewrite_itself_all_day(kept, at_the_door, clear, visit):
    from avowal.website.privacy.your_data import ERASURES_OF_A_NETWORK

    for _ in range(ERASURES_OF_A_NETWORK):
        assert "failed" not in clear("records")["Location"]

    refused = clear("records")
    assert "Too many were erased" in visit(refused["Location"]).soup.select_one("#cleared").text
    at_the_door["client_address"] = "198.51.100.9"
    assert "failed" not in clear("records")["Location"]


def test_where_the_store_is_away_the_page_says_so_and_comes_all_the_same(at_the_door, visit, clear, monkeypatch):
    from avowal.events.errors import StoreNotAnswering
    from avowal.website.privacy import your_data

    def silent(*_args, **_more):
        raise StoreNotAnswering("it is away")

    monkeypatch.setattr(your_data, "connect", silent)

    answer = visit(PAGE)
    assert answer.status_code == 200
    assert "We cannot look into our records right now." in answer.soup.text
    failed = visit(clear("records", "cookies")["Location"]).soup.select_one("#cleared").text
    assert "not erased, because our store does not answer" in failed


def test_without_a_door_nobody_knows_the_key_and_nothing_is_looked_up(visit):
    assert "We cannot look into our records right now." in visit(PAGE).soup.text


def test_4_12_each_cookie_is_told_with_its_meaning_and_none_that_may_be_a_key_is_shown(visit, client):
    client.cookies["harbor_text_size"] = "large"
    client.cookies["harbor_form"] = "a-secret-token"

    soup = visit(PAGE).soup
    rows = [
        [cell.text.strip() for cell in row.select("th, td")]
        for row in soup.select("[aria-labelledby=in-browser] tbody tr")
    ]
    assert rows == [
        [
            "Form check harbor_form",
            "keeping the sites safe",
            "until your visit ends",
            "not shown, since it may be a key",
        ],
        ["Text size harbor_text_size", "remembering how you like the site", "1 year", "large"],
    ]
    assert "a-secret-token" not in soup.text


def gone(answer):
    return {name for name, cookie in answer.cookies.items() if cookie["max-age"] == 0}


def test_4_12_cookies_go_and_what_was_refused_stays_refused_unless_asked(clear, client, policy):
    cleared = clear("cookies")

    assert gone(cleared) == set(policy.cookies) - {"harbor_choices"}
    assert cleared["Clear-Site-Data"] == '"storage"'
    client.cookies.clear()
    assert gone(clear("choices")) == {"harbor_choices"}
    assert gone(clear()) == set()


def test_4_12_a_signed_in_person_stays_so_unless_asked(clear, client, db):
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.MEMBER, "ana", "a long enough password")])
    client.login(username="ana", password="a long enough password")

    assert "harbor_session" not in gone(clear("cookies"))
    assert client.get("/account/", headers={"host": "plan.localhost:8123"}).status_code == 200
    assert "harbor_session" in gone(clear("sign_on"))
    assert client.get("/account/", headers={"host": "plan.localhost:8123"}).status_code == 302
    client.cookies.clear()


def test_4_7_a_script_looks_at_nothing_that_is_not_declared(visit, policy, monkeypatch):
    from dataclasses import replace

    from avowal.policy.model import Storage
    from avowal.website import in_force

    assert "Our sites keep nothing else in your browser" in visit(PAGE).soup.text
    assert not visit(PAGE).soup.select("script[src$='your-data.js']")

    kept = dict(policy.cookies) | {"draft_form": replace(policy.cookies["harbor_text_size"], storage=Storage.LOCAL)}
    monkeypatch.setattr(in_force, "policy", lambda: replace(policy, cookies=type(policy.cookies)(kept)))
    soup = visit(PAGE).soup
    assert [told["data-storage-key"] for told in soup.select("[data-storage-key]")] == ["draft_form"]
    assert soup.select("script[src*='your-data']")


def test_a_link_by_somebody_else_does_not_say_that_something_was_cleared(kept, at_the_door, visit):
    soup = visit(f"{PAGE}?done=cookies.choices.sign_on.records").soup

    assert soup.select_one("#cleared") is None
