"""The office: who may enter, and the reports for what they may show (ledger 2.1, 2.2, 2.3, 3.3, R100)."""

import csv
import io
import json
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest

from avowal.events.reports import REPORTS
from avowal.events.reports.asking import NotAsked
from avowal.events.reports.reading import UNITS
from avowal.events.reports.shape import Column, Figure, Line, Report, Series, Table, Unit
from avowal.website.office import exports, queries
from avowal.website.office.forms import ReportForm

TODAY = date(2026, 11, 24)
ADDRESS = "/office/reports/traffic/"
OF = {
    Unit.TEXT: "/join/",
    Unit.COUNT: 1234,
    Unit.SECONDS: 65.4,
    Unit.MILLISECONDS: 1250.0,
    Unit.BYTES: 5_300_000,
    Unit.SHARE: 0.2142,
    Unit.INSTANT: datetime(2026, 11, 24, 20, 5, tzinfo=UTC),
    Unit.DAY: TODAY,
}
POINTS = {
    "days": (TODAY - timedelta(1), TODAY),
    "hours": tuple(datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (18, 19)),
    "minutes": tuple(datetime(2026, 11, 24, 20, minute, tzinfo=UTC) for minute in (4, 5)),
}


def unit(key):
    return UNITS.get(key, Unit.TEXT)


def a_report(kind, asked, rows=None):
    """A report with every key that `kind` may use."""
    return Report(
        kind.name,
        kind.purpose,
        kind.promises,
        asked,
        figures=tuple(Figure(key, OF[unit(key)], unit(key), OF[unit(key)] / 2) for key in kind.figures),
        series=tuple(
            Series(key, POINTS[key], tuple(Line(line, (9, 2), unit(line)) for line in lines))
            for key, lines in kind.series.items()
        ),
        tables=tuple(
            Table(
                key,
                tuple(Column(name, unit(name)) for name in columns),
                rows or (tuple("plan" if name == "site" else OF[unit(name)] for name in columns),),
            )
            for key, columns in kind.tables.items()
        ),
        cautions=kind.cautions,
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
    found = []

    def answer(kind, asked, _now, *, small_cell=None):
        found.append((kind.name, asked, small_cell))
        return a_report(kind, asked)

    monkeypatch.setattr(queries, "report", answer)
    return found


@pytest.fixture
def traffic_on(visit, staff, monkeypatch):
    """Staff ask for the report on the day TODAY."""
    staff("communications")
    monkeypatch.setattr("avowal.website.office.views.timezone.localdate", lambda: TODAY)
    return lambda query: visit(ADDRESS + query)


@pytest.mark.parametrize("path", ["/office/", ADDRESS, "/office/pages/", "/office/blocks/"])
def test_office_needs_its_own_sign_in(visit, path):
    answer = visit(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/office/login/")


@pytest.mark.parametrize("role", ["member", "provider"])
def test_members_and_providers_do_not_get_in(visit, staff, role):
    staff(role)

    assert visit("/office/").status_code == 302
    assert visit(ADDRESS).status_code == 302


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("communications", {"traffic", "pages", "sources", "devices", "visits", "mail", "live"}),
        ("privacy_office", set(REPORTS)),
        ("operations", {"server", "security", "live"}),
        ("administrator", set(REPORTS)),
    ],
)
def test_each_role_finds_its_reports_in_the_menu_and_opens_no_other(visit, staff, counted, role, opens):
    staff(role)

    menu = visit("/office/").content.decode()
    assert {name for name in REPORTS if f"/office/reports/{name}/" in menu} == opens
    assert {name for name in REPORTS if visit(f"/office/reports/{name}/").status_code == 200} == opens
    assert {name for name, *_rest in counted} == opens
    may_block = visit("/office/blocks/").status_code == 200
    assert may_block == ("/office/blocks/" in menu) == (role in ("operations", "administrator"))


def test_staff_without_the_permission_do_not_open_it(visit, staff, counted):
    from django.contrib.auth.models import Group

    staff("privacy_office")
    group = Group.objects.get(name="Privacy office")
    group.permissions.remove(group.permissions.get(codename="view_traffic"))

    assert visit(ADDRESS).status_code == 302
    assert counted == []


@pytest.mark.parametrize("kind", REPORTS.values(), ids=REPORTS)
def test_2_2_each_report_shows_every_key_in_words_and_names_purpose_and_promises(visit, staff, counted, policy, kind):
    staff("administrator")

    answer = visit(f"/office/reports/{kind.name}/")

    assert answer.status_code == 200
    soup = answer.soup.select_one(".report-screen")
    assert policy.purposes[kind.purpose].label in soup.text, "2.2: a report that names no purpose"
    assert [link["href"] for link in soup.select(".report-standing a")] == [
        f"/privacy/#p-{one}" for one in kind.promises
    ]
    assert len(soup.select(".report-figures > div")) == len(kind.figures)
    assert len(soup.select("[data-series]")) == len(kind.series)
    assert len(soup.select(".report-columns > section")) == len(kind.tables)
    assert len(soup.select(".report-cautions li")) == len(kind.cautions)
    asked_by = {field["name"] for field in soup.select(".report-ask [name]")}
    assert asked_by & {"site", "path", "language"} == set(kind.filters)
    assert not soup.find_all("script")
    assert not [tag for tag in soup.find_all(True) if tag.get("style")]


def test_r64_a_report_speaks_spanish(client, visit, staff, counted):
    staff("communications")
    from django.contrib.auth import get_user_model
    from wagtail.users.models import UserProfile

    user = get_user_model().objects.get(username="communications-1")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "es"})

    told = visit(ADDRESS).soup.select_one(".report-screen").text
    assert "Visitantes" in told
    assert "Page views" not in told


def test_2_1_report_shows_figures_chart_and_the_same_figures_as_a_table(traffic_on, counted):
    soup = traffic_on("").soup.select_one(".report-screen")

    figures = [figure.dd.text for figure in soup.select(".report-figures > div")]
    assert figures == ["1,234", "1,234", "1,234", "1 min 05 s", "1,234", "21.4 %", "1,234", "21.4 %"]
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.select("[data-series] tbody tr")]
    assert rows == [["Mon 23 Nov 2026", "9", "9", "9"], ["Tue 24 Nov 2026", "2", "2", "2"]]
    drawn = soup.select_one("svg.report-chart")
    assert drawn["role"] == "img"
    assert drawn["aria-describedby"] == soup.select_one(".report-words")["id"]
    assert len(drawn.select("path.stroke")) == len(drawn.select("path.mark")) == 3
    assert "Highest: 9 (Mon 23 Nov 2026); lowest: 2 (Tue 24 Nov 2026)." in soup.select_one(".report-words").text


def test_2_1_robots_stand_apart(traffic_on, counted):
    apart = traffic_on("").soup.select(".report-figures .apart")

    assert [one.dt.text for one in apart] == ["Robots", "Share of robots"]


def test_a_figure_says_in_words_how_it_stands_to_the_period_before(traffic_on, counted):
    soup = traffic_on("").soup

    assert soup.select_one(".report-figures .change-up").text == "up 100.0 % from 617"


def test_a_page_in_a_table_leads_to_its_own_figures_over_the_same_period(traffic_on, counted):
    soup = traffic_on("?period=30d").soup

    link = soup.select_one("[aria-labelledby=table-pages] tbody a")["href"]
    assert link == f"{ADDRESS}?period=30d&site=plan&path=%2Fjoin%2F"
    traffic_on("?period=30d&site=plan&path=/join/")
    _name, asked, _outward = counted[-1]
    assert (asked.site, asked.path) == ("plan", "/join/")


@pytest.mark.parametrize(
    ("query", "since", "until", "site", "language"),
    [
        ("", TODAY - timedelta(6), TODAY, "", ""),
        ("?period=30d&site=centers", TODAY - timedelta(29), TODAY, "centers", ""),
        ("?period=28d&language=es", TODAY - timedelta(27), TODAY, "", "es"),
        ("?period=month", date(2026, 11, 1), TODAY, "", ""),
        ("?period=last-month", date(2026, 10, 1), date(2026, 10, 31), "", ""),
        ("?period=dates&since=2026-11-01&until=2026-11-02", date(2026, 11, 1), date(2026, 11, 2), "", ""),
        ("?since=2026-11-01&until=2026-11-02", date(2026, 11, 1), date(2026, 11, 2), "", ""),
    ],
)
def test_period_and_filters_are_those_asked_for(traffic_on, counted, policy, query, since, until, site, language):
    traffic_on(query)

    ((name, asked, small_cell),) = counted
    assert (name, small_cell) == ("traffic", None)
    assert (asked.since, asked.until, asked.site, asked.language) == (since, until, site, language)
    assert asked.time_zone == policy.organisation.time_zone
    assert asked.source_language == policy.source_language


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
        {"language": "tlh"},
        {"path": "join"},
        {"path": "/join/?member=4711"},
    ],
)
def test_what_cannot_be_asked_is_explained_and_nothing_is_asked(traffic_on, counted, policy, data):
    assert not ReportForm(data, policy=policy, today=TODAY, filters=("site", "path", "language")).is_valid()
    answer = traffic_on("?" + urlencode(data))
    assert answer.status_code == 200
    assert answer.soup.select(".report-problem")
    assert counted == []


def test_store_that_does_not_answer_is_named_with_what_to_do(visit, staff, monkeypatch):
    def away(*_, **__):
        raise queries.StoreNotAnswering("The event store is held by process 4711, which does not answer.")

    monkeypatch.setattr(queries, "connect", away)
    staff("communications")

    answer = visit(ADDRESS)
    assert answer.status_code == 503
    told = answer.soup.select_one(".report-trouble").text
    assert "held by process 4711" in told
    assert "waits in the spool" in told


def test_store_that_fails_is_told_in_plain_words_and_without_its_own(visit, staff, monkeypatch, caplog):
    def failing(*_, **__):
        raise queries.StoreFailed("Code: 241. DB::Exception: /srv/data/events 192.0.2.7")

    monkeypatch.setattr(queries, "connect", failing)
    staff("communications")

    answer = visit(ADDRESS)
    assert answer.status_code == 503
    told = answer.soup.select_one(".report-trouble").text
    assert "could not answer" in told
    assert "waits in the spool" in told
    assert "/srv" not in told + caplog.text
    assert "StoreFailed" in caplog.text


def test_what_the_report_cannot_cover_is_explained_in_its_own_sentence(visit, staff, monkeypatch):
    class Impossible:
        name, purpose, stays = "traffic", "measurement", ""

        def make(self, *_, **__):
            raise NotAsked("The store counts days from 1970 to 2105.")

    monkeypatch.setattr(queries, "connect", lambda *_, **__: nullcontext(None))
    with pytest.raises(queries.NoSuchPeriod, match="from 1970 to 2105"):
        queries.report(Impossible(), None, None)


def test_downloads_hold_the_same_figures(traffic_on, counted):
    pages = list(csv.reader(io.StringIO(traffic_on("?format=csv&part=pages").content.decode())))
    assert pages == [
        ["site", "path", "views", "visitors", "engaged_time"],
        ["plan", "/join/", "1234", "1234", "65.4"],
    ]
    answer = traffic_on("?format=csv&part=days")
    assert answer["Content-Disposition"] == 'attachment; filename="traffic-days-2026-11-18-2026-11-24.csv"'
    assert answer.content.decode().splitlines()[:2] == ["day,visitors,visits,views", "2026-11-23,9,9,9"]
    everything = json.loads(traffic_on("?format=json").content)
    assert (everything["report"], everything["purpose"]) == ("traffic", "measurement")
    assert everything["figures"][0] == {"key": "visitors", "value": 1234, "before": 617.0, "unit": "count"}
    assert everything["series"]["days"][0] == {"day": "2026-11-23", "visitors": 9, "visits": 9, "views": 9}
    assert traffic_on("?format=csv&part=elsewhere").status_code == 404


def test_every_download_that_a_report_offers_is_there(traffic_on, counted):
    links = [link["href"] for link in traffic_on("?period=30d").soup.select(".report-downloads a")]

    assert len(links) == 2 * 5
    assert {traffic_on(link).status_code for link in links} == {200}
    assert [small_cell for *_rest, small_cell in counted].count(11) == 5


def test_2_3_what_is_given_away_is_the_outward_form_alone(traffic_on, counted):
    answer = traffic_on("?format=csv&part=pages&outward=1")

    assert [small_cell for *_rest, small_cell in counted] == [11], "2.3: the limit is the policy's"
    assert "to-give-away" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", [name for name, kind in REPORTS.items() if kind.stays and name != "live"])
def test_2_3_a_report_that_stays_says_why_and_is_not_given_away(visit, staff, counted, name):
    staff("administrator")

    assert "stays in the house" in visit(f"/office/reports/{name}/").soup.select_one(".report-downloads").text
    counted.clear()
    assert visit(f"/office/reports/{name}/?format=json&outward=1").status_code == 404
    assert counted == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝x", " =1", "'=1", "＋x", "－x", "＠x"]
)
def test_r100_no_cell_is_run_as_a_formula_and_its_value_can_be_had_back(text):
    read = list(csv.reader(io.StringIO(exports.as_csv(["a"], [[text]]), newline="")))[1][0]

    assert read == f"'{text}"
    assert read[1:] == text


def test_the_live_view_renews_a_fragment_and_can_do_without_script(visit, staff, counted):
    staff("communications")

    live = visit("/office/reports/live/").soup.select_one("[data-live]")
    assert live.select_one("a[href^='?']").text == "Show the latest"
    assert live.select_one("button[data-pause]").has_attr("hidden"), "2.2.2: a button that does nothing without script"
    assert live.select_one("[role=status]")["aria-live"] == "polite"
    fragment = visit("/office/reports/live/" + live["data-live"])
    assert "<html" not in fragment.content.decode()
    assert fragment.soup.select_one("[data-news]")
    assert not fragment.soup.select("form")


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
