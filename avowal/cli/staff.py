"""Work on a deployment's database as a member of staff: the website made ready, and who is at the keyboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from avowal import config
from avowal.cli.answers import NO, CouldNot, err
from avowal.cli.keepers import keepers

PASSWORD = "AVOWAL_STAFF_PASSWORD"  # noqa: S105  (the name of a variable)
NOT_YOU = "That user name and password do not go together, or the account may not do this."


@contextmanager
def working(settings: config.Settings, *, migrate_if_empty: bool = False) -> Iterator[None]:
    """The website's database, ready to be worked on; what it refuses is told in a sentence.

    A rule that says no ends with exit code 1, a database that is not there or not migrated with 2.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = f"avowal.website.settings.{settings.mode}"
    import django

    django.setup()
    from django.db import DatabaseError

    from avowal.policy.chain import Untrusted
    from avowal.policy.publishing import AlreadyPublished
    from avowal.website.privacy.actions import Refused
    from avowal.website.privacy.drafts import know_keepers

    know_keepers(keepers())
    try:
        _must_be_migrated(migrate_if_empty=migrate_if_empty)
        yield
    except Refused as refused:
        err.print(str(refused), markup=False)
        raise typer.Exit(NO) from None
    except DatabaseError:
        raise CouldNot(
            "The database does not answer, so nothing was done. See `database_url` in avowal.toml."
        ) from None
    except Untrusted as error:
        raise CouldNot(f"The published policy cannot be trusted ({error}). Restore it from a backup.") from None
    except AlreadyPublished as error:
        raise CouldNot(str(error)) from None


def signed_in(name: str | None, permission: str) -> Any:
    """The member of staff who gives her name and password and has `permission`; CouldNot tells nobody which lacks."""
    from django.contrib.auth import authenticate

    if not name:
        raise CouldNot("Say who you are with --as NAME.")
    user = authenticate(username=name, password=_password())
    if user is None or not user.has_perm(permission):  # type: ignore[attr-defined]
        raise CouldNot(NOT_YOU)
    return user


def _password() -> str:
    given = os.environ.pop(PASSWORD, None)  # no process that this one starts needs it
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise CouldNot(f"There is no terminal to ask for the password on. Set {PASSWORD}.")
    return str(typer.prompt("Password", hide_input=True, err=True))


def _must_be_migrated(*, migrate_if_empty: bool) -> None:
    from django.core.management import call_command
    from django.db import connection

    tables = connection.introspection.table_names()
    if not tables and migrate_if_empty:
        call_command("migrate", interactive=False, verbosity=0)
    elif "privacy_publishedversion" not in tables:
        raise CouldNot("The database is not ready for this version of avowal. Run `avowal manage migrate` first.")
