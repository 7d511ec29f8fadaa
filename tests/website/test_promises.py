"""The board of promises: *kept* only from an audit of the version in force that is young enough (16.1)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from avowal.policy import proof
from avowal.policy.proof import Proof, Word
from avowal.website import in_force

BOARD = "/privacy/promises/"


@pytest.fixture
def audited(own_policy):
    """Leaves the record of an audit that began some days ago; other promises were not exercised."""

    def leave(days=0.1, sha256="", **words):
        version, began = in_force.version(), timezone.now() - timedelta(days=days)
        told = {key.replace("_", "."): word for key, word in words.items()}
        verdicts = {
            promise: told.get(f"p{promise}", Word("not checked", "not exercised", "Nothing was there."))
            for promise in version.policy.promises
        }
        run = Proof(
            proof.name_of(began), version.number, sha256 or version.sha256, began, began, verdicts, {"first_visit": 12}
        )
        proof.keep(run, own_policy)
        return run

    return leave


@pytest.fixture
def states(visit):
    """State of each promise on the board, as a visitor reads it."""
    return lambda path=BOARD: {one["data-promise"]: one for one in visit(path).soup.select("[data-promise]")}


def test_16_1_without_an_audit_every_promise_is_there_and_none_is_kept(states, policy, own_policy):
    found = states()

    assert sorted(found) == sorted(policy.promises)
    assert {one["data-state"] for one in found.values()} == {"not-checked"}, "16.1: kept without any audit"
    assert "has not been audited yet" in found["4.1"].text
    assert "Surveys are not built." in found["7.1"].text


def test_16_1_kept_is_said_of_what_a_young_audit_of_this_version_tried(states, audited):
    audited(p4_1=Word("kept", said="Compared every cookie."), p4_8=Word("broken", findings=2))
    found = states()

    assert found["4.1"]["data-state"] == "kept"
    assert found["4.1"].select_one("details p").text == "Compared every cookie."
    assert found["4.8"]["data-state"] == "broken"
    assert found["6.1"]["data-state"] == "not-checked"


@pytest.mark.parametrize("how", [{"days": 7.1}, {"days": -1}, {"sha256": "0" * 64}], ids=["old", "to come", "version"])
def test_16_1_kept_is_not_said_from_an_audit_that_is_old_or_to_come_or_of_another_version(states, audited, how):
    audited(p4_1=Word("kept"), **how)

    assert states()["4.1"]["data-state"] == "not-checked", "16.1: kept from an audit that proves nothing now"


def test_16_1_broken_stays_until_an_audit_finds_it_kept(states, audited):
    audited(days=30, p4_1=Word("broken", findings=1))
    audited(days=1)
    assert states()["4.1"]["data-state"] == "broken", "16.1: a broken promise is forgotten"

    audited(days=0.1, p4_1=Word("kept"))
    assert states()["4.1"]["data-state"] == "kept"


def test_16_1_a_record_that_was_spoiled_proves_nothing(states, audited, own_policy):
    run = audited(p4_1=Word("kept"))
    file = proof.directory(own_policy, run.run) / proof.FILE
    file.write_text(file.read_text().replace('"kept"', '"certainly kept"'))

    assert states()["4.1"]["data-state"] == "not-checked"


@pytest.mark.parametrize(
    ("path", "language", "direction", "word"),
    [("/es", "es", "ltr", "cumplida"), ("/ar", "ar", "rtl", "موفى به"), ("/zh-hant", "zh-hant", "ltr", "已遵守")],
)
def test_r60_the_board_speaks_the_language_of_its_address(visit, audited, path, language, direction, word):
    audited(p4_1=Word("kept", said="Compared every cookie."))
    soup = visit(path + BOARD).soup

    assert (soup.html["lang"], soup.html["dir"]) == (language, direction)
    one = soup.select_one('[data-promise="4.1"]')
    assert one.select_one(".state").text == word
    assert one.select_one("details p")["lang"] == "en", "what was tried is told in English, and must say so"
    assert not soup.main.select("script, [style]")


def test_the_policy_leads_to_the_board_and_each_promise_leads_back(visit, own_policy):
    assert visit("/privacy/").soup.select_one(f'a[href="{BOARD}"]')
    assert visit(BOARD).soup.select_one('[data-promise="4.1"] a')["href"] == "/privacy/#p-4.1"
