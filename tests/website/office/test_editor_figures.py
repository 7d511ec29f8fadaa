"""From a page in the editor to its own figures (ledger 2.2)."""

import pytest
from wagtail.models import Page

from avowal.website.office.editor_figures import address_of_figures, place_of
from avowal.website.pages.models import StandardPage


@pytest.fixture
def a_page(db):
    return StandardPage.objects.live().filter(locale__language_code="en").order_by("path").first()


@pytest.fixture
def editor(client, db, django_user_model):
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.COMMUNICATIONS, "comms", "a long enough password")])
    client.login(username="comms", password="a long enough password")
    return django_user_model.objects.get(username="comms")


def test_2_2_the_editor_of_a_page_finds_its_figures(a_page, editor, visit):
    site, path = place_of(a_page)
    assert (site, visit(path, f"{site}.localhost").status_code) == (site, 200)

    editing = visit(f"/office/pages/{a_page.pk}/edit/").soup
    address = address_of_figures(a_page, editor)
    assert address.startswith("/office/reports/pages/?period=28d&site=")
    assert [link["href"] for link in editing.find_all("a", href=address)]
    assert visit(f"/office/pages/{a_page.get_parent().pk}/").soup.find_all("a", href=address)


def test_what_nobody_sees_has_no_figures(a_page, editor):
    a_page.live = False
    assert address_of_figures(a_page, editor) == ""
    assert address_of_figures(Page.get_first_root_node(), editor) == ""


def test_who_may_not_open_the_report_gets_no_link(a_page, django_user_model):
    stranger = django_user_model.objects.create_user("stranger", password="a long enough password")

    assert address_of_figures(a_page, stranger) == ""
