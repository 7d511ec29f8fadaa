"""While a version waits every page says so, and it is on record since when (ledger 16.1, R14)."""

import json

import pytest

PAGES = [
    ("/", 200),
    ("/es/", 200),
    ("/join/medi-cal/", 200),
    ("/privacy/", 200),
    ("/nope/", 404),
    ("/account/sign-in/", 200),
]


@pytest.mark.parametrize(("path", "status"), PAGES)
@pytest.mark.parametrize("host", ["plan.localhost", "centers.localhost"])
def test_16_1_every_page_carries_the_notice(visit, second, path, status, host):
    answer = visit(path, host)
    notice = answer.soup.select_one("section.change-notice[aria-label]")

    if host == "plan.localhost" or path in ("/", "/es/", "/privacy/"):
        assert answer.status_code == status
    assert notice, f"16.1: no notice on {path}"
    assert notice.time["datetime"] == second.effective_date.isoformat()
    prefix = "/es" if path.startswith("/es/") else ""
    assert notice.a["href"] == f"{prefix}/privacy/history/2/since/1/"


def test_notice_writes_its_day_as_the_language_of_the_page_does(visit, second):
    assert " de 202" in visit("/es/").soup.select_one(".change-notice time").text


def test_16_1_notice_stands_on_the_page_that_says_something_failed(second, rf):
    from avowal.website.pages.views import failed

    assert b"change-notice" in failed(rf.get("/join/")).content


@pytest.mark.parametrize("path", ["/", "/privacy/", "/nope/"])
def test_there_is_no_notice_while_nothing_waits(visit, db, path):
    assert visit(path).soup.select_one(".change-notice") is None


def test_office_has_no_notice(visit, second):
    assert b"change-notice" not in visit("/office/", follow=True).content
    assert b"change-notice" not in visit("/office/nothing-here/").content


def recorded(data):
    return json.loads((data / "policy/chain.json").read_bytes())[1].get("notice_since")


@pytest.mark.parametrize("path", ["/privacy/", "/join/", "/nope/", "/privacy/history/"])
def test_r14_only_a_home_page_counts_as_having_said_it(visit, second, own_policy, path):
    visit(path)

    assert recorded(own_policy) is None


def test_r14_a_request_for_the_headers_alone_says_nothing(client, second, own_policy):
    client.head("/", headers={"host": "plan.localhost:8123"})

    assert recorded(own_policy) is None


def test_r14_first_home_page_that_goes_out_puts_it_on_record_once(visit, second, own_policy):
    from avowal.website.privacy.models import PublishedVersion

    visit("/es/", "centers.localhost")
    since = recorded(own_policy)
    visit("/")

    assert since is not None, "R14: the notice went out and is not on record"
    assert recorded(own_policy) == since
    row = PublishedVersion.objects.get(number=2)
    assert row.on_disk
    assert row.notice_since is not None
    assert row.notice_since.isoformat() == since


def test_a_record_that_cannot_be_made_does_not_keep_the_page_back(visit, second, monkeypatch, caplog):
    from avowal.website.privacy import actions

    def refuse(number, *, seen_at):
        raise actions.Refused("no")

    monkeypatch.setattr(actions, "notice_met", refuse)

    assert visit("/").status_code == 200
    assert "could not be put on record" in caplog.text


def test_16_2_policy_page_names_the_version_that_waits_and_keeps_its_own_date(visit, second, policy):
    soup = visit("/privacy/").soup

    assert soup.select_one(".coming a")["href"] == "/privacy/history/2/"
    assert soup.select_one(".policy-updated time")["datetime"] == "2026-11-16", "16.2: not the date in force"
    assert soup.find("meta", attrs={"name": "avowal:policy-updated"})["content"] == "2026-11-16"
