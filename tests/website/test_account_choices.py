"""A signal that came while somebody was signed in holds for her account, in every browser, until she chooses (R37)."""

import pytest
from django.test import Client

from avowal.website.people.models import AccountChoices

HOST = {"host": "plan.localhost:8123"}
COOKIE = "harbor_choices"
REFUSED = {"remember": False, "measure": False, "interest": False}


@pytest.fixture
def browser(db):
    """A browser of its own in which the same person can sign in."""
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.MEMBER, "ana", "a long enough password")])
    typed = {"username": "ana", "password": "a long enough password"}

    def open_one(*, signed_in=True, **headers):
        one = Client(headers=HOST | headers)
        if signed_in:
            one.signed_in = one.post("/account/sign-in/", typed)
            assert one.signed_in.status_code == 302
        return one

    return open_one


def chosen(client):
    """What the browser's cookie says, in parts."""
    return set(client.cookies[COOKIE].value.split(".")) if COOKIE in client.cookies else set()


def test_r37_a_signal_once_holds_in_a_later_browser_that_sends_none(browser):
    browser(**{"sec-gpc": "1"})
    assert AccountChoices.objects.get().choices == REFUSED

    other = browser()

    assert COOKIE in other.signed_in.cookies, "R37: the door learns of the refusal only after the first page"
    assert chosen(other) == {"remember-0", "measure-0", "interest-0"}
    shown = other.get("/privacy/choices/").content.decode()
    assert "by a signal that your account remembers" in shown
    other.post("/account/sign-out/")
    assert chosen(other) == {"remember-0", "measure-0", "interest-0"}, "R37: signing out forgot it"


def test_r37_until_the_person_chooses_herself(browser):
    browser(**{"sec-gpc": "1"})
    own = {"sec-fetch-site": "same-origin"}
    other = browser()

    other.post("/privacy/choices/", {"choice-measure": "1"}, headers=own)

    assert chosen(other) == {"remember-0", "measure-1", "interest-0"}
    kept = AccountChoices.objects.get()
    assert (kept.signal_since, kept.choices["measure"]) == (None, True)
    assert chosen(browser()) == {"remember-0", "interest-0"}
    browser(dnt="1")
    assert AccountChoices.objects.get().choices == REFUSED, "R37: a later signal came to nothing"


def test_an_account_narrows_what_a_browser_allows_and_never_widens_it(browser):
    own = {"sec-fetch-site": "same-origin"}
    browser().post("/privacy/choices/", {"choice-offers": "1", "choice-interest": "0"}, headers=own)
    shared = browser(signed_in=False)
    shared.post("/privacy/choices/", {"choice-measure": "0"}, headers=own)

    shared.post("/account/sign-in/", {"username": "ana", "password": "a long enough password"})

    assert chosen(shared) == {"measure-0", "interest-0"}


def test_a_visitor_who_is_not_signed_in_leaves_nothing_with_an_account(browser, django_assert_num_queries):
    from avowal.website.people.middleware import AccountChoicesCarried

    stranger = browser(signed_in=False, **{"sec-gpc": "1"})
    stranger.get("/privacy/")
    assert not AccountChoices.objects.exists()
    assert COOKIE not in stranger.cookies

    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpResponse
    from django.test import RequestFactory

    request = RequestFactory().get("/join/")
    request.session = SessionStore()
    with django_assert_num_queries(0):
        AccountChoicesCarried(lambda _request: HttpResponse())(request)
    assert not request.session.accessed, "a public page would vary by a cookie that is not there"
