"""Staff import an old log, sign in to the office, and read who came, what was seen and where from (ledger 2.1, 3.3)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

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
    expect(row).to_contain_text("30")
    expect(page.locator("body")).to_contain_text("https://search.example")
    page.close()


def test_the_office_is_closed_to_members_and_to_strangers(made_demo: Demo) -> None:
    assert made_demo.get("/office/reports/traffic/").status_code == 302
    assert "/office/login/" in made_demo.get("/office/reports/traffic/").headers["location"]
