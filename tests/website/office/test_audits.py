"""The office's audits: the runs, the report of each, asking for one, and the mail on a promise newly broken."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from avowal.policy import audit_runs, proof
from avowal.policy.proof import Proof, Word
from avowal.website import in_force, outbox
from avowal.website.people.actions import Credentials, Role, make_accounts
from avowal.website.settings import deployment

ADDRESS = "/office/audits/"


@pytest.fixture
def desk(own_policy):
    make_accounts([Credentials(Role.PRIVACY_OFFICE, "officer", "a long enough password")])
    client = Client(headers={"host": "plan.localhost:8123"})
    assert client.login(username="officer", password="a long enough password")
    return client


@pytest.fixture
def run(own_policy):
    version, now = in_force.version(), timezone.now()
    found = Proof(
        proof.name_of(now),
        version.number,
        version.sha256,
        now,
        now,
        {"4.1": Word("broken", findings=3), "6.1": Word("kept")},
        {"first_visit": 9},
        newly_broken=("4.1",),
    )
    proof.keep(found, own_policy)
    (proof.directory(own_policy, found.run) / "report.html").write_text("<h1>The report</h1>")
    return found


def test_the_runs_are_listed_with_the_report_of_each(desk, run):
    page = desk.get(ADDRESS)

    assert reverse("audit_report", args=[run.run]) in page.content.decode()
    report = desk.get(reverse("audit_report", args=[run.run]))
    assert b"".join(report.streaming_content) == b"<h1>The report</h1>"


@pytest.mark.parametrize("name", ["20261124T120000Z", "..", "lock", "%2e%2e"])
def test_no_other_file_is_shown_as_a_report(desk, run, name):
    assert desk.get(f"{ADDRESS}{name}/").status_code == 404


def test_asking_for_an_audit_leaves_a_wish_that_serve_and_worker_meet(desk, own_policy):
    assert desk.post(f"{ADDRESS}ask/").status_code == 302

    assert audit_runs.wanted(own_policy) is not None
    with audit_runs.alone(own_policy, timezone.now()):
        assert audit_runs.wanted(own_policy) is None
        assert "has been running since" in desk.get(ADDRESS).content.decode()
        with pytest.raises(audit_runs.AlreadyRunning), audit_runs.alone(own_policy, timezone.now()):
            pass
    assert audit_runs.under_way(own_policy) is None


def test_who_has_no_part_in_the_policy_is_kept_out(run, own_policy):
    make_accounts([Credentials(Role.MEMBER, "somebody", "a long enough password")])
    client = Client(headers={"host": "plan.localhost:8123"})
    client.login(username="somebody", password="a long enough password")

    for path in (ADDRESS, f"{ADDRESS}{run.run}/", f"{ADDRESS}outbox/"):
        assert client.get(path).status_code in (302, 403)
    assert client.post(f"{ADDRESS}ask/").status_code in (302, 403)
    assert audit_runs.wanted(own_policy) is None


def test_15_1_the_office_is_told_of_a_promise_newly_broken_with_a_link_to_the_report(db, run):
    call_command("tell_of_audit", run.run)
    (sent,) = mail.outbox

    assert sent.to == ["web-privacy@harborhealth.example"]
    assert reverse("audit_report", args=[run.run]) in sent.body
    assert "\n4.1  " in sent.body
    assert "\n6.1" not in sent.body


def test_without_a_way_to_send_each_mail_becomes_a_file_that_the_office_shows(desk, run, settings, tmp_path):
    for name, value in deployment.mail(f"file://{tmp_path}/outbox").items():
        setattr(settings, name, value)
    call_command("tell_of_audit", run.run)
    ((name, subject, receiver),) = outbox.listed()

    assert (tmp_path / "outbox" / name).stat().st_mode & 0o077 == 0
    assert (subject, receiver) == (
        "1 promise of our privacy policy is newly broken",
        "web-privacy@harborhealth.example",
    )
    assert subject in desk.get(f"{ADDRESS}outbox/").content.decode()
    assert run.run in desk.get(f"{ADDRESS}outbox/", {"mail": name}).content.decode()
    assert desk.get(f"{ADDRESS}outbox/", {"mail": "../avowal.toml"}).status_code == 404


def test_mail_goes_where_the_setting_says():
    told = deployment.mail("smtp://who:p%40ss@mail.example:2525")

    assert (told["EMAIL_HOST"], told["EMAIL_PORT"], told["EMAIL_HOST_PASSWORD"], told["EMAIL_USE_TLS"]) == (
        "mail.example",
        2525,
        "p@ss",
        True,
    )
    assert deployment.mail("smtps://mail.example")["EMAIL_USE_SSL"] is True
    with pytest.raises(deployment.UnknownMail, match="pigeon") as refused:
        deployment.mail("pigeon://who:secret@mail.example")
    assert "secret" not in str(refused.value)
