"""What `avowal doctor` looks at of audits: whether one was made lately, and whether mail that tells of it can go."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from avowal.cli.examining import Seen, ok, trouble
from avowal.config import Settings

MAIL_SECONDS = 10
SMTP_PORTS = {"smtp": 587, "smtps": 465}


def mail(settings: Settings) -> Seen:
    """Whether mails can go where they should; nothing is sent."""
    parts = urlsplit(settings.mail)
    see = "See `email_url`: file:///DIR, smtp://user:password@host:587 or smtps://…"
    if parts.scheme == "file":
        outbox = Path(unquote(parts.path))
        standing = next(folder for folder in (outbox, *outbox.parents) if folder.exists())
        if not os.access(standing, os.W_OK):
            return trouble("mail", f"{outbox} cannot be written, so mails are lost.", see)
        return ok("mail", f"each is put into {outbox}; nobody is sent any")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        return trouble("mail", "`email_url` names no way to send mail that is known here.", see)
    try:
        with socket.create_connection((parts.hostname, parts.port or SMTP_PORTS[parts.scheme]), MAIL_SECONDS):
            return ok("mail", f"{parts.hostname} answers")
    except OSError as error:
        return trouble("mail", f"{parts.hostname} does not answer: {error.strerror or type(error).__name__}.", see)


def audits(settings: Settings, now: datetime) -> Seen:
    """Whether the version in force was audited lately enough for its promises to be shown as kept."""
    from avowal.policy import audit_runs, proof
    from avowal.policy.publishing import InForce

    version, failure = InForce(settings.data).version(), audit_runs.failure(settings.data)
    if failure is not None:
        return trouble(
            "audits",
            f"The last audit, of {failure.at:%Y-%m-%d %H:%M} UTC, could not be made: {failure.why}",
            "Mend that, then run `avowal audit`.",
        )
    newest = proof.newest(settings.data, version.sha256) if version else None
    run_one = "Run `avowal audit`, or set `audit_every` and let `avowal serve` do it."
    if newest is None:
        found = "The version in force has not been audited, so none of its promises is shown as kept."
        return trouble("audits", found, run_one) if settings.mode == "production" else ok("audits", found)
    if now - newest.began_at > timedelta(days=settings.audit_days):
        days = f"{settings.audit_days} {'day' if settings.audit_days == 1 else 'days'}"
        old = (
            f"The last audit is of {newest.began_at:%Y-%m-%d}, and no promise is shown as kept for longer than {days}."
        )
        return trouble("audits", old, run_one)
    counts = ", ".join(f"{newest.count(state)} {state}" for state in proof.STATES)
    return ok("audits", f"the last began {newest.began_at:%Y-%m-%d %H:%M} UTC: {counts}")
