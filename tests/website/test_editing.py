"""Editors find every screen that they need, and what they make is shown (HOUSE 25)."""

import gc

import pytest
from django.urls import reverse


@pytest.fixture
def editor(db, client):
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.COMMUNICATIONS, "comms", "a long enough password")])
    client.login(username="comms", password="a long enough password")
    return client


# Wagtail leaves a temporary file open when it makes a thumbnail; it is collected here, so that no later test meets it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_screens_for_pages_navigation_and_alerts_open(editor, visit):
    from avowal.website.pages.models import Alert, Navigation, StandardPage

    page = StandardPage.objects.get(slug="medi-cal", locale__language_code="en")
    addresses = [
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:add", args=["pages", "standardpage", page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse(Alert.snippet_viewset.get_url_name("edit"), args=[Alert.objects.first().pk]),
        reverse(Navigation.snippet_viewset.get_url_name("edit"), args=[Navigation.objects.first().pk]),
        reverse("wagtailimages:index"),
    ]
    assert {address: visit(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
    gc.collect()


def test_every_kind_of_block_is_shown(visit, db):
    from wagtail.images import get_image_model

    from avowal.website.pages.models import StandardPage

    page = StandardPage.objects.get(slug="medi-cal", locale__language_code="en")
    page.body = [
        ("prose", "<p>Words.</p>"),
        ("heading", "How to join"),
        ("note", "<p>Mind this.</p>"),
        ("callout", {"title": "Ready?", "text": "Ten minutes.", "action": {"label": "Join", "url": "/join/"}}),
        ("telephones", None),
        ("questions", [{"question": "Is it free?", "answer": "<p>For most.</p>"}]),
        ("picture", {"picture": get_image_model().objects.first(), "alternative": "A boat"}),
    ]
    page.save_revision().publish()

    main = visit("/join/medi-cal/").soup.main
    assert main.find("h2", id="how-to-join")
    assert main.select_one(".note p").text == "Mind this."
    assert main.select_one(".callout a.button")["href"] == "/join/"
    assert main.select_one(".telephones li a.telephone")
    assert main.select_one(".questions summary").text == "Is it free?"
    assert main.select_one("figure img")["alt"] == "A boat"


def test_button_needs_words_and_destination(db):
    from django.core.exceptions import ValidationError

    from avowal.website.pages.models import StandardPage

    page = StandardPage.objects.get(slug="medi-cal", locale__language_code="en")
    page.action_label, page.action_url = "Join", ""

    with pytest.raises(ValidationError, match="needs both"):
        page.full_clean()
