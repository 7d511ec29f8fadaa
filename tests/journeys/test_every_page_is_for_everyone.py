"""Anyone can read and work the sites: with a screen reader, a keyboard, a magnifier, no script, in any language.

A slice of what `scripts/audit --pages` looks at on every page: one page of each kind, each language once; axe, which
takes most of the time, where the kind of page differs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from .conftest import Demo

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "lib"))
import looks

pytestmark = pytest.mark.browser

LETTERS = ("zh-hant", "ko", "hy", "ru", "tl", "vi", "fa", "km")
"""Languages whose first page differs from another of these in its letters and the length of its words alone."""
KINDS = [
    ("/", 320),
    ("/es/members/", 1280),
    ("/ar/", 1280),
    ("/zh-hans/privacy/", 320),
    ("/join/medi-cal/", 320),
    ("/find-a-doctor/", 320),
    ("/about/newsroom/", 1280),
    ("/ar/join/", 320),
    ("/no-such-page/", 320),
]
LANGUAGES = [(f"/{code}/", 320 if code in {"zh-hant", "hy", "ru"} else 1280) for code in LETTERS]


@pytest.fixture(scope="module")
def context(browser: Browser) -> BrowserContext:
    return browser.new_context(reduced_motion="reduce")


@pytest.mark.parametrize(("path", "width"), KINDS)
def test_page_is_for_everyone_r57_r58(made_demo: Demo, context: BrowserContext, path: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(made_demo.url(path))

    assert list(looks.everything(page)) == [], "R57, R58"
    page.close()


@pytest.mark.parametrize(("path", "width"), LANGUAGES)
def test_words_of_each_language_fit_and_have_letters_r58_r60(
    made_demo: Demo, context: BrowserContext, path: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(made_demo.url(path))

    found = [fault for look in (looks.fits, looks.heading, looks.letters, looks.spaced) for fault in look(page)]
    assert found == [], "R58, R60"
    page.close()


def test_looks_see_what_is_planted(made_demo: Demo, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(made_demo.url("/"))
    page.evaluate("""() => {
      const wide = document.createElement("p");
      wide.textContent = "ሰላም";
      wide.style.width = "900px";
      document.querySelector("main").append(wide);
      document.querySelector("h1").style.minHeight = "997rem";
      document.querySelector("img").removeAttribute("alt");
    }""")

    found = " | ".join(looks.everything(page))
    for fault in ("image-alt", "pixels wide in a window of 320", "pixels tall", "no font of ours has ለማሰ"):
        assert (fault if "ለ" not in fault else "no font of ours has") in found
    page.close()


def test_magnified_to_twice_its_size_nothing_is_lost_1_4_4(made_demo: Demo, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 × 800 at 200 %
    page.goto(made_demo.url("/join/medi-cal/"))

    assert list(looks.fits(page)) == []
    assert page.locator(".drawer > summary").is_visible()
    page.close()


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim().split('\\n')[0]"))


def test_menus_are_walked_and_left_by_keyboard_h_3(made_demo: Demo, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(made_demo.url("/"))
    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to the main content"

    first = page.locator(".menu > summary").first
    first.focus()
    page.keyboard.press("ArrowRight")
    assert _focused(page) == "For members"
    page.keyboard.press("ArrowDown")
    assert page.locator(".menu[open]").count() == 1
    page.keyboard.press("ArrowDown")
    assert _focused(page) == "Getting started"
    page.keyboard.press("Escape")
    assert page.locator(".menu[open]").count() == 0
    assert _focused(page) == "For members"

    page.keyboard.press("Enter")
    page.locator(".menu[open] a").last.focus()
    page.keyboard.press("Tab")
    assert page.locator(".menu[open]").count() == 0, "H.3: a menu that a keyboard cannot leave"
    page.close()


def test_arrows_follow_the_reading_direction(made_demo: Demo, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(made_demo.url("/ar/"))
    summaries = page.locator(".menu > summary")
    summaries.first.focus()
    page.keyboard.press("ArrowLeft")

    assert _focused(page) == summaries.nth(1).inner_text().strip()
    first, second = summaries.first.bounding_box(), summaries.nth(1).bounding_box()
    assert first
    assert second
    assert first["x"] > second["x"]
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_drawer_and_languages_open_on_a_phone_with_or_without_scripts_h_1_h_3(
    made_demo: Demo, browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=scripts, has_touch=True)
    page = context.new_page()
    page.goto(made_demo.url("/"))

    page.locator(".drawer > summary").tap()
    page.locator(".menu > summary").nth(1).tap()
    assert page.locator(".menu[open] a").first.is_visible()

    page.locator(".languages summary").tap()
    page.locator(".language-panel a[hreflang=ar]").tap()
    page.wait_for_url(made_demo.url("/ar/"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert context.cookies() == [], "R64: choosing a language costs a cookie"
    context.close()


def test_motion_stops_for_those_who_ask(made_demo: Demo, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(made_demo.url("/"))

    moving = "[...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.close()
