"""0.1: the privacy page says in every language who makes the promises: name, legal name, programs."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, is_in, languages_not_read
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.verdicts import Check, Finding, Outcome, Severity, found_on
from avowal.policy.model import PolicyVersion
from avowal.policy.speaker import Speaker

PROMISE = "0.1"
_DO = (
    "Name the organisation in the wording with {{ organisation.name }}, {{ organisation.legal_name }} and its programs."
)


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Each privacy page of each language."""
    if not evidence.pages:
        return NOTHING_VISITED
    pages = [seen for seen in evidence.pages if seen.policy_page and seen.status == HTTPStatus.OK]
    found = distinct(evidence, (found for seen in pages for found in _on(version, seen)))
    return found or languages_not_read(version.policy, (seen for seen in pages if seen.policy_text.whole))


def _on(version: PolicyVersion, seen: PageVisit) -> Iterator[tuple[tuple[str, ...], Finding]]:
    language = next((one for one in version.policy.languages if is_in(seen, one)), None)
    if language is None or not seen.policy_text.whole:
        return
    lacking = [fact for fact in _facts(version, language) if fact not in seen.policy_text.whole]
    if lacking:
        what = f"The page in {language} does not say who makes the promises."
        yield (seen.url,), found_on(seen, PROMISE, what, tuple(f"looked for “{fact}”" for fact in lacking), _DO)


def _facts(version: PolicyVersion, language: str) -> list[str]:
    who, speaker = version.policy.organisation, Speaker(version.policy, language)
    programs = [speaker.plain_name(f"organisation.programs.{key}") for key in who.programs]
    return [" ".join(fact.split()) for fact in (who.name, who.legal_name, *programs)]


def _tried(evidence: Evidence) -> str:
    languages = sorted({seen.language for seen in evidence.pages if seen.policy_page})
    return f"Looked for name, legal name and programs on the privacy page in {', '.join(languages)}."


CHECK = Check(PROMISE, "a privacy page that does not name the organisation", Severity.MEDIUM, judge, _tried)
