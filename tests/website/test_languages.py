"""Language is chosen by address alone: no cookie, only languages that the page has (H.1, R64)."""

import re

import pytest

HANGUL = re.compile(r"[\uac00-\ud7a3]")


def languages(soup):
    return {link["hreflang"]: link["href"] for link in soup.select("nav.languages a")}


def test_each_language_links_the_same_page_in_the_other(visit):
    assert languages(visit("/join/medi-cal/").soup) == {"es": "/es/join/medi-cal/"}
    assert languages(visit("/es/join/medi-cal/").soup) == {"en": "/join/medi-cal/"}
    assert languages(visit("/privacy/").soup) == {"es": "/es/privacy/"}
    assert languages(visit("/es/account/sign-in/?for=provider").soup) == {"en": "/account/sign-in/?for=provider"}


def test_page_without_a_translation_can_be_read_in_the_frame_of_each_language_and_says_so(visit):
    assert languages(visit("/only-english/").soup) == {"es": "/es/only-english/"}

    soup = visit("/es/only-english/").soup
    assert soup.html["lang"] == "en"
    assert soup.select_one("[data-area=fallback]")["lang"] == "es"
    assert [link["hreflang"] for link in soup.select("link[rel=alternate][hreflang]")] == ["en"]


def test_language_follows_the_address_and_not_the_browser(visit):
    english = visit("/join/", HTTP_ACCEPT_LANGUAGE="es")
    spanish = visit("/es/join/", HTTP_ACCEPT_LANGUAGE="en")

    assert english.soup.html["lang"] == "en"
    assert spanish.soup.html["lang"] == "es"
    assert spanish.soup.h1.text == "Hágase miembro"
    assert not english.cookies
    assert not spanish.cookies


def spoken(soup):
    """Every piece of text, and every label that only a screen reader says, with the language it is marked with."""
    for text in soup.body.find_all(string=True):
        yield text.strip(), text.find_parent(lang=True)["lang"]
    for labelled in soup.body.find_all(attrs={"aria-label": True}):
        yield labelled["aria-label"], (labelled if labelled.get("lang") else labelled.find_parent(lang=True))["lang"]


@pytest.mark.parametrize("path", ["/ko/", "/ko/join/", "/ko/join/medi-cal/", "/ko/only-english/", "/ko/nothing/"])
def test_r64_each_word_of_a_page_that_nobody_translated_says_its_language(visit, path):
    soup = visit(path).soup
    said = [(text, code) for text, code in spoken(soup) if text]

    assert {code for text, code in said if HANGUL.search(text)} == {"ko"}, "R64: Korean in an English voice"
    sentences = [(text, code) for text, code in said if re.search(r"[A-Za-z]{3}", text) and not HANGUL.search(text)]
    own_names = {"Harbor Health Plan", "Español"}
    assert [one for one in sentences if one[1] == "ko" and one[0] not in own_names and not is_address(one[0])] == []


def is_address(text):
    return bool(re.search(r"\bCA 9\d{4}|^TTY 711$|· TTY", text))


@pytest.mark.parametrize(("path", "language"), [("/ko/join/", "en"), ("/es/join/", "es"), ("/join/", "en")])
def test_r64_a_page_is_marked_with_the_language_of_its_text(visit, path, language):
    assert visit(path).soup.html["lang"] == language


def test_r64_a_page_in_english_under_an_arabic_address_runs_from_left_to_right(visit):
    soup = visit("/ar/join/").soup

    assert soup.html["dir"] == "ltr"
    assert soup.select_one("header.site-header")["dir"] == "rtl"
    assert soup.select_one(".site-header .elsewhere")["dir"] == "rtl"


def test_interface_is_spanish_on_spanish_pages(visit):
    soup = visit("/es/join/medi-cal/").soup

    assert soup.select_one("a.skip").text == "Saltar al contenido principal"
    assert soup.select_one(".drawer > summary").text.strip() == "Menú"


def test_local_links_stay_in_the_language_of_the_page(visit):
    soup = visit("/es/").soup

    local = [link["href"] for link in soup.find_all("a") if link["href"].startswith("/") and not link.get("hreflang")]
    assert all(href.startswith("/es/") for href in local), local


def test_every_string_that_visitors_see_has_a_spanish_translation():
    from pathlib import Path

    from avowal.website import settings

    catalogue = (Path(settings.__file__).parents[1] / "locale/es/LC_MESSAGES/django.po").read_text()
    entries = catalogue.split("\n\n")[1:]
    empty = [entry for entry in entries if entry.rstrip().endswith('msgstr ""') and not entry.startswith("#~")]
    assert empty == []
    assert "#, fuzzy" not in catalogue
