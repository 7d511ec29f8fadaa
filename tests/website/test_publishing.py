"""From a draft to a version: two people, every step on record, and nothing published that was not agreed (16.1, R14)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from avowal.config import SAMPLE
from avowal.policy import publishing
from avowal.website.people.actions import Credentials, Role, make_accounts
from avowal.website.privacy import actions, drafts
from avowal.website.privacy.models import Draft, DraftState, PublishedVersion, StepKind

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
LATER = date(2027, 1, 15)


@pytest.fixture
def people(own_policy):
    """Staff by name: two of Communications, two of the Privacy office, an administrator, and a member."""
    from django.contrib.auth import get_user_model

    roles = {"ana": "communications", "rio": "privacy_office", "mo": "privacy_office"}
    roles |= {"boss": "administrator", "member-1": "member"}
    make_accounts([Credentials(Role(role), name, "a long enough password") for name, role in roles.items()])
    return {name: get_user_model().objects.get(username=name) for name in roles}


@pytest.fixture
def files():
    """The sample's bundle with one number changed."""
    found = dict(drafts.files_in(SAMPLE / "policy"))
    assert "small_cell: 11" in found["policy.yaml"]
    found["policy.yaml"] = found["policy.yaml"].replace("small_cell: 11", "small_cell: 12", 1)
    return found


@pytest.fixture
def submitted(people, files):
    draft = actions.start_draft(people["ana"], files, NOW)
    actions.submit(draft, LATER, people["ana"], NOW)
    return draft


def steps(draft):
    return [(step.kind, step.user_name, step.note) for step in draft.steps.all()]


def test_draft_becomes_the_next_version_with_a_second_persons_word(people, submitted, own_policy):
    version = actions.approve(submitted, people["rio"], NOW)

    assert (version.number, version.on_disk, submitted.state, submitted.number) == (2, True, DraftState.APPROVED, 2)
    told = publishing.history(own_policy)[1]
    assert told.version is not None
    assert told.version.policy.limits.small_cell == 12
    assert (told.link.submitted_by, told.link.approved_by, told.link.planned_for) == ("ana", "rio", LATER)
    assert told.link.sha256 == version.sha256 == submitted.digest
    assert steps(submitted) == [
        (StepKind.STARTED, "ana", ""),
        (StepKind.SUBMITTED, "ana", str(LATER)),
        (StepKind.APPROVED, "rio", ""),
    ]


def test_16_1_whoever_had_a_hand_in_a_draft_cannot_approve_it(people, files, own_policy):
    draft = actions.start_draft(people["mo"], files, NOW)
    actions.write_file(draft, "policy.yaml", files["policy.yaml"] + "\n", people["boss"], NOW)
    actions.submit(draft, LATER, people["rio"], NOW)

    for name in ("mo", "boss", "rio"):
        assert not actions.may_approve(draft, people[name])
        with pytest.raises(actions.Refused, match="Ask somebody else"):
            actions.approve(draft, people[name], NOW)
    assert len(publishing.history(own_policy)) == 1, "one person published alone"


@pytest.mark.parametrize("name", ["ana", "member-1"])
def test_role_without_the_permission_cannot_approve(people, submitted, name):
    with pytest.raises(actions.NotAllowed):
        actions.approve(submitted, people[name], NOW)
    with pytest.raises(actions.NotAllowed):
        actions.send_back(submitted, "because", people[name], NOW)


def test_member_can_do_nothing(people, files, submitted):
    member = people["member-1"]
    for step in (
        lambda: actions.start_draft(member, files, NOW),
        lambda: actions.write_file(submitted, "policy.yaml", "", member, NOW),
        lambda: actions.submit(submitted, LATER, member, NOW),
        lambda: actions.withdraw(submitted, member, NOW),
    ):
        with pytest.raises(actions.NotAllowed):
            step()


def test_closed_account_approves_nothing(people, submitted):
    people["rio"].is_active = False
    people["rio"].save()

    with pytest.raises(actions.NotAllowed):
        actions.approve(submitted, people["rio"], NOW)


def test_submitting_refuses_what_policy_check_refuses(people, files):
    files["policy.yaml"] = files["policy.yaml"].replace("time_zone:", "time_zon:", 1)
    draft = actions.start_draft(people["ana"], files, NOW)

    with pytest.raises(actions.HasProblems) as refused:
        actions.submit(draft, LATER, people["ana"], NOW)
    assert any("time_zon" in problem.message for problem in refused.value.problems)
    draft.refresh_from_db()
    assert draft.state == DraftState.DRAFT


def test_submitting_refuses_a_keeper_that_this_program_does_not_have(people, files):
    files["policy.yaml"] = files["policy.yaml"].replace("gates: [edge.", "gates: [age.", 1)
    draft = actions.start_draft(people["ana"], files, NOW)

    with pytest.raises(actions.HasProblems) as refused:
        actions.submit(draft, LATER, people["ana"], NOW)
    assert any("There is no gate named" in problem.message for problem in refused.value.problems)


def test_r14_date_that_leaves_no_time_for_notice_is_refused_with_the_first_that_does(people, files):
    draft = actions.start_draft(people["ana"], files, NOW)

    with pytest.raises(actions.Refused, match="Choose 2026-12-25 or later"):
        actions.submit(draft, date(2026, 12, 24), people["ana"], NOW)
    actions.submit(draft, date(2026, 12, 25), people["ana"], NOW)
    with pytest.raises(actions.Refused, match="too soon"):
        actions.approve(draft, people["rio"], NOW + timedelta(days=1))
    draft.refresh_from_db()
    assert draft.state == DraftState.SUBMITTED
    assert PublishedVersion.objects.count() == 1


def test_slip_of_the_year_is_refused_before_it_shuts_out_every_later_change(people, files):
    draft = actions.start_draft(people["ana"], files, NOW)

    with pytest.raises(actions.Refused, match="2207-01-15 is too far away"):
        actions.submit(draft, date(2207, 1, 15), people["ana"], NOW)


def test_approving_beside_rows_that_no_longer_verify_is_refused_in_a_sentence(people, submitted):
    PublishedVersion.objects.filter(number=1).update(seal="0" * 64, on_disk=False)

    with pytest.raises(actions.Refused, match="cannot be trusted"):
        actions.approve(submitted, people["rio"], NOW)
    assert PublishedVersion.objects.count() == 1


def test_draft_that_says_nothing_new_is_refused(people):
    draft = actions.start_draft(people["ana"], drafts.files_in(SAMPLE / "policy"), NOW)

    with pytest.raises(actions.Refused, match="change something first"):
        actions.submit(draft, LATER, people["ana"], NOW)


def test_files_changed_behind_the_submitters_back_are_not_what_was_agreed(people, submitted, own_policy):
    changed = submitted.files["policy.yaml"].replace("small_cell: 12", "small_cell: 13")
    Draft.objects.filter(pk=submitted.pk).update(files={**submitted.files, "policy.yaml": changed})

    with pytest.raises(actions.Refused, match="changed after it was submitted"):
        actions.approve(submitted, people["rio"], NOW)
    assert len(publishing.history(own_policy)) == 1


def test_submitted_draft_is_not_changed_and_one_sent_back_is(people, submitted, files):
    with pytest.raises(actions.Refused):
        actions.write_file(submitted, "policy.yaml", "x", people["ana"], NOW)
    with pytest.raises(actions.Refused, match="Say what"):
        actions.send_back(submitted, " ", people["rio"], NOW)

    actions.send_back(submitted, "the date is a holiday", people["rio"], NOW)
    assert (submitted.state, submitted.digest) == (DraftState.SENT_BACK, "")
    with pytest.raises(actions.Refused):
        actions.approve(submitted, people["rio"], NOW)
    actions.write_file(submitted, "policy.yaml", files["policy.yaml"].replace("\n", "\r\n"), people["ana"], NOW)
    assert steps(submitted)[-1] == (StepKind.SENT_BACK, "rio", "the date is a holiday"), "the same text is no step"
    actions.submit(submitted, LATER, people["ana"], NOW)
    assert actions.approve(submitted, people["rio"], NOW).number == 2


def test_withdrawn_draft_stays_on_record_and_goes_no_further(people, submitted):
    actions.withdraw(submitted, people["ana"], NOW)

    assert steps(submitted)[-1][:2] == (StepKind.WITHDRAWN, "ana")
    with pytest.raises(actions.Refused):
        actions.approve(submitted, people["rio"], NOW)
    with pytest.raises(actions.Refused):
        actions.submit(submitted, LATER, people["ana"], NOW)


def test_draft_begun_before_another_was_published_does_not_undo_it(people, submitted, files):
    old = actions.start_draft(people["ana"], {**files, "policy.yaml": files["policy.yaml"] + "#\n"}, NOW)
    actions.approve(submitted, people["rio"], NOW)

    with pytest.raises(actions.Refused, match="Begin a new draft"):
        actions.submit(old, LATER, people["ana"], NOW)


@pytest.mark.parametrize(
    "name", ["../policy.yaml", "wording/../en.md", "wording/EN.md", "other.yaml", "wording/en.md/"]
)
def test_name_that_no_bundle_has_is_refused(people, files, name):
    draft = actions.start_draft(people["ana"], files, NOW)

    with pytest.raises(actions.Refused, match="no file of a bundle"):
        actions.write_file(draft, name, "x", people["ana"], NOW)


def test_notice_met_moves_the_date_in_row_and_file_alike(people, submitted, own_policy):
    from avowal.website.privacy import copies

    actions.approve(submitted, people["rio"], NOW)
    actions.notice_met(2, seen_at=datetime(2027, 1, 1, 20, tzinfo=UTC))

    row = PublishedVersion.objects.get(number=2)
    assert row.effective_date == date(2027, 2, 1) == publishing.history(own_policy)[1].link.effective_date
    assert row.on_disk
    assert copies.difference() is None


def test_roles_have_the_permissions_that_the_decision_gives_them(people):
    for name, held in {"ana": (True, True, False), "rio": (True, True, True), "member-1": (False,) * 3}.items():
        asked = (actions.EDIT, actions.SUBMIT, actions.APPROVE)
        assert tuple(people[name].has_perm(permission) for permission in asked) == held


def test_name_of_a_person_whose_account_is_gone_stays_on_record(people, submitted):
    people["ana"].delete()

    assert steps(submitted)[0][1] == "ana"
