"""Who, since when, where, whom to ask: facts are found however they are written."""

import pytest

from avowal.policy.model import Address
from avowal.policy.period import Period
from avowal.reader import dates
from avowal.reader.contacts import emails, postal_addresses, telephones
from avowal.reader.document import document
from avowal.reader.names import organisation
from avowal.reader.reading import read
from avowal.reader.resources import language_of
from avowal.reader.values import minimum_age


def test_the_facts_of_a_small_policy(small):
    facts = read(small, "small.md").facts

    assert facts.organisation.name == "Seagrass Mutual"
    assert facts.updated.value == "2026-03-03"
    assert [site.host for site in facts.sites] == ["www.seagrass.example"]
    assert [mail.value for mail in facts.emails] == ["privacy@seagrass.example"]
    assert facts.addresses[0].office == "Privacy Desk"
    assert facts.addresses[0].address == Address("1 Pier Road", "Port Reed", "CA", "90009")
    assert [one.period for one in facts.retention] == [Period(30, "day")]
    assert facts.minimum_age is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("March 1, 2025", "2025-03-01"),
        ("1st of March 2025", "2025-03-01"),
        ("2025-03-01", "2025-03-01"),
        ("3/1/2025", "2025-03-01"),
        ("Sept. 2024", "2024-09"),
        ("February 31, 2024", "None"),
        ("room 2024", "None"),
    ],
)
def test_dates_are_read_as_printed(text, found):
    assert str(dates.find(text)) == found


def test_e_mail_addresses_are_found_behind_what_hides_them():
    text = "Ask privacy[at]reef[dot]example or a.b@reef.example."
    links = ["mailto:%C3%A2%C2%80%C2%8Bhello@reef.example?subject=x"]

    assert list(emails(text, links)) == ["privacy@reef.example", "a.b@reef.example", "hello@reef.example"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 1-800-555-0123 now", ["1-800-555-0123"]),
        ("(303) 555-0177", ["(303) 555-0177"]),
        ("+44 20 7946 0958", ["+44 20 7946 0958"]),
        ("Section 1798.83, ZIP 90017-1234, 2000-2023", []),
    ],
)
def test_telephone_numbers_are_told_from_other_numbers(text, found):
    assert list(telephones(text)) == found


@pytest.mark.parametrize(
    ("text", "office", "street"),
    [
        ("Privacy Desk  \n1 Pier Road  \nPort Reed, CA 90009", "Privacy Desk", "1 Pier Road"),
        ("Write to the Web Office, 48 Ferry Lane, Pell Harbor, CA 90011.", "Web Office", "48 Ferry Lane"),
        ("Reef LLC, 20 W Grand Ave Ste B, PMB 532, Tide, IL 60612 USA", "Reef LLC", "20 W Grand Ave Ste B, PMB 532"),
        ("Reef, PO Box 77, Tide, WA 98999", "Reef", "PO Box 77"),
    ],
)
def test_postal_addresses_are_found_on_lines_and_in_sentences(text, office, street):
    found = list(postal_addresses(document(f"# T\n\n{text}", "p.md").blocks))

    assert [(one.office.removeprefix("the "), one.address.street) for one in found] == [(office, street)]


@pytest.mark.parametrize(
    ("sentences", "title", "name", "legal"),
    [
        (["The Pier County Board doing business as Pier Care runs this."], "", "Pier Care", "Pier County Board"),
        (['Reef Health, Inc. ("Reef", "we") runs this.', "Reef Health cares."], "", "Reef Health", "Reef Health, Inc."),
        (["We are Tidal Clinics.", "At Tidal Clinics, we care."], "Privacy Policy", "Tidal Clinics", ""),
        (["The Cove Library wants you to read.", "Cove Library lends."], "COVE LIBRARY", "Cove Library", ""),
        (["Personal Information is anything.", "Cookies are small."], "Privacy Policy", None, None),
    ],
)
def test_the_organisation_is_found(sentences, title, name, legal):
    found = organisation(sentences, title, [])

    assert (found and found.name, found and found.legal) == (name, legal)


def test_languages_are_known_by_their_english_and_own_names():
    words = ["(English)", "Español", "Khmer/Cambodian", "Tiếng Việt", "繁體中文", "العربية", "Terms"]

    assert [language_of(word) for word in words] == ["en", "es", "km", "vi", "zh-hant", "ar", ""]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Nobody under 18 may sign up.", 18),
        ("We ask nothing of a child younger than thirteen.", 13),
        ("You need to be 16 or older.", 16),
        ("People who are 12 or younger may not join.", 13),
        ("Members must be at least 21 years old.", 21),
        ("We answer in under 15 minutes.", None),
        ("Under 5 people work here.", None),
        ("Under 99 is the price.", None),
    ],
)
def test_an_age_is_read_however_it_is_said(text, age):
    assert minimum_age(text) == age


def test_an_age_below_which_nobody_may_use_a_site_is_a_fact(small):
    policy = small.replace(b"## 2. Logs", b"Nobody under 18 may use these pages.\n\n## 2. Logs")

    assert read(policy, "small.md").facts.minimum_age.value == "18"


@pytest.mark.parametrize("said", ["stay on file for", "are wiped after", "are thrown out, and get rid of, after"])
def test_a_period_of_keeping_is_read_in_everyday_words(small, said):
    policy = small.replace(b"## 2. Logs", f"Our logs {said} three years.\n\n## 2. Logs".encode())

    assert Period(3, "year") in [found.period for found in read(policy, "small.md").facts.retention]
