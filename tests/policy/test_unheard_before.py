"""Sentences of kinds that were not heard at first: each pair contradicts itself, each near miss does not.

Written by the author of the rules that hear them, after those rules stood and before any of these sentences was tried
on them. Then 13 of the 20 pairs were heard and 18 of the 20 near misses left alone; what failed was mended in the
rules, never by words of the sentence. So this list shows that nothing is lost again, and no recall: that is measured on
policies by others (`tests/reader`).

A pair is one section: a title (may be empty) and its paragraphs; the first quotation marks the never, the second the
may. A near miss differs from a contradiction by other data, another recipient, another purpose, another condition, or
by an exception that is stated.
"""

from __future__ import annotations

import pytest

from avowal.policy.assertions import Certainty, Contradiction
from avowal.policy.contradictions import contradictions
from avowal.policy.hearing import Context, hear_all
from avowal.policy.problems import Place

PAIRS = [
    # joining data
    (
        "",
        "Your browser sends us its version and your IP address.\nWe match this with your account records.",
        "IP addresses are never linked to the people who use them.",
    ),
    (
        "Beacons",
        "Web beacons count openings of our newsletter.\nWe join this with your health information to choose topics.",
        "What the beacons report is not combined with medical information.",
    ),
    (
        "",
        "We do not tie the location of your phone to your name.",
        "The app associates your location with your full name when you call for help.",
    ),
    # given for one thing, used for another
    (
        "",
        "Whatever data you submit for one purpose will not be used for any other purpose.",
        "Now and then we write to customers about offers of our sponsors.",
    ),
    ("", "The information you provide is used for no other purpose.", "We inform users about discounts of partner shops."),
    (
        "",
        "Personal data is used only for the purpose for which it was collected.",
        "We alert people to new products from other companies with your e-mail address.",
    ),
    # called anonymous
    (
        "Server logs",
        "Our server keeps a log file. Each entry lists the IP address and the page. These records are fully anonymous.",
        "Each entry lists the IP address",
    ),
    (
        "Cookies",
        "Cookies collect your name and the pages viewed.\nThis information is anonymous.",
        "Cookies collect your name",
    ),
    (
        "",
        "We use pixels in our messages. The data is entirely anonymous.",
        "These pixels record your e-mail address and when you read.",
    ),
    # others who track
    (
        "",
        "We never permit other companies to monitor you on our pages.",
        "We work with Clickmeadow and Brandloom. Both may use cookies to collect browsing history.",
    ),
    (
        "",
        "There is no tracking by third parties.",
        "Advertising networks such as Adfern may gather the pages you visit.",
    ),
    (
        "",
        "No outside company may set cookies on our site.",
        "We use Statwell, an analytics provider. Statwell sets its own cookies on your device.",
    ),
    pytest.param(
        "",
        "We do not let advertisers collect your data.",
        "These pages hold buttons of Chirpline, and ad networks receive the addresses of the pages you open.",
        marks=pytest.mark.xfail(strict=True, reason="pages visited are not held to be personal, as “your data” is"),
    ),
    # items under a title
    (
        "Who receives your data",
        "- Sister companies, so they can tell you about their products\n- Our mail service provider",
        "We do not give personal information to anybody for promotional purposes.",
    ),
    (
        "How we share information",
        "- Advertising partners, in order to show ads that fit your interests",
        "We do not disclose information to advertisers.",
    ),
    # sold, seen, accessible, named as a thing
    ("", "Your personal data is not for sale.", "We give customer lists to list brokers in exchange for payment."),
    ("", "No third party has access to your phone number.", "Our delivery partner Swiftcart can see your phone number."),
    ("", "Your comments are visible to other companies.", "Comments are never shared with other companies."),
    ("", "We do not share your e-mail address with affiliates.", "You can object to our sharing of your e-mail address with our affiliates."),
    (
        "",
        "We share nothing about you with outsiders.",
        "We grant our business partners access to your purchase history.",
    ),
]  # fmt: skip
NEAR_MISSES = [
    # other data
    ("", "We do not combine IP addresses with your name.", "We combine page views with the kind of your browser."),
    ("", "We never link beacons with health information.", "We link your order with your postal address to deliver it."),
    ("Server logs", "Each entry lists the IP address.", "Survey answers are anonymous."),
    ("", "Our log contains IP addresses. We publish totals. These totals are anonymous.", "We log your IP address."),
    ("", "No one else can see your password.", "Other members can see your screen name."),
    ("", "Your health information is not for sale.", "We sell aggregated statistics to universities."),
    # other recipient
    ("", "Advertisers have no access to your data.", "Our hosting provider has access to your data."),
    ("With whom we share", "- Contractors, so that they can answer your calls", "We never share data with advertisers."),
    ("", "We do not permit social networks to track you.", "We track the pages you visit to repair faults."),
    ("", "We do not disclose your name to Brandloom or other advertisers.", "We share your name with our vendor Postwell."),
    # other purpose
    ("", "Data you give us for one purpose is not used for another.", "We use log data to find faults in our servers."),
    ("Who receives your data", "- Auditors and contractors, to check our books", "We never share your data for marketing."),
    ("", "We never share your data so that others can advertise.", "We share your data with vendors to prevent fraud."),
    ("", "We do not tell you about products of other companies.", "We tell members about our own services."),
    # other condition
    ("", "We do not track you across other websites.", "We record the pages you visit here."),
    ("", "This data may be made anonymous.", "An entry shows your IP address."),
    ("", "We do not share your data with partners without your consent.", "With your consent, partners have access to your data."),
    # an exception that is stated
    ("", "No one but our vendors has access to your phone number.", "Our vendors can see your phone number."),
    ("", "Your data is not for sale.", "A buyer may receive your data, should our company merge or be sold."),
    ("", "We do not let third parties track you unless you agree.", "If you agree, third parties may track you."),
]  # fmt: skip


def found(title: str, *paragraphs: str) -> tuple[Contradiction, ...]:
    lines = [line for paragraph in paragraphs for line in paragraph.split("\n")]
    texts = [(Place("wording/en.md", number), line) for number, line in enumerate(lines, 1)]
    return contradictions(hear_all(texts, Context.of_section(title)))


@pytest.mark.parametrize(("title", "one", "other"), PAIRS)
def test_a_pair_of_sentences_that_cannot_both_be_so_is_heard_0_2(title: str, one: str, other: str) -> None:
    assert found(title, one, *([other] if other not in one else []))


@pytest.mark.parametrize(("title", "one", "other"), NEAR_MISSES)
def test_two_sentences_that_can_both_be_so_are_no_sure_contradiction(title: str, one: str, other: str) -> None:
    assert [each for each in found(title, one, other) if each.certainty is Certainty.SURE] == []
