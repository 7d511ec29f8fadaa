"""0.8 and R.1: the listed documents, asked for in a small site, clean and with each plant."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import replace

import httpx
import pytest

from avowal.auditor import beside
from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import Evidence, Link, PageVisit, Pass
from avowal.auditor.faults.documents import DOCUMENT_FAULTS
from avowal.auditor.verdicts import Reason, Unchecked

START = "https://www.harborhealth.example/"
WORDS = {
    "ko": "개인정보 보호 안내문",
    "ar": "إشعار ممارسات الخصوصية",
    "hy": "Ծանուցում",
    "ru": "Уведомление",
    "fa": "اطلاعیه",
    "km": "សេចក្ដីជូនដំណឹង",
}
LINKS = ("/privacy/", "/resources/privacy-practices/", "/resources/nondiscrimination/", "/resources/languages/")


def pdf(language):
    catalog = f"<< /Type /Catalog /Lang ({language}) /MarkInfo << /Marked true >> /StructTreeRoot 3 0 R >>"
    return b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm >>\nstream\n" + zlib.compress(catalog.encode()) + b"\nendstream\n%%EOF"


async def site(scope, receive, send):
    first = scope["path"].split("/")[1]
    language = "en" if first in ("", "resources", "privacy") else first
    if scope["path"].endswith(".pdf"):
        kind, body = b"application/pdf", pdf(language)
    else:
        words = WORDS.get(language, "隱私慣例通知" if language.startswith("zh") else "A notice")
        turned = "rtl" if language in ("ar", "fa") else "ltr"
        links = "".join(f'<a href="{link if language == "en" else "/" + language + link}">Notice</a>' for link in LINKS)
        kind = b"text/html"
        body = (
            f'<html lang="{language}" dir="{turned}"><body><main>{words}'
            f'<a type="application/pdf" href="{scope["path"].rstrip("/")}.pdf">PDF</a></main><footer>{links}</footer>'
        ).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": body})


def evidence_of(app, version, monkeypatch) -> Evidence:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app))

    def get(_client, _rules, address):
        return asyncio.run(client.get(address))

    monkeypatch.setattr(beside, "_get", get)
    seen = beside.documents_beside(version.policy, (START,), (), lambda _address: True, {"es", "ar"})
    home = beside.BeautifulSoup(get(None, (), START).text, "html.parser")
    links = tuple(
        Link(f"{START.rstrip('/')}{one['href']}", one.text, (), (), "", "footer", flagged=False, told="")
        for one in home.find_all("a", href=True)
    )
    page = PageVisit(Pass.FIRST_VISIT, START, START, 200, language="en", links=links)
    return Evidence((page,), {"www.harborhealth.example": "plan"}, documents=seen)


def test_a_site_with_every_document_in_every_language_breaks_nothing(version, monkeypatch):
    evidence = evidence_of(site, version, monkeypatch)

    assert len(evidence.documents) == sum(len(one.languages) for one in version.policy.resources.values())
    assert {one.pdf.language for one in evidence.documents if one.pdf} == {"es", "ar"}
    assert all(one.pdf.tagged for one in evidence.documents if one.pdf)
    assert [CHECKS[promise].judge(version, evidence) for promise in ("0.8", "R.1")] == [(), ()]


@pytest.mark.parametrize("fault", DOCUMENT_FAULTS, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_each_plant_turns_its_own_check_red(fault, version, monkeypatch):
    """A document missing in one language, named nowhere, or tagged for another language."""
    evidence = evidence_of(fault.plant(site), version, monkeypatch)
    found = {promise: CHECKS[promise].judge(version, evidence) for promise in ("0.8", "R.1")}

    assert any(fault.sign in line for finding in found.pop(fault.promise) for line in finding.evidence)
    assert set(found.values()) == {()}


def test_a_text_in_other_letters_is_a_missing_one(version, monkeypatch):
    evidence = evidence_of(site, version, monkeypatch)
    english = tuple(replace(one, text="A notice") if one.language == "km" else one for one in evidence.documents)

    told = CHECKS["0.8"].judge(version, replace(evidence, documents=english))

    assert len(told) == len(version.policy.resources)
    assert all("other letters" in finding.evidence[0] for finding in told)


def test_without_documents_asked_for_nothing_is_said(version):
    page = PageVisit(Pass.FIRST_VISIT, START, START, 200)

    for promise in ("0.8", "R.1"):
        outcome = CHECKS[promise].judge(version, Evidence((page,)))
        assert isinstance(outcome, Unchecked)
        assert outcome.reason is Reason.NOT_EXERCISED
