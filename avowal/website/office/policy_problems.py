"""Where in the office each problem of a draft is mended."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from avowal.policy.problems import Place, Problem
from avowal.policy.reading import DECLARATIONS, WORDING, Bundle

_ENTRY, _STATEMENT = 2, 4
"""Parts of `contacts.privacy` and of `wording.en.scope.3`."""


_Names = dict[str, list[tuple[int, int, str]]]


@dataclass(frozen=True)
class Mended:
    """A problem, the screen that mends it, and what that screen is called."""

    problem: Problem
    url: str
    screen: str


def mended(draft: int, bundle: Bundle, problems: Iterable[Problem]) -> list[Mended]:
    """Each problem with its screen."""
    names = _names(bundle)
    return [Mended(problem, *_screen(draft, bundle, names, problem.place)) for problem in problems]


def _screen(draft: int, bundle: Bundle, names: _Names, place: Place) -> tuple[str, str]:
    path = _declared_at(names, place).split(".")
    if place.file.startswith(f"{WORDING}/"):
        return _wording_screen(draft, bundle, place, path)
    part = path[0]
    if part in ("contacts", "recipients") and len(path) >= _ENTRY:
        screen = _("Change this contact") if part == "contacts" else _("Change this recipient")
        return reverse(f"policy_{part}_entry", args=[draft, path[1]]), screen
    if part == "organisation" and path[1:2] != ["programs"]:
        return reverse("policy_organisation", args=[draft]), _("Change the organisation")
    if part == "limits":
        return reverse("policy_limits", args=[draft]), _("Change times and limits")
    if not part:
        return reverse("policy_draft", args=[draft]), _("Look at the draft")
    return reverse("policy_part", args=[draft, part]), _("Change “%(part)s”") % {"part": part}


def _wording_screen(draft: int, bundle: Bundle, place: Place, path: list[str]) -> tuple[str, str]:
    language = place.file.removeprefix(f"{WORDING}/").removesuffix(".md")
    if len(path) < _STATEMENT - 1:
        return reverse("policy_language", args=[draft, language]), _("Names and translation")
    at = f"#statement-{int(path[3]) + 1}" if len(path) >= _STATEMENT else ""
    worded = bundle.policy.wording[language].sections.get(path[2]) if language in bundle.policy.wording else None
    title = worded.title if worded else path[2]
    return reverse("policy_section", args=[draft, language, path[2]]) + at, _("Change “%(part)s”") % {"part": title}


def _declared_at(names: _Names, place: Place) -> str:
    """The dotted name of what stands on a line, or nearest above it; empty where nothing does."""
    standing = names.get(place.file, [])
    at = bisect_right(standing, (place.line + 1,))
    return standing[at - 1][2] if at else ""


def _names(bundle: Bundle) -> _Names:
    """What stands where in each file, from top to bottom, the most particular name of a line last."""
    standing: _Names = {}
    for name, found in bundle.places.items():
        if name.startswith(WORDING if found.file != DECLARATIONS else ""):
            standing.setdefault(found.file, []).append((found.line, len(name), name))
    return {file: sorted(names) for file, names in standing.items()}
