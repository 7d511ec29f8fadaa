"""The policy can be read in each of its languages, also in those in which the sites have no pages (R60, R61, R64)."""

from dataclasses import replace

import pytest
from django.conf import settings

from avowal.policy.catalogue import Catalogue

RTL = ["ar", "fa"]


def test_page_lists_every_language_with_its_own_name_and_direction(visit, policy):
    soup = visit("/privacy/").soup
    listed = soup.select(".policy-languages [lang]")

    assert [one["lang"] for one in listed] == [code for code, _ in settings.LANGUAGES if code in policy.languages]
    assert {one["lang"] for one in listed if one["dir"] == "rtl"} == set(RTL)
    assert next(one for one in listed if one["lang"] == "es").text == "Español"
    assert [one["lang"] for one in listed if one.get("aria-current")] == ["en"]


def test_head_names_each_language(visit, policy):
    links = {link["hreflang"]: link["href"] for link in visit("/privacy/").soup.select("link[rel=alternate][hreflang]")}

    assert links == {code: "/privacy/" if code == "en" else f"/{code}/privacy/" for code in policy.languages}


@pytest.mark.parametrize("page", ["", "history/", "history/1/", "changes.atom"])
def test_each_language_has_its_address(client, db, policy, page):
    for code in policy.languages:
        prefix = "" if code == "en" else f"/{code}"
        answer = client.get(f"{prefix}/privacy/{page}", headers={"host": "plan.localhost:8123"})
        assert answer.status_code == 200, f"{code}: {page}"


@pytest.mark.parametrize("code", ["ko", *RTL])
def test_page_says_which_language_and_direction_it_has(visit, code):
    soup = visit(f"/{code}/privacy/").soup

    assert soup.html["lang"] == code
    assert soup.html["dir"] == ("rtl" if code in RTL else "ltr")


def local_links(soup):
    return {
        link["href"].replace("http://plan.localhost:8123", "").partition("?")[0]
        for link in soup.find_all("a", href=True)
        if link["href"].startswith(("/", "http://plan.localhost:8123/"))
    }


@pytest.mark.parametrize(
    "path", ["/ko/privacy/", "/ar/privacy/history/", "/ko/privacy/history/1/", "/ko/nothing-here/"]
)
def test_no_link_leads_to_a_page_that_the_language_has_not(visit, path):
    code = path.split("/")[1]
    links = {link for link in local_links(visit(path).soup) if link.startswith(f"/{code}/")}

    everywhere = tuple(f"/{code}/{part}/" for part in ("privacy", "text-size", "leaving", "resources"))
    assert all(link.startswith(everywhere) for link in links), links


@pytest.fixture
def without_a_catalogue(monkeypatch):
    """Korean as if nobody had translated the frame's words into it."""
    from avowal.website.pages import languages

    known = languages.words_in
    monkeypatch.setattr(languages, "words_in", lambda code: "en" if code == "ko" else known(code))


@pytest.mark.usefixtures("without_a_catalogue")
def test_frame_says_that_its_words_are_in_another_language(visit):
    soup = visit("/ko/privacy/").soup

    for part in ("header.site-header", "footer.site-footer", "a.skip", "nav.breadcrumb"):
        assert soup.select_one(part)["lang"] == "en", part
    assert visit("/ko/nothing-here/").soup.html["lang"] == "en"


def test_alerts_reach_readers_of_every_language(visit):
    from avowal.website.pages.models import Alert

    shown = visit("/privacy/").soup.select(".alerts p")
    assert len(visit("/ko/privacy/").soup.select(".alerts p")) == len(shown)
    assert Alert.objects.exists()


@pytest.fixture
def showing(policy, monkeypatch):
    """Puts a policy in force whose Spanish wording is changed."""
    from datetime import date

    from avowal.policy.model import PolicyVersion
    from avowal.website import in_force

    def show(**changes):
        wording = replace(policy.wording["es"], **changes)
        kept = Catalogue({**dict(policy.wording.items()), "es": wording}.items())
        version = PolicyVersion(1, "0" * 64, date(2026, 11, 16), replace(policy, wording=kept))
        monkeypatch.setattr(in_force, "version", lambda: version)

    return show


def test_r61_a_stale_section_is_marked_with_a_link_to_the_source(visit, policy, showing):
    sources = policy.wording["es"].sources
    showing(sources=Catalogue({**dict(sources.items()), "weblogs": "0" * 16}.items()), origin="human")
    note = visit("/es/privacy/").soup.select_one(".note.machine")

    assert [link["href"] for link in note.select(".stale a")] == ["/privacy/#weblogs"]
    assert note.select_one(".stale a").text == policy.wording["en"].sections["weblogs"].title
    assert "por una máquina" not in note.text


def test_r61_a_translation_older_than_the_whole_source_says_so_once(visit, showing):
    showing(sources=Catalogue())
    note = visit("/es/privacy/").soup.select_one(".note.machine")

    assert note.select(".stale") == []


def test_r60_a_reviewed_translation_names_reviewer_and_qualification(visit, showing):
    showing(origin="machine", reviewer="Ines Example", qualification="court interpreter")
    soup = visit("/es/privacy/").soup

    assert soup.select_one(".note.machine") is None
    assert "Ines Example (court interpreter)" in soup.select_one(".reviewed").text


def test_r60_a_fresh_human_translation_has_no_mark(visit, showing):
    showing(origin="human")

    assert visit("/es/privacy/").soup.select_one(".note.machine") is None
