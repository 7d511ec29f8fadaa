"""Language is chosen by address alone: no cookie, only languages that the page has (H.1, R64)."""


def languages(soup):
    return {link["hreflang"]: link["href"] for link in soup.select("nav.languages a")}


def test_each_language_links_the_same_page_in_the_other(visit):
    assert languages(visit("/join/medi-cal/").soup) == {"es": "/es/join/medi-cal/"}
    assert languages(visit("/es/join/medi-cal/").soup) == {"en": "/join/medi-cal/"}
    assert languages(visit("/privacy/").soup) == {"es": "/es/privacy/"}
    assert languages(visit("/es/account/sign-in/?for=provider").soup) == {"en": "/account/sign-in/?for=provider"}


def test_page_without_a_translation_offers_none(visit):
    assert languages(visit("/only-english/").soup) == {}


def test_language_follows_the_address_and_not_the_browser(visit):
    english = visit("/join/", HTTP_ACCEPT_LANGUAGE="es")
    spanish = visit("/es/join/", HTTP_ACCEPT_LANGUAGE="en")

    assert english.soup.html["lang"] == "en"
    assert spanish.soup.html["lang"] == "es"
    assert spanish.soup.h1.text == "Hágase miembro"
    assert not english.cookies
    assert not spanish.cookies


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
