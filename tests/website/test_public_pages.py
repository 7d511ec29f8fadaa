"""What a visitor's browser gets from a public page: no cookies, nothing inline, little work for the database."""

import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

PAGES = [
    "/",
    "/es/",
    "/join/",
    "/join/medi-cal/",
    "/es/join/medi-cal/",
    "/privacy/",
    "/es/privacy/",
    "/terms/",
    "/nope/",
]
QUERIES_AT_MOST = 12


@pytest.mark.parametrize("path", PAGES)
def test_0_9_anonymous_visitor_gets_no_cookie(visit, path):
    assert not visit(path).cookies, "0.9, 4.1: a cookie on a public page"


@pytest.mark.parametrize("path", [*PAGES, "/account/sign-in/"])
def test_r80_page_has_no_inline_script_style_or_handler(visit, path):
    soup = visit(path).soup

    assert all(script.get("src") and not script.text.strip() for script in soup.find_all("script"))
    assert soup.find_all("style") == []
    assert [
        tag for tag in soup.find_all(True) if tag.get("style") or any(name.startswith("on") for name in tag.attrs)
    ] == []


@pytest.mark.parametrize("path", [*PAGES, "/account/sign-in/"])
def test_14_2_page_loads_from_its_own_host_alone(visit, path):
    soup = visit(path).soup

    loaded = [tag.get("src") for tag in soup.find_all(src=True)]
    loaded += [link["href"] for link in soup.find_all("link") if "alternate" not in link["rel"]]
    assert all(re.match(r"^/(?!/)", address) for address in loaded), loaded
    assert "/_a/page.js" in loaded


@pytest.fixture
def remembering(settings):
    """What pages are made of is remembered, as in operation; nothing of it stays for other tests."""
    from django.core.cache import cache

    from avowal.website.pages import remembering

    settings.PAGES_KEPT = True
    remembering.forget()
    yield
    remembering.forget()
    cache.clear()


@pytest.mark.parametrize("path", PAGES)
def test_page_stays_within_its_query_budget(visit, remembering, path):
    visit(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        visit(f"{path}?never=kept")

    assert len(queries) <= QUERIES_AT_MOST, "\n".join(query["sql"] for query in queries)


@pytest.mark.parametrize("host", ["evil.example", "plan.localhost.evil.example", "plan.example"])
def test_r113_unknown_host_is_refused(visit, host):
    assert visit("/", host).status_code == 400


def test_each_host_shows_its_own_site(visit):
    titles = [visit("/", host).soup.h1.text for host in ("plan.localhost", "centers.localhost", "medicare.localhost")]

    assert titles == ["Welcome to plan", "Welcome to centers", "Welcome to medicare"]
    assert visit("/", "localhost").soup.h1.text == "Welcome to plan"


def test_headings_are_in_order_and_ids_are_unique(visit):
    for path in PAGES:
        soup = visit(path).soup
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        levels = [int(tag.name[1]) for tag in soup.main.find_all(re.compile("^h[1-6]$"))]

        assert len(ids) == len(set(ids)), path
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), path


def test_page_depends_on_the_text_size_cookie_and_says_so_to_caches(visit):
    assert "Cookie" in visit("/").headers.get("Vary", "")
