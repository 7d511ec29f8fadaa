"""Reports: a verdict for every promise, words from the policy, escaped, and JSON that follows its schema."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import jsonschema
import pytest

from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import CookieSet, Evidence, PageVisit, Pass, Request
from avowal.auditor.judging import judge_all
from avowal.auditor.page import render
from avowal.auditor.report import as_json, schema, write
from avowal.auditor.verdicts import Reason, State

PAGE = "https://www.harborhealth.example/"
BEGAN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOSTILE = "</title><script>alert(1)</script>"


@pytest.fixture
def report(version):
    tracker = CookieSet("tracker", "www.harborhealth.example", 86_400, "header", PAGE, "Max-Age=86400")
    pixel = Request("https://pixel.example/p.gif?secret=1", "GET", "image", PAGE, initiator=HOSTILE)
    visit = PageVisit(
        Pass.FIRST_VISIT,
        PAGE,
        PAGE,
        200,
        title=HOSTILE,
        cookies=(tracker,),
        requests=(pixel,),
        screenshot="first_visit-001.jpg",
    )
    lost = PageVisit(Pass.PHONE, PAGE, PAGE, None, trouble=("It crashed.",))
    return judge_all(version, Evidence((visit, lost), {"www.harborhealth.example": "plan"}), began_at=BEGAN)


def test_every_promise_of_the_policy_has_one_verdict(report, version):
    assert [verdict.promise for verdict in report.verdicts] == list(version.policy.promises)


def test_a_broken_promise_has_findings_and_a_kept_one_says_what_was_tried(report):
    assert {verdict.promise for verdict in report.of(State.BROKEN)} == {"0.9", "4.1", "4.8", "14.2"}
    assert all(verdict.findings for verdict in report.of(State.BROKEN))
    assert all(verdict.said for verdict in report.of(State.KEPT))


def test_a_promise_without_a_check_is_not_built(report, version):
    unbuilt = {verdict.promise for verdict in report.verdicts if verdict.reason is Reason.NOT_BUILT}

    assert unbuilt == set(version.policy.promises) - set(CHECKS)


def test_the_json_follows_its_schema(report):
    jsonschema.validate(as_json(report), schema())


def test_the_schema_refuses_a_broken_promise_without_a_finding(report):
    data = as_json(report)
    next(promise for promise in data["promises"] if promise["state"] == "broken")["findings"] = []

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_the_page_shows_what_a_page_said_as_text_only(report):
    html = render(report)

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_page_loads_nothing_from_elsewhere(report):
    html = render(report)

    assert 'src="http' not in html
    assert "@import" not in html
    assert "url(" not in html


def test_the_page_quotes_the_policy_beside_each_verdict(report):
    html = render(report)

    assert "1 of the" not in html.partition("</h1>")[0]
    assert "4 of the" in html.partition("</h1>")[0]
    assert "no spyware" in html


def test_queries_of_addresses_are_not_repeated(report):
    assert "secret=1" not in render(report)
    assert "secret=1" not in json.dumps(as_json(report))


def test_the_same_evidence_gives_the_same_report(report, version, tmp_path):
    again = judge_all(version, report.evidence, began_at=BEGAN)

    assert as_json(again) == as_json(report)
    page, data = write(again, tmp_path / "out")
    assert page.read_text(encoding="utf-8") == render(report, linked=True, beside=("report.json",))
    assert json.loads(data.read_text(encoding="utf-8")) == as_json(report)
