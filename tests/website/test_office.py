"""The office: who may enter, and the Traffic report for what it may show (ledger 2.1, 3.3, R100)."""

import csv
import io
import json
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from avowal.events.traffic import Automated, Day, Page, Source, Totals, Traffic
from avowal.website.office import exports
from avowal.website.office.chart import chart, round_up
from avowal.website.office.forms import TrafficForm

TODAY = date(2026, 11, 24)
ADDRESS = "/office/reports/traffic/"


def report(pages=(), days=None):
    days = days or (Day(date(2026, 11, 23), 3, 9, 4), Day(TODAY, 1, 2, 1))
    return Traffic(
        site=None,
        since=days[0].date,
        until=days[-1].date,
        time_zone="America/Los_Angeles",
        days=days,
        pages=pages or (Page("plan", "/join/", 7, 3, 65.4), Page("plan", "/", 4, 2, None)),
        sources=(Source("https://search.example", 5, 2), Source("direct", 6, 2)),
        totals=Totals(4, 11, 5, 65.4),
        automated=Automated(3, 0.2142),
    )


@pytest.fixture
def staff(db, client):
    """Signs in somebody of one role."""
    from avowal.website.people.actions import Credentials, Role, make_accounts

    def sign_in(role):
        make_accounts([Credentials(Role(role), f"{role}-1", "a long enough password")])
        assert client.login(username=f"{role}-1", password="a long enough password")

    return sign_in


@pytest.fixture
def counted(monkeypatch):
    """The store's answer, without a store; remembers what was asked."""
    asked = []

    def answer(period, site, time_zone):
        asked.append((period, site, time_zone))
        return report()

    monkeypatch.setattr("avowal.website.office.views.traffic_report", answer)
    return asked


@pytest.fixture
def traffic_on(visit, staff, monkeypatch):
    """Staff ask for the report on the day TODAY."""
    staff("communications")
    monkeypatch.setattr("avowal.website.office.views.timezone.localdate", lambda: TODAY)
    return lambda query: visit(ADDRESS + query)


@pytest.mark.parametrize("path", ["/office/", ADDRESS, "/office/pages/"])
def test_office_needs_its_own_sign_in(visit, path):
    answer = visit(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/office/login/")


@pytest.mark.parametrize("role", ["member", "provider"])
def test_members_and_providers_do_not_get_in(visit, staff, role):
    staff(role)

    assert visit("/office/").status_code == 302
    assert visit(ADDRESS).status_code == 302


@pytest.mark.parametrize("role", ["communications", "privacy_office", "administrator"])
def test_staff_of_each_role_find_traffic_in_the_menu_and_open_it(visit, staff, counted, role):
    staff(role)

    assert ADDRESS in visit("/office/").content.decode()
    assert visit(ADDRESS).status_code == 200


def test_staff_without_the_permission_do_not_open_it(visit, staff, counted):
    from django.contrib.auth.models import Group

    staff("privacy_office")
    Group.objects.get(name="Privacy office").permissions.filter(codename="view_traffic").delete()

    assert visit(ADDRESS).status_code == 302
    assert counted == []


def test_2_1_report_shows_figures_chart_and_the_same_figures_as_a_table(visit, staff, counted):
    staff("communications")

    soup = visit(ADDRESS).soup.select_one(".traffic")
    figures = [figure.dd.text for figure in soup.select(".traffic-figures > div")]
    assert figures == ["4", "5", "11", "1 min 05 s", "3"]
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.select(".traffic-days tbody tr")]
    assert rows == [["Mon 23 Nov 2026", "3", "4", "9"], ["Tue 24 Nov 2026", "1", "1", "2"]]
    assert len(soup.select("svg rect.views")) == len(soup.select("svg rect.visitors")) == 2
    assert soup.svg["role"] == "img"
    assert soup.svg.title.text
    assert not soup.find_all("script")
    assert not [tag for tag in soup.find_all(True) if tag.get("style")]


def test_2_1_robots_stand_apart(visit, staff, counted):
    staff("communications")

    assert "21.4 %" in visit(ADDRESS).soup.select_one(".traffic-figures .apart").text


def test_2_2_report_names_its_purpose_and_the_promise_that_allows_it(visit, staff, counted, policy):
    staff("communications")

    standing = visit(ADDRESS).soup.select_one(".traffic-standing")
    assert policy.purposes["measurement"].label in standing.text, "2.2: a report that names no purpose"
    assert standing.a["href"] == "/privacy/#p-2.1"


@pytest.mark.parametrize(
    ("query", "since", "until", "site"),
    [
        ("", TODAY - timedelta(6), TODAY, None),
        ("?period=30d&site=centers", TODAY - timedelta(29), TODAY, "centers"),
        ("?period=month", date(2026, 11, 1), TODAY, None),
        ("?period=last-month", date(2026, 10, 1), date(2026, 10, 31), None),
        ("?period=dates&since=2026-11-01&until=2026-11-02", date(2026, 11, 1), date(2026, 11, 2), None),
        ("?since=2026-11-01&until=2026-11-02", date(2026, 11, 1), date(2026, 11, 2), None),
    ],
)
def test_period_and_site_are_those_asked_for(traffic_on, counted, policy, query, since, until, site):
    traffic_on(query)

    ((period, asked_site, zone),) = counted
    assert (period.since, period.until, asked_site) == (since, until, site)
    assert zone == policy.organisation.time_zone


@pytest.mark.parametrize(
    "data",
    [
        {"period": "dates"},
        {"period": "dates", "since": "2026-11-02"},
        {"period": "dates", "since": "2026-11-02", "until": "2026-11-01"},
        {"period": "dates", "since": "2020-01-01", "until": "2026-11-01"},
        {"period": "dates", "since": "yesterday", "until": "2026-11-01"},
        {"period": "dates", "since": "0001-01-01", "until": "2026-11-01"},
        {"period": "dates", "since": "0001-01-01", "until": "0001-01-02"},
        {"period": "dates", "since": "2026-11-01", "until": "9999-12-31"},
        {"period": "dates", "since": "9999-12-31", "until": "9999-12-31"},
        {"period": "dates", "since": "2026-11-20", "until": "2026-11-25"},
        {"period": "forever"},
        {"site": "elsewhere"},
    ],
)
def test_what_is_no_period_is_explained_and_nothing_is_asked(traffic_on, counted, data):
    assert not TrafficForm(data, sites={"plan": "Plan"}, today=TODAY).is_valid()
    answer = traffic_on("?" + urlencode(data))
    assert answer.status_code == 200
    assert answer.soup.select(".traffic-problem")
    assert counted == []


def test_store_that_does_not_answer_is_named_with_what_to_do(visit, staff, monkeypatch):
    from avowal.website.office import queries

    def away(*_, **__):
        raise queries.StoreNotAnswering("The event store is held by process 4711, which does not answer.")

    monkeypatch.setattr(queries, "connect", away)
    staff("communications")

    answer = visit(ADDRESS)
    assert answer.status_code == 503
    told = answer.soup.select_one(".traffic-trouble").text
    assert "held by process 4711" in told
    assert "waits in the spool" in told


def test_store_that_fails_is_told_in_plain_words_and_without_its_own(visit, staff, monkeypatch, caplog):
    from avowal.website.office import queries

    def failing(*_, **__):
        raise queries.StoreFailed("Code: 241. DB::Exception: /srv/data/events 192.0.2.7")

    monkeypatch.setattr(queries, "connect", failing)
    staff("communications")

    answer = visit(ADDRESS)
    assert answer.status_code == 503
    told = answer.soup.select_one(".traffic-trouble").text
    assert "could not answer" in told
    assert "waits in the spool" in told
    assert "/srv" not in told + caplog.text
    assert "StoreFailed" in caplog.text


def test_period_that_the_report_cannot_cover_is_explained_in_its_own_sentence(visit, staff, monkeypatch):
    from contextlib import nullcontext

    from avowal.website.office import queries

    def impossible(*_, **__):
        raise ValueError("The store counts days from 1970 to 2105.")

    monkeypatch.setattr(queries, "connect", lambda *_, **__: nullcontext(None))
    monkeypatch.setattr(queries, "traffic", impossible)
    staff("communications")

    answer = visit(ADDRESS)
    assert answer.status_code == 200
    assert answer.soup.select_one(".traffic-problem").text == "The store counts days from 1970 to 2105."


def test_no_command_is_advised_that_does_not_exist(visit, staff, monkeypatch):
    from avowal.website.office import queries

    def away(*_, **__):
        raise queries.StoreNotAnswering("No answer.")

    monkeypatch.setattr(queries, "connect", away)
    staff("communications")

    assert "avowal doctor" not in visit(ADDRESS).content.decode()


def test_downloads_hold_the_same_figures(visit, staff, counted):
    staff("communications")

    pages = list(csv.reader(io.StringIO(visit(f"{ADDRESS}?format=csv&table=pages").content.decode())))
    assert pages == [
        ["site", "path", "views", "visitors", "engaged_seconds"],
        ["plan", "/join/", "7", "3", "65.4"],
        ["plan", "/", "4", "2", ""],
    ]
    answer = visit(f"{ADDRESS}?format=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="traffic-days-2026-11-23-2026-11-24.csv"'
    everything = json.loads(visit(f"{ADDRESS}?format=json").content)
    assert everything["purpose"] == "measurement"
    assert everything["totals"]["views"] == 11
    assert everything["days"][0] == {"date": "2026-11-23", "visitors": 3, "views": 9, "visits": 4}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝x", " =1", "'=1", "＋x", "－x", "＠x"]
)
def test_r100_no_cell_is_run_as_a_formula_and_its_value_can_be_had_back(text):
    read = list(csv.reader(io.StringIO(exports.as_csv(["a"], [[text]]), newline="")))[1][0]

    assert read == f"'{text}"
    assert read[1:] == text


@pytest.mark.parametrize(("value", "top"), [(0, 2), (2, 2), (3, 4), (5, 10), (11, 20), (41, 100), (401, 1000)])
def test_chart_ends_at_a_round_number(value, top):
    assert round_up(value) == top


def test_chart_bars_stand_on_the_base_and_reach_their_value():
    drawn = chart([Day(TODAY, 5, 10, 6), Day(TODAY + timedelta(1), 0, 0, 0)])

    full, empty = drawn.bars
    assert drawn.top == 10
    assert full.views_y + full.views_height == pytest.approx(drawn.base)
    assert full.visitors_height == pytest.approx(full.views_height / 2)
    assert empty.views_height == empty.visitors_height == 0


def test_accounts_are_made_once_and_keep_their_password(db, django_user_model):
    from avowal.website.people.actions import Credentials, Role, make_accounts

    assert make_accounts([Credentials(Role.MEMBER, "bo", "first long password")]) == 1
    assert make_accounts([Credentials(Role.MEMBER, "bo", "another password")]) == 0
    assert django_user_model.objects.get(username="bo").check_password("first long password")


def test_command_makes_an_account_from_a_password_file(db, django_user_model, tmp_path):
    from django.core.management import CommandError, call_command

    secret = tmp_path / "password"
    with pytest.raises(CommandError, match="is missing"):
        call_command("make_account", "cleo", role="communications", password_file=secret)
    secret.write_text("a long enough password\n")
    call_command("make_account", "cleo", role="communications", password_file=secret)

    made = django_user_model.objects.get(username="cleo")
    assert made.check_password("a long enough password")
    assert made.has_perm("office.view_traffic")
    assert not made.is_superuser
