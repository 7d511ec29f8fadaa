"""Member key and service are recorded in the signed-in area alone (ledger 3.5)."""

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from avowal.website.people.member_key import member_key


class Handler(ClientHandler):
    """Gives each request what the edge puts into its ASGI scope."""

    def get_response(self, request):
        self.known = {"site": "plan", "client_address": "203.0.113.9", "member_key": None, "service": None}
        request.scope = {"avowal": self.known}
        return super().get_response(request)


PATHS_OUTSIDE = ["/", "/join/", "/privacy/", "/account/sign-in/", "/text-size/larger/", "/nope/"]


@pytest.fixture
def known_after(db, django_user_model):
    """What the edge knows after a visit to a path, signed in or not."""
    member = django_user_model.objects.create_user("alda", password="a long enough password")

    def ask(path, signed_in=True):
        client = Client()
        client.handler = Handler(enforce_csrf_checks=False)
        if signed_in:
            client.force_login(member)
        answer = client.get(path, headers={"avowal-member-key": "forged"})
        assert answer.status_code in (200, 302, 404)
        return client.handler.known["member_key"], client.handler.known["service"], member

    return ask


@pytest.mark.django_db
def test_3_5_signed_in_area_names_the_member_by_key_and_the_service(known_after):
    key, service, member = known_after("/account/")

    assert service == "account.overview"
    assert key == member_key(settings.SECRET_KEY, member.pk)
    assert len(key) == 32


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS_OUTSIDE)
def test_3_5_no_member_key_outside_the_signed_in_area(known_after, path):
    assert known_after(path)[:2] == (None, None), "3.5: a member key on a public page's line"


@pytest.mark.django_db
def test_3_5_nobody_is_named_who_is_not_signed_in(known_after):
    assert known_after("/account/", signed_in=False)[:2] == (None, None)


def test_key_is_stable_and_depends_on_the_secret():
    assert member_key("a", 1) == member_key("a", 1)
    assert len({member_key("a", 1), member_key("a", 2), member_key("b", 1)}) == 3


def test_account_needs_signing_in(visit):
    answer = visit("/account/")

    assert answer.status_code == 302
    assert answer["Location"] == "/account/sign-in/?next=/account/"


def test_member_signs_in_sees_the_overview_and_signs_out(visit, client, django_user_model):
    django_user_model.objects.create_user("alda", password="a long enough password")

    wrong = client.post("/account/sign-in/", {"username": "alda", "password": "no"}, headers={"host": "plan.localhost"})
    assert b"do not go together" in wrong.content
    right = client.post(
        "/account/sign-in/",
        {"username": "alda", "password": "a long enough password"},
        headers={"host": "plan.localhost"},
    )
    assert right["Location"] == "/account/"
    assert "alda" in visit("/account/").soup.main.text
    assert client.get("/account/sign-out/", headers={"host": "plan.localhost"}).status_code == 405
    client.post("/account/sign-out/", headers={"host": "plan.localhost"})
    assert visit("/account/").status_code == 302


def test_4_2_sign_on_cookie_ends_with_the_visit(client, db, django_user_model):
    django_user_model.objects.create_user("alda", password="a long enough password")
    answer = client.post(
        "/account/sign-in/",
        {"username": "alda", "password": "a long enough password"},
        headers={"host": "plan.localhost"},
    )

    assert set(answer.cookies) == {"harbor_session", "harbor_form"}
    for cookie in answer.cookies.values():
        assert cookie["max-age"] == cookie["expires"] == "", "4.2: a session cookie with a life"
        assert cookie["httponly"]


def test_provider_entry_changes_the_heading_alone(visit):
    assert visit("/account/sign-in/").soup.h1.text == "Member sign-in"
    assert visit("/account/sign-in/?for=provider").soup.h1.text == "Provider sign-in"


def test_signing_in_never_leads_to_another_host(client, db, django_user_model):
    django_user_model.objects.create_user("alda", password="a long enough password")
    answer = client.post(
        "/account/sign-in/",
        {"username": "alda", "password": "a long enough password", "next": "https://evil.example/"},
        headers={"host": "plan.localhost"},
    )
    assert answer["Location"] == "/account/"
