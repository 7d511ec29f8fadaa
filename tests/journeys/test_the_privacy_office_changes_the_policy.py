"""Two people of the plan change the policy in the office, and visitors are told before it holds (16.1, R14).

The first works without JavaScript, the second on a phone.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Demo

pytestmark = pytest.mark.browser

BEFORE = "This happens by itself, as it does on most web servers."
AFTER = "It happens by itself, as it does on most web servers."


def signed_in(demo: Demo, page: Page, name: str) -> None:
    page.goto(demo.url("/office/login/"))
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", demo.password(name))
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/")


def test_one_writes_another_approves_and_the_home_page_tells_of_it(own_demo: Demo, browser: Browser) -> None:
    assert "our privacy policy changes" not in own_demo.get("/").text

    writer = browser.new_context(java_script_enabled=False).new_page()
    signed_in(own_demo, writer, "communications")
    writer.goto(own_demo.url("/office/policy/"))
    expect(writer.locator(".in-force")).to_contain_text("Version 1")
    writer.get_by_role("button", name="Begin a draft").click()
    draft = writer.url
    expect(writer.locator("main")).to_contain_text("Change something first")

    writer.get_by_role("link", name="Weblogs", exact=True).click()
    statement = writer.locator("#text-0")
    assert BEFORE in statement.input_value()
    statement.fill(statement.input_value().replace(BEFORE, AFTER))
    writer.get_by_role("button", name="Preview without saving").click()
    expect(writer.locator(".policy-preview")).to_contain_text(AFTER)
    expect(writer.locator("main")).to_contain_text("Not saved yet")
    writer.get_by_role("button", name="Save", exact=True).last.click()

    writer.goto(draft)
    writer.get_by_role("link", name="Times and limits").click()
    writer.fill("[name='collections--weblog--keep_0']", "15")
    writer.get_by_role("button", name="Save", exact=True).last.click()

    expect(writer.locator(".policy-changes .more")).to_contain_text("15 months")
    expect(writer.locator(".policy-changes .more")).to_contain_text("Widens")
    day = writer.locator("[name=effective_date]").input_value()
    writer.get_by_role("button", name="Submit for approval").click()
    expect(writer.locator("main")).to_contain_text("Your role does not include approving")
    assert "our privacy policy changes" not in own_demo.get("/").text, "a submitted draft was told to visitors"

    approver = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    signed_in(own_demo, approver, "privacy")
    approver.goto(draft)
    assert approver.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than a phone"
    approver.get_by_label("I have read what changes").check()
    approver.get_by_role("button", name="Approve and publish").click()
    expect(approver.locator("main")).to_contain_text("It became version 2")

    visitor = browser.new_page()
    visitor.goto(own_demo.url("/"))
    notice = visitor.locator("text=our privacy policy changes").first
    expect(notice).to_be_visible()
    assert visitor.locator(f"time[datetime='{day}']").count() >= 1
    in_force = json.loads(own_demo.get("/.well-known/avowal.json").text)
    assert (in_force["version"], in_force["policy"]["collections"]["weblog"]["keep"]) == (1, "13 months")
    assert BEFORE in own_demo.get("/privacy/").text

    approver.goto(own_demo.url("/office/policy/"))
    expect(approver.locator("main")).to_contain_text("takes effect on")
    steps = approver.locator(".policy-steps").inner_text()
    for who, what in (("communications", "submitted"), ("privacy", "approved")):
        assert any(who in line and what in line for line in steps.splitlines()), steps
    for page in (writer, approver, visitor):
        page.context.close()
