"""Ask the policy: everybody in the office gets the answer of the version in force, with links to the sentences (0.2)."""

from __future__ import annotations

import pytest

from avowal.policy.explaining import WHERE_REFUSED
from avowal.policy.model import Audience, Door, Loads, PageClass, RecipientClass, Storage
from avowal.website.office import explain_views as views

ADDRESS = "/office/policy/explain/"


@pytest.fixture
def ask(db, client, visit):
    """Somebody of a role asks."""
    from avowal.website.people.actions import Credentials, Role, make_accounts

    def asked(name, role="communications"):
        make_accounts([Credentials(Role(role), f"{role}-1", "a long enough password")])
        assert client.login(username=f"{role}-1", password="a long enough password")
        return visit(f"{ADDRESS}?q={name}")

    return asked


def text(answer):
    return " ".join(answer.content.decode().split())


def test_visitors_must_sign_in(visit):
    assert visit(ADDRESS)["Location"].startswith("/office/login/")


@pytest.mark.parametrize("role", ["member", "provider"])
def test_members_and_providers_get_no_answer(ask, role):
    assert ask("ip_address", role).status_code == 302


@pytest.mark.parametrize("role", ["administrator", "communications", "privacy_office"])
def test_an_element_is_answered_to_everybody_in_the_office_with_links_to_its_sentences(ask, role):
    answer = ask("ip_address", role)

    assert answer.status_code == 200
    shown = text(answer)
    assert "30 days" in shown
    assert "Only for keeping the sites safe" in shown
    assert "Anchorage Cloud" in shown
    assert 'href="/privacy/#p-5.2"' in shown


def test_a_report_that_reads_it_is_linked(ask):
    assert 'href="/office/reports/traffic/"' in text(ask("visitor_key"))


def test_what_is_not_built_yet_is_said_beside_its_sentence(ask):
    assert "not built yet" in text(ask("harbor_return"))


def test_a_contract_that_is_over_is_marked(ask, monkeypatch):
    from datetime import date

    monkeypatch.setattr(views.timezone, "localdate", lambda: date(2026, 7, 1))

    assert "this contract is over" in text(ask("outreach_house"))


def test_what_nothing_declares_is_refused_with_what_was_meant(ask):
    answer = ask("ip adress")

    assert answer.status_code == 200
    shown = text(answer)
    assert "would not be kept: nothing declares it" in shown
    assert 'href="?q=ip_address"' in shown


def test_what_is_asked_is_shown_as_text(ask):
    assert "<script>x" not in text(ask("%3Cscript%3Ex"))


def test_a_long_question_is_cut(ask):
    assert "y" * 201 not in text(ask("y" * 5000))


def test_without_a_question_there_are_examples(ask):
    assert 'href="?q=ip_address"' in text(ask(""))


def test_with_no_policy_in_force_it_says_so(ask, monkeypatch):
    monkeypatch.setattr(views.in_force, "version", lambda: None)
    monkeypatch.setattr(views.in_force, "trouble", lambda: "A byte was changed.")

    answer = ask("ip_address")

    assert answer.status_code == 503
    assert "A byte was changed." in text(answer)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Door, views.DOORS),
        (Audience, views.ABOUT),
        (RecipientClass, views.KINDS),
        (Storage, views.STORAGE),
        (Loads, views.WHEN),
        (PageClass, views.PAGES),
    ],
)
def test_there_are_words_for_every_term(kind, words):
    assert set(words) == set(kind)


def test_there_are_words_for_every_gate_that_refuses():
    assert set(views.GATES) == {gate for gates in WHERE_REFUSED.values() for gate in gates}


def test_a_slip_of_the_pen_is_met_with_what_was_meant_before_the_verdict(ask):
    box = ask("IP address").soup.select_one(".policy-warning")

    assert [part.name for part in box.find_all(recursive=False)][:2] == ["p", "h2"]
    assert "full internet (IP) address" in box.p.a.text
