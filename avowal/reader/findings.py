"""What was found in a policy, for people (`findings.md`) and for programs (`findings.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from avowal.policy.assertions import Certainty, Contradiction
from avowal.policy.ledger import LEDGER
from avowal.policy.problems import Problem
from avowal.policy.reading import DECLARATIONS
from avowal.reader.practices import LABELS, Practice
from avowal.reader.reading import Reading
from avowal.reader.row_names import ROW_NAMES

_LONGEST_QUOTE = 240
_NAMED = re.compile(r"^“([a-z_.0-9]+)”")


def as_data(reading: Reading, to_decide: Sequence[Problem]) -> dict[str, Any]:
    """Everything found, as plain data."""
    facts = reading.facts
    return {
        "source": reading.name,
        "title": reading.title,
        "lines": reading.lines,
        "organisation": {
            "name": facts.organisation.name,
            "legal_name": facts.organisation.legal,
            "words": facts.organisation.words,
        }
        if facts.organisation
        else None,
        "updated": _found(facts.updated),
        "sites": [{"host": site.host, "also": list(site.also), "line": site.line} for site in facts.sites],
        "apps": [_found(app) for app in facts.apps],
        "contacts": {
            "emails": [_found(one) for one in facts.emails],
            "telephones": [_found(one) for one in facts.telephones],
            "addresses": [
                {"office": one.office, "address": str(one.address), "line": one.line} for one in facts.addresses
            ],
        },
        "minimum_age": _found(facts.minimum_age),
        "laws": [_found(one) for one in facts.laws],
        "resources": [
            {"label": one.label, "language": one.language, "address": one.address, "line": one.line}
            for one in facts.resources
        ],
        "sections": [
            {"number": section.number, "title": section.title, "anchor": section.anchor, "line": section.line}
            for section in reading.sections
        ],
        "retention": [
            {"period": str(one.period), "words": one.sentence.text, "line": one.sentence.block.line}
            for one in facts.retention
        ],
        "rows": [
            {
                "row": row,
                "says": ROW_NAMES[row],
                "certainty": str(certainty),
                "sentences": [
                    {
                        "words": one.sentence.text,
                        "line": one.sentence.block.line,
                        "rule": one.rule,
                        "certainty": str(one.certainty),
                    }
                    for one in reading.stating(row)
                ],
            }
            for row, certainty in reading.rows.items()
        ],
        "rows_not_found": [row for row in LEDGER if row not in reading.rows],
        "practices": [_practice(one) for one in reading.practices],
        "contradictions": [_contradiction(one) for one in reading.contradictions],
        "to_decide": [
            {"file": one.place.file, "line": one.place.line, "message": one.message, "hint": one.hint}
            for one in to_decide
        ],
        "left_out": [
            {"words": left.block.text[:_LONGEST_QUOTE], "line": left.block.line, "why": left.why}
            for left in reading.left_out
        ],
    }


def json_text(reading: Reading, to_decide: Sequence[Problem]) -> str:
    return json.dumps(as_data(reading, to_decide), ensure_ascii=False, indent=1) + "\n"


def _found(found: Any) -> dict[str, Any] | None:
    return {"value": found.value, "words": found.words, "line": found.line} if found else None


def _practice(one: Practice) -> dict[str, Any]:
    return {
        "category": str(one.category),
        "does": one.does,
        "certainty": str(one.certainty),
        "line": one.sentence.block.line,
        "words": one.sentence.text,
        "elements": list(one.elements),
        "purposes": list(one.purposes),
        "recipients": list(one.recipients),
        "mode": one.mode,
        "choice": one.choice,
        "means": list(one.means),
    }


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {
        "certainty": str(one.certainty),
        "never": {"words": one.never.source.words, "line": one.never.source.place.line},
        "may": {"words": one.may.source.words, "line": one.may.source.place.line},
    }


def markdown(reading: Reading, to_decide: Sequence[Problem], remarks: Mapping[int, str]) -> str:
    """The same for people, the most pressing first; `remarks` tell in words what a line of `policy.yaml` asks."""
    parts = [
        f"# Findings: {reading.title}",
        (
            f"Read from {reading.name}, {reading.lines} lines. Line numbers are those of that file."
            " A finding that is marked"
            " *unsure* rests on the sentences around it, or on a guess."
        ),
        "## Contradictions",
        *(_contradictions(reading) or ["None found."]),
        "## What a person must decide",
        _decisions(to_decide, remarks),
        "## What the policy says of itself",
        "\n".join(f"- {line}" for line in facts_lines(reading)),
        "## Rows of the ledger",
        _rows(reading),
        "## Practices",
        *_practices(reading),
        "## Left out",
        _left_out(reading),
    ]
    return "\n\n".join(parts) + "\n"


def contradictions_by(reading: Reading, certainty: Certainty) -> tuple[Contradiction, ...]:
    return tuple(one for one in reading.contradictions if one.certainty is certainty)


def _contradictions(reading: Reading) -> list[str]:
    parts: list[str] = []
    for certainty, head in ((Certainty.SURE, ""), (Certainty.UNSURE, "### To look at: these may disagree")):
        found = contradictions_by(reading, certainty)
        if found and head:
            parts.append(head)
        said = None
        for one in found:
            if one.never.source != said:
                said = one.never.source
                parts.append(f"Line {said.place.line}: “{quote(said.words)}”")
            parts.append(f"- but line {one.may.source.place.line}: “{quote(one.may.source.words)}”")
    return parts


def _decisions(to_decide: Sequence[Problem], remarks: Mapping[int, str]) -> str:
    """One line for each line of the check; in the words of the draft's remarks where it has one."""
    told = dict.fromkeys(_decision(one, remarks) for one in to_decide)
    return "\n".join(f"- {line}" for line in told) or "Nothing."


def _decision(one: Problem, remarks: Mapping[int, str]) -> str:
    if one.place.file != DECLARATIONS or one.place.line not in remarks:
        return f"{one.place}: {one.message}{' ' + one.hint if one.hint else ''}"
    named = _NAMED.match(one.message)
    return f"{one.place}: {named[1] + ': ' if named else ''}{remarks[one.place.line]}"


def facts_lines(reading: Reading) -> Iterator[str]:
    """The facts in one line each; what was not found is said."""
    facts = reading.facts
    named = facts.organisation
    legal = f", legal name {named.legal}" if named and named.legal and named.legal != named.name else ""
    yield f"Organisation: {named.name}{legal}" if named else "Organisation: not found"
    yield f"Date: {facts.updated.value} (line {facts.updated.line})" if facts.updated else "Date: not found"
    yield f"Sites: {', '.join(host for site in facts.sites for host in (site.host, *site.also)) or 'none named'}"
    if facts.apps:
        yield f"Apps: {', '.join(app.value for app in facts.apps)}"
    asked = [*(one.value for one in facts.emails), *(one.value for one in facts.telephones)]
    asked += [f"{one.office + ', ' if one.office else ''}{one.address}" for one in facts.addresses]
    yield f"Contacts: {'; '.join(asked) or 'none found'}"
    if facts.resources:
        labels = ", ".join(dict.fromkeys(one.label for one in facts.resources))
        yield f"Documents beside it: {labels}; languages: {', '.join(facts.languages) or 'not said'}"
    if facts.minimum_age:
        yield f"Age limit: {facts.minimum_age.value} (line {facts.minimum_age.line})"
    periods = ", ".join(f"{one.period} (line {one.sentence.block.line})" for one in facts.retention)
    yield f"Periods stated for keeping: {periods or 'none'}"
    if facts.laws:
        yield f"Laws named: {', '.join(law.value.upper() for law in facts.laws)}"
    if facts.beside_telephones:
        yield f"Telephone numbers beside the policy: {', '.join(one.value for one in facts.beside_telephones)}"


def _rows(reading: Reading) -> str:
    lines = ["| row | what it says | where |", "|---|---|---|"]
    for row, certainty in reading.rows.items():
        unsure = " *unsure*" if certainty is Certainty.UNSURE else ""
        stating = reading.stating(row)
        where = "; ".join(f"line {one.sentence.block.line}: “{quote(one.sentence.text, 100)}”" for one in stating[:2])
        more = f" and {len(stating) - 2} more" if len(stating) > 2 else ""  # noqa: PLR2004 - two are quoted
        lines.append(f"| {row}{unsure} | {ROW_NAMES[row]} | {_cell(where)}{more} |")
    missing = [f"{row} ({ROW_NAMES[row]})" for row in LEDGER if row not in reading.rows]
    return "\n".join(lines) + f"\n\nNot found: {', '.join(missing) or 'none'}."


def _practices(reading: Reading) -> Iterator[str]:
    for category, label in LABELS.items():
        found = [one for one in reading.practices if one.category is category]
        if found:
            yield f"### {label}"
            yield "\n".join(_practice_line(one) for one in found)


def _practice_line(one: Practice) -> str:
    told = {
        "data": one.elements,
        "for": one.purposes,
        "to": one.recipients,
        "by": one.means,
        "how": tuple(filter(None, (one.mode,))),
        "choice": tuple(filter(None, (one.choice,))),
    }
    slots = "; ".join(f"{name}: {', '.join(values)}" for name, values in told.items() if values)
    head = f"{'' if one.does else '**not** '}{'' if one.certainty is Certainty.SURE else '*unsure* '}"
    return f"- {head}line {one.sentence.block.line}: “{quote(one.sentence.text, 160)}”{' — ' + slots if slots else ''}"


def _left_out(reading: Reading) -> str:
    by_reason: dict[str, list[str]] = {}
    for left in reading.left_out:
        by_reason.setdefault(left.why, []).append(quote(left.block.text.replace("\n", " "), 40))
    if not by_reason:
        return "Nothing: the whole page was read as policy."
    return "\n".join(f"- {why} ({len(texts)}): {_few(texts)}" for why, texts in by_reason.items())


def _few(texts: Sequence[str]) -> str:
    shown = ", ".join(f"“{text}”" for text in texts[:12])
    return shown + (f" and {len(texts) - 12} more" if len(texts) > 12 else "")  # noqa: PLR2004 - enough to recognise them


def quote(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """`text`, cut at a word where it is long."""
    return text if len(text) <= longest else f"{text[: longest - 1].rsplit(' ', 1)[0]}…"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def count_by_category(practices: Iterable[Practice]) -> dict[str, int]:
    """How many practices each category has, in OPP-115's order."""
    found = list(practices)
    return {label: sum(one.category is category for one in found) for category, label in LABELS.items()}
