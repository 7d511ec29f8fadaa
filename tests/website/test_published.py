"""4.11: the door is told which pages with health words in their address the sites publish, and of no others."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from avowal.website.pages.models import StandardPage
from avowal.website.pages.published import HealthPages

pytestmark = pytest.mark.django_db


@pytest.fixture
def diabetes() -> StandardPage:
    root = Site.objects.get(root_page__slug="plan").root_page
    return root.add_child(instance=StandardPage(title="Diabetes", slug="diabetes", locale=root.locale))


def test_4_11_a_live_page_is_told_by_site_and_address(diabetes: StandardPage) -> None:
    pages = HealthPages()
    assert not pages("plan", "/diabetes/")

    pages.look()

    assert pages("plan", "/diabetes/")
    assert pages("plan", "/diabetes")
    assert not pages("centers", "/diabetes/")
    assert not pages("plan", "/asthma/")
    assert not pages("plan", "/diabetes/ana/")


def test_4_11_a_page_that_was_taken_down_is_told_no_longer(diabetes: StandardPage) -> None:
    pages = HealthPages()
    pages.look()
    diabetes.unpublish()

    pages.look()

    assert not pages("plan", "/diabetes/")


def test_4_11_a_translation_is_told_under_its_language() -> None:
    site = Site.objects.get(root_page__slug="plan")
    spanish = site.root_page.get_translations().get(locale__language_code="es")
    spanish.specific.add_child(instance=StandardPage(title="Cáncer", slug="cancer", locale=spanish.locale))
    pages = HealthPages()

    pages.look()

    assert pages("plan", "/es/cancer/")
    assert not pages("plan", "/cancer/")
