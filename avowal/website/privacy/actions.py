"""The steps from a draft to a published version: each in one transaction, each on record with who and when.

Whoever changed or submitted a draft cannot approve it; approving publishes it, with its date and its notice to come
(16.1, 16.2, R14). Every refusal is a `Refused`, whose text says what, why and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from avowal.policy import canonical, chain, publishing
from avowal.policy.chain import Untrusted
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.problems import PolicyProblems, Problem
from avowal.policy.reading import DECLARATIONS
from avowal.website.privacy import copies, drafts
from avowal.website.privacy.models import Draft, DraftState, DraftStep, PublishedVersion, StepKind

EDIT, SUBMIT, APPROVE = "privacy.edit_policy", "privacy.submit_policy", "privacy.approve_policy"
NAME = re.compile(r"policy\.yaml|wording/[a-z]{2,3}(-[a-z]{2,8})?\.md")
MOST_CHARACTERS = 2_000_000

User = AbstractBaseUser


class Refused(Exception):
    """A step that is not taken; the text says what, why, and what to do."""


class NotAllowed(Refused):
    """The person's role does not include the step."""


class HasProblems(Refused):
    """A draft that `policy check` refuses; `.problems` lists everything."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        told = ngettext(
            "The draft has %(count)d problem; correct it, then submit it again.",
            "The draft has %(count)d problems; correct them, then submit it again.",
            len(problems),
        )
        super().__init__(told % {"count": len(problems)})


def publish_first(policy: Policy, *, effective_date: date, now: datetime) -> PublishedVersion:
    """Publish a deployment's first version, which needs neither approval nor notice: the row first, then the files.

    Raises publishing.AlreadyPublished, Refused.
    """
    data = settings.AVOWAL.data
    with chain.locked(data):
        copies.finish()
        with _refusing():
            first = publishing.prepare_first(policy, data, effective_date=effective_date, now=now)
        version = copies.keep(first.link, first.canonical)
        copies.finish()
    version.refresh_from_db()
    return version


@transaction.atomic
def start_draft(by: User, files: Mapping[str, str], now: datetime, *, based_on: int | None = None) -> Draft:
    """Begin a draft from the files of a bundle; `based_on` is the version that they say, the latest unless given."""
    _must_be_allowed(by, EDIT)
    if DECLARATIONS not in files:
        raise Refused(_("There is no policy.yaml among the files; add it."))
    checked = {name: _checked(name, text) for name, text in files.items()}
    draft = Draft.objects.create(
        files=checked, based_on=_latest() if based_on is None else based_on, started_at=now, changed_at=now
    )
    _note(draft, StepKind.STARTED, by, now)
    return draft


@transaction.atomic
def write_file(draft: Draft, name: str, text: str, by: User, now: datetime) -> None:
    """Put `text` into the draft's file `name`, a new file where there is none; what is the same is no step."""
    _must_be_allowed(by, EDIT)
    held = _locked(draft)
    if not held.is_open:
        raise Refused(_("This draft can no longer be changed. Withdraw it, or begin a new one."))
    text = _checked(name, text)
    if held.files.get(name) != text:
        held.files = {**held.files, name: text}
        held.changed_at = now
        held.save()
        _note(held, StepKind.CHANGED, by, now, note=name)
    draft.refresh_from_db()


@transaction.atomic
def submit(draft: Draft, effective_date: date, by: User, now: datetime) -> None:
    """Ask for a second person's word on the draft as it is, for `effective_date`. Raises HasProblems, Refused."""
    _must_be_allowed(by, SUBMIT)
    held = _locked(draft)
    if not held.is_open:
        raise Refused(_("This draft cannot be submitted: it is not open any more."))
    policy = _sound(held)
    bytes_ = canonical.write(policy)
    before = _before(held)
    if before.sha256 == canonical.digest(bytes_):
        raise Refused(_("The draft says what the version in force says; change something first."))
    first = publishing.earliest(before, policy, now)
    if effective_date < first:
        raise Refused(
            _("%(date)s is too soon: the policy promises notice of a change. Choose %(soonest)s or later.")
            % {"date": effective_date, "soonest": first}
        )
    with _refusing():
        publishing.must_be_near(effective_date, first)
    held.state, held.effective_date, held.changed_at = DraftState.SUBMITTED, effective_date, now
    held.digest = canonical.digest(bytes_)
    held.save()
    _note(held, StepKind.SUBMITTED, by, now, note=str(effective_date))
    draft.refresh_from_db()


def soonest(policy: Policy, now: datetime) -> date:
    """The first day for which `policy` could be submitted now. Raises Refused when nothing can follow."""
    return publishing.earliest(_newest(), policy, now)


@transaction.atomic
def send_back(draft: Draft, reason: str, by: User, now: datetime) -> None:
    """Give a submitted draft back for mending; the reason is kept."""
    _must_be_allowed(by, APPROVE)
    held = _locked(draft)
    _must_be_submitted(held)
    if not reason.strip():
        raise Refused(_("Say what should be changed, so that it can be mended."))
    held.state, held.changed_at, held.digest = DraftState.SENT_BACK, now, ""
    held.save()
    _note(held, StepKind.SENT_BACK, by, now, note=reason.strip())
    draft.refresh_from_db()


@transaction.atomic
def withdraw(draft: Draft, by: User, now: datetime) -> None:
    """Give a draft up; it stays on record."""
    _must_be_allowed(by, SUBMIT)
    held = _locked(draft)
    if held.state not in drafts.OPEN:
        raise Refused(_("This draft cannot be withdrawn: it is not open any more."))
    held.state, held.changed_at, held.digest = DraftState.WITHDRAWN, now, ""
    held.save()
    _note(held, StepKind.WITHDRAWN, by, now)
    draft.refresh_from_db()


def approve(draft: Draft, by: User, now: datetime, *, seen: str | None = None) -> PublishedVersion:
    """The second person's word: publishes what was submitted, to take effect on its date. Raises Refused.

    `seen` is the `asked` of the draft as the person read it: what was sent back and submitted anew meanwhile is not
    what she agreed to. None where nothing was shown to her.

    The row is committed before the files are written; a process that dies between the two leaves a row that the
    witness writes to the files.
    """
    _must_be_allowed(by, APPROVE)
    with chain.locked(settings.AVOWAL.data), _refusing():
        copies.finish()
        version = _approved(draft, by, now, seen)
        copies.finish()
    draft.refresh_from_db()
    version.refresh_from_db()
    return version


@transaction.atomic
def _approved(draft: Draft, by: User, now: datetime, seen: str | None) -> PublishedVersion:
    held = _locked(draft)
    _must_be_submitted(held)
    submitter = _must_be_another(held, by)
    if seen is not None and seen != held.asked:
        raise Refused(_("The draft was changed after you opened it. Read what it says now, then approve it."))
    policy = _sound(held)
    _before(held)
    if canonical.digest(canonical.write(policy)) != held.digest or held.effective_date is None:
        raise Refused(_("The draft was changed after it was submitted. Send it back; nothing was published."))
    prepared = publishing.prepare_next(
        policy,
        settings.AVOWAL.data,
        effective_date=held.effective_date,
        now=now,
        submitted_by=submitter,
        approved_by=by.get_username(),
    )
    held.state, held.number, held.changed_at = DraftState.APPROVED, prepared.link.number, now
    held.save()
    _note(held, StepKind.APPROVED, by, now)
    return copies.keep(prepared.link, prepared.canonical)


def notice_met(number: int, *, seen_at: datetime) -> None:
    """Seal that the notice of version `number` was met on a site: the row first, then the files. Raises Refused."""
    data = settings.AVOWAL.data
    with chain.locked(data), _refusing():
        copies.finish()
        copies.move(publishing.noticed(data, number, seen_at=seen_at)[-1])
        copies.finish()


@contextmanager
def _refusing() -> Iterator[None]:
    """Turns what `policy` says no to into a Refused."""
    try:
        yield
    except publishing.CannotPublish as error:
        raise Refused(str(error)) from error
    except Untrusted as error:
        told = _("The published policy cannot be trusted (%(why)s); restore it from a backup first.")
        raise Refused(told % {"why": error}) from error


def may_approve(draft: Draft, by: User) -> bool:
    """Whether this person could be the draft's second person."""
    return bool(_has(by, APPROVE)) and draft.state == DraftState.SUBMITTED and not _worked_on(draft, by)


def _must_be_another(draft: Draft, by: User) -> str:
    """The submitter's user name; Refused when `by` had a hand in the draft."""
    if _worked_on(draft, by):
        raise Refused(_("You changed or submitted this draft yourself. Ask somebody else to approve it."))
    return DraftStep.objects.filter(draft=draft, kind=StepKind.SUBMITTED).latest("pk").user_name


def _worked_on(draft: Draft, by: User) -> bool:
    hands = draft.steps.filter(kind__in=(StepKind.STARTED, StepKind.CHANGED, StepKind.SUBMITTED))
    return any(step.by_id == by.pk or step.user_name == by.get_username() for step in hands)


def _must_be_submitted(draft: Draft) -> None:
    if draft.state != DraftState.SUBMITTED:
        raise Refused(_("This draft does not wait for approval. Look at its state."))


def _must_be_allowed(by: User, permission: str) -> None:
    if not _has(by, permission):
        raise NotAllowed(_("Your role does not allow this. Ask an administrator of the office."))


def _has(by: Any, permission: str) -> bool:
    return bool(by.is_active and by.has_perm(permission))


def _locked(draft: Draft) -> Draft:
    """The draft as it is now, held until the transaction ends."""
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _sound(draft: Draft) -> Policy:
    """The draft's policy; HasProblems when `policy check` refuses it."""
    try:
        problems = drafts.problems_of(draft)
        if not problems:
            return drafts.bundle_of(draft).policy
    except PolicyProblems as error:
        problems = error.problems
    raise HasProblems(problems)


def _before(draft: Draft) -> PolicyVersion:
    """The latest version, from which the draft must have been begun. Raises Refused."""
    version = _newest()
    if version.number != draft.based_on:
        raise Refused(
            _("Version %(number)d was published after this draft was begun. Begin a new draft from it.")
            % {"number": version.number}
        )
    return version


def _newest() -> PolicyVersion:
    recorded = publishing.history(Path(settings.AVOWAL.data))
    if not recorded or recorded[-1].version is None:
        raise Refused(_("The published policy cannot be read, so nothing can follow it. Restore it from a backup."))
    return recorded[-1].version


def _latest() -> int:
    return PublishedVersion.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _checked(name: str, text: str) -> str:
    """The text with plain line ends; Refused for a name that no bundle has, or for what is too long."""
    if not NAME.fullmatch(name):
        raise Refused(_("“%(name)s” is no file of a bundle: name it policy.yaml or wording/LANG.md.") % {"name": name})
    if len(text) > MOST_CHARACTERS or "\0" in text:
        raise Refused(_("%(name)s is too long, or not a text.") % {"name": name})
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _note(draft: Draft, kind: StepKind, by: User, now: datetime, *, note: str = "") -> None:
    DraftStep.objects.create(draft=draft, kind=kind, by=by, user_name=by.get_username(), at=now, note=note)
