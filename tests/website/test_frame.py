"""The frame stands around every page, on every host name and in every language (ledger H.1 to H.5, 0.6)."""

import pytest

PAGES = [
    ("plan.localhost", "/"),
    ("plan.localhost", "/es/"),
    ("plan.localhost", "/join/"),
    ("plan.localhost", "/join/medi-cal/"),
    ("plan.localhost", "/es/join/medi-cal/"),
    ("plan.localhost", "/privacy/"),
    ("plan.localhost", "/es/privacy/"),
    ("plan.localhost", "/account/sign-in/"),
    ("plan.localhost", "/no-such-page/"),
    ("centers.localhost", "/"),
    ("centers.localhost", "/privacy/"),
    ("medicare.localhost", "/es/"),
]
everywhere = pytest.mark.parametrize(("host", "path"), PAGES)


@everywhere
def test_h1_header_has_skip_link_utilities_logo_text_size_and_both_sign_ins(visit, host, path):
    soup = visit(path, host).soup

    assert soup.body.find("a")["href"] == "#main"
    assert soup.find(id="main").name == "main"
    hrefs = [link["href"] for link in soup.header.find_all("a")]
    for ending in ("/find-a-doctor/", "/careers/", "/contact/", "/account/sign-in/", "/account/sign-in/?for=provider"):
        assert any(href.endswith(ending) for href in hrefs), f"H.1: no link to {ending}"
    assert any("/text-size/smaller/" in href for href in hrefs)
    assert any("/text-size/larger/" in href for href in hrefs)
    assert soup.select_one("header a.logo .logo-name").text == "Harbor Health Plan"


@everywhere
def test_h3_main_navigation_is_made_of_disclosures_that_need_no_script(visit, host, path):
    menus = visit(path, host).soup.select("nav.menus > details.menu")

    assert len(menus) == 2
    assert all(menu.find("summary", recursive=False) and menu.select(".menu-group a") for menu in menus)
    assert menus[0].select_one("a.promoted strong").text in ("Not sure?", "¿No sabe?")


@everywhere
def test_h5_footer_has_every_declared_line_with_tty_and_hours(visit, policy, host, path):
    lines = visit(path, host).soup.select("footer .telephones li")

    declared = [contact for contact in policy.contacts.values() if contact.telephone]
    assert len(lines) == len(declared)
    for line, contact in zip(lines, declared, strict=True):
        assert line.select_one("a.telephone").text == contact.telephone
        assert bool(line.select_one(".tty")) is bool(contact.tty), f"H.5: TTY of {contact.label}"
        assert line.select_one(".hours").text.strip(), f"H.5: hours of {contact.label}"


@pytest.mark.parametrize("path", ["/", "/es/"])
def test_h5_lines_stand_once_on_the_home_page_which_points_to_them(visit, path):
    soup = visit(path).soup

    assert len(soup.select(".telephones")) == 1
    assert soup.main.select_one('a[href="#footer-lines"]')
    assert soup.footer.find(id="footer-lines")


@everywhere
def test_0_6_policy_and_terms_are_linked_in_the_footer(visit, host, path):
    links = [link["href"] for link in visit(path, host).soup.footer.find_all("a")]

    assert any(link in ("/privacy/", "/es/privacy/") for link in links)
    assert any(link.endswith("/terms/") for link in links)


@everywhere
def test_h4_every_page_but_the_home_page_has_a_breadcrumb_that_starts_at_home(visit, host, path):
    crumbs = visit(path, host).soup.select("nav.breadcrumb li")

    if path in ("/", "/es/"):
        assert crumbs == []
    else:
        assert crumbs[0].a["href"] in ("/", "/es/")
        assert crumbs[-1]["aria-current"] == "page"


@pytest.mark.parametrize("path", ["/", "/join/", "/es/join/medi-cal/", "/privacy/", "/es/privacy/"])
def test_h4_pages_say_when_they_were_last_updated(visit, path):
    assert visit(path).soup.select_one(".updated time")["datetime"].startswith("2026-")


def test_h4_breadcrumb_names_the_section_and_neighbours_stand_beside_the_text(visit):
    soup = visit("/join/medi-cal/").soup

    assert [crumb.text.strip() for crumb in soup.select("nav.breadcrumb li")] == ["Home", "Become a member", "Medi-Cal"]
    assert soup.select_one("aside #beside-questions").text == "Questions?"
    assert "/privacy/" in [link["href"] for link in soup.select("aside a")]


def test_footer_keeps_privacy_and_terms_when_an_editor_takes_them_out(visit):
    from avowal.website.pages.models import Navigation

    Navigation.objects.all().delete()

    links = [link["href"] for link in visit("/join/").soup.footer.find_all("a")]
    assert {"/privacy/", "/terms/"} <= set(links)


def test_menu_of_the_section_shown_is_marked(visit):
    first, second = visit("/join/medi-cal/").soup.select("nav.menus > details.menu")

    assert "current" in first["class"]
    assert "current" not in second["class"]
