"""The draft's `wording/en.md`: the page's own sections and sentences, each marked with the rows that it states.

Declared values become placeholders; what the page says and nothing declares stays as it stands, and `policy check`
names it line by line. A paragraph is parted where a sentence that states a row begins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from avowal.policy.assertions import Certainty
from avowal.policy.ledger import LEDGER
from avowal.reader.blocks import Kind
from avowal.reader.reading import Reading, Statement
from avowal.reader.replacing import Replacer
from avowal.reader.sentences import Section, Sentence

OPENING = "About this policy"
"""The heading of what stands under the page's own title, which the page shows above all sections."""
DETAILS = "declared-details"
RESOURCES = "resources"
_ORDER = {row: at for at, row in enumerate(LEDGER)}
_STARTS_OTHERWISE = re.compile(r"^([#>]|- |\[(?=[0-9A-Z]+\.[0-9]))")


@dataclass(frozen=True)
class Worded:
    """The file's text; per anchor its ledger prefix and numbering; per row the section that states it."""

    text: str
    sections: Mapping[str, tuple[str, bool]]
    stated: Mapping[str, str]


def worded(reading: Reading, tables: Iterable[str]) -> Worded:
    """The wording of `reading`; `tables` are the placeholders of tables that show what is declared."""
    replacer = Replacer(reading)
    marks = _marks(reading)
    parts: list[str] = [f"---\ntitle: {json.dumps(reading.title, ensure_ascii=False)}\norigin: human\n---\n"]
    rows_of: dict[str, list[str]] = {}
    anchors: dict[str, tuple[Section, bool]] = {}
    for section in reading.sections:
        anchors[section.anchor] = (section, bool(section.number))
        statements = list(_statements(reading, section, marks, replacer))
        rows_of[section.anchor] = [row for rows, _text in statements for row in rows]
        title = OPENING if section.title == reading.title else section.title
        parts.append(_section(title, section.anchor, statements))
    if reading.facts.resources:
        anchors[RESOURCES] = (Section(RESOURCES, "", "Resources", 2, 0), False)
        rows_of[RESOURCES] = ["R.1"] if reading.stating("R.1") else []
        parts.append(_section("Resources", RESOURCES, [(rows_of[RESOURCES], "{{ resources }}")]))
    shown: list[tuple[list[str], str]] = [([], f"{{{{ {table} }}}}") for table in tables]
    if shown:
        anchors[DETAILS] = (Section(DETAILS, "", "Details", 2, 0), False)
        rows_of[DETAILS] = []
        parts.append(_section("Details", DETAILS, shown))
    return Worded("\n".join(parts), _prefixes(anchors, rows_of), _where(rows_of))


def _marks(reading: Reading) -> dict[int, list[str]]:
    """Sentence → the rows to mark at it: all sure statements; of a row without any, the first unsure one."""
    marks: dict[int, list[str]] = {}
    for row in reading.rows:
        stating = reading.stating(row)
        sure = [one for one in stating if one.certainty is Certainty.SURE]
        for statement in sure or stating[:1]:
            _mark(marks, statement)
    return marks


def _mark(marks: dict[int, list[str]], statement: Statement) -> None:
    rows = marks.setdefault(id(statement.sentence), [])
    if statement.row not in rows:
        rows.append(statement.row)


def _statements(
    reading: Reading, section: Section, marks: Mapping[int, list[str]], replacer: Replacer
) -> Iterator[tuple[list[str], str]]:
    for group in reading.groups:
        if group and group[0].section.anchor == section.anchor:
            if group[0].block.kind is Kind.PARAGRAPH:
                yield from _runs(group, marks, replacer)
            else:
                rows = [row for sentence in group for row in marks.get(id(sentence), ())]
                yield list(dict.fromkeys(rows)), f"- {_text(group, replacer)}"


def _runs(
    group: Sequence[Sentence], marks: Mapping[int, list[str]], replacer: Replacer
) -> Iterator[tuple[list[str], str]]:
    """A paragraph parted before each sentence that states a row."""
    run: list[Sentence] = []
    rows: list[str] = []
    for sentence in group:
        own = marks.get(id(sentence), [])
        if own and run:
            yield rows, _text(run, replacer)
            run, rows = [], []
        run.append(sentence)
        rows = rows or list(own)
    if run:
        yield rows, _text(run, replacer)


def _text(sentences: Sequence[Sentence], replacer: Replacer) -> str:
    return replacer.replaced(" ".join(sentence.markdown for sentence in sentences), sentences)


def _section(title: str, anchor: str, statements: Iterable[tuple[Sequence[str], str]]) -> str:
    written = [f"## {title} {{#{anchor}}}"]
    for rows, text in statements:
        bullet = "- " if text.startswith("- ") else ""
        body = text.removeprefix("- ")
        marker = f"[{' '.join(sorted(rows, key=_ORDER.__getitem__))}] " if rows else ""
        if not marker and not bullet:
            body = _STARTS_OTHERWISE.sub(r"\\\1", body)
        written.append(f"{bullet}{marker}{body}")
    return "\n\n".join(written) + "\n"


def _prefixes(
    anchors: Mapping[str, tuple[Section, bool]], rows_of: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, bool]]:
    """Each section's ledger prefix: the one that most of its rows have, else that of the section before it."""
    found: dict[str, tuple[str, bool]] = {}
    last = "0"
    for anchor, (_, numbered) in anchors.items():
        prefixes = [row.partition(".")[0] for row in rows_of[anchor]]
        last = max(dict.fromkeys(prefixes), key=prefixes.count) if prefixes else last
        found[anchor] = (last, numbered)
    return found


def _where(rows_of: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The section that states each row: the one with most rows of the same prefix, else the first."""
    found: dict[str, str] = {}
    for row in LEDGER:
        stating = [anchor for anchor, rows in rows_of.items() if row in rows]
        if stating:
            prefix = row.partition(".")[0]
            found[row] = max(
                stating, key=lambda anchor: sum(one.partition(".")[0] == prefix for one in rows_of[anchor])
            )
    return found
