"""A visitor refuses, her browser refuses for her, and she sees and clears what her visit left (4.12, R8, R35, R37)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .conftest import Demo

pytestmark = pytest.mark.browser

CHOICES, YOUR_DATA = "/privacy/choices/", "/privacy/your-data/"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SEND = """async () => {
  const told = JSON.stringify({path: "/", key: "1000000-2000000-3000000", lang: "en", ref: ""});
  const answer = await fetch("/_a/v", {method: "POST", body: told, headers: {"content-type": "text/plain"}});
  return answer.headers.get("avowal-dropped");
}"""
"""What a page that was open before the refusal would still send; why it is dropped."""


def test_a_refusal_needs_no_javascript_and_holds_at_the_door(made_demo: Demo, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, user_agent=AGENT)
    page = context.new_page()
    page.goto(made_demo.url(CHOICES))
    assert context.cookies() == []

    page.get_by_role("button", name="Refuse everything").click()

    expect(page.locator("#chosen")).to_contain_text("Saved.")
    assert [cookie["name"] for cookie in context.cookies()] == ["harbor_choices"]
    kept = context.storage_state()
    context.close()
    with_scripts = browser.new_context(storage_state=kept, user_agent=AGENT)  # type: ignore[arg-type]
    page = with_scripts.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(made_demo.url("/"))
    page.goto(made_demo.url("/privacy/"))
    assert [url for url in asked if "/_a/" in url] == []
    assert page.evaluate(SEND) == "choice"
    with_scripts.close()


def test_a_signal_while_signed_in_holds_in_a_browser_that_sends_none_r37(made_demo: Demo, browser: Browser) -> None:
    first = browser.new_context(extra_http_headers={"Sec-GPC": "1"}, user_agent=AGENT)
    page = first.new_page()
    _sign_in(page, made_demo)
    expect(page.locator(".signal")).to_contain_text("Global Privacy Control")
    first.close()
    second = browser.new_context(user_agent=AGENT)
    page = second.new_page()

    _sign_in(page, made_demo)

    expect(page.locator(".signal")).to_have_count(0)
    assert page.evaluate(SEND) == "choice"
    page.goto(made_demo.url(CHOICES))
    expect(page.locator("main")).to_contain_text("by a signal that your account remembers")
    page.get_by_role("button", name="Allow everything").click()
    expect(page.locator("#chosen")).to_contain_text("They are kept with your account too.")
    assert page.evaluate(SEND) is None
    second.close()


def _sign_in(page: Page, demo: Demo) -> None:
    page.goto(demo.url("/account/sign-in/"))
    page.fill("input[name=username]", "member")
    page.fill("input[name=password]", demo.password("member"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")


def test_a_visitor_sees_how_much_her_visit_left_and_clears_it(made_demo: Demo, browser: Browser) -> None:
    visitor = browser.new_context(user_agent=f"{AGENT} a-browser-of-her-own")
    page = visitor.new_page()
    page.goto(made_demo.url("/members/renewals/"))
    page.wait_for_timeout(1500)  # the store takes what waits twice a second
    page.goto(made_demo.url(YOUR_DATA))
    lines = page.locator("[aria-labelledby=today] tbody td").first
    assert int(lines.inner_text()) > 0
    assert "renewals" not in page.locator("main").inner_text()

    page.get_by_role("button", name="Clear", exact=True).click()

    expect(page.locator("#cleared")).to_contain_text("Weblog of the sites")
    expect(page.locator("#cleared")).to_contain_text("Receipt: E-")
    page.goto(page.url)
    expect(page.locator("#cleared")).to_contain_text("Receipt: E-")
    visitor.close()


@pytest.mark.parametrize(
    ("path", "width"), [(CHOICES, 320), (f"/ar{CHOICES}", 1280), (YOUR_DATA, 1280), (f"/km{YOUR_DATA}", 320)]
)
def test_both_pages_can_be_read_by_everyone(made_demo: Demo, browser: Browser, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, extra_http_headers={"Sec-GPC": "1"})
    page.goto(made_demo.url(path))

    assert Axe().run(page, options=WCAG).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
