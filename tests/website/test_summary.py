"""What a change means for people, in their language and with the policy's own names (ledger 16.1)."""

from dataclasses import fields, replace
from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avowal.policy.catalogue import Catalogue
from avowal.policy.differences import compare
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.period import Period
from avowal.website.privacy.summary import Direction, summary


@pytest.fixture
def told(policy, versions):
    """The summary of a change of the sample's policy."""

    def tell(change, language="en"):
        old, new = (
            PolicyVersion(number, "", date(2026, 11, 16), one) for number, one in ((1, policy), (2, change(policy)))
        )
        with override(language):
            return summary(old, new, language)

    return tell


def part(policy, name, key, **changes):
    found = getattr(policy, name)
    kept = {other: replace(entry, **changes) if other == key else entry for other, entry in found.items()}
    return replace(policy, **{name: Catalogue(kept.items())})


def without(policy, name, key):
    kept = ((other, entry) for other, entry in getattr(policy, name).items() if other != key)
    return replace(policy, **{name: Catalogue(kept)})


def renamed(policy, name, old, new):
    """The entry `old` under another key: to compare with something new."""
    return replace(
        policy, **{name: Catalogue((new if key == old else key, one) for key, one in getattr(policy, name).items())}
    )


MORE, LESS, OTHER = Direction.MORE, Direction.LESS, Direction.OTHER
CHANGES = {
    "new element": (
        lambda policy, make: make.taking_in(policy, "survey_answers", "zip_code"),
        (MORE, "Survey answers – now takes in as well: ZIP code. Kept for 2 years."),
    ),
    "longer": (
        lambda policy, make: make.kept_for(policy, "weblog", "ip_address", "60 days"),
        (MORE, "Weblog of the sites – kept longer: full internet (IP) address. Now 60 days, before 30 days."),
    ),
    "shorter": (
        lambda policy, make: make.kept_for(policy, "weblog", "ip_address", "10 days"),
        (LESS, "Weblog of the sites – kept less long: full internet (IP) address. Now 10 days, before 30 days."),
    ),
    "collection withdrawn": (
        lambda policy, _: without(policy, "collections", "browser_reports"),
        (LESS, "No longer collected: Browser reports of blocked content."),
    ),
    "new purpose": (
        lambda policy, _: part(policy, "collections", "browser_reports", purposes=("security", "trends")),
        (MORE, "Browser reports of blocked content – may now also be used for following trends: everything in it."),
    ),
    "recipient gets more": (
        lambda policy, _: part(
            policy, "recipients", "university", elements=(*policy.recipients["university"].elements, "age_range")
        ),
        (MORE, "Harbor State University may now get as well: age range."),
    ),
    "recipient gets more than totals": (
        lambda policy, _: part(policy, "recipients", "university", aggregate_only=False),
        (MORE, "Harbor State University may now get more than totals."),
    ),
    "recipient gone": (
        lambda policy, _: without(policy, "recipients", "university"),
        (LESS, "Harbor State University no longer gets anything."),
    ),
    "third party sees more": (
        lambda policy, _: part(
            policy, "third_parties", "video_host", sees=("ip_address", "browser", "system", "seen_at", "path")
        ),
        (MORE, "Skylight Video can now see as well: page asked for."),
    ),
    "cookie stays": (
        lambda policy, _: part(policy, "cookies", "harbor_text_size", life=Period.parse("2 years")),
        (MORE, "stays in your browser for another time: 2 years. Before: 1 year."),
    ),
    "choice withdrawn": (
        lambda policy, _: without(policy, "choices", "remember"),
        (MORE, "The choice “Remember my visit” is no longer offered."),
    ),
    "choice made beforehand": (
        lambda policy, _: part(policy, "choices", "offers", default=True),
        (MORE, "The choice “Tell me about offers by mail” is now on unless you switch it off."),
    ),
    "never withdrawn": (
        lambda policy, _: without(policy, "nevers", "children_shared"),
        (
            MORE,
            "We no longer rule this out – giving to others: e-mail address of the parent and first name of the child.",
        ),
    ),
    "promise withdrawn": (
        lambda policy, _: without(policy, "promises", "8.1"),
        (MORE, "We no longer promise: “Our sites are made for adults.”"),
    ),
    "contact": (
        lambda policy, _: part(policy, "contacts", "privacy", email="ask@harborhealth.example"),
        (
            OTHER,
            "Digital Communications Office can now be reached at: ask@harborhealth.example · 200 Quay Street, Port",
        ),
    ),
    "less notice": (
        lambda policy, _: replace(policy, limits=replace(policy.limits, notice_before_change=Period.parse("7 days"))),
        (MORE, "Notice before a change of this policy: now 7 days, before 30 days."),
    ),
    "wording only": (
        lambda policy, make: make.reworded(policy, "en", "It is all up to you.", "Nobody has to take part."),
        (OTHER, "Only the wording changed, in this section: Surveys about your visit."),
    ),
    "translation only": (
        lambda policy, make: make.reworded(policy, "es", "sitios", "sitios web"),
        (OTHER, "Translations changed: Español."),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_16_1_change_is_told_with_its_direction(told, versions, name):
    change, (direction, sentence) = CHANGES[name]
    found = told(lambda policy: change(policy, versions))

    assert any(one.direction is direction and sentence in one.text for one in found), found


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("collections", "browser_reports", "Newly collected: reports"),
        ("recipients", "university", "New recipient: Harbor State University"),
        ("third_parties", "video_host", "New third party: Skylight Video (video.example). It can see:"),
        ("cookies", "harbor_return", "New in your browser:"),
        ("choices", "remember", "New choice: “Remember my visit”."),
        ("sites", "medicare", "The policy now covers as well:"),
        ("nevers", "sell", "We now rule this out – selling:"),
        ("duties", "end_newsletter", "Our duty: stop a newsletter, now within 1 day."),
    ],
)
def test_16_1_something_new_is_told(policy, name, key, words):
    old = PolicyVersion(1, "", date(2026, 11, 16), without(policy, name, key))
    with override("en"):
        found = summary(old, PolicyVersion(2, "", date(2026, 12, 24), policy), "en")

    assert any(words.replace("reports", "Browser reports of blocked content") in one.text for one in found), found


def test_names_are_said_in_the_language_of_the_reader(told, versions):
    found = told(lambda policy: versions.taking_in(policy, "survey_answers", "zip_code"), "es")

    assert any("código postal" in one.text.lower() and "2 años" in one.text for one in found)


@pytest.mark.parametrize("language", ["en", "es", "zh-hant", "zh-hans", "ko", "ar"])
def test_an_address_to_write_to_stands_apart_from_what_is_beside_it(told, language):
    """Chinese joins a list without spaces: a reader would copy more than the address."""
    mail = "ask@harborhealth.example"
    found = told(lambda policy: part(policy, "contacts", "privacy", email=mail), language)
    sentence = next(one.text for one in found if mail in one.text)

    before, after = sentence.split(mail)
    assert before[-1] in "\u2066 ：", sentence
    assert after.lstrip("\u2069").startswith(" · "), sentence


def test_what_means_more_stands_first(told, versions):
    def change(policy):
        policy = without(policy, "recipients", "university")
        return versions.kept_for(policy, "weblog", "ip_address", "60 days")

    directions = [one.direction for one in told(change)]

    assert directions == sorted(directions, key=list(Direction).index)
    assert directions[0] is MORE


def test_nothing_is_told_where_nothing_changed(told):
    assert told(lambda policy: policy) == []


PARTS = [field.name for field in fields(Policy) if field.type.startswith("Catalogue") and field.name != "wording"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_change_of_the_declarations_is_passed_over(policy, data):
    """Whatever entry of whatever part comes or goes, the summary has a sentence for it."""
    name = data.draw(st.sampled_from([name for name in PARTS if getattr(policy, name)]))
    key = data.draw(st.sampled_from(list(getattr(policy, name))))
    fewer = without(policy, name, key)
    old, new = data.draw(st.permutations([policy, fewer]))

    assert compare(old, new).declarations
    assert summary(PolicyVersion(1, "", date(2026, 1, 1), old), PolicyVersion(2, "", date(2026, 2, 1), new), "en")
