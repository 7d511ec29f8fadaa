"""The search over a site, and what a site tells programs. Nothing that is looked for is written down."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def results(soup):
    return {link.text: link["href"] for link in soup.select("[data-area=results] h3 a")}


def test_search_finds_pages_of_this_site_in_the_language_of_the_address(visit):
    assert "/join/medi-cal/" in results(visit("/search/?q=Medi-Cal").soup).values()
    assert set(results(visit("/es/search/?q=Medi-Cal").soup).values()) >= {"/es/join/medi-cal/"}
    assert results(visit("/search/?q=Medi-Cal", "centers.localhost").soup) == {}


def test_search_in_a_language_without_a_tree_finds_the_source_and_marks_it(visit):
    soup = visit("/ko/search/?q=Medi-Cal").soup

    assert soup.select_one("[data-area=results] li")["lang"] == "en"
    assert results(soup)


@pytest.mark.parametrize("words", ["zzzz", "*", '"', "' OR 1=1 --", "a & | !", "%", "\x00", "x" * 5000, "<script>"])
def test_search_that_finds_nothing_helps_on(visit, words):
    answer = visit("/search/", QUERY_STRING="q=" + "".join(f"%{byte:02x}" for byte in words.encode()))

    assert answer.status_code == 200
    assert not answer.soup.find("script", string=re.compile("."))
    if words == "zzzz":
        assert answer.soup.select_one("[data-area=results] a[href='/find-a-doctor/']")


@pytest.mark.parametrize(
    "path", ["/search/?q=diabetes", "/find-a-doctor/?name=diabetes", "/find-a-doctor/entry/?npi=1"]
)
def test_3_4_nothing_that_is_looked_for_is_written_down(visit, path):
    with CaptureQueriesContext(connection) as queries:
        answer = visit(path)

    assert [one["sql"] for one in queries if not one["sql"].lstrip("(").startswith("SELECT")] == []
    assert not answer.cookies


def test_sitemap_names_each_page_with_its_translations(client, db):
    tree = ET.fromstring(client.get("/sitemap.xml", headers={"host": "plan.localhost:8123"}).content)
    urls = {
        url.findtext("s:loc", namespaces=SITEMAP): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)
        }
        for url in tree.findall("s:url", SITEMAP)
    }
    root = "http://plan.localhost:8123"

    assert urls[f"{root}/join/medi-cal/"]["es"] == f"{root}/es/join/medi-cal/"
    assert urls[f"{root}/es/join/medi-cal/"]["en"] == f"{root}/join/medi-cal/"
    assert urls[f"{root}/only-english/"] == {"en": f"{root}/only-english/"}
    assert f"{root}/ar/privacy/" in urls
    assert not any("centers" in url for url in urls)


def test_robots_and_security_txt(visit):
    assert "Disallow: /office/" in visit("/robots.txt").content.decode()
    said = visit("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:web-privacy@harborhealth.example" in said
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", said, re.MULTILINE)


def test_page_that_is_not_there_offers_the_search(visit):
    assert visit("/nope/").soup.select_one("form[role=search] input[name=q]")
