"""`avowal manage …`: Django's own commands in a deployment."""

from __future__ import annotations

import os

import typer

from avowal.cli.answers import Deployment, command, settings_of


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        epilog="Example: avowal manage createsuperuser",
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
        add_help_option=False,
    )(manage)


@command
def manage(context: typer.Context, deployment: Deployment = None) -> None:
    """Run a Django command, such as migrate, check or createsuperuser."""
    django(settings_of(deployment).mode, *context.args)


def django(mode: str, *arguments: str) -> None:
    """Run one Django command in this process, for the deployment that AVOWAL_DEPLOYMENT names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = f"avowal.website.settings.{mode}"
    from django.core.management import execute_from_command_line

    execute_from_command_line(["avowal manage", *arguments])
