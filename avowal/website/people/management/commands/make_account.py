"""`avowal manage make_account`: an account with its role and a password from a file."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from avowal.website.people.actions import Credentials, Role, make_accounts


class Command(BaseCommand):
    help = (
        "Makes an account; one that exists stays as it is. The password comes from a file, never from the command line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="user name")
        parser.add_argument("--role", required=True, type=Role, choices=list(Role), help="what the account is for")
        parser.add_argument("--password-file", required=True, type=Path, help="file whose first line is the password")

    def handle(self, *args: Any, **options: Any) -> None:
        file = Path(options["password_file"])
        if not file.is_file():
            raise CommandError(f"{file} is missing; write the password into it, readable by you alone.")
        password = file.read_text(encoding="utf-8").strip()
        if not password:
            raise CommandError(f"{file} is empty; write the password into it.")
        made = make_accounts([Credentials(Role(options["role"]), options["name"], password)])
        self.stdout.write("Made the account." if made else "An account of that name exists; it stays as it is.")
