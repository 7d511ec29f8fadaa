"""The screens on which staff turn a network away and let it in again (ledger U.9)."""

import pytest

from avowal.events.reports import REPORTS
from avowal.website.office import queries
from avowal.website.office.models import Block

NEW, LIST = "/office/blocks/new/", "/office/blocks/"
STAFF = "198.51.100.20"


@pytest.fixture
def on_duty(own_policy, client, visit):
    """Somebody of web operations, from an address of her own."""
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.OPERATIONS, "ops", "a long enough password")])
    client.login(username="ops", password="a long enough password")

    def send(path, **data):
        from bs4 import BeautifulSoup

        answer = client.post(path, data, headers={"host": "plan.localhost:8123"}, REMOTE_ADDR=STAFF)
        answer.soup = BeautifulSoup(answer.content, "html.parser")
        return answer

    return send


def wanted(**more):
    return {
        "confirmed": "1",
        "network": "203.0.113.9",
        "kind": "guessing",
        "reason": "200 passwords",
        "length": "day",
        **more,
    }


def test_a_signal_leads_to_a_question_and_nothing_is_blocked_before_it_is_answered(on_duty):
    answer = on_duty(NEW, network="203.0.113.9", kind="probing")

    assert answer.status_code == 200
    asked = answer.soup.select_one("form.block-ask")
    assert asked.select_one("[name=network]")["value"] == "203.0.113.9"
    assert asked.select_one("[name=kind] [selected]")["value"] == "probing"
    assert [one.text for one in asked.select("[name=length] option")] == ["1 hour", "1 day", "7 days", "30 days"]
    assert not Block.objects.exists()


def test_u_9_a_network_is_blocked_listed_and_lifted(on_duty, visit, own_policy):
    assert on_duty(NEW, **wanted()).status_code == 302
    made = Block.objects.get()
    assert (made.network, made.reason, made.by.username) == ("203.0.113.9/32", "200 passwords", "ops")
    assert "203.0.113.9/32" in (own_policy / "blocks.json").read_text()
    listed = visit(LIST).soup
    assert listed.select_one("[aria-labelledby=standing] tbody th").text == "203.0.113.9"
    assert "203.0.113" not in "".join(tag.get("href", "") + tag.get("action", "") for tag in listed.find_all(True))

    assert on_duty(f"/office/blocks/{made.pk}/lift/").status_code == 302

    assert "203.0.113.9/32" not in (own_policy / "blocks.json").read_text()
    assert visit(LIST).soup.select_one("[aria-labelledby=ended] tbody th").text == "203.0.113.9"


def test_u_9_the_network_that_a_signal_of_many_addresses_names_is_blocked_as_it_is_named(on_duty, own_policy):
    asked = on_duty(NEW, network="2001:db8:1:1::/64", kind="guessing").soup.select_one("form.block-ask")
    network = asked.select_one("[name=network]")["value"]

    assert on_duty(NEW, **wanted(network=network)).status_code == 302

    assert Block.objects.get().shown == "2001:db8:1:1::/64"
    assert '"2001:db8:1:1::/64"' in (own_policy / "blocks.json").read_text()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reason": " "}, "required"),
        ({"length": "ever"}, "valid choice"),
        ({"network": STAFF}, "lock yourself out"),
        ({"network": "10.0.0.1"}, "inner networks"),
    ],
)
def test_what_is_refused_says_why_beside_the_field(on_duty, more, said):
    answer = on_duty(NEW, **wanted(**more))

    assert answer.status_code == 422
    assert said in answer.soup.select_one(".report-problem").text
    assert not Block.objects.exists()


def test_who_may_not_block_neither_blocks_nor_lifts(client, visit, db, on_duty):
    from avowal.website.people.actions import Credentials, Role, make_accounts

    on_duty(NEW, **wanted())
    made = Block.objects.get()
    make_accounts([Credentials(Role.PRIVACY_OFFICE, "po", "a long enough password")])
    client.login(username="po", password="a long enough password")

    for path in (NEW, f"/office/blocks/{made.pk}/lift/"):
        assert on_duty(path, **wanted(network="203.0.113.77")).status_code == 302
    assert list(Block.objects.values_list("network", "until")) == [(made.network, made.until)]


def test_a_block_is_asked_for_in_the_body_and_never_in_an_address(on_duty, visit, monkeypatch):
    from datetime import UTC, datetime

    from avowal.events.reports.reading import UNITS
    from avowal.events.reports.shape import Column, Report, Table, Unit

    seen = datetime(2026, 11, 24, 12, tzinfo=UTC)
    row = {"kind": "flood", "address": "203.0.113.9", "count": 900, "threshold": 600, "first_at": seen, "last_at": seen}
    columns = REPORTS["security"].tables["signals"]

    def answer(kind, asked, _now, **_more):
        table = Table(
            "signals",
            tuple(Column(name, UNITS.get(name, Unit.TEXT)) for name in columns),
            (tuple(row.get(name, "") for name in columns),),
        )
        return Report(kind.name, kind.purpose, kind.promises, asked, tables=(table,))

    monkeypatch.setattr(queries, "report", answer)
    form = visit("/office/reports/security/").soup.select_one("tbody form")
    assert (form["method"], form["action"]) == ("post", NEW)
    assert {field["name"]: field["value"] for field in form.select("input")} | {"csrfmiddlewaretoken": ""} == {
        "csrfmiddlewaretoken": "",
        "network": "203.0.113.9",
        "kind": "flood",
    }
    assert form.button.text.startswith("Block 203.0.113.9"), "a button that does not say what it blocks"
