"""The report as one HTML page: the answer, what to do first, what broke, then what was kept and what not checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from avowal.auditor.comparing import Compared
from avowal.auditor.evidence import Evidence
from avowal.auditor.judging import Report
from avowal.auditor.pictures import Album
from avowal.auditor.reporting import Facts, declared, passes
from avowal.auditor.sentences import Sentences
from avowal.auditor.verdicts import Finding, Reason, Severity, State, Verdict

SHOWN_AT_ONCE = 6
SHORTEST_MARKED = 6
"""Letters of a made-up value that is marked in the evidence; a shorter one would be found by chance."""
_LEAKED = "«[^«»]{1,400}»"
"""How the excerpt of a leak marks what leaked, whatever its disguise."""
_WHY = {
    Reason.NOT_EXERCISED: "Nothing in this run could have broken them, so nothing was proved.",
    Reason.NO_ACCESS: "The audit was not given what it would have to look into.",
    Reason.COULD_NOT_RUN: "The check was tried and failed for a reason that says nothing about the promise.",
    Reason.NOT_BUILT: "What keeps or checks them is not built yet, or no audit check stands beside it.",
}
_HURTS = {
    Severity.HIGH: "people are watched, or their data goes where nobody said",
    Severity.MEDIUM: "something is kept or read that was not declared",
    Severity.LOW: "people are told too little or the wrong thing",
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
    "accepting": "by a visitor who accepted every choice",
    "withdrawn": "by a visitor who accepted and then refused again",
    "opted_out_everywhere": "by a visitor who opted out in every way offered",
    "cleared": "by a visitor who emptied the browser between two visits",
    "member": "signed in as a member",
    "staff": "signed in as staff",
    "right_to_left": "in a language written from right to left",
    "scriptless": "with scripts switched off",
    "child": "by a child at the question for its age",
    "mail": "by a reader of the mails",
    "store": "in the event store",
}


def render(
    report: Report,
    *,
    facts: Facts | None = None,
    compared: Compared | None = None,
    album: Album | None = None,
    beside: tuple[str, ...] = (),
    linked: bool = False,
) -> str:
    """The whole page, with nothing to load: pictures of `album` stand in it.

    `beside` names the report's other forms, which lie beside the page; `linked` says that the screenshots and HAR
    files do too, so that they may be linked.
    """
    environment = Environment(
        loader=PackageLoader("avowal.auditor"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"address": _address, "as_visitor": as_visitor, "marked": _marker(report.evidence)}
    environment.filters["moment"] = _moment
    shown = {"album": album or Album(None), "beside": beside, "linked": linked, "facts": facts, "compared": compared}
    return environment.get_template("report.html").render({**_content(report, facts), **shown})


def as_visitor(passing: str) -> str:
    """A kind of visitor in words that go on from “seen”."""
    return _PASSES.get(passing, f"as {passing.replace('_', ' ')}")


def _content(report: Report, facts: Facts | None) -> dict[str, Any]:
    sentences = Sentences(report.version)
    sections = sentences.sections()
    first = _first_steps(report)
    return {
        "report": report,
        "version": report.version,
        "organisation": report.version.policy.organisation.name or "a site",
        "broken": [verdict for verdict, _ in first],
        "kept": report.of(State.KEPT),
        "unchecked": _by_reason(report.of(State.NOT_CHECKED)),
        "counts": {state.name.lower(): len(report.of(state)) for state in State},
        "sentence": sentences.of,
        "section": lambda promise: sections.get(declared(report, promise)[0], ""),
        "reached": lambda verdict: sum(finding.stopped_by is None for finding in verdict.findings),
        "hurts": [(severity.value, said) for severity, said in _HURTS.items()],
        "shown": SHOWN_AT_ONCE,
        "hosts": sorted({urlsplit(seen.url).netloc for seen in report.evidence.visits}),
        "pages": len({seen.url for seen in report.evidence.pages}),
        "passes": list(passes(report).items()),
        "troubled": [seen for seen in report.evidence.visits if seen.trouble],
        "headline": _headline(report),
        "read": any(verdict.sure for verdict in report.verdicts),
        "first": first,
        "took": _length(report.began_at, facts.ended_at) if facts else "",
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
    return sorted(firsts, key=lambda one: (one[1].stopped_by is not None, _RANK[one[1].severity or one[0].severity]))


def _marker(evidence: Evidence) -> Callable[[str], Markup]:
    """Escapes a line of evidence and marks in it the values that nobody but this run made up, and their disguises."""
    made_up = {canary.value for seen in evidence.visits for canary in seen.canaries}
    long_enough = sorted((value for value in made_up if len(value) >= SHORTEST_MARKED), key=len, reverse=True)
    pattern = re.compile("|".join([_LEAKED, *map(re.escape, long_enough)]))

    def marked(line: str) -> Markup:
        found, at = Markup(), 0
        for match in pattern.finditer(line):
            found += escape(line[at : match.start()]) + Markup("<mark>{}</mark>").format(match[0])
            at = match.end()
        return found + escape(line[at:])

    return marked


def _address(url: str) -> str:
    """An address as people read it."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}" if parts.netloc else url


def _moment(moment: datetime | str) -> Markup:
    when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    shown = when.strftime("%Y-%m-%d %H:%M %Z")
    return Markup('<time datetime="{}">{}</time>').format(when.isoformat(), shown)


def _length(began: datetime, ended: datetime) -> str:
    minutes, seconds = divmod(round((ended - began).total_seconds()), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
