"""Choices are made by what a page offers (R8), and nothing that is clicked leads away or is sent (R6, R9)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from avowal.auditor.ages import answering
from avowal.auditor.browser import chromium
from avowal.auditor.canaries import Aviary
from avowal.auditor.choice_words import acts, asks_age, kind_of
from avowal.auditor.choosing import Chooser
from avowal.auditor.conduct import Depth
from avowal.auditor.evidence import Pass
from avowal.auditor.filling import fill_form
from avowal.auditor.visit import Visiting, choose_on, visit

_spec = importlib.util.spec_from_file_location("choosing_site", Path(__file__).with_name("choosing_site.py"))
assert _spec is not None
assert _spec.loader is not None
SITE = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(SITE)
BROWSER = pytest.mark.browser


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Accept all cookies", "accept"),
        ("Do not accept", "refuse"),
        ("Only necessary cookies", "refuse"),
        ("Continue without accepting →", "refuse"),
        ("Manage or reject cookies", "settings"),
        ("Save preferences", "save"),
        ("Do Not Sell or Share My Personal Information", "opt_out"),
        ("Your Privacy Choices", "opt_out"),
        ("Rechazar todo", "refuse"),
        ("全部拒絕", "refuse"),
        ("仅限必要", "refuse"),
        ("모두 거부", "refuse"),
        ("Մերժել բոլորը", "refuse"),
        ("Отклонить все", "refuse"),
        ("Tanggihan lahat", "refuse"),
        ("Từ chối tất cả", "refuse"),
        ("رد همه", "refuse"),
        ("បដិសេធទាំងអស់", "refuse"),
        ("رفض الكل", "refuse"),
        ("قبول الكل", "accept"),
        ("同意", "accept"),
        ("모두 동의", "accept"),
        ("Chấp nhận tất cả", "accept"),
        ("Not now", None),
        ("Contact us", None),
        ("We and our partners accept that you may reject this " * 3, None),
    ],
)
def test_r8_the_words_of_a_choice_are_understood(words, kind):
    assert kind_of(words) == kind


def test_words_that_act_and_words_that_ask_for_an_age_are_told_from_others():
    assert acts("Delete my account")
    assert not acts("Show more")
    assert asks_age("Date of birth")
    assert not asks_age("Language")
    assert not asks_age("Percentage of pages")


@pytest.fixture(scope="module")
def asked():
    """What the sites were asked for: host, method, path, body, cookie."""
    return []


@pytest.fixture(scope="module")
def stage(asked, served, tmp_path_factory):
    """One browser and the sites it finds."""
    directory = tmp_path_factory.mktemp("choosing")
    with served(SITE.telling(lambda *told: asked.append(told))) as port, sync_playwright() as playwright:
        rules = ("MAP *.choices.example 127.0.0.1", "MAP * ~NOTFOUND")
        with chromium(playwright, directory / "profile", host_rules=rules) as browser:
            yield browser, port


@pytest.fixture
def chosen(stage, asked):
    """What a visitor chose on the site of a name, and what was seen from the press on."""
    browser, port = stage

    def chosen(name, way, fill=None, path="/"):
        asked.clear()
        browser.context.clear_cookies()
        address = f"http://{name}.choices.example:{port}{path}"
        return choose_on(browser, address, _how(Pass.REFUSING), way, Chooser(Pass.REFUSING, fill))

    return chosen


def _how(passing, depth=Depth.SHALLOW):
    return Visiting(passing, frozenset(), Aviary("x"), None, lambda _url: True, True, lambda _template: depth)


def refuse(chooser, page):
    return chooser.choose(page, "refuse")


@BROWSER
@pytest.mark.parametrize(("name", "steps"), [("plain", 1), ("two-steps", 3), ("shadow", 1), ("framed", 1)])
def test_r8_a_banner_is_refused_wherever_it_hides_the_refusal(name, steps, chosen, asked):
    seen, choice = chosen(name, refuse)

    assert (choice.made, choice.steps) == (True, steps)
    assert (name, "GET", "/chosen/none") in {told[:3] for told in asked}
    assert seen.chose
    assert [request.url.rpartition("/")[2] for request in seen.requests] == ["none"]


@BROWSER
def test_r8_what_follows_an_acceptance_is_seen_and_what_came_before_is_not(chosen):
    seen, choice = chosen("plain", lambda chooser, page: chooser.choose(page, "accept"))

    assert (choice.pressed, choice.where) == (("Accept all",), "banner")
    assert [cookie.name for cookie in seen.cookies] == ["choice"]


@BROWSER
def test_r8_a_banner_without_a_way_to_refuse_is_told(chosen):
    seen, choice = chosen("no-way", refuse)

    assert seen is None
    assert not choice.made
    assert "refuse" in choice.told


@BROWSER
def test_where_nothing_is_asked_nothing_is_chosen(chosen):
    assert chosen("nothing", refuse) == (None, None)


@BROWSER
def test_r8_an_opt_out_is_followed_by_its_link_and_its_form_sent(chosen, asked):
    seen, choice = chosen("link", lambda chooser, page: chooser.by_its_link(page, "refuse"))

    assert choice.made
    assert choice.pressed == ("Do not sell or share my personal information", "Submit my request")
    assert ("link", "POST", "/kept", "sale=no") in {told[:4] for told in asked}
    assert seen.final_url.endswith("/kept")


@BROWSER
def test_r8_a_form_that_asks_for_a_person_is_sent_only_where_made_up_details_may_be(chosen, asked):
    def on_page(chooser, page):
        return chooser.on_page(page, "refuse")

    _, left = chosen("plain", on_page, path="/asks")
    _, sent = chosen("plain", on_page, lambda page: fill_form(page, Aviary("form")), path="/asks")

    assert not left.made
    assert "1 detail" in left.told
    assert sent.made
    assert any(path == "/kept" and "canary.example" in body for _, _, path, body, _ in asked)


@BROWSER
def test_131_a_child_answers_the_question_for_its_age(chosen, asked):
    seen, choice = chosen("age", lambda chooser, page: answering(2026, chooser.begin)(page))

    assert choice.wanted == "tell_age"
    assert ("age", "POST", "/age", "birth_year=2016") in {told[:4] for told in asked}
    assert seen.chose


@BROWSER
def test_r6_clicks_stay_on_the_page_and_nothing_is_sent_or_deleted(stage, asked):
    browser, port = stage
    asked.clear()

    seen = visit(browser, f"http://away.choices.example:{port}/", _how(Pass.FIRST_VISIT, Depth.DEEP), 1)

    paths = [path for _, _, path, _, _ in asked]
    assert {"/clicked", "/hidden", "/pinged", "/late"} <= set(paths)
    assert not {"/sent", "/gone", "/deleted", "/fine"} & set(paths)
    assert {"Open", "Call", "More", "Go"} <= set(seen.clicked)
    assert any(canary.where.startswith("field “late”") for canary in seen.canaries)
    assert seen.final_url.endswith(":" + str(port) + "/")
    gone = [request for request in seen.requests if "/gone?q=zq" in request.url]
    assert [bool(request.blocked) for request in gone] == [True]
    assert not [request for request in seen.requests if request.host == "elsewhere.example"]
