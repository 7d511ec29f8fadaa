"""Fills a demo's database: run as a process of its own, so that the serving process never loads Django."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(accounts: list[str]) -> None:
    """Migrate, load the content, make `accounts` (each `name=role=password file`), for AVOWAL_DEPLOYMENT."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "avowal.website.settings.demo"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_sample")
    for account in accounts:
        name, role, file = account.split("=", 2)
        call_command("make_account", name, role=role, password_file=Path(file))


if __name__ == "__main__":
    main(sys.argv[1:])
