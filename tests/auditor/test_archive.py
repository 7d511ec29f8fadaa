"""A deployment's runs: kept with their reports, bounded, and each compared with the one before (16.1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from avowal.auditor import archive
from avowal.auditor.archive import keep, last_run
from avowal.auditor.comparing import compare
from avowal.auditor.evidence import CookieSet, Evidence, PageVisit, Pass
from avowal.auditor.judging import judge_all
from avowal.auditor.report import Facts, as_json
from avowal.policy import proof

PAGE = "https://www.harborhealth.example/"
BEGAN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def audited(version, tmp_path):
    """Audits on one day after the other, with a picture; each kept under `tmp_path`."""
    (tmp_path / "screenshots").mkdir()
    (tmp_path / "screenshots" / "a.jpg").write_bytes(b"\xff\xd8picture")

    def run(day: int, *cookies: str):
        asked = tuple(CookieSet(name, "www.harborhealth.example", None, "header", PAGE, "") for name in cookies)
        visit = PageVisit(Pass.FIRST_VISIT, PAGE, PAGE, 200, cookies=asked, screenshot="a.jpg")
        began = BEGAN + timedelta(days=day)
        report = judge_all(version, Evidence((visit,), {"www.harborhealth.example": "plan"}), began_at=began)
        before = last_run(tmp_path)
        compared = compare(before, as_json(report)) if before else None
        return keep(report, tmp_path, tmp_path, Facts(began + timedelta(minutes=9), "Chromium", "avowal"), compared)

    return run


def test_16_1_a_run_is_read_back_as_it_was_kept(audited, version, tmp_path):
    kept = audited(0, "tracker")

    assert proof.newest(tmp_path, version.sha256) == proof.read(tmp_path, kept.run) == kept
    assert kept.verdicts.keys() == version.policy.promises.keys()
    assert (kept.verdicts["4.1"].state, kept.passes) == ("broken", {"first_visit": 1})
    assert proof.newest(tmp_path, "0" * 64) is None


def test_a_promise_is_newly_broken_once_and_on_the_first_run_all_are(audited):
    assert "4.1" in audited(0, "tracker").newly_broken
    assert audited(1, "tracker").newly_broken == ()
    assert "4.1" in audited(2).mended
    assert "4.1" in audited(3, "tracker").newly_broken


def test_older_runs_lose_their_pictures_and_the_oldest_go(audited, tmp_path, monkeypatch):
    monkeypatch.setattr(proof, "KEEP_RUNS", 2)
    monkeypatch.setattr(archive, "WITH_PICTURES", 1)
    runs = [audited(day, "tracker").run for day in range(3)]
    kept = [run.run for run in proof.proofs(tmp_path)]
    pages = [(proof.directory(tmp_path, run) / "report.html").read_text() for run in kept]

    assert kept == runs[:0:-1], "only the oldest run goes"
    assert ["data:image" in page for page in pages] == [True, False]
    assert "no longer kept" in pages[-1]
