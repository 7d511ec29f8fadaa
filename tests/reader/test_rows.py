"""Rows of the ledger are recognised from what a sentence says, in many words; its contrary is not taken for it."""

import pytest
from test_sentences import only

from avowal.reader.document import document
from avowal.reader.features import Featured
from avowal.reader.rows import rules
from avowal.reader.sentences import sections_and_sentences


def stated(text, heading="Privacy"):
    _sections, groups = sections_and_sentences(document(f"# {heading}\n\n{text}", "p.md").blocks, "p.md")
    found = set()
    for sentence in (sentence for group in groups for sentence in group):
        found |= {rule.name for rule in rules() if rule.match(Featured(sentence, ("Seagrass Mutual",)))}
    return found


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("0.1", "Seagrass Mutual is a county agency that arranges dental coverage."),
        ("0.3", "Nothing taken in here becomes part of your medical record."),
        ("0.8", "Protected health information falls under another document."),
        ("1.1", "We gather no personal information unless you volunteer it."),
        ("1.4", "We use your details only for the reason for which you gave them."),
        ("1.5", "Your information is never traded, leased or licensed."),
        ("1.6", "Contractors get personal information only where they need it."),
        ("2.1", "We count how many people come by, which pages they open and how long they stay."),
        ("3.1", "A server log records every visit automatically."),
        ("3.4", "It holds your IP address, your browser, your operating system and the time."),
        ("4.2", "Session cookies are erased when you close your browser."),
        ("4.3", "Persistent cookies stay for your next visit."),
        ("4.6", "Our cookies do not pass anything to other websites."),
        ("4.7", "With cookies we never look at other files on your device."),
        ("4.11", "No health information is ever collected by a beacon."),
        ("4.12", "Your browser can block cookies."),
        ("5.2", "The IP address helps us troubleshoot the server."),
        ("6.1", "We install no spyware."),
        ("7.3", "The survey is optional."),
        ("8.2", "We do not knowingly collect anything from children."),
        ("8.4", "If a child gave us something, we erase it."),
        ("9.2", "You can unsubscribe from the newsletter at any time."),
        ("10.1", "Our pages link to Facebook and YouTube."),
        ("11.1", "We disclose data when a court order requires it."),
        ("11.5", "Our vendors must keep it confidential."),
        ("11.6", "We share data with affiliates."),
        ("12.4", "Please read the privacy statements of other websites."),
        ("13.3", "Technical and physical safeguards keep intruders out."),
        ("14.4", "We are not responsible for what other companies do."),
        ("16.1", "We may revise this policy and will post the revision here."),
        ("U.9", "We use it to detect and prevent fraud."),
        ("U.10", "We use it to enforce our terms."),
    ],
)
def test_a_row_is_recognised(row, text):
    assert row in stated(text)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("1.5", "We may sell your personal information."),
        ("4.11", "A beacon may carry health information."),
        ("6.1", "We install spyware."),
        ("8.2", "We collect information from children."),
        ("13.3", "Our office has physical safeguards under the law."),
        ("11.5", "We sell to vendors."),
        ("4.7", "We look at other cookies on your computer."),
        ("14.4", "We control these third parties."),
    ],
)
def test_the_contrary_is_not_taken_for_it(row, text):
    assert row not in stated(text)


def test_a_list_under_a_heading_of_sharing_tells_who_gets_it():
    assert {"11.1", "11.6"} <= stated("* Affiliates.\n* Courts, when a law requires it.\n", "Who we share data with")


def test_a_sentence_on_something_else_states_nothing():
    assert only("Bread needs flour, water and patience.").signs.isdisjoint({"cookie", "sell"})
    assert stated("Bread needs flour, water and patience.") == set()


@pytest.mark.parametrize(
    ("row", "text", "heading"),
    [
        ("1.1", "You can read everything here without giving us your name.", "Privacy"),
        ("2.1", "Counted: visits, page views, length of stay.", "Statistics"),
        ("8.1", "Nobody under 18 may use these pages.", "Age"),
        ("11.1", "State inspectors may see records when the law says so.", "Who sees your data"),
        ("11.2", "Couriers, and the company that hosts our site.", "Who gets your information"),
        ("11.6", "Sponsors of an event.", "Who gets your information"),
        ("12.2", "These rules end where our pages end.", "Links to other websites"),
        ("13.2", "Data lies in locked rooms that outsiders cannot enter.", "Safety"),
        ("15.1", "privacy@seagrass.example", "Contact"),
    ],
)
def test_a_row_is_recognised_in_everyday_words(row, text, heading):
    assert row in stated(text, heading)


@pytest.mark.parametrize(
    ("row", "text", "heading"),
    [
        ("12.1", "No link on our pages leads to other websites.", "Links"),
        ("11.2", "We give nothing to couriers.", "Privacy"),
        ("U.9", "Nothing protects you from fraud.", "How we use data"),
        ("2.1", "We do not count visits, page views or how long you stay.", "Statistics"),
    ],
)
def test_a_denial_in_everyday_words_is_not_taken_for_it(row, text, heading):
    assert row not in stated(text, heading)
