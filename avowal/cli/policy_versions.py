"""`avowal policy publish`, `approve`, `history`: from a bundle to a version that holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from avowal import config
from avowal.cli import staff
from avowal.cli.answers import NO, CouldNot, Deployment, Json, answer, command, err, out, settings_of
from avowal.cli.keepers import keepers
from avowal.policy import chain
from avowal.policy.checking import check_bundle
from avowal.policy.model import Policy
from avowal.policy.problems import PolicyProblems
from avowal.policy.publishing import Gap, InForce, Recorded, gaps, history
from avowal.policy.reading import read

As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help="Your user name as staff; the password is asked for, or comes from AVOWAL_STAFF_PASSWORD.",
        show_default=False,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `avowal policy`."""
    app.command(epilog="Example: avowal policy publish ./policy --effective 2027-01-15 --as ana")(publish)
    app.command(epilog="Example: avowal policy approve 3 --as rio")(approve)
    app.command(name="history", epilog="Example: avowal policy history --json")(show_history)


@command
def publish(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A directory with policy.yaml and wording/LANG.md.")],
    effective: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="In force from; unless said today for a first version, else the first day that keeps the notice.",
            show_default=False,
        ),
    ] = None,
    as_: As = None,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Publish a deployment's first version; submit a later one, which a second person approves.

    A bundle that `check` refuses is refused here too.
    """
    settings = settings_of(deployment)
    policy = checked(bundle)
    day = _day(effective)
    if chain.exists(settings.data):
        _submit(settings, bundle, policy, day, as_, as_json=as_json)
    else:
        _publish_first(policy, settings, day, as_json=as_json)


@command
def approve(
    draft: Annotated[int, typer.Argument(metavar="DRAFT", help="The draft's number, as `publish` printed it.")],
    sha256: Annotated[
        str | None,
        typer.Option(
            metavar="DIGEST",
            help="Only if this is the text, as `publish` printed it: what was submitted anew meanwhile is refused.",
            show_default=False,
        ),
    ] = None,
    as_: As = None,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Give the second person's word on a submitted draft, and so publish it.

    DRAFT is the number of the draft: a version has a number only from now on. Whoever changed or submitted the draft
    cannot approve it. Read what it changes first, in the office or with `avowal policy diff`.
    """
    with staff.working(settings_of(deployment)):
        from django.utils import timezone

        from avowal.website.privacy import actions
        from avowal.website.privacy.models import Draft

        by = staff.signed_in(as_, actions.APPROVE)
        found = Draft.objects.filter(pk=draft).first()
        if found is None:
            raise CouldNot(f"There is no draft {draft}. `avowal policy publish` and the office tell a draft's number.")
        if sha256 is not None and sha256 != found.digest:
            raise CouldNot(f"The text of draft {draft} is another one: sha256 {found.digest}. Read it, then say that.")
        version = actions.approve(found, by, timezone.now(), seen=found.asked if sha256 else None)
    if as_json:
        answer(
            {"version": version.number, "effective_date": version.effective_date.isoformat(), "sha256": version.sha256}
        )
        return
    out.print(
        f"Version {version.number} is published and waits for {version.effective_date}: sha256 {version.sha256}\n"
        "Its notice stands on the sites' pages from now on; if that begins late, the date moves.",
        markup=False,
    )


@command
def show_history(deployment: Deployment = None, as_json: Json = False) -> None:
    """List every version with its date, hash and state, and the times when nothing was in force.

    Exit code 1 when nothing is in force now.
    """
    settings = settings_of(deployment)
    in_force = InForce(settings.data)
    recorded, without = history(settings.data), gaps(settings.data)
    told = [_told(entry, in_force) for entry in recorded]
    if as_json:
        answer({"versions": told, "gaps": [_gap(gap) for gap in without], "trouble": in_force.trouble})
    elif told:
        _show(told, without)
    if in_force.trouble:
        err.print(in_force.trouble, markup=False)
        raise typer.Exit(NO)


def checked(bundle: Path) -> Policy:
    """The policy of a bundle that `check` finds nothing in; raises PolicyProblems otherwise."""
    found_there = read(bundle)
    found = check_bundle(found_there, keepers())
    if found:
        raise PolicyProblems(found)
    return found_there.policy


def today(policy: Policy, now: datetime) -> date:
    """The day it is where the organisation is."""
    return now.astimezone(ZoneInfo(policy.organisation.time_zone)).date()


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise CouldNot(f"“{written}” is not a date such as 2026-12-01.") from None


def _publish_first(policy: Policy, settings: config.Settings, day: date | None, *, as_json: bool) -> None:
    now = datetime.now(UTC)
    with staff.working(settings, migrate_if_empty=True):
        from avowal.website.privacy import actions

        version = actions.publish_first(policy, effective_date=day or today(policy, now), now=now)
    if as_json:
        answer(
            {"version": version.number, "effective_date": version.effective_date.isoformat(), "sha256": version.sha256}
        )
        return
    out.print(f"Version {version.number} is published, in force from {version.effective_date}: sha256 {version.sha256}")


def _submit(
    settings: config.Settings, bundle: Path, policy: Policy, day: date | None, name: str | None, *, as_json: bool
) -> None:
    if not name:
        raise CouldNot(
            f"{chain.directory(settings.data)} already holds a published policy, and a change needs two people. "
            "Say who you are with --as NAME."
        )
    with staff.working(settings):
        from django.db import transaction
        from django.utils import timezone

        from avowal.website.privacy import actions, drafts

        by, now = staff.signed_in(name, actions.SUBMIT), timezone.now()
        with transaction.atomic():
            draft = actions.start_draft(by, drafts.files_in(bundle), now)
            actions.submit(draft, day or actions.soonest(policy, now), by, now)
    if as_json:
        answer({"draft": draft.pk, "effective_date": str(draft.effective_date), "sha256": draft.digest})
        return
    out.print(
        f"Draft {draft.pk} is submitted, to be in force from {draft.effective_date}: sha256 {draft.digest}\n"
        "Nothing changes until a second person says yes, in the office or with\n"
        f"`avowal policy approve {draft.pk} --sha256 {draft.digest} --as NAME`.",
        markup=False,
    )


def _told(entry: Recorded, in_force: InForce) -> dict[str, Any]:
    now, waiting = in_force.version(), in_force.waiting()
    link = entry.link
    waits = waiting is not None and waiting.number == link.number
    if entry.trouble:
        state = "changed outside publishing"
    elif waits:
        state = "waiting"
    elif now is None:
        state = "not in force"
    else:
        state = "in force" if now.number == link.number else "archived"
    return {
        "version": link.number,
        "state": state,
        "effective_date": (waiting.effective_date if waiting and waits else link.effective_date).isoformat(),
        "planned_for": link.planned_for and link.planned_for.isoformat(),
        "published_at": link.published_at.isoformat(),
        "notice_since": link.notice_since and link.notice_since.isoformat(),
        "submitted_by": link.submitted_by or None,
        "approved_by": link.approved_by or None,
        "sha256": link.sha256,
    }


def _gap(gap: Gap) -> dict[str, str | None]:
    return {"began": gap.began.isoformat(), "ended": gap.ended.isoformat() if gap.ended else None, "why": gap.why}


def _show(told: list[dict[str, Any]], without: tuple[Gap, ...]) -> None:
    table = Table("version", "state", "effective", "notice since", "approved by", "sha256")
    for entry in told:
        noticed = (entry["notice_since"] or "")[:16].replace("T", " ")
        cells = (entry["version"], entry["state"], entry["effective_date"], noticed, entry["approved_by"] or "")
        table.add_row(*(str(cell) for cell in cells), entry["sha256"][:12])
    out.print(table)
    for gap in without:
        until = f"to {gap.ended:%Y-%m-%d %H:%M}" if gap.ended else "and until now"
        out.print(f"Nothing was in force from {gap.began:%Y-%m-%d %H:%M} {until} (UTC): {gap.why}", markup=False)
