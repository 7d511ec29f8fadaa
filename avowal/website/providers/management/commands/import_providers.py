"""`avowal manage import_providers FILE`: the directory of providers, from a file with the columns of NPPES."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from avowal.website.providers.importing import COLUMNS, BadProviders, import_providers

_SHOWN = 20


class Command(BaseCommand):
    help = "Puts the providers of a CSV file in the place of all that are there. Columns: " + "; ".join(COLUMNS)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--made-up",
            action="store_true",
            help="the file is a sample: take only NPIs whose check digit is wrong, so that they are nobody's",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            done = import_providers(file, made_up=options["made_up"])
        except BadProviders as bad:
            shown = "\n".join(bad.problems[:_SHOWN])
            more = len(bad.problems) - _SHOWN
            rest = f"\n… and {more} more." if more > 0 else ""
            raise CommandError(f"Nothing was imported, because of\n{shown}{rest}") from bad
        self.stdout.write(f"The directory has {done.kept} entries now; {done.gone} left it.")
