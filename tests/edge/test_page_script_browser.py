"""2.1, 4.12, 6.1: in a real browser the page script tells opened and left, and nothing under GPC."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

pytestmark = pytest.mark.browser

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
ARGUMENTS = [
    "--no-sandbox",
    "--short-reporting-delay",  # a browser gathers reports for a minute before it sends them
    f"--user-agent={CHROME}",  # for the whole browser: what a page sends while it closes escapes a context's setting
]
PAGE = b"""<!doctype html><html lang="es"><head><title>Harbor</title><script src="/_a/page.js" defer></script></head>
<body><a href="/b/">b</a><img alt="" src="https://tracker.example/pixel?email=ana@mail.example"></body></html>"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    executable = os.environ.get("AVOWAL_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=ARGUMENTS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@pytest.fixture
def site(kit: Any, serve: Any) -> Any:
    return serve(kit.Front(app=kit.answering((b"content-type", b"text/html; charset=utf-8"), body=PAGE)))


def test_2_1_a_page_is_told_when_opened_and_when_left(site: Any, chromium: Browser) -> None:
    spool = site.front.spool
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{site.url}/a/?condition=asthma#now")
    opened = spool.wait_for("page_views", "/a/")
    page.click("a")
    left = spool.wait_for("page_views", "/a/", holding="engaged_time")
    spool.wait_for("page_views", "/b/")
    report = spool.wait_for("browser_reports", "/a/")

    assert "engaged_time" not in opened
    assert left["view_key"] == opened["view_key"]
    assert (opened["page_language"], opened["referrer_origin"], opened["automated"]) == ("es", "", False)
    assert left["engaged_time"] in range(60)
    assert (report["directive"], report["blocked_origin"]) == ("img-src", "https://tracker.example")
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [text for text in said if "tracker.example" not in text] == []
    context.close()


def test_going_back_is_a_new_view(site: Any, chromium: Browser) -> None:
    spool = site.front.spool
    context = chromium.new_context()
    page = context.new_page()

    page.goto(f"{site.url}/a/")
    first = spool.wait_for("page_views", "/a/")["view_key"]
    page.evaluate("window.stillHere = true")
    page.goto(f"{site.url}/b/")
    spool.wait_for("page_views", "/b/")
    spool.lines.clear()
    page.go_back(wait_until="commit")

    again = spool.wait_for("page_views", "/a/")
    assert again["view_key"] != first
    assert "engaged_time" not in again
    assert page.evaluate("window.stillHere") is True  # the page itself came back, out of the browser's history
    context.close()


AREAS = b"""<!doctype html><html lang="en"><head><title>Harbor</title><script src="/_a/page.js" defer></script></head>
<body><section data-area="top">top</section><section data-area="long">%s</section>
<section data-area="end">end</section></body></html>""" % (b"<p>long</p>" * 300)


def test_4_8_an_area_is_told_once_when_it_was_in_sight_for_a_second(kit: Any, serve: Any, chromium: Browser) -> None:
    areas = serve(kit.Front(app=kit.answering((b"content-type", b"text/html; charset=utf-8"), body=AREAS)))
    spool = areas.front.spool
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{areas.url}/a/")
    opened = spool.wait_for("page_views", "/a/")
    page.evaluate("""window.shift = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true})""")

    page.wait_for_timeout(1800)
    first = {row["area"] for row in spool.rows("area_views")}
    page.evaluate("scrollTo(0, 9000)")
    page.wait_for_timeout(400)
    page.evaluate("scrollTo(0, 0)")  # too short a look at the end
    page.wait_for_timeout(1800)
    then = [row["area"] for row in spool.rows("area_views")]
    page.evaluate("scrollTo(0, 99999)")
    page.wait_for_timeout(1800)

    rows = spool.rows("area_views")
    assert first == {"top", "long"}
    assert sorted(then) == ["long", "top"]
    assert sorted(row["area"] for row in rows) == ["end", "long", "top"]
    assert {row["view_key"] for row in rows} == {opened["view_key"]}
    assert page.evaluate("window.shift") == 0
    context.close()


@pytest.mark.parametrize("signal", ["globalPrivacyControl = true", 'doNotTrack = "1"'])
def test_4_12_under_a_signal_the_script_sends_nothing(site: Any, chromium: Browser, signal: str) -> None:
    name, _, value = signal.partition(" = ")
    context = chromium.new_context()
    context.add_init_script(f"Object.defineProperty(navigator, '{name}', {{ get: () => {value} }})")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site.url}/a/")
    page.goto(f"{site.url}/b/")
    page.wait_for_load_state("networkidle")

    assert f"{site.url}/_a/page.js" in asked
    assert f"{site.url}/_a/v" not in asked
    assert site.front.spool.rows("page_views") == []
    context.close()
