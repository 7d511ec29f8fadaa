"""The page of choices works before any cookie, and refusing is as easy as allowing (4.12, R8, R9, R33, R35)."""

import pytest
from django.conf import settings

PAGE = "/privacy/choices/"
COOKIE = "harbor_choices"
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@pytest.fixture
def choose(client, db):
    """Send the form as a browser does; returns the answer."""

    def send(path=PAGE, headers=None, **said):
        own = {"host": "plan.localhost:8123", "sec-fetch-site": "same-origin"}
        return client.post(path, said, headers={**own, **(headers or {})})

    return send


def states(soup):
    """Choice → how it stands and why, as the page says it."""
    return {
        fieldset.legend.text: " ".join(fieldset.select_one(".now").text.split()) for fieldset in soup.select(".choice")
    }


def test_4_12_every_declared_choice_stands_there_with_what_it_covers_and_nothing_is_set(visit, policy):
    answer = visit(PAGE)

    assert states(answer.soup) == {
        "Remember my visit": "Refused until you choose",
        "Count my page views": "Allowed until you choose",
        "Show me promotions by interest": "Refused until you choose",
        "Tell me about offers by mail": "Refused until you choose",
    }
    told = answer.soup.select_one("#remember-what").text
    assert policy.purposes["returning_visits"].label in told
    assert "Remembered visit" in told
    assert policy.cookies["harbor_return"].without in told
    assert not answer.cookies, "R9: a cookie was set before anybody chose"
    assert "no-store" in answer["Cache-Control"]


def test_4_12_a_choice_is_kept_in_the_declared_cookie_for_the_declared_time(choose, visit, policy):
    answer = choose(**{"choice-measure": "0", "choice-remember": "1"})

    assert answer.status_code == 303
    kept = answer.cookies[COOKIE]
    assert kept.value == "remember-1.measure-0"
    assert kept["max-age"] == policy.cookies[COOKIE].life.seconds
    assert (kept["samesite"], bool(kept["httponly"])) == ("Lax", True)
    shown = visit(answer["Location"]).soup
    assert "Saved." in shown.select_one("#chosen").text
    assert states(shown)["Count my page views"] == "Refused because you chose it"
    assert shown.select_one("input[name=choice-measure][checked]")["value"] == "0"


def test_r8_refusing_everything_takes_one_click_as_allowing_does(choose, visit, policy):
    buttons = visit(PAGE).soup.select(".at-once button")
    assert [(button["value"], button["class"]) for button in buttons] == [
        ("refuse", ["button", "quiet"]),
        ("allow", ["button", "quiet"]),
    ]

    refused = choose(all="refuse")
    assert refused.cookies[COOKIE].value == ".".join(f"{name}-0" for name in policy.choices)
    assert refused.cookies["harbor_return"]["max-age"] == 0, "R8: the cookie of what was refused stays"
    assert choose(all="allow").cookies[COOKIE].value == ".".join(f"{name}-1" for name in policy.choices)


def test_4_12_where_the_browser_keeps_no_cookie_the_page_says_so(choose, visit, client):
    answer = choose(all="refuse")
    client.cookies.clear()

    shown = visit(answer["Location"]).soup
    assert "did not keep our cookie" in shown.select_one("#chosen").text
    assert states(shown)["Count my page views"] == "Allowed until you choose"


@pytest.mark.parametrize("name", ["sec-gpc", "dnt"])
def test_r33_under_a_signal_what_it_refuses_cannot_be_allowed(choose, visit, name):
    shown = visit(PAGE, **{f"HTTP_{name.upper().replace('-', '_')}": "1"}).soup

    assert states(shown)["Count my page views"] == "Refused by the signal of your browser"
    assert states(shown)["Tell me about offers by mail"] == "Refused until you choose"
    assert not shown.select("input[name=choice-measure]")
    answer = choose(headers={name: "1"}, all="allow")
    assert answer.cookies[COOKIE].value == "offers-1", "R33: a click allowed what the browser refuses"


@pytest.mark.parametrize(
    "told",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none", "origin": "http://plan.localhost:8123"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://plan.localhost:8123"},
        {},
    ],
)
@pytest.mark.parametrize("path", [PAGE, "/privacy/your-data/"])
def test_r9_another_site_cannot_choose_for_a_visitor(client, db, path, told):
    answer = client.post(path, {"all": "allow", "sign_on": "on"}, headers={"host": "plan.localhost:8123", **told})

    assert answer.status_code == 403
    assert not answer.cookies


def test_a_browser_that_says_only_its_origin_is_believed(client, db):
    told = {"host": "plan.localhost:8123", "origin": "http://plan.localhost:8123"}

    assert client.post(PAGE, {"all": "refuse"}, headers=told).status_code == 303


@pytest.mark.parametrize("path", ["/", "/es/", "/join/medi-cal/", "/no-such-page/", "/account/sign-in/"])
def test_r35_a_page_says_that_the_signal_was_honored_and_only_then(visit, path):
    def signal(**headers):
        return [line.text for line in visit(path, **headers).soup.select(".signal")]

    assert ["Global Privacy Control" in line for line in signal(HTTP_SEC_GPC="1")] == [True]
    assert ["Do Not Track" in line for line in signal(HTTP_DNT="1")] == [True]
    assert signal() == signal(HTTP_SEC_GPC="0") == signal(HTTP_SEC_GPC="true") == []


@pytest.mark.parametrize("code", OTHERS)
def test_r35_it_is_said_in_the_language_of_the_page(visit, code):
    def line(path):
        return visit(path, HTTP_SEC_GPC="1").soup.select_one(".signal").text

    assert line(f"/{code}/privacy/") != line("/privacy/")


@pytest.mark.parametrize("path", ["/", "/es/join/medi-cal/", "/no-such-page/", "/account/sign-in/", "/ar/privacy/"])
def test_4_12_every_page_leads_to_choices_and_own_data(visit, path):
    ends = [link["href"] for link in visit(path).soup.select(".your-privacy a")]

    assert [end.endswith(last) for end, last in zip(ends, (PAGE, "/privacy/your-data/"), strict=True)] == [True, True]


def test_r34_gpc_json_says_since_when_the_policy_honors_it(client, db):
    answer = client.get("/.well-known/gpc.json", headers={"host": "plan.localhost:8123"})

    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {"gpc": True, "lastUpdate": "2026-11-16"}


def test_without_a_policy_in_force_there_is_nothing_to_choose(visit, monkeypatch):
    from avowal.website import in_force

    monkeypatch.setattr(in_force, "policy", lambda: None)

    assert visit(PAGE).status_code == 503
    assert visit("/privacy/your-data/").status_code == 503
    assert not [link for link in visit("/").soup.select(".your-privacy a") if link["href"] == PAGE]
