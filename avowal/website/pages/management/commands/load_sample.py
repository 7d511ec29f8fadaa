"""`avowal manage load_sample`: the sites of a content directory, made where they are missing."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from avowal.config import SAMPLE
from avowal.website import in_force
from avowal.website.pages.actions import load_content
from avowal.website.pages.content_files import ContentProblem
from avowal.website.promotions.actions import load_promotions
from avowal.website.providers.models import Provider


class Command(BaseCommand):
    help = "Makes sites, pages, navigation, pictures and the alert from a content directory; twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        own = settings.AVOWAL.content
        default = own if own.is_dir() else SAMPLE / "content"
        parser.add_argument("--content", type=Path, default=default, help=f"content directory (default: {default})")
        parser.add_argument("--refresh", action="store_true", help="set pages and navigation back to the files")

    def handle(self, *args: Any, **options: Any) -> None:
        policy = in_force.policy()
        if policy is None:
            raise CommandError(f"{in_force.trouble()} The sites are those that the policy in force declares.")
        try:
            loaded = load_content(
                options["content"],
                settings=settings.AVOWAL,
                policy=policy,
                today=timezone.localdate(),
                refresh=options["refresh"],
            )
            promotions = load_promotions(options["content"], policy.languages, timezone.localdate())
        except ContentProblem as problem:
            raise CommandError(str(problem)) from problem
        providers = options["content"] / "providers.csv"
        if providers.is_file() and (options["refresh"] or not Provider.objects.exists()):
            call_command("import_providers", providers, "--made-up", stdout=self.stdout)
        self.stdout.write(
            f"Made {loaded.sites} sites, {loaded.pages} pages, {loaded.pictures} pictures, "
            f"{loaded.documents} documents, "
            f"{loaded.navigations} navigations, {loaded.alerts} alerts, {promotions} promotions."
        )
