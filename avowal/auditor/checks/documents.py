"""0.8 and R.1: the documents that the policy lists are there in each language, on each home page, rightly tagged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from avowal.auditor.checks.common import distinct, is_in, ordinary
from avowal.auditor.checks.page_frame import is_home
from avowal.auditor.evidence import Evidence, PageVisit
from avowal.auditor.listed import DocumentSeen
from avowal.auditor.verdicts import Check, Finding, Flow, Outcome, Reason, Severity, Unchecked, found_on
from avowal.policy.model import Policy, PolicyVersion

THERE, TAGGED = "0.8", "R.1"
_WRITE = "Put the document's text in that language under content/documents/, and serve it at this address."
_LINK = "Put the list of resources back into the frame of this page."
_TAG = "Let page and PDF say the language and the direction of their text."
_PRIVACY = "/privacy/"
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))
_LETTERS = {
    "ar": r"[\u0600-\u06FF]",
    "fa": r"[\u0600-\u06FF]",
    "hy": r"[\u0530-\u058F]",
    "km": r"[\u1780-\u17FF]",
    "ko": r"[\uAC00-\uD7AF]",
    "ru": r"[\u0400-\u04FF]",
    "zh-hans": r"[\u4E00-\u9FFF]",
    "zh-hant": r"[\u4E00-\u9FFF]",
}
_LEAST = 0.3
"""Share of the letters of its script in a text; names of programs and laws stay Latin."""
_BEGINS = 400
"""Characters from which the script is told: a document may go on in other languages, and must begin in its own."""
Keyed = tuple[tuple[str, ...], Finding]


def _there(version: PolicyVersion, evidence: Evidence) -> Outcome:
    nothing = _nothing_asked(version, evidence)
    if nothing is not None:
        return nothing
    return distinct(evidence, (*_missing(evidence), *_unnamed(version.policy, evidence)))


def _missing(evidence: Evidence) -> Iterator[Keyed]:
    for seen in evidence.documents:
        why = _why_missing(seen)
        if why:
            what = f"The document “{seen.key}” cannot be read in {seen.language}."
            yield (seen.key, seen.language), _about(seen, THERE, what, why, _WRITE)


def _why_missing(seen: DocumentSeen) -> str:
    if seen.status != HTTPStatus.OK:
        return f"its address answered {seen.status}" if seen.status else "its address did not answer"
    letters = _LETTERS.get(seen.language)
    if letters is None:
        return ""
    begins = seen.text[:_BEGINS]
    own, latin = len(re.findall(letters, begins)), len(re.findall(r"[A-Za-z]", begins))
    return "" if own >= _LEAST * (own + latin) else f"its text is in other letters: “{seen.text[:120]}”"


def _unnamed(policy: Policy, evidence: Evidence) -> Iterator[Keyed]:
    """Home pages that do not lead to a document of their language by one link."""
    for page in ordinary(evidence):
        if not (is_home(page) and page.links):
            continue
        paths = {urlsplit(link.href).path for link in page.links}
        for key, resource in policy.resources.items():
            language = next((one for one in resource.languages if is_in(page, one)), None)
            wanted = _path(policy, resource.path, language) if language else ""
            if wanted and resource.path.startswith("/") and wanted not in paths:
                what = f"The home page has no link to the document “{key}”."
                yield (key, page.url), found_on(page, THERE, what, (f"looked for a link to {wanted}",), _LINK)


def _path(policy: Policy, path: str, language: str) -> str:
    return path if language == policy.source_language else f"/{language}{path}"


def _tagged(version: PolicyVersion, evidence: Evidence) -> Outcome:
    nothing = _nothing_asked(version, evidence)
    return nothing if nothing is not None else distinct(evidence, _wrongly_tagged(evidence))


def _wrongly_tagged(evidence: Evidence) -> Iterator[Keyed]:
    for seen in evidence.documents:
        if seen.status != HTTPStatus.OK:
            continue
        if not _same(seen.spoken, seen.language):
            what = f"The document “{seen.key}” in {seen.language} says that it is in another language."
            yield (seen.key, seen.language, "page"), _about(seen, TAGGED, what, f"lang=“{seen.spoken}”", _TAG)
        turned = seen.direction.lower() == "rtl"
        if turned != (seen.language in _RIGHT_TO_LEFT):
            what = f"The document “{seen.key}” in {seen.language} is written in the wrong direction."
            yield (seen.key, seen.language, "turned"), _about(seen, TAGGED, what, f"dir=“{seen.direction}”", _TAG)
        yield from _of_pdf(seen)


def _of_pdf(seen: DocumentSeen) -> Iterator[Keyed]:
    if seen.pdf is None or seen.pdf.status is None:
        return
    if seen.pdf.status != HTTPStatus.OK:
        what = f"The PDF of “{seen.key}” in {seen.language} is not there."
        yield (seen.key, seen.language, "pdf"), _about(seen, TAGGED, what, f"{seen.pdf.url} {seen.pdf.status}", _TAG)
    elif not _same(seen.pdf.language, seen.language) or not seen.pdf.tagged:
        what = f"The PDF of “{seen.key}” in {seen.language} is not tagged for it."
        line = f"/Lang “{seen.pdf.language}”, {'tagged' if seen.pdf.tagged else 'not tagged'}, {seen.pdf.url}"
        yield (seen.key, seen.language, "pdf"), _about(seen, TAGGED, what, line, _TAG)


def _same(said: str, language: str) -> bool:
    return said.lower() == language or said.lower().startswith(f"{language}-")


def _nothing_asked(version: PolicyVersion, evidence: Evidence) -> Unchecked | None:
    listed = [one for one in version.policy.resources.values() if one.path != _PRIVACY]
    if not listed:
        return Unchecked(Reason.NOT_EXERCISED, "The policy lists no document beside itself.")
    if not evidence.documents:
        return Unchecked(Reason.NOT_EXERCISED, "The listed documents are asked for on one's own sites only.")
    return None


def _about(seen: DocumentSeen, promise: str, what: str, line: str, do: str) -> Finding:
    flow = Flow("the plan", "the public", "visitor", "a document in the visitor's language", "promised by the policy")
    return Finding(promise, seen.url, "first_visit", what, (line,), do, flow)


def _homes(evidence: Evidence) -> list[PageVisit]:
    return [page for page in ordinary(evidence) if is_home(page)]


def _tried(evidence: Evidence) -> str:
    pages = len(evidence.documents)
    return f"Asked for {pages} documents as a plain client, and looked for links on {len(_homes(evidence))} home pages."


def _tried_tags(evidence: Evidence) -> str:
    pdfs = sum(1 for seen in evidence.documents if seen.pdf is not None and seen.pdf.status is not None)
    return f"Read the language of {len(evidence.documents)} documents, and of {pdfs} of their PDF files."


DOCUMENTS = Check(THERE, "a listed document missing in a language", Severity.MEDIUM, _there, _tried)
TAGS = Check(TAGGED, "a document whose language tag is wrong", Severity.MEDIUM, _tagged, _tried_tags)
