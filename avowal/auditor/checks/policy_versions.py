"""16.1: what the public reads is the version in force, word for word, and every change is posted before it holds.

Four things are looked at: the page in each language beside the version's words; the document for programs, with the
version's fingerprint; the history and the feed that the document names; and, while a version waits, the notice of it
on every page that was visited.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, is_in, languages_not_read
from avowal.auditor.checks.policy_words import differences, expected, where_they_part
from avowal.auditor.evidence import Evidence, PageVisit, Published, host_of
from avowal.auditor.publications import DOCUMENT, read
from avowal.auditor.verdicts import Check, Finding, Flow, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import PolicyVersion

PROMISE = "16.1"
_ATOM = "{http://www.w3.org/2005/Atom}"
_SHOWN = 5
"""Differences of one page that are shown; the rest is counted."""
_MOST = 200
"""Characters of a text that are shown."""
_REWORD = "Render the page from the version in force; publish a change of words as a new version."
_POST = "Let the history and the feed be made from the published versions."
_NOTICE = "Put the notice of the version that waits into the frame of every page."
_RESTORE = "Restore the version from a backup; publish a change as a new version."
Keyed = tuple[tuple[str, ...], Finding]


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Pages, document, history, feed and notice."""
    if not evidence.pages:
        return NOTHING_VISITED
    if not version.number:
        return Unchecked(Reason.NO_ACCESS, "The bundle is not published, so that no version is known.")
    pages = [seen for seen in evidence.pages if seen.policy_page and seen.status == HTTPStatus.OK]
    findings = [
        *(found for seen in pages for found in _words(version, seen)),
        *(found for document in _documents(evidence) for found in _posted(version, document, evidence)),
        *_notices(evidence),
    ]
    found = (*distinct(evidence, findings), *_changed_past_publishing(evidence))
    if found:
        return found
    if not any(read(document) for document in _documents(evidence)):
        return Unchecked(Reason.NOT_EXERCISED, f"No site gave {DOCUMENT}, so that no history could be compared.")
    return languages_not_read(version.policy, (seen for seen in pages if seen.policy_text.blocks))


def _changed_past_publishing(evidence: Evidence) -> Iterator[Finding]:
    """Files of published versions that are no longer what was published."""
    for trouble in evidence.deployment.policy_trouble if evidence.deployment else ():
        what = "A published version was changed outside of publishing."
        flow = Flow("the plan", "the public", "visitor", "the policy's words", "changed only by a new version")
        yield Finding(PROMISE, "", "store", what, (trouble,), _RESTORE, flow)


def _words(version: PolicyVersion, seen: PageVisit) -> Iterator[Keyed]:
    language = next((one for one in version.policy.languages if is_in(seen, one)), None)
    if language is None or not seen.policy_text.blocks:
        return
    found = list(differences(expected(version, language), seen.policy_text))
    if not found:
        return
    lines = [line for pair in found[:_SHOWN] for line in _lines(*where_they_part(*pair))]
    lines += [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    what = f"The page in {language} does not say what version {version.number} says."
    yield (seen.url, "words"), found_on(seen, PROMISE, what, tuple(lines), _REWORD)


def _lines(missing: str, instead: str) -> Iterator[str]:
    if missing:
        yield f"does not show: “{missing[:_MOST]}”"
    if instead:
        yield f"shows {'instead' if missing else 'besides'}: “{instead[:_MOST]}”"


def _documents(evidence: Evidence) -> list[Published]:
    return [one for one in evidence.published if urlsplit(one.url).path == DOCUMENT]


def _posted(version: PolicyVersion, document: Published, evidence: Evidence) -> Iterator[Keyed]:
    told = read(document)
    if not told:
        return
    given = str(told.get("sha256", ""))
    if (told.get("version"), given) != (version.number, version.sha256):
        what = f"{DOCUMENT} gives the fingerprint of another version than the one in force."
        lines = (
            f"it names version {told.get('version')}, {given[:16]}…",
            f"in force: {version.number}, {version.sha256[:16]}…",
        )
        yield _about(document, what, lines)
        return
    named = {one.url: one for one in evidence.published}
    history, feed = (named.get(str(told.get(name, ""))) for name in ("history", "feed"))
    if history is None or history.status != HTTPStatus.OK or version.sha256 not in history.text:
        what = f"The history does not list version {version.number} with its fingerprint."
        yield _about(history or document, what, (f"looked for {version.sha256}",))
    if feed is None or str(told.get("published_at", "")) not in _updates(feed):
        what = f"The feed of changes has no entry for version {version.number}."
        yield _about(feed or document, what, (f"looked for an entry updated {told.get('published_at')}",))


def _updates(feed: Published) -> set[str]:
    """When each entry of an Atom feed was updated; nothing of what cannot be read."""
    try:
        root = ET.fromstring(feed.text)  # noqa: S314 - of the sites that are audited; expat bounds entities
    except ET.ParseError:
        return set()
    return {entry.findtext(f"{_ATOM}updated", "") for entry in root.iter(f"{_ATOM}entry")}


def _notices(evidence: Evidence) -> Iterator[Keyed]:
    for document in _documents(evidence):
        waiting = read(document).get("waiting")
        if not isinstance(waiting, dict):
            continue
        day, path = str(waiting.get("effective_date", "")), urlsplit(str(waiting.get("url", ""))).path
        for seen in evidence.pages:
            if host_of(seen.url) == document.host and _is_page(seen) and not _announced(seen, day, path):
                what = f"The page has no notice of the version that takes effect on {day}."
                lines = tuple(f"“{one.text}”" for one in seen.announcements) or (
                    "no region of the page names that day",
                )
                yield ("notice", urlsplit(document.url).netloc), found_on(seen, PROMISE, what, lines, _NOTICE)


def _is_page(seen: PageVisit) -> bool:
    return any(name == "content-type" and value.startswith("text/html") for name, value in seen.headers)


def _announced(seen: PageVisit, day: str, path: str) -> bool:
    return any(
        one.date == day and any(path and path in urlsplit(href).path for href in one.hrefs)
        for one in seen.announcements
    )


def _about(published: Published, what: str, lines: tuple[str, ...]) -> Keyed:
    return (published.url, what), Finding(PROMISE, published.url, "first_visit", what, lines, _POST)


def _tried(evidence: Evidence) -> str:
    languages = sorted({seen.language for seen in evidence.pages if seen.policy_page})
    waiting = any(isinstance(read(document).get("waiting"), dict) for document in _documents(evidence))
    notice = f" Looked for the notice of the version that waits on {len(evidence.pages)} visits." if waiting else ""
    return (
        f"Compared every sentence, list item and table cell of the privacy page in {', '.join(languages)} with the "
        f"version in force, and its fingerprint with history, feed and {DOCUMENT}.{notice}"
    )


CHECK = Check(PROMISE, "words, versions and notices that differ from what was published", Severity.HIGH, judge, _tried)
