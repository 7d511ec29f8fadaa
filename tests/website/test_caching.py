"""Whole pages are kept for visitors of whom nothing is known, and for nobody else (R64, R113; 0006)."""

import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def keeping(db, settings):
    """Pages are kept, and none is yet."""
    from avowal.website.pages import remembering

    settings.PAGES_KEPT = True
    cache.clear()
    remembering.forget()
    yield
    cache.clear()
    remembering.forget()


def queries(visit, *args, **more):
    with CaptureQueriesContext(connection) as found:
        answer = visit(*args, **more)
    return len(found), answer


@pytest.mark.parametrize("path", ["/", "/es/join/medi-cal/", "/ko/join/", "/find-a-doctor/", "/search/"])
def test_a_page_is_made_once(keeping, visit, path):
    _made, first = queries(visit, path)
    again, second = queries(visit, path)

    assert again == 0
    assert second.content == first.content
    assert (second["Content-Type"], second["Vary"], second["Content-Language"]) == (
        first["Content-Type"],
        first["Vary"],
        first["Content-Language"],
    )


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/join/?q=1", {}),
        ("/join/", {"HTTP_COOKIE": "harbor_session=x"}),
        ("/join/", {"HTTP_COOKIE": "anything=x"}),
        ("/join/", {"HTTP_AUTHORIZATION": "Basic x"}),
        ("/account/sign-in/", {}),
        ("/search/?q=medi", {}),
        ("/nope/", {}),
    ],
)
def test_what_may_be_somebodys_own_is_never_kept(keeping, visit, path, more):
    visit("/join/")
    visit(path, **more)

    assert queries(visit, path, **more)[0] > 0


@pytest.mark.parametrize(
    ("host", "more"),
    [
        ("centers.localhost", {}),
        ("plan.localhost", {"HTTP_COOKIE": "harbor_text_size=large"}),
        ("plan.localhost", {"HTTP_SEC_GPC": "1"}),
        ("plan.localhost", {"HTTP_DNT": "1"}),
    ],
)
def test_pages_that_differ_are_kept_apart(keeping, visit, host, more):
    plain = visit("/").content
    other = visit("/", host, **more).content

    assert other != plain
    assert visit("/", host, **more).content == other
    assert visit("/").content == plain


class Told(ClientHandler):
    page_script = True

    def get_response(self, request):
        request.scope = {"avowal": {"page_script": self.page_script}}
        return super().get_response(request)


def test_4_12_who_refused_gets_no_page_that_was_kept_for_others(keeping):
    client = Client()
    client.handler = Told(enforce_csrf_checks=False)
    for counted in (True, False, True):
        client.handler.page_script = counted
        page = client.get("/", headers={"host": "plan.localhost:8123"}).content
        assert (b"/_a/page.js" in page) is counted, "4.12"


def test_what_an_editor_changes_is_seen_at_once(keeping, visit, django_capture_on_commit_callbacks):
    from avowal.website.pages.models import Alert, StandardPage

    visit("/join/medi-cal/")
    page = StandardPage.objects.get(slug="medi-cal", locale__language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        page.title = "Edited"
        page.save_revision().publish()
    assert visit("/join/medi-cal/").soup.h1.text == "Edited"

    with django_capture_on_commit_callbacks(execute=True):
        Alert.objects.all().delete()
    assert visit("/join/medi-cal/").soup.select(".alerts") == []


def test_signing_in_forgets_no_page(keeping, visit, django_capture_on_commit_callbacks, django_user_model):
    visit("/join/")
    with django_capture_on_commit_callbacks(execute=True):
        django_user_model.objects.create_user("ana")

    assert queries(visit, "/join/")[0] == 0


def test_r14_a_page_that_was_kept_carries_its_notice_and_a_new_version_is_told_at_once(keeping, visit, request):
    visit("/")
    request.getfixturevalue("second")
    first = visit("/")
    again, second = queries(visit, "/")

    assert "policy changes" in first.soup.text
    assert again == 0
    assert second.wsgi_request.avowal_notice == 2, "R14: the home page is seen to carry the notice"


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"host": "plan.localhost.evil.example"}, {"host": "plan.localhost:8123@evil.example"}],
)
def test_r113_no_page_is_kept_for_a_host_that_is_not_ours(keeping, client, headers):
    assert client.get("/", headers=headers).status_code == 400


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Proto"])
def test_r113_headers_that_are_no_part_of_the_key_change_nothing(keeping, client, name):
    plain = client.get("/", headers={"host": "plan.localhost:8123"}).content
    cache.clear()
    poisoned = client.get("/", headers={"host": "plan.localhost:8123", name: "evil.example"}).content

    assert poisoned == plain
    assert b"evil.example" not in poisoned


def test_an_address_with_spaces_or_no_end_is_none_of_ours_and_no_fault(keeping, visit):
    assert visit("/join/a%20b/").status_code == 404
    assert visit(f"/join/{'a' * 300}/").status_code == 404


def test_a_changed_template_shows_on_reload_where_templates_may_change(keeping, visit, settings, tmp_path):
    settings.CHANGING_TEMPLATES = tmp_path
    template = tmp_path / "pages" / "base.html"
    template.parent.mkdir()
    template.write_text("before")
    visit("/join/")
    assert queries(visit, "/join/")[0] == 0

    template.write_text("after")
    os.utime(template, ns=(1, template.stat().st_mtime_ns + 1))

    assert queries(visit, "/join/")[0] > 0, "a page made with an earlier template is shown"
