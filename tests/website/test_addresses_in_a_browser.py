"""What we say of an address is what a browser does with it (ledger 12.2): asked of Chromium itself."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.website.pages import addresses

PAGE = "http://plan.localhost:8123/join/"
READ = "([url, page]) => { try { return new URL(url, page).host } catch { return null } }"
SIGNS = (
    "/",
    "\\",
    "\t",
    "\n",
    "\r",
    " ",
    "\x01",
    "\x00",
    ":",
    "@",
    "?",
    "#",
    ".",
    "..",
    "%2f",
    "%09",
    "\u3002",
    "\xa0",
)
HOSTS = ("evil.example", "plan.localhost", "www.harborhealth.example", "EVIL.example", "join", "8123", "x", "\u2028")
SCHEMES = ("http:", "https:", "hTTps:", "ht\ttp:", "ws:", "ftp:", "site:", "mailto:", "tel:", "javascript:", "data:")
PIECES = st.sampled_from((*SIGNS, *HOSTS, *SCHEMES))
WRITTEN = st.lists(PIECES, min_size=1, max_size=8).map("".join)


@pytest.fixture(scope="module")
def browser_host():
    """Asks Chromium which host, with its port, an address leads to from a page of ours."""
    sync_api = pytest.importorskip("playwright.sync_api")
    program = os.environ.get("AVOWAL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        if not program and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("Chromium is not on this machine")
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        page = browser.new_page()
        yield lambda url: page.evaluate(READ, [url, PAGE])
        browser.close()


@pytest.mark.browser
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(url=WRITTEN)
def test_12_2_whatever_a_browser_takes_to_another_host_is_outgoing_and_no_local_path(browser_host, url):
    host = browser_host(url)
    own = {"", "plan.localhost:8123", "plan.localhost", "www.harborhealth.example"}
    if host is None or host in own or host.partition(":")[0] in own:
        return
    assert addresses.is_outgoing(url), f"12.2: a browser goes to {host}"
    assert not addresses.is_local_path(url)


@pytest.mark.browser
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(url=WRITTEN.map(lambda rest: f"/{rest}"))
def test_local_paths_stay_on_the_page_s_own_host(browser_host, url):
    if addresses.is_local_path(url):
        assert browser_host(url) == "plan.localhost:8123"
