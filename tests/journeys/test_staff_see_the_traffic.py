"""Staff import an old log, sign in to the office, and read who came, what was seen and where from (ledger 2.1, 3.3)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Demo

pytestmark = pytest.mark.browser

LINES = 40
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
ROBOT = "ExampleSearchBot/2.1 (+https://search.example/bot)"


def a_log(file: Path) -> Path:
    """Forty lines of an old day: thirty by ten people, ten by a robot; with values that must not be kept."""
    lines = []
    for number in range(LINES):
        agent, address = (ROBOT, "198.51.100.9") if number % 4 == 3 else (AGENT, f"203.0.113.{number % 10}")
        lines.append(
            f'{address} - - [17/May/2015:10:{number:02}:00 +0000] "GET /old-news/?member=canary-{number} HTTP/1.1" 200 '
            f'512 "https://search.example/find?q=canary-words" "{agent}"'
        )
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_an_imported_log_shows_in_the_office_with_robots_apart(
    own_demo: Demo, browser: Browser, tmp_path: Path
) -> None:
    log = a_log(tmp_path / "access.log")
    day = date.today() - timedelta(days=2)

    refused = own_demo.avowal("weblog", "import", str(log), "--json")
    moved = own_demo.avowal("weblog", "import", str(log), "--json", "--rebase-to", day.isoformat())
    again = own_demo.avowal("weblog", "import", str(log), "--json", "--rebase-to", day.isoformat())

    assert json.loads(refused.stdout)[str(log)]["past_retention"] == LINES
    assert json.loads(moved.stdout)[str(log)]["kept"] == LINES
    assert (json.loads(again.stdout)[str(log)]["kept"], json.loads(again.stdout)[str(log)]["already_there"]) == (
        0,
        LINES,
    )
    assert own_demo.avowal("store", "search", "canary").returncode == 1, "an undeclared part of a line was kept (3.4)"
    assert own_demo.avowal("store", "search", "/old-news/").returncode == 0

    page = browser.new_page()
    page.goto(own_demo.url("/office/reports/traffic/"))
    page.fill("input[name=username]", "office")
    page.fill("input[name=password]", own_demo.password("office"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/reports/traffic/**")
    row = page.locator("tr", has_text="/old-news/")
    expect(row).to_contain_text("30", timeout=30_000)
    expect(page.locator("body")).to_contain_text("https://search.example")
    what_a_screen_reader_finds(page, day)
    the_chart_by_keyboard_alone(page, day)
    page.close()


def what_a_screen_reader_finds(page: Page, day: date) -> None:
    """The chart is a picture with a name, its message in words, and a table of the same figures."""
    heard = page.locator("[data-series]").aria_snapshot()

    assert '- heading "Day by day" [level=2]' in heard
    assert '- img "Visitors, Visits, Page views"' in heard
    assert '- slider "Walk along the chart"' in heard
    assert "30 in all. Highest: 30" in heard
    assert f'- row "{said(day)} 10 10 30"' in heard, heard


def the_chart_by_keyboard_alone(page: Page, day: date) -> None:
    """From the form on, by Tab and arrows, to the day of the log; each press says where one is."""
    page.locator("#id_period").focus()
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "range":
            break
    slider = page.locator("[data-series] input[type=range]")
    expect(slider).to_be_focused()
    for _step in range(6):  # today may be another day in the plan's time zone
        page.keyboard.press("ArrowLeft")
        if str(slider.get_attribute("aria-valuetext")).startswith(said(day)):
            break
    expect(slider).to_have_attribute("aria-valuetext", f"{said(day)}: Visitors 10, Visits 10, Page views 30")
    expect(page.locator("[data-series] output")).to_have_text(f"{said(day)}: Visitors 10, Visits 10, Page views 30")
    expect(page.locator(".report-chart .cursor")).to_have_attribute("visibility", "visible")
    page.keyboard.press("Home")
    expect(slider).to_have_value("0")


def said(day: date) -> str:
    """A day as the report writes it."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def test_the_office_is_closed_to_members_and_to_strangers(made_demo: Demo) -> None:
    assert made_demo.get("/office/reports/traffic/").status_code == 302
    assert "/office/login/" in made_demo.get("/office/reports/traffic/").headers["location"]
