"""Would this be kept, for how long, who may read it, who may get it, and which sentence says so (0.2)."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from avowal.policy.catalogue import Catalogue
from avowal.policy.explaining import explain
from avowal.policy.explanation import Explanation, Named
from avowal.policy.model import Never, Policy


def keys(named: tuple[Named, ...]) -> list[str]:
    return [one.key for one in named]


def rows(found: Explanation) -> set[str]:
    return {row for sentence in found.sentences for row in sentence.promises}


def subject(policy: Policy, name: str) -> list[str]:
    return keys(explain(policy, name).subjects)


def test_an_element_is_told_where_it_is_kept_how_long_and_for_what(harbor):
    found = explain(harbor, "ip_address")

    kept, blocked = found.kept
    assert blocked.collection.key == "collections.blocked_addresses"
    assert (kept.collection.key, kept.door, kept.about, kept.keep) == (
        "collections.weblog",
        "weblog",
        "everyone",
        "30 days",
    )
    assert keys(kept.places) == ["sites.plan", "sites.centers", "sites.medicare"]
    assert keys(found.purposes) == ["purposes.diagnosis", "purposes.security"]
    assert keys(tuple(gift.recipient for gift in found.given_to)) == ["recipients.cloud_host"]
    assert [keys(seen.elements) for seen in found.seen_by] == [["data.ip_address"]]
    assert [never.key for never in found.nevers] == ["address_for_promotion"]
    assert {"3.2", "3.4", "5.1", "5.2"} <= rows(found)


def test_sentences_have_the_pages_number_anchor_and_filled_words(harbor):
    said = next(one for one in explain(harbor, "ip_address").sentences if one.promises == ("5.2",))

    assert (said.number, said.anchor, said.names_it) == ("5", "ip-addresses", True)
    assert "repairing faults" in said.text
    assert "{{" not in said.text


def test_a_sentence_that_is_not_built_yet_says_so(harbor):
    said = {one.promises: one for one in explain(harbor, "email").sentences}

    assert said["1.6",].not_built == (harbor.promises["1.6"].not_built,)
    assert said["1.1",].not_built == ()


def test_of_a_table_only_the_rows_that_show_it_are_told(harbor):
    said = [one.text for one in explain(harbor, "mail_relay").sentences if not one.promises]

    assert said == ["Tern Mail · carries our newsletters and answers to your mailbox · e-mail address and name"]


def test_markdown_does_not_show_in_sentences(harbor):
    text = " ".join(one.text for one in explain(harbor, "email").sentences)

    assert "](" not in text
    assert "\\" not in text


def test_a_collection_is_told_in_groups_that_are_kept_and_read_alike(harbor):
    kept = explain(harbor, "weblog").kept

    assert [(len(one.elements), one.keep, one.about) for one in kept] == [
        (14, "13 months", "everyone"),
        (1, "30 days", "everyone"),
        (1, "13 months", "everyone"),
        (2, "13 months", "signed_in"),
    ]
    assert {element for one in kept for element in keys(one.elements)} == {
        f"data.{key}" for key in harbor.collections["weblog"].elements
    }


def test_a_cookie_is_told_with_its_life_and_the_choice_that_switches_it_on(harbor):
    found = explain(harbor, "harbor_return")

    (item,) = found.in_browser
    assert (item.life, item.essential, item.third_party) == ("180 days", False, None)
    assert keys(found.purposes) == ["purposes.returning_visits"]
    assert [(one.choice.key, one.default) for one in found.choices] == [("choices.remember", False)]
    assert {"4.3", "4.5", "4.12"} <= rows(found)
    assert "4.2" not in rows(found)
    assert explain(harbor, "harbor_session").in_browser[0].life is None


@pytest.mark.parametrize("name", ["video.example", "https://video.example/player?id=1", "vx_player", "Skylight Video"])
def test_a_third_partys_host_and_cookie_are_told_with_what_it_sees(harbor, name):
    found = explain(harbor, name)

    assert "third_parties.video_host" in keys(found.subjects)
    assert (found.seen_by[0].loads, found.seen_by[0].pages) == ("on_click", ("public",))
    assert [(item.key, item.life) for item in found.in_browser] == [("vx_player", "30 days")]
    assert found.given_to[0].contract == "HHP-2025-013"
    assert "14.2" in rows(found)


def test_a_recipient_is_told_with_its_contract_and_nobody_else(harbor):
    found = explain(harbor, "outreach_house")

    (gift,) = found.given_to
    assert (gift.kind, gift.contract, str(gift.until)) == ("vendor", "HHP-2022-019", "2026-06-30")
    assert keys(gift.elements) == ["data.name", "data.postal_address"]
    assert "11.1" not in rows(found)


def test_a_recipient_of_totals_is_told_as_such(harbor):
    assert explain(harbor, "university").given_to[0].aggregate_only


def test_a_beacons_path_is_told_with_what_it_brings_in(harbor):
    found = explain(harbor, "/_a/v")

    assert keys(found.subjects) == ["beacons.page"]
    assert {one.collection.key for one in found.kept} == {"collections.page_views"}
    assert [one.choice.key for one in found.choices] == ["choices.measure"]


def test_a_purpose_is_told_with_everything_it_may_open_and_nothing_else(harbor):
    found = explain(harbor, "measurement")

    opened = {(one.collection.key, element) for one in found.kept for element in keys(one.elements)}
    assert ("collections.weblog", "data.ip_address") not in opened
    assert ("collections.weblog", "data.ip_network") in opened
    for key, collection in harbor.collections.items():
        for element in collection.elements:
            may = "measurement" in collection.purposes_of(element)
            assert ((f"collections.{key}", f"data.{element}") in opened) == may
    assert [never.key for never in found.nevers] == ["account_key_for_measurement"]


def test_an_own_site_is_told_with_what_comes_in_there(harbor):
    found = explain(harbor, "WWW.HarborHealth.example")

    assert keys(found.subjects) == ["sites.plan"]
    collections = {one.collection.key for one in found.kept}
    assert {"collections.weblog", "collections.page_views"} <= collections
    assert "collections.audit_trail" not in collections
    assert "collections.app_screens" not in collections


def test_a_name_of_several_things_is_told_of_all(harbor):
    assert set(subject(harbor, "Skylight Video")) == {"recipients.video_service", "third_parties.video_host"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("E-Mail  Address", "data.email"),
        ("correo electrónico", "data.email"),
        ("data.email", "data.email"),
        ("user.device.ip_address", "data.ip_address"),
        ("member_app", "apps.member_app"),
        ("Weblog of the sites", "collections.weblog"),
    ],
)
def test_a_thing_has_many_names(harbor, name, key):
    assert key in subject(harbor, name)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_declared_thing_can_be_asked_for_by_its_key_in_every_language(harbor, language):
    for part in (
        "data",
        "collections",
        "cookies",
        "beacons",
        "purposes",
        "recipients",
        "third_parties",
        "sites",
        "apps",
    ):
        declared = list(getattr(harbor, part))
        for key in declared if language == "en" else declared[:2]:
            found = explain(harbor, f"{part}.{key}", language)
            assert keys(found.subjects) == [f"{part}.{key}"]
            assert found.sentences, f"no sentence speaks of {part}.{key}"
            assert asdict(found)["asked"] == f"{part}.{key}"


def test_an_answer_in_spanish_has_spanish_names_and_words(harbor):
    found = explain(harbor, "ip_address", "es")

    assert (found.language, found.kept[0].keep) == ("es", "30 días")
    assert found.subjects[0].name == harbor.wording["es"].labels["data.ip_address"]


def test_a_language_that_is_not_offered_is_answered_in_the_source_language(harbor):
    assert explain(harbor, "ip_address", "xx").language == "en"


@pytest.mark.parametrize(
    ("name", "gates"),
    [
        ("fonts.elsewhere.test", ("edge.headers",)),
        ("https://elsewhere.test/x", ("edge.headers",)),
        ("/_a/nothing", ("edge.beacon",)),
        ("blood type", ("edge.weblog", "edge.beacon", "edge.cookies")),
        ("", ("edge.weblog", "edge.beacon", "edge.cookies")),
    ],
)
def test_what_nothing_declares_would_not_be_kept_and_the_gate_is_named(harbor, name, gates):
    found = explain(harbor, name)

    assert not found.is_declared
    assert found.refused_by == gates
    assert not any((found.kept, found.in_browser, found.given_to, found.seen_by, found.sentences))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ip adress", "data.ip_address"),
        ("IP address", "data.ip_address"),
        ("weblogs", "collections.weblog"),
        ("harbor_sesion", "cookies.harbor_session"),
        ("vidio.example", "third_parties.video_host"),
        ("Tern Mial", "recipients.mail_relay"),
    ],
)
def test_a_near_miss_is_told_what_was_meant(harbor, name, key):
    assert key in keys(explain(harbor, name).did_you_mean)


def test_what_is_taken_out_of_the_policy_is_no_longer_kept(harbor):
    weblog = harbor.collections["weblog"]
    elements = Catalogue([(key, one) for key, one in weblog.elements.items() if key != "duration"])
    collections = {**harbor.collections, "weblog": replace(weblog, elements=elements)}
    found = explain(replace(harbor, collections=Catalogue(collections.items())), "duration")

    assert found.is_declared
    assert found.kept == ()
    assert found.given_to == ()


def test_a_never_that_leaves_everything_open_bears_on_everything(harbor):
    policy = replace(harbor, nevers=Catalogue([("rent", Never("rent", "plan"))]))

    assert [never.key for never in explain(policy, "path").nevers] == ["rent"]
