"""Reports: a verdict for every promise, words from the policy, escaped, and JSON that follows its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from avowal.auditor import junit, sarif
from avowal.auditor.browser import find_chromium
from avowal.auditor.checks import CHECKS
from avowal.auditor.comparing import compare
from avowal.auditor.evidence import CookieSet, Evidence, PageVisit, Pass, Request
from avowal.auditor.judging import judge_all
from avowal.auditor.page import render
from avowal.auditor.pictures import Album, without
from avowal.auditor.report import Facts, Kind, as_json, schema, write
from avowal.auditor.stored import Canary
from avowal.auditor.verdicts import Reason, State

PAGE = "https://www.harborhealth.example/"
BEGAN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FACTS = Facts(datetime(2026, 11, 24, 12, 5, tzinfo=UTC), "Chromium 142", "avowal 0.1.0")
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


def test_pictures_stand_in_the_page_itself_each_once_and_within_a_bound(report, tmp_path):
    (tmp_path / "first_visit-001.jpg").write_bytes(b"\xff\xd8picture")
    shown = [finding for verdict in report.of(State.BROKEN) for finding in verdict.findings]
    html = render(report, album=Album(tmp_path))

    assert len(shown) > 1
    assert html.count("data:image/jpeg;base64,") == 1
    assert html.count("The picture of this page stands above.") == len(shown) - 1
    assert "data:image" not in render(report, album=Album(tmp_path, room=8))
    assert "data:image" not in without(html)
    assert Album(tmp_path).address("../first_visit-001.jpg") == ""


def test_what_this_run_made_up_is_marked_in_the_evidence_and_still_escaped(report):
    canary = Canary("<quill>marsh@mail.example", "typed", "email")
    seen = replace(report.evidence.visits[0], canaries=(canary,))
    finding = replace(report.of(State.BROKEN)[0].findings[0], evidence=(f"body: v={canary.value}&x=<b>",))
    verdict = replace(report.of(State.BROKEN)[0], findings=(finding,))
    html = render(replace(report, verdicts=(verdict,), evidence=replace(report.evidence, visits=(seen,))))

    assert "body: v=<mark>&lt;quill&gt;marsh@mail.example</mark>&amp;x=&lt;b&gt;" in html


def test_junit_fails_what_is_broken_and_skips_what_was_not_checked(report):
    hostile = replace(report.of(State.BROKEN)[0].findings[0], what=f"\x00\x1b{HOSTILE}")
    broken = replace(report.of(State.BROKEN)[0], findings=(hostile,))
    verdicts = (broken, *(verdict for verdict in report.verdicts if verdict.promise != broken.promise))
    suite = ET.fromstring(junit.write(replace(report, verdicts=verdicts)))[0]

    assert suite.attrib["tests"] == str(len(report.verdicts))
    assert suite.attrib["failures"] == str(len(suite.findall("testcase/failure"))) == "4"
    assert suite.attrib["skipped"] == str(len(suite.findall("testcase/skipped")))
    assert suite.find("testcase/failure").attrib["message"].endswith(HOSTILE)


def test_sarif_has_the_structure_of_2_1_0(report):
    told = json.loads(json.dumps(sarif.document(report, FACTS)))
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert (told["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "avowal")
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert (result["kind"] == "fail") == (result["level"] in ("error", "warning", "note"))
    failed = [one for one in run["results"] if one["kind"] == "fail"]
    assert {one["ruleId"] for one in failed} == {verdict.promise for verdict in report.of(State.BROKEN)}
    assert all(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == PAGE for one in failed)
    assert run["invocations"][0]["endTimeUtc"] == "2026-11-24T12:05:00.000Z"


def test_only_the_forms_that_were_asked_for_are_written(report, tmp_path):
    written = write(report, tmp_path, [Kind.SARIF, Kind.JUNIT], facts=FACTS)

    assert [file.name for file in written] == ["junit.xml", "report.sarif"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["junit.xml", "report.sarif"]


def test_the_page_has_no_accessibility_trouble_by_day_and_night_and_no_sideways_scroll_on_a_phone(report, tmp_path):
    (page, *_) = write(report, tmp_path, facts=FACTS, compared=compare(as_json(report), as_json(report)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 390, "height": 844})
        shown.goto(page.as_uri())
        wide = shown.evaluate("document.documentElement.scrollWidth")
        by_day = [one["id"] for one in Axe().run(shown).response["violations"]]
        shown.emulate_media(color_scheme="dark")
        by_night = [
            one["id"] for one in Axe().run(shown, options={"runOnly": ["color-contrast"]}).response["violations"]
        ]
        browser.close()

    assert (wide, by_day, by_night) == (390, [], [])
