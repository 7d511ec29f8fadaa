"""The board of promises: each one's own words, how it stands by the audits of the version in force, and when (16.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from avowal.policy import proof, prose
from avowal.policy.model import PolicyVersion, Promise
from avowal.policy.placeholders import fill
from avowal.policy.proof import Doubt, Proof, Standing
from avowal.policy.speaker import Speaker
from avowal.website.privacy.plain_text import plain

_STATES = {proof.KEPT: "kept", proof.BROKEN: "broken", proof.NOT_CHECKED: "not-checked"}
_REASONS = {
    "not exercised": _("not tried"),
    "no access": _("no access"),
    "could not run": _("the check failed"),
    "not built": _("not built"),
}
_WHY = {
    "not exercised": _("Nothing in the last audit could have broken it, so nothing was proved."),
    "no access": _("The last audit was not given what it would have to look into."),
    "could not run": _("The check failed, which says nothing about the promise."),
    "not built": _("What keeps this promise, or what checks it, is not built yet."),
}
_NOT_AUDITED = _("This version of our policy has not been audited yet.")
_TOO_OLD = _("The last audit that tried it is too old, so we no longer say how it stands.")


@dataclass(frozen=True)
class Shown:
    """One promise on the board.

    `state` is kept | broken | not-checked. `not_built` says in the policy's source language what is missing, `tried`
    in English what the audit did; both may be empty.
    """

    key: str
    text: str
    state: str
    reason: str
    why: str
    checked_on: date | None
    tried: str
    not_built: str


@dataclass(frozen=True)
class ShownSection:
    """The promises of one section of the policy."""

    anchor: str
    number: str
    title: str
    promises: tuple[Shown, ...]


@dataclass(frozen=True)
class Board:
    """The whole board. `last` is the newest audit of the version in force, `days` how long its word holds."""

    sections: tuple[ShownSection, ...]
    last: Proof | None
    days: int

    def count(self, state: str) -> int:
        return sum(one.state == state for section in self.sections for one in section.promises)

    @property
    def kept(self) -> int:
        return self.count("kept")

    @property
    def broken(self) -> int:
        return self.count("broken")

    @property
    def not_checked(self) -> int:
        return self.count("not-checked")

    @property
    def not_built(self) -> int:
        """How many have something that is not built."""
        return sum(bool(one.not_built) for section in self.sections for one in section.promises)

    @property
    def pages(self) -> int:
        """Pages that the last audit saw, each once for every kind of visitor."""
        return sum(self.last.passes.values()) if self.last else 0


def board(version: PolicyVersion, page: prose.Page, data: Path, now: datetime, days: int) -> Board:
    """How every promise of `version` stands at `now`, in the language of `page`."""
    runs = proof.proofs(data)
    standing = proof.standing(tuple(version.policy.promises), runs, version.sha256, now, timedelta(days=days))
    last = next((run for run in runs if run.sha256 == version.sha256), None)
    return Board(tuple(_sections(version, page, standing)), last, days)


def _sections(version: PolicyVersion, page: prose.Page, standing: dict[str, Standing]) -> Iterator[ShownSection]:
    by_section: dict[str, list[Shown]] = {}
    words = _words(version, page.language)
    for key, promise in version.policy.promises.items():
        by_section.setdefault(promise.section, []).append(_shown(key, promise, words.get(key, ""), standing[key]))
    for section in page.sections:
        if section.anchor in by_section:
            yield ShownSection(section.anchor, section.number, section.title, tuple(by_section[section.anchor]))


@lru_cache(maxsize=16)
def _words(version: PolicyVersion, language: str) -> Mapping[str, str]:
    """The first statement that makes each promise, as text; kept, since a version never changes its words."""
    speaker, found = Speaker(version.policy, language, version.number, version.effective_date), dict[str, str]()
    for section in version.policy.wording[language].sections.values():
        for statement in section.statements:
            for promise in set(statement.promises) - found.keys():
                found[promise] = plain(fill(speaker, statement.text).removeprefix("- "))
    return found


def _shown(key: str, promise: Promise, words: str, standing: Standing) -> Shown:
    reason, why = _doubt(promise, standing)
    word = standing.word
    return Shown(
        key=key,
        text=words,
        state=_STATES[standing.state],
        reason=reason,
        why=why,
        checked_on=timezone.localdate(standing.checked_at) if standing.checked_at else None,
        tried=word.said if word and word.reason != "not built" else "",
        not_built=promise.not_built or "",
    )


def _doubt(promise: Promise, standing: Standing) -> tuple[str, str]:
    """Why nothing is said, in a word and in a sentence; both empty where something is."""
    if standing.doubt is None:
        return "", ""
    if promise.not_built is not None and not promise.checks:
        return str(_REASONS["not built"]), str(_WHY["not built"])
    if standing.doubt is Doubt.NO_AUDIT:
        return str(_REASONS["not exercised"]), str(_NOT_AUDITED)
    if standing.doubt is Doubt.TOO_OLD:
        return str(_REASONS["not exercised"]), str(_TOO_OLD)
    reason = standing.word.reason if standing.word else ""
    return str(_REASONS.get(reason, _REASONS["could not run"])), str(_WHY.get(reason, _WHY["could not run"]))
