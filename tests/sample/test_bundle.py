"""The sample plan's policy says what the plan decided: every promise, every retention, every cookie, in both languages."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from avowal import edge, events, website
from avowal.auditor.checks import CHECKS
from avowal.config import SAMPLE
from avowal.policy import checking
from avowal.policy.model import CookieKind, Door, Identifies, Method, Policy, PolicyVersion, Storage
from avowal.policy.period import Period
from avowal.policy.placeholders import PLACEHOLDER
from avowal.policy.prose import page
from avowal.policy.reading import read_bundle

_ROWS = """
    0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9  1.1 1.2 1.3 1.4 1.5 1.6  2.1 2.2 2.3  3.1 3.2 3.3 3.4 3.5
    4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12  5.1 5.2  6.1  7.1 7.2 7.3 7.4  8.1 8.2 8.3 8.4 8.5
    9.1 9.2  10.1 10.2 10.3 10.4 10.5 10.6  11.1 11.2 11.3 11.4 11.5 11.6  12.1 12.2 12.3 12.4  13.1 13.2 13.3
    14.1 14.2 14.3 14.4 14.5 14.6  U.1 U.2 U.3 U.4 U.5 U.6 U.7 U.8 U.9 U.10 U.11 U.12  15.1  16.1 16.2  R.1
    H.1 H.2 H.3 H.4 H.5
"""
LEDGER = _ROWS.split()
_WEBLOG = """
    seen_at site method path status bytes duration referrer_origin browser system ip_address ip_network
    network_owner relayed visitor_key automated member_key service
"""
WEBLOG = _WEBLOG.split()
RETENTION = {
    "weblog": "13 months",
    "page_views": "13 months",
    "area_views": "13 months",
    "app_screens": "13 months",
    "daily_counts": "5 years",
    "browser_reports": "90 days",
    "mail_events": "13 months",
    "newsletter_signups": "30 days",
    "offer_choices": "30 days",
    "newsletter_unconfirmed": "14 days",
    "survey_answers": "2 years",
    "comments": "1 day",
    "comments_rejected": "90 days",
    "contact_cases": "2 years",
    "privacy_cases": "2 years",
    "accounts": "30 days",
    "orders": "6 years",
    "pending_consents": "14 days",
    "disclosures": "6 years",
    "policy_versions": "6 years",
    "audit_trail": "6 years",
    "blocked_addresses": "30 days",
}
COOKIES = {
    "harbor_session": None,
    "harbor_form": None,
    "harbor_age": None,
    "harbor_text_size": "1 year",
    "harbor_choices": "1 year",
    "harbor_return": "180 days",
}
TELEPHONES = {
    "1-800-555-0100": "711",
    "1-800-555-0101": "711",
    "1-833-555-0102": "711",
    "1-844-555-0103": "711",
    "1-866-555-0104": None,
    "1-800-555-0105": "711",
}
DEMO_DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The sample's policy; reading it raises when the bundle does not check clean."""
    return read_bundle(SAMPLE / "policy")


def test_all_95_promises_are_declared_and_no_other(policy: Policy) -> None:
    assert len(LEDGER) == 95
    assert list(policy.promises) == LEDGER


def test_every_promise_stands_under_its_own_heading(policy: Policy) -> None:
    for row, promise in policy.promises.items():
        assert policy.sections[promise.section].ledger == row.partition(".")[0], row


KEPT_IN_PART = {"1.3", "4.9", "14.3", "U.8", "U.9"}


def test_a_promise_names_keepers_that_exist_or_says_what_is_missing(policy: Policy) -> None:
    gates = checking.KEEPERS.keys() | edge.KEEPERS.keys() | events.KEEPERS.keys() | website.KEEPERS.keys()
    for row, promise in policy.promises.items():
        assert set(promise.gates) <= gates, row
        assert set(promise.checks) <= CHECKS.keys() & {row}, row
        assert (promise.is_kept and promise.not_built is not None) == (row in KEPT_IN_PART), row
        assert promise.is_kept or promise.not_built, row


def test_every_retention_is_the_plans(policy: Policy) -> None:
    assert {key: str(found.keep) for key, found in policy.collections.items()} == RETENTION


def test_promise_5_1_the_full_address_is_kept_thirty_days_for_diagnosis_and_security_only(policy: Policy) -> None:
    holders = [key for key, found in policy.collections.items() if "ip_address" in found.elements]
    assert holders == ["weblog", "blocked_addresses"]
    assert policy.collections["blocked_addresses"].purposes == ("security",)
    weblog = policy.collections["weblog"]
    assert weblog.keep_of("ip_address") == Period(30, "day")
    assert set(weblog.purposes_of("ip_address")) == {"diagnosis", "security"}


def test_promise_3_4_the_weblog_holds_these_elements_and_no_others(policy: Policy) -> None:
    assert list(policy.collections["weblog"].elements) == WEBLOG


def test_promise_3_5_a_member_key_and_a_service_are_noted_of_signed_in_visits_only(policy: Policy) -> None:
    weblog = policy.collections["weblog"]
    signed_in = {element for element in weblog.elements if weblog.audience_of(element) == "signed_in"}
    assert signed_in == {"member_key", "service"}


def test_promise_1_1_what_comes_in_by_itself_identifies_nobody(policy: Policy) -> None:
    for key, found in policy.collections.items():
        if found.method is Method.AUTOMATIC:
            assert not [e for e in found.elements if policy.data[e].identifies is Identifies.YES], key


def test_each_built_door_has_one_collection(policy: Policy) -> None:
    for door, key in (
        (Door.WEBLOG, "weblog"),
        (Door.PAGE_BEACON, "page_views"),
        (Door.AREA_BEACON, "area_views"),
        (Door.APP_SCREEN, "app_screens"),
        (Door.MAIL_BEACON, "mail_events"),
        (Door.CLOSED_DAY, "daily_counts"),
        (Door.BROWSER_REPORT, "browser_reports"),
    ):
        assert list(policy.collections_by(door)) == [key]
    assert {key: (found.path, found.collection) for key, found in policy.beacons.items()} == {
        "page": ("/_a/v", "page_views"),
        "areas": ("/_a/a", "area_views"),
        "screens": ("/_a/s", "app_screens"),
        "reports": ("/_a/r", "browser_reports"),
        "mail": ("/_a/m/", "mail_events"),
    }


def test_promise_4_1_the_cookies_are_the_plans_and_nothing_else_is_kept_in_a_browser(policy: Policy) -> None:
    assert {key: found.life and str(found.life) for key, found in policy.cookies.items()} == COOKIES
    for key, cookie in policy.cookies.items():
        assert cookie.storage is Storage.COOKIE, key
        assert (cookie.kind is CookieKind.SESSION) == (COOKIES[key] is None), key


def test_promise_4_5_the_remembered_visit_is_off_until_it_is_chosen(policy: Policy) -> None:
    optional = [key for key, found in policy.cookies.items() if not found.essential]
    assert optional == ["harbor_return"]
    assert policy.cookies["harbor_return"].choice == "remember"
    assert policy.choices["remember"].default is False


def test_every_purpose_and_every_kind_of_data_is_used_by_something(policy: Policy) -> None:
    collections = policy.collections.values()
    assert {element for found in collections for element in found.elements} == set(policy.data)
    purposes = {purpose for found in collections for purpose in found.purposes}
    purposes |= {cookie.purpose for cookie in policy.cookies.values()}
    purposes |= {c.removeprefix("purposes.") for choice in policy.choices.values() for c in choice.covers}
    assert set(policy.purposes) <= purposes


def test_promise_1_6_a_recipient_may_get_only_what_some_collection_has_for_that_purpose(policy: Policy) -> None:
    for key, recipient in policy.recipients.items():
        for element in recipient.elements:
            if not recipient.contract:  # regulators and courts: the law opens it, not a purpose of ours
                continue
            holders = [found for found in policy.collections.values() if element in found.elements]
            assert any(set(found.purposes_of(element)) & set(recipient.purposes) for found in holders), (key, element)


def test_one_contract_ends_within_thirty_days_and_one_has_ended(policy: Policy) -> None:
    ends = {key: r.contract.until for key, r in policy.recipients.items() if r.contract and r.contract.until}
    soon = [key for key, until in ends.items() if DEMO_DAY <= until <= DEMO_DAY + timedelta(days=30)]
    over = [key for key, until in ends.items() if until < DEMO_DAY]
    assert (soon, over) == (["interpreter_service"], ["outreach_house"])


def test_telephone_lines_carry_their_tty_numbers_and_hours(policy: Policy) -> None:
    lines = [found for found in policy.contacts.values() if found.telephone]
    assert {found.telephone: found.tty for found in lines} == TELEPHONES
    assert {found.hours for found in lines} == {"always"}


def test_both_languages_make_the_same_promises_in_the_same_order_from_the_same_declarations(policy: Policy) -> None:
    english, spanish = (_said(policy, language) for language in ("en", "es"))
    assert english == spanish
    stated = [row for promises, _ in english for row in promises]
    assert stated == LEDGER


def test_the_spanish_wording_says_that_nobody_has_reviewed_it(policy: Policy) -> None:
    spanish = policy.wording["es"]
    assert (spanish.origin, spanish.reviewer, spanish.qualification) == ("machine", None, None)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_comes_whole_in_each_language(policy: Policy, language: str) -> None:
    shown = page(PolicyVersion(1, "0" * 64, DEMO_DAY, policy), language)
    text = "\n".join(block.markdown for section in shown.sections for block in section.blocks)
    assert "{{" not in text
    assert [section.number for section in shown.sections if section.number] == [str(n) for n in range(1, 17)]
    assert "web-privacy@harborhealth.example" in text
    links = set(re.findall(r"\]\((/[^)]*)\)", text))
    prefix = "" if language == "en" else f"/{language}"
    pages = {"privacy/", "privacy/choices/", "privacy/your-data/", "terms/", "contact/"}
    pages |= {f"resources/{key}/" for key in ("languages", "nondiscrimination", "privacy-practices")}
    assert links == {f"{prefix}/{page}" for page in pages}


def _said(policy: Policy, language: str) -> list[tuple[tuple[str, ...], list[str]]]:
    """Each statement's promises and placeholders, in the order of the page; their order in a sentence is grammar's."""
    return [
        (statement.promises, sorted(found["name"] for found in PLACEHOLDER.finditer(statement.text)))
        for section in policy.wording[language].sections.values()
        for statement in section.statements
    ]
