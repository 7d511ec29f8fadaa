"""A visitor opens the site and its policy, in her language, on a phone, with a screen reader."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import Demo

pytestmark = pytest.mark.browser

PAGES = ("/", "/privacy/", "/es/privacy/", "/members/renewals/", "/account/sign-in/")
WIDTHS = (320, 1280)
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_read_by_everyone(made_demo: Demo, browser: Browser, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(made_demo.url(path))

    assert Axe().run(page, options=WCAG).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heading = page.locator("h1").bounding_box()
    assert heading is not None
    assert 0 < heading["height"] < 400
    assert said == [], "the page breaks its own security policy, or a script failed"
    page.close()


def test_an_anonymous_visit_leaves_nothing_in_the_browser_0_9(made_demo: Demo, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()

    for path in ("/", "/privacy/", "/es/"):
        page.goto(made_demo.url(path))

    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


def test_text_size_survives_a_reload_and_needs_no_script_h_1(made_demo: Demo, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(made_demo.url("/"))
    before = _text_height(page)

    page.locator("a[href*='text-size']").last.click()
    after = _text_height(page)
    page.reload()

    assert after > before
    assert _text_height(page) == after
    assert {cookie["name"] for cookie in context.cookies()} == {"harbor_text_size"}
    context.close()


def _text_height(page: Page) -> float:
    box = page.locator("h1").first.bounding_box()
    assert box is not None
    return box["height"]


def test_the_site_works_and_counts_the_visit_without_javascript(made_demo: Demo, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(made_demo.url("/"))

    page.locator("nav summary").first.click()
    page.locator("nav details[open] a").first.click()

    assert page.locator("h1").is_visible()
    assert page.url != made_demo.url("/")
    context.close()
