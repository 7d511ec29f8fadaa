"""The public history: every version, each as it was, and any two side by side (ledger 16.1)."""

# ruff: noqa: ARG001  (the signatures are Django's)
from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from avowal.policy import canonical, prose
from avowal.policy.model import PolicyVersion
from avowal.website.pages import languages
from avowal.website.pages.addresses import Link, resolve
from avowal.website.pages.frame import context
from avowal.website.privacy import history
from avowal.website.privacy.comparing import compare_pages, language_of_both
from avowal.website.privacy.history import Entry, State
from avowal.website.privacy.summary import Told, summary
from avowal.website.privacy.views import page_of, text_of


@dataclass(frozen=True)
class Listed:
    """One version with what it changed, in the reader's language."""

    entry: Entry
    summary: list[Told]


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every version, newest first; `?new=3&old=1` leads to the two side by side."""
    found = history.entries(timezone.now())
    chosen = _chosen(request, found)
    if chosen is not None:
        return HttpResponseRedirect(chosen)
    spoken = languages.words_in(languages.asked())
    title = gettext("Versions of our privacy policy")
    return render(
        request,
        "privacy/history.html",
        {
            **context(request, alternates=_offered(found), above=[_policy_link()], title=title),
            "versions": [Listed(entry, changes_of(entry, spoken)) for entry in found],
            "readable": [entry for entry in found if entry.version is not None],
            "intervals": history.intervals(),
            "nothing_in_force": all(entry.state is not State.IN_FORCE for entry in found),
        },
    )


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version's page as it was, and how it stands today."""
    entry, held = _readable(number)
    page = page_of(held)
    title = gettext("Version %(number)s of our privacy policy") % {"number": number}
    above = [_policy_link(), _history_link()]
    around = context(request, alternates=held.policy.languages, above=above, title=title)
    text = text_of(held, page, around["frame"].navigation.language)
    return render(request, "privacy/version.html", {**around, **text, "entry": entry})


@require_safe
def differences(request: HttpRequest, number: int, since: int) -> HttpResponse:
    """Two versions side by side: what the change means, then the words that went and came."""
    if since > number:
        return HttpResponseRedirect(reverse("privacy:differences", args=[since, number]))
    if since == number:
        return HttpResponseRedirect(reverse("privacy:version", args=[number]))
    (entry, new), (_old_entry, old) = _readable(number), _readable(since)
    try:
        language = language_of_both(old, new, languages.asked())
    except prose.LanguageNotOffered as error:
        raise Http404 from error
    found = compare_pages(old, new, language)
    title = gettext("What changed from version %(old)s to version %(new)s") % {"old": since, "new": number}
    above = [_policy_link(), _history_link()]
    spoken = languages.words_in(languages.asked())
    return render(
        request,
        "privacy/differences.html",
        {
            **context(request, alternates=_in_both(old, new), above=above, title=title),
            "entry": entry,
            "old": old,
            "new": new,
            "summary": summary(old, new, spoken),
            "sections": found,
            "changed": sum(section.changed for section in found),
            "language": language,
            "not_in_language": language != languages.asked(),
        },
    )


@require_safe
def canonical_form(request: HttpRequest, number: int) -> HttpResponse:
    """The canonical bytes of a version, whose SHA-256 the history shows."""
    _entry, held = _readable(number)
    answer = HttpResponse(canonical.write(held.policy), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="policy-{number}.json"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def changes_of(entry: Entry, language: str) -> list[Told]:
    """What the version changed, beside the readable one before it; nothing for the first."""
    if entry.version is None or entry.before is None:
        return []
    return summary(entry.before, entry.version, language)


def _chosen(request: HttpRequest, found: list[Entry]) -> str | None:
    """Where the form of two versions leads; None when nothing, or nothing that there is, was chosen."""
    asked = [request.GET.get(name, "") for name in ("new", "old")]
    numbers = {str(entry.number): entry.number for entry in found if entry.version is not None}
    if not all(number in numbers for number in asked):
        return None
    new, old = (numbers[number] for number in asked)
    return reverse("privacy:differences", args=[max(new, old), min(new, old)])


def _readable(number: int) -> tuple[Entry, PolicyVersion]:
    entry = history.entry(number, timezone.now())
    if entry is None or entry.version is None:
        raise Http404
    return entry, entry.version


def _in_both(old: PolicyVersion, new: PolicyVersion) -> list[str]:
    return [language for language in new.policy.languages if language in old.policy.languages]


def _offered(found: list[Entry]) -> tuple[str, ...]:
    """The languages of the newest version that can be read."""
    newest = next((entry.version for entry in found if entry.version is not None), None)
    return newest.policy.languages if newest else ()


def _policy_link() -> Link:
    return Link(gettext("Privacy"), resolve("/privacy/"))


def _history_link() -> Link:
    return Link(gettext("Versions of our privacy policy"), resolve("/privacy/history/"))
