"""What the policy's screens show: how things stand, a draft's problems, its parts, and what it would change."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from avowal.policy import publishing, translations
from avowal.policy.differences import WordChange, compare
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.problems import PolicyProblems, Problem, Severity
from avowal.policy.reading import WORDING, Bundle
from avowal.website import in_force
from avowal.website.office.policy_problems import Mended, mended
from avowal.website.pages import languages as spoken
from avowal.website.privacy import actions, drafts, history
from avowal.website.privacy.models import Draft, DraftState
from avowal.website.privacy.summary import Told, summary

UNDER_WAY = (DraftState.DRAFT, DraftState.SENT_BACK, DraftState.SUBMITTED)
MOST_WORDS = 40
"""Changed statements that a draft's page shows; the rest is counted."""


@dataclass(frozen=True)
class Standing:
    """What is in force, what waits, what was before, and what is in the way."""

    version: PolicyVersion | None
    waiting: PolicyVersion | None
    trouble: str | None
    entries: list[history.Entry]


@dataclass(frozen=True)
class SectionLine:
    """One section of one language in a list."""

    anchor: str
    title: str
    worded: bool
    stale: bool


@dataclass(frozen=True)
class LanguageLine:
    """One language of a draft, with its sections in the page's order."""

    code: str
    name: str
    is_source: bool
    unreviewed: bool
    sections: list[SectionLine]
    unnamed: int
    """How many declared things have no name in it."""

    @property
    def stale(self) -> int:
        return sum(section.stale for section in self.sections)


@dataclass(frozen=True)
class Group:
    """Problems of one translation; `language` is empty for those of the declarations and the source."""

    language: str
    name: str
    problems: list[Mended]

    @property
    def is_translation(self) -> bool:
        return bool(self.language)


@dataclass(frozen=True)
class Changes:
    """What a draft would change: in sentences, and word by word; `trouble` where it cannot be told."""

    told: list[Told]
    words: list[WordChange]
    more_words: int = 0
    trouble: bool = False

    @property
    def widens(self) -> bool:
        return any(one.direction == "more" for one in self.told)


def standing() -> Standing:
    """How the policy stands now."""
    return Standing(in_force.version(), in_force.waiting(), in_force.trouble(), history.entries(timezone.now()))


def problems(draft: Draft, bundle: Bundle) -> list[Mended]:
    """What stops the draft from being published, each with the screen that mends it."""
    return [found for found in findings(draft, bundle) if found.problem.severity is Severity.PROBLEM]


def grouped(problems: list[Mended], bundle: Bundle) -> list[Group]:
    """Problems of the declarations and the source first: those of the translations most often follow from them."""
    source = bundle.policy.source_language
    groups: dict[str, list[Mended]] = {"": []}
    for found in problems:
        language = found.problem.place.file.removeprefix(f"{WORDING}/").removesuffix(".md")
        is_translation = found.problem.place.file.startswith(f"{WORDING}/") and language != source
        groups.setdefault(language if is_translation else "", []).append(found)
    return [Group(code, spoken.own_name(code) if code else "", found) for code, found in groups.items() if found]


def advice(draft: Draft, bundle: Bundle) -> list[Mended]:
    """What would be better otherwise, and stops nothing."""
    return [found for found in findings(draft, bundle) if found.problem.severity is Severity.ADVICE]


def findings(draft: Draft, bundle: Bundle) -> list[Mended]:
    """Everything that `policy check` says of the draft."""
    return mended(draft.pk, bundle, _findings(tuple(sorted(draft.files.items()))))


@lru_cache(maxsize=4)
def _findings(files: tuple[tuple[str, str], ...]) -> tuple[Problem, ...]:
    """Checking takes a second or so, and every screen of a draft shows its problems: it is done once for each state."""
    try:
        return drafts.findings_of(Draft(files=dict(files)))
    except PolicyProblems as error:
        return error.problems


def languages(bundle: Bundle) -> list[LanguageLine]:
    """Every language of the draft, the source first."""
    policy = bundle.policy
    codes = dict.fromkeys([policy.source_language, *policy.languages, *policy.wording])
    return [_language(policy, code) for code in codes if code]


def _language(policy: Policy, code: str) -> LanguageLine:
    wording = policy.wording.get(code)
    state = translations.state(policy, code) if wording else None
    worded = wording.sections if wording else {}
    lines = [
        SectionLine(
            anchor, worded[anchor].title if anchor in worded else anchor, anchor in worded, _is_stale(state, anchor)
        )
        for anchor in dict.fromkeys([*policy.sections, *worded])
    ]
    is_source = code == policy.source_language
    unnamed = 0 if is_source or wording is None else len(set(translations.label_keys(policy)) - wording.labels.keys())
    unreviewed = bool(state and state.unreviewed and not is_source)
    return LanguageLine(code, spoken.own_name(code), is_source, unreviewed, lines, unnamed)


def _is_stale(state: translations.TranslationState | None, anchor: str) -> bool:
    return state is not None and anchor in state.stale


def parts(bundle: Bundle) -> list[tuple[str, int | None]]:
    """The parts of policy.yaml that are changed as YAML, with how many entries each has."""
    found = ((field.name, getattr(bundle.policy, field.name)) for field in dataclasses.fields(Policy))
    return [(name, _entries(value)) for name, value in found if name not in (WORDING, "format")]


def _entries(value: Any) -> int | None:
    return len(value) if hasattr(value, "keys") or isinstance(value, tuple) else None


def changes(bundle: Bundle) -> Changes | None:
    """What the draft would change of the latest version; None where there is none to compare with."""
    before = in_force.waiting() or in_force.version()
    if before is None:
        return None
    draft = PolicyVersion(before.number + 1, "", timezone.localdate(), bundle.policy)
    return _changes(before, draft, get_language() or before.policy.source_language)


@lru_cache(maxsize=4)
def _changes(before: PolicyVersion, draft: PolicyVersion, language: str) -> Changes:
    """Comparing is done once for each state of a draft."""
    try:
        found = compare(before.policy, draft.policy)
        told = summary(before, draft, language) if found.words or found.declarations else []
    except (AttributeError, LookupError):
        return Changes([], [], trouble=True)  # a name that nothing declares; it is among the problems
    return Changes(told, list(found.words[:MOST_WORDS]), max(0, len(found.words) - MOST_WORDS))


def earliest(policy: Policy) -> date | None:
    """The first day on which a draft that is submitted and approved today could take effect."""
    before = in_force.version()
    return publishing.earliest(before, policy, timezone.now()) if before and policy.organisation.time_zone else None


def why_no_approval(draft: Draft, user: Any) -> str:
    """Why this person cannot approve the draft; empty when she can."""
    if draft.state != DraftState.SUBMITTED or actions.may_approve(draft, user):
        return ""
    if not user.has_perm(actions.APPROVE):
        return _("Your role does not include approving. Ask somebody of the privacy office.")
    return _("You changed or submitted this draft yourself. Ask somebody else to approve it.")
