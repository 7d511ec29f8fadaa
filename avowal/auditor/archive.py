"""Keeps a deployment's run under `data/audits/`: its report, its data, and the record that the website reads.

The reports carry their pictures; those of older runs lose them, so that a year of audits stays small.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from avowal.auditor import comparing
from avowal.auditor.comparing import Compared
from avowal.auditor.judging import Report
from avowal.auditor.page import render
from avowal.auditor.pictures import Album, without
from avowal.auditor.report import SCREENSHOTS, Kind, text_of
from avowal.auditor.reporting import Facts, passes
from avowal.auditor.verdicts import State
from avowal.policy import proof
from avowal.policy.proof import Proof, Word

WITH_PICTURES = 5
"""Runs whose reports keep their pictures."""


def last_run(data: Path) -> comparing.Data | None:
    """The report of the newest run that is kept and can be read."""
    for run in proof.proofs(data):
        with suppress(comparing.NotAReport):
            return comparing.load(proof.directory(data, run.run) / Kind.JSON)
    return None


def keep(report: Report, out: Path, data: Path, facts: Facts, compared: Compared | None) -> Proof:
    """Keep the run whose screenshots lie under `out`. Raises OSError."""
    kept = _proof(report, facts, compared)
    into = proof.directory(data, kept.run)
    into.mkdir(parents=True, exist_ok=True)
    page = render(report, facts=facts, compared=compared, album=Album(out / SCREENSHOTS))
    (into / Kind.HTML).write_text(page, encoding="utf-8")
    data_text = text_of(Kind.JSON, report, out, frozenset({Kind.JSON}), facts)
    (into / Kind.JSON).write_text(data_text, encoding="utf-8")
    proof.keep(kept, data)
    for old in proof.proofs(data)[WITH_PICTURES:]:
        _prune(proof.directory(data, old.run) / Kind.HTML)
    return kept


def _prune(page: Path) -> None:
    with suppress(OSError):  # gone, or not ours to change: the next run tries again
        html = page.read_text(encoding="utf-8")
        smaller = without(html)
        if smaller != html:
            page.write_text(smaller, encoding="utf-8")


def _proof(report: Report, facts: Facts, compared: Compared | None) -> Proof:
    """The record of a run; on the first one everything broken is newly so, since nobody was told before."""
    broken = tuple(verdict.promise for verdict in report.of(State.BROKEN))
    return Proof(
        run=proof.name_of(report.began_at),
        version=report.version.number,
        sha256=report.version.sha256,
        began_at=report.began_at,
        ended_at=facts.ended_at,
        verdicts={
            verdict.promise: Word(
                verdict.state.value, verdict.reason.value if verdict.reason else "", verdict.said, len(verdict.findings)
            )
            for verdict in report.verdicts
        },
        passes=passes(report),
        newly_broken=broken if compared is None else compared.newly_broken,
        mended=() if compared is None else compared.mended,
        new_findings=sum(len(verdict.findings) for verdict in report.verdicts)
        if compared is None
        else len(compared.new_findings),
    )
