"""One part of policy.yaml as text, with the schema's reference beside it."""

# ruff: noqa: ARG002  (the signatures are Django's)
from __future__ import annotations

import dataclasses
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from avowal.policy.model import Policy
from avowal.policy.problems import Problem
from avowal.policy.reading import DECLARATIONS, WORDING
from avowal.website.office import policy_help
from avowal.website.office import policy_queries as queries
from avowal.website.office.policy_base import EditView
from avowal.website.office.policy_problems import Mended
from avowal.website.office.policy_saving import Files, Rows, Screen
from avowal.website.privacy.bundle_files import NoSuchPlace, part, replace_part

PARTS = frozenset(field.name for field in dataclasses.fields(Policy)) - {WORDING, "format"}


class PartView(EditView):
    """The lines of one part; what cannot be read is refused, with each problem's line as the field counts it."""

    template_name = "office/policy/part.html"

    @cached_property
    def key(self) -> str:
        key = str(self.kwargs["part"])
        if key not in PARTS:
            raise Http404
        return key

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(self._standing(self.draft.files)[1])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.typed = request.POST.get("text", "").replace("\r\n", "\n")
        trouble = self.store()
        if trouble is not None:
            return self._shown(self.typed, 409 if "meanwhile" in trouble else 422, **trouble)
        return self.back(reverse("policy_part", args=[self.draft.pk, self.key]))

    def screen(self) -> Screen:
        return Screen(self._rows, self._changes)

    def _rows(self, files: Files) -> Rows:
        return ((self.key, self._standing(files)[1]),)

    def typed_rows(self) -> Rows:
        return ((self.key, self.typed),)

    def _changes(self, files: Files) -> dict[str, str]:
        try:
            return {DECLARATIONS: replace_part(files[DECLARATIONS], self.key, self.typed)}
        except NoSuchPlace:
            return {DECLARATIONS: self.typed}

    def _standing(self, files: Files) -> tuple[int, str]:
        """The part's first line and its text; the whole file where the part cannot be found."""
        try:
            return part(files[DECLARATIONS], self.key)
        except NoSuchPlace:
            return 1, files[DECLARATIONS]

    def _shown(self, text: str, status: int = 200, **context: Any) -> HttpResponse:
        first = self._standing(self.draft.files)[0]
        here = reverse("policy_part", args=[self.draft.pk, self.key])
        refused: list[Mended] = context.pop("refused", [])
        found = refused or [one for one in queries.findings(self.draft, self.bundle) if one.url == here]
        lines = text.split("\n")
        return self.answer(
            status,
            text=text,
            rows=min(40, max(12, len(lines) + 2)),
            part=self.key,
            problems=[_in_field(one.problem, first, lines) for one in found],
            is_refused=bool(refused),
            reference=policy_help.reference(self.key),
            shape=policy_help.shape(self.key),
            **context,
        )

    def get_page_title(self) -> str:
        return self.key

    def crumbs(self) -> list[dict[str, Any]]:
        return [*super().crumbs()[:1], {"url": "", "label": self.key}]


def _in_field(problem: Problem, first: int, lines: list[str]) -> dict[str, Any]:
    """A problem with its line in the field and the text of that line; no line where it stands elsewhere."""
    line = problem.place.line - first + 1
    within = problem.place.file == DECLARATIONS and 0 < line <= len(lines)
    return {"problem": problem, "line": line if within else None, "text": lines[line - 1].strip() if within else ""}
