"""Reports are views of findings: a page for people, JSON for programs, JUnit for build servers, SARIF for code hosts.

`write` puts those that were asked for into a directory, beside the screenshots that the crawl took there. The JSON
follows `report.schema.json` in this package.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from avowal.auditor import junit, sarif
from avowal.auditor.comparing import Compared
from avowal.auditor.judging import Report
from avowal.auditor.page import render
from avowal.auditor.pictures import Album
from avowal.auditor.reporting import Facts, as_json, schema

SCREENSHOTS = "screenshots"


class Kind(StrEnum):
    """One form of the report; its value is the name of its file."""

    HTML = "report.html"
    JSON = "report.json"
    JUNIT = "junit.xml"
    SARIF = "report.sarif"


USUAL = (Kind.HTML, Kind.JSON)


def write(
    report: Report,
    out: Path,
    kinds: Iterable[Kind] = USUAL,
    *,
    facts: Facts | None = None,
    compared: Compared | None = None,
) -> tuple[Path, ...]:
    """Write the reports of `kinds` into `out`; their paths, in the order of `Kind`. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    wanted = frozenset(kinds)
    written = []
    for kind in Kind:
        if kind in wanted:
            (out / kind).write_text(text_of(kind, report, out, wanted, facts, compared), encoding="utf-8")
            written.append(out / kind)
    return tuple(written)


def text_of(
    kind: Kind,
    report: Report,
    out: Path,
    wanted: frozenset[Kind],
    facts: Facts | None = None,
    compared: Compared | None = None,
) -> str:
    """One form of the report; the page takes its pictures from `out` and links what else is `wanted` there."""
    match kind:
        case Kind.HTML:
            beside = tuple(one.value for one in Kind if one in wanted and one is not Kind.HTML)
            return render(
                report, facts=facts, compared=compared, album=Album(out / SCREENSHOTS), beside=beside, linked=True
            )
        case Kind.JSON:
            return _json(as_json(report, facts))
        case Kind.JUNIT:
            return junit.write(report, facts)
        case Kind.SARIF:
            return _json(sarif.document(report, facts, compared))


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


__all__ = ["USUAL", "Facts", "Kind", "as_json", "schema", "text_of", "write"]
