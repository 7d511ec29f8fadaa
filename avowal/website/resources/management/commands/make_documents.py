"""`avowal manage make_documents`: every PDF that the sites offer, made beforehand, so that no visitor waits for one."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from avowal.website import in_force
from avowal.website.resources import pdf, printing
from avowal.website.resources.documents import DocumentProblem, documents
from avowal.website.resources.proofreading import problems


class Command(BaseCommand):
    help = "Looks the documents over, makes the PDF of each in each language, and deletes those of texts that are gone."

    def handle(self, *args: Any, **options: Any) -> None:
        policy = in_force.policy()
        if policy is None:
            raise CommandError(f"{in_force.trouble()} The documents are those that the policy in force lists.")
        try:
            for problem in problems(documents(), policy):
                self.stderr.write(problem)
            files = [file for key, language in printing.every() if (file := printing.file_of(key, language))]
        except (DocumentProblem, pdf.CannotMake) as error:
            raise CommandError(str(error)) from error
        gone = pdf.forget_others(files, settings.AVOWAL.data)
        self.stdout.write(f"{len(files)} PDF files are ready; {gone} of older texts were deleted.")
