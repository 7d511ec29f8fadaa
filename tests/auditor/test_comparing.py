"""Two audits compared: what broke, what was mended, which findings are new; and what is no report is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from avowal.auditor.comparing import NotAReport, compare, load
from avowal.auditor.evidence import CookieSet, Evidence, PageVisit, Pass
from avowal.auditor.judging import judge_all
from avowal.auditor.report import Kind, as_json, write

PAGE = "https://www.harborhealth.example/"
BEGAN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def report(version):
    """The report on a page that sets cookies of these names, and none of its own where none is named."""

    def of(*names: str, page: str = PAGE):
        cookies = tuple(CookieSet(name, "www.harborhealth.example", None, "header", page, "") for name in names)
        visit = PageVisit(Pass.FIRST_VISIT, page, page, 200, cookies=cookies)
        return judge_all(version, Evidence((visit,), {"www.harborhealth.example": "plan"}), began_at=BEGAN)

    return of


@pytest.fixture
def data(report):
    return lambda *names, **more: as_json(report(*names, **more))


def test_a_promise_that_was_kept_and_is_broken_is_newly_broken_and_the_other_way_it_is_mended(data):
    assert "4.1" in compare(data(), data("tracker")).newly_broken
    assert "4.1" in compare(data("tracker"), data()).mended


def test_one_more_finding_of_a_broken_promise_is_new_and_one_less_is_gone(data):
    more = compare(data("first"), data("first", "second"))

    assert [one.promise for one in more.new_findings if "second" in one.what].count("4.1") == 1
    assert "4.1" not in more.newly_broken
    assert compare(data("first", "second"), data("first")).gone >= 1


def test_queries_and_made_up_values_make_no_finding_new(data):
    before, after = data("v_1234567890abcdef", page=PAGE + "?a=1"), data("v_fedcba0987654321", page=PAGE + "?b=2")

    assert not compare(before, after).differs


def test_what_could_be_judged_and_now_could_not_is_told(report):
    judged = report("tracker")
    unreached = replace(judged.evidence, visits=())
    now = judge_all(judged.version, unreached, began_at=BEGAN + timedelta(days=1))

    assert "4.1" in compare(as_json(judged), as_json(now)).unknown


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\x00"])
def test_what_is_no_report_is_refused_with_its_name_and_what_to_do(tmp_path, text):
    file = tmp_path / "other.json"
    file.write_text(text)

    with pytest.raises(NotAReport, match=r"other\.json.*Name the report\.json"):
        load(file)
    with pytest.raises(NotAReport, match="cannot be read"):
        load(tmp_path / "none.json")


def test_a_report_is_found_by_its_file_or_its_directory(report, tmp_path):
    found = report("tracker")
    write(found, tmp_path, [Kind.JSON])

    assert load(tmp_path) == load(tmp_path / Kind.JSON) == json.loads(json.dumps(as_json(found)))
