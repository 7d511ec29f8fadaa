"""The documents that a policy lists beside itself (0.8, R.1), as a plain client gets them: pages and PDF files."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
from bs4 import BeautifulSoup

from avowal.auditor.listed import DocumentSeen, PdfSeen
from avowal.auditor.probe import direct
from avowal.policy.model import Policy

MOST_BYTES = 20_000_000
MOST_TEXT = 6_000
SECONDS = 90
"""A PDF may be made when it is first asked for."""
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_CATALOG = re.compile(rb"/Type\s*/Catalog")
_LANG = re.compile(rb"/Lang\s*\(([^)]{1,40})\)")
_STRUCTURE = re.compile(rb"/StructTreeRoot\s+\d")
_MARKED = re.compile(rb"/Marked\s+true")
"""Only a catalogue says both, however many named places stand between them in it."""
_AROUND = 2_000
_PDF = "application/pdf"


def documents_beside(
    policy: Policy,
    starts: Iterable[str],
    host_rules: tuple[str, ...],
    reachable: Callable[[str], bool],
    with_pdf: Collection[str],
) -> tuple[DocumentSeen, ...]:
    """Every listed document in each of its languages on the first site; its PDF in the languages `with_pdf`."""
    start = next(iter(starts), "")
    if not start:
        return ()
    found: list[DocumentSeen] = []
    with httpx.Client(timeout=SECONDS, trust_env=False, follow_redirects=False, verify=not host_rules) as client:
        for key, language, path in _listed(policy):
            address = urljoin(start, path)
            if reachable(address):
                found.append(_document(client, host_rules, key, language, address, with_pdf=language in with_pdf))
    return tuple(found)


def _listed(policy: Policy) -> Iterator[tuple[str, str, str]]:
    for key, resource in policy.resources.items():
        if resource.path.startswith("/"):
            for language in resource.languages:
                prefix = "" if language == policy.source_language else f"/{language}"
                yield key, language, prefix + resource.path


def _document(
    client: httpx.Client, host_rules: tuple[str, ...], key: str, language: str, address: str, *, with_pdf: bool
) -> DocumentSeen:
    answer = _get(client, host_rules, address)
    if answer is None:
        return DocumentSeen(key, language, address, None)
    soup = BeautifulSoup(answer.text[:MOST_BYTES], "html.parser")
    root, main = soup.find("html"), soup.find("main") or soup
    link = main.find("a", attrs={"type": _PDF, "href": True}) if with_pdf else None
    said = (str(root.get("lang") or ""), str(root.get("dir") or "")) if root else ("", "")
    text = main.get_text(" ", strip=True)[:MOST_TEXT]
    pdf = _pdf(client, host_rules, urljoin(address, str(link["href"]))) if link else None
    return DocumentSeen(key, language, address, answer.status_code, *said, text, pdf)


def _pdf(client: httpx.Client, host_rules: tuple[str, ...], address: str) -> PdfSeen:
    answer = _get(client, host_rules, address)
    if answer is None:
        return PdfSeen(address, None)
    return PdfSeen(address, answer.status_code, *said_by_pdf(answer.content[:MOST_BYTES]))


def said_by_pdf(content: bytes) -> tuple[str, bool]:
    """Language of a PDF's catalogue, and whether the file is tagged; nothing where it cannot be read."""
    for part in (content, *_unpacked(content)):
        for catalog in _CATALOG.finditer(part):
            around = part[max(0, catalog.start() - _AROUND) : catalog.end() + _AROUND]
            language = _LANG.search(around)
            tagged = _STRUCTURE.search(part) is not None and _MARKED.search(part) is not None
            return (language[1].decode("ascii", "replace") if language else "", tagged)
    return "", False


def _unpacked(content: bytes) -> Iterator[bytes]:
    for stream in _STREAM.finditer(content):
        try:
            yield zlib.decompressobj().decompress(stream[1], MOST_BYTES)
        except zlib.error:
            continue


def _get(client: httpx.Client, host_rules: tuple[str, ...], address: str) -> httpx.Response | None:
    base, host = direct(address, host_rules)
    parts = urlsplit(address)
    try:
        return client.get(
            base + urlunsplit(("", "", parts.path, parts.query, "")), headers={"Host": host} if host else {}
        )
    except httpx.HTTPError:
        return None
