"""`avowal manage check_links`: whether the links out of the sites still work."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from avowal.website.links.actions import check, gather
from avowal.website.links.models import OutgoingLink
from avowal.website.links.reaching import Reacher


class Command(BaseCommand):
    help = "Gathers every link out of the sites, asks each once whether it works, and lists those that do not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-asking", action="store_true", help="only gather, and ask nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        count = gather()
        if options["no_asking"]:
            self.stdout.write(f"{count} links lead to other sites.")
            return
        looked = list(check(OutgoingLink.objects.all(), Reacher(), timezone.now()))
        for link in looked:
            if link.state != OutgoingLink.State.WORKS:
                self.stdout.write(f"{link.get_state_display()}: {link.url} ({link.said})")
                for place in link.places.all():
                    self.stdout.write(f"  on {place.title} {place.address}")
        works = sum(link.state == OutgoingLink.State.WORKS for link in looked)
        self.stdout.write(f"{works} of {count} links work.")
