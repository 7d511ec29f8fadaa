"""The report as one HTML page: broken first, then what was kept and how it was tried, then what was not checked."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from avowal.auditor.judging import Report
from avowal.auditor.sentences import Sentences
from avowal.auditor.verdicts import Finding, Reason, Severity, State, Verdict

SHOWN_AT_ONCE = 6
_WHY = {
    Reason.NOT_EXERCISED: "Nothing in this run could have broken them, so nothing was proved.",
    Reason.NO_ACCESS: "The audit was not given what it would have to look into.",
    Reason.COULD_NOT_RUN: "The check was tried and failed for a reason that says nothing about the promise.",
    Reason.NOT_BUILT: "What keeps or checks them is not built yet, or no audit check stands beside it.",
}
_RANK = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2, None: 3}
_PASSES = {
    "first_visit": "on a first visit",
    "unguarded": "with the page’s own security policy off",
    "phone": "on a phone",
    "returning": "by a returning visitor",
    "refusing": "by a visitor who refused every choice",
    "opted_out": "with Global Privacy Control",
    "no_cookies": "with cookies switched off",
    "store": "in the event store",
}


def render(report: Report) -> str:
    """The whole page, with nothing to load but the screenshots beside it."""
    environment = Environment(
        loader=PackageLoader("avowal.auditor"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["address"] = _address
    environment.filters["as_visitor"] = lambda passing: _PASSES.get(passing, passing)
    return environment.get_template("report.html").render(_content(report))


def _content(report: Report) -> dict[str, Any]:
    sentences = Sentences(report.version)
    sections = sentences.sections()
    promises = report.version.policy.promises
    return {
        "report": report,
        "version": report.version,
        "organisation": report.version.policy.organisation.name,
        "broken": [verdict for verdict, _ in _first_steps(report)],
        "kept": report.of(State.KEPT),
        "unchecked": _by_reason(report.of(State.NOT_CHECKED)),
        "counts": {state.name.lower(): len(report.of(state)) for state in State},
        "sentence": sentences.of,
        "section": lambda promise: sections.get(promises[promise].section, promises[promise].section),
        "reached": lambda verdict: sum(finding.stopped_by is None for finding in verdict.findings),
        "shown": SHOWN_AT_ONCE,
        "hosts": sorted({urlsplit(seen.url).netloc for seen in report.evidence.visits}),
        "pages": len({seen.url for seen in report.evidence.pages}),
        "passes": _passes(report),
        "troubled": [seen for seen in report.evidence.visits if seen.trouble],
        "headline": _headline(report),
        "first": _first_steps(report),
    }


def _by_reason(verdicts: tuple[Verdict, ...]) -> list[tuple[str, str, list[Verdict]]]:
    found = []
    for reason in Reason:
        these = [verdict for verdict in verdicts if verdict.reason is reason]
        if these:
            found.append((reason.value, _WHY[reason], these))
    return found


def _headline(report: Report) -> str:
    broken, kept = len(report.of(State.BROKEN)), len(report.of(State.KEPT))
    checked = broken + kept
    if not checked:
        return "No promise could be checked."
    if not broken:
        return (
            f"All {checked} promises that were checked are kept." if checked > 1 else "The one promise checked is kept."
        )
    are = "is" if broken == 1 else "are"
    return f"{broken} of the {checked} promises that were checked {are} broken."


def _first_steps(report: Report) -> list[tuple[Verdict, Finding]]:
    """One finding per broken promise: what got through before what was stopped, then by how much it hurts."""
    firsts = [(verdict, verdict.findings[0]) for verdict in report.of(State.BROKEN)]
    return sorted(firsts, key=lambda one: (one[1].stopped_by is not None, _RANK[one[0].severity]))


def _passes(report: Report) -> list[tuple[str, int]]:
    ordered = [seen.passing.value for seen in report.evidence.pages]
    return [(passing, len(list(group))) for passing, group in groupby(ordered)]


def _address(url: str) -> str:
    """An address as people read it."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}" if parts.netloc else url
