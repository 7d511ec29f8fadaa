"""`avowal manage tell_of_audit`: the mail on promises that an audit found newly broken."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from avowal.policy import proof
from avowal.website import in_force
from avowal.website.privacy import audit_mail


class Command(BaseCommand):
    help = "Tells the contact of the policy by mail of the promises that a run of the audit found newly broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", help="name of the run, as its directory under data/audits/")

    def handle(self, *args: Any, **options: Any) -> None:
        version = in_force.version()
        try:
            run = proof.read(settings.AVOWAL.data, options["run"])
        except ValueError:
            run = None
        if run is None or version is None or run.sha256 != version.sha256:
            raise CommandError(f"{options['run']} is no audit of the version in force.")
        try:
            told = audit_mail.tell(run, version)
        except audit_mail.NobodyToTell as error:
            raise CommandError(str(error)) from None
        except (OSError, SMTPException) as error:
            raise CommandError(
                f"The mail could not be sent: {type(error).__name__}. See `email_url`, and `avowal doctor`."
            ) from None
        self.stdout.write("The mail was sent." if told else "Nothing is newly broken, so nobody was told.")
