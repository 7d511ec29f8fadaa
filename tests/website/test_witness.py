"""Whatever is changed outside publishing closes the gates, is told, and is recorded as a gap (R120, R121)."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from avowal.policy import publishing
from avowal.policy.publishing import InForce, Reason
from avowal.website.privacy import copies, witness
from avowal.website.privacy.models import Gap, PublishedVersion

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def in_force(data) -> InForce:
    return InForce(data, lambda: NOW)


@pytest.fixture
def two_versions(own_policy):
    """A first version in force and a second that waits, in rows and files."""
    from avowal.policy.model import Policy

    published = in_force(own_policy).version()
    assert published is not None
    policy: Policy = published.policy
    from dataclasses import replace

    prepared = publishing.prepare_next(
        replace(policy, limits=replace(policy.limits, small_cell=99)),
        own_policy,
        effective_date=date(2027, 1, 15),
        now=NOW,
        submitted_by="ana",
        approved_by="rio",
    )
    copies.keep(prepared.link, prepared.canonical)
    copies.finish()
    assert witness.look(NOW) is None
    return own_policy


def change(number, **values):
    PublishedVersion.objects.filter(number=number).update(**values)


FAULTS = {
    "text": lambda: change(1, canonical=PublishedVersion.objects.get(number=1).canonical + " "),
    "date": lambda: change(1, effective_date=date(2026, 1, 1)),
    "moment": lambda: change(1, published_at=NOW),
    "seal": lambda: change(1, seal="0" * 64),
    "digest": lambda: change(2, sha256="0" * 64),
    "approved by": lambda: change(2, approved_by="mo"),
    "notice": lambda: change(2, notice_since=NOW),
    "row removed": lambda: PublishedVersion.objects.filter(number=2).delete(),
    "all rows removed": lambda: PublishedVersion.objects.all().delete(),
    "row added": lambda: PublishedVersion.objects.create(
        number=3, canonical="{}", sha256="0" * 64, effective_date=NOW.date(), published_at=NOW, seal="0" * 64
    ),
    "row added as if the files were behind": lambda: PublishedVersion.objects.create(
        number=3, canonical="{}", sha256="0" * 64, effective_date=NOW.date(), published_at=NOW, seal="0" * 64,
        previous=PublishedVersion.objects.get(number=2).sha256, on_disk=False,
    ),
    "text, marked as not on disk": lambda: change(1, canonical="{}", on_disk=False),
    "rolled back, marked as not on disk": lambda: (
        PublishedVersion.objects.filter(number=2).delete(), change(1, on_disk=False)
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_r121_row_changed_by_hand_closes_the_gates_until_it_is_mended(two_versions, fault):
    before = list(PublishedVersion.objects.values())
    FAULTS[fault]()

    found = witness.look(NOW)

    assert found, f"R121: {fault} was not noticed"
    assert str(two_versions) not in found
    assert in_force(two_versions).version() is None, f"R121: {fault} left the policy in force"
    assert in_force(two_versions).reason is Reason.DISTRUSTED
    PublishedVersion.objects.all().delete()
    for row in before:
        PublishedVersion.objects.create(**row)
    assert witness.look(NOW + MINUTE) is None
    assert in_force(two_versions).version() is not None
    (gap,) = publishing.gaps(two_versions)
    assert (gap.began, gap.ended) == (NOW, NOW + MINUTE)
    row = Gap.objects.get()
    assert (row.began, row.ended, row.why) == (gap.began, gap.ended, gap.why)
    assert publishing.history(two_versions)[0].gaps == (gap,)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's columns refuse it")
def test_r121_value_that_its_column_cannot_hold_closes_the_gates(two_versions):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE privacy_publishedversion SET effective_date = 'soon' WHERE number = 2")

    assert witness.look(NOW)
    assert in_force(two_versions).version() is None


def test_r121_files_changed_by_hand_are_a_gap_too(two_versions):
    file = Path(two_versions) / "policy" / "versions" / "0001.json"
    original = file.read_bytes()
    file.write_bytes(original + b" ")

    assert "version 1 was changed" in str(witness.look(NOW))
    assert in_force(two_versions).reason is Reason.CHANGED
    assert publishing.gaps(two_versions)[-1].ended is None
    file.write_bytes(original)
    assert witness.look(NOW + MINUTE) is None
    assert publishing.gaps(two_versions)[-1].ended == NOW + MINUTE


def test_r121_files_rolled_back_to_an_earlier_chain_are_noticed(two_versions):
    chain = Path(two_versions) / "policy" / "chain.json"
    chain.write_text(json.dumps(json.loads(chain.read_text())[:1]))
    (Path(two_versions) / "policy" / "versions" / "0002.json").unlink()

    assert in_force(two_versions).version() is not None, "by itself it is a sound chain"
    assert witness.look(NOW)
    assert in_force(two_versions).version() is None


def test_without_an_answer_of_the_database_the_last_conclusion_stands(two_versions, monkeypatch):
    def away(*arguments, **more):
        raise DatabaseError("away")

    monkeypatch.setattr(copies, "difference", away)
    monkeypatch.setattr(witness, "_table_is_gone", lambda: None)
    assert witness.look(NOW) is None
    assert in_force(two_versions).version() is not None

    publishing.distrust(two_versions, "a row was changed.")
    assert witness.look(NOW) is None
    assert in_force(two_versions).version() is None


def test_r121_table_that_was_removed_closes_the_gates(two_versions, monkeypatch):
    monkeypatch.setattr(copies, "difference", lambda: (_ for _ in ()).throw(DatabaseError("no such table")))
    assert witness._table_is_gone() is None
    monkeypatch.setattr(connection.introspection, "table_names", lambda *_, **__: ["django_migrations"])

    assert "table of published versions was removed" in str(witness.look(NOW))
    assert in_force(two_versions).version() is None


def test_machine_that_has_the_key_and_no_files_gets_them_from_the_rows(two_versions):
    directory = Path(two_versions) / "policy"
    before = {file.name: file.read_bytes() for file in directory.rglob("*.json")}
    for file in directory.rglob("*.json"):
        file.unlink()

    assert witness.look(NOW) is None
    assert {file.name: file.read_bytes() for file in directory.rglob("*.json") if file.name != "gaps.json"} == before


def test_r121_chain_that_was_removed_comes_back_and_the_time_without_it_is_recorded(two_versions):
    (Path(two_versions) / "policy" / "chain.json").unlink()
    assert in_force(two_versions).version() is None

    assert witness.look(NOW) is None
    assert witness.look(NOW + MINUTE) is None
    assert in_force(two_versions).version() is not None
    (gap,) = publishing.gaps(two_versions)
    assert (gap.began, gap.ended, gap.why) == (NOW, NOW + MINUTE, witness.LOST)


def test_first_publishing_that_died_before_its_chain_is_finished_without_an_alarm(two_versions):
    """Row committed, canonical file written, chain not yet: nothing was removed by anybody."""
    PublishedVersion.objects.filter(number=2).delete()
    change(1, on_disk=False)
    (Path(two_versions) / "policy" / "chain.json").unlink()

    assert witness.look(NOW) is None
    assert in_force(two_versions).version() is not None
    assert publishing.gaps(two_versions) == (), "a false alarm stands in the public history"


def test_without_files_and_key_nothing_is_made_up(two_versions):
    for file in (Path(two_versions) / "policy").rglob("*.json"):
        file.unlink()
    (Path(two_versions) / "secrets" / "publishing_key").unlink()

    assert witness.look(NOW)
    assert not (Path(two_versions) / "policy" / "chain.json").exists()
    assert in_force(two_versions).version() is None


def test_process_that_died_between_row_and_files_is_finished(two_versions):
    """A notice is sealed in the row, and the process ends before the files follow."""
    copies.move(publishing.noticed(two_versions, 2, seen_at=NOW)[-1])
    assert copies.difference() is not None

    assert witness.look(NOW) is None
    assert publishing.history(two_versions)[1].link.notice_since == NOW
    assert publishing.gaps(two_versions) == ()


def test_gap_that_was_struck_from_the_files_comes_back_from_the_database(two_versions):
    publishing.distrust(two_versions, "x")
    change(1, seal="0" * 64)
    witness.look(NOW)
    (Path(two_versions) / "policy" / "gaps.json").unlink()

    witness.look(NOW + MINUTE)
    assert NOW in {gap.began for gap in publishing.gaps(two_versions)}


def test_database_check_names_the_difference(two_versions):
    from avowal.website.privacy.checks import the_database_holds_what_was_published

    assert the_database_holds_what_was_published(databases=["default"]) == []
    change(2, approved_by="mo")
    (told,) = the_database_holds_what_was_published(databases=["default"])
    assert "Version 2 was changed in the database" in told.msg


def test_first_version_makes_row_and_files(own_policy, policy):
    from avowal.website.privacy import actions

    PublishedVersion.objects.all().delete()
    for file in (own_policy / "policy").rglob("*.json"):
        file.unlink()

    version = actions.publish_first(policy, effective_date=date(2026, 11, 1), now=NOW)
    assert version.on_disk
    assert in_force(own_policy).version() is not None
    assert witness.look(NOW) is None
    with pytest.raises(publishing.AlreadyPublished):
        actions.publish_first(policy, effective_date=date(2026, 11, 1), now=NOW)


@pytest.fixture
def asked_later():
    """As if a second had passed since the policy in force was last asked for."""
    from avowal.website import in_force as website

    return website._in_force.cache_clear


def test_r121_office_says_at_its_door_that_nothing_is_in_force(two_versions, visit, asked_later):
    before = visit("/office/login/").soup
    assert before.select_one(".policy-trouble") is None
    assert before.select_one("input[name=password]")
    assert "Wagtail" not in before.h1.text
    change(1, approved_by="mo")
    witness.look(NOW)
    asked_later()

    page = visit("/office/login/").soup
    assert page.select_one("input, button") is None, "a form that cannot work sends people looking in their browser"
    told = page.select_one(".policy-trouble")
    assert told is not None, "while nothing is in force no cookie passes, so this is where staff can read it"
    assert "was changed outside publishing" in told.text
    assert "nobody can sign in" in told.text
    assert str(two_versions) not in told.text


@pytest.mark.parametrize(("days", "is_told"), [(29, True), (31, False)])
def test_r121_office_tells_everybody_of_a_time_without_a_policy_for_thirty_days(
    two_versions, visit, client, days, is_told
):
    from avowal.policy import gaps
    from avowal.website.people.actions import Credentials, Role, make_accounts

    make_accounts([Credentials(Role.COMMUNICATIONS, "ana", "a long enough password")])
    assert client.login(username="ana", password="a long enough password")
    ended = datetime.now(UTC) - timedelta(days=days)
    gaps.write_gaps(two_versions, (publishing.Gap(ended - MINUTE, "version 1 was changed", ended),))

    told = visit("/office/").soup.select_one(".policy-trouble")
    assert (told is not None) is is_told
    assert told is None or "version 1 was changed" in told.text
    assert visit("/office/login/").soup.select_one(".policy-trouble") is None, "not for those who are not signed in"
