"""Reads `wording/LANG.md`: the page as people wrote it, section by section, statement by statement.

A file opens with YAML front matter (title, who wrote it, names of declared things in that language). Each
`## Heading {#anchor}` begins a section; each paragraph or list item is one statement, which may begin with the
ids of the promises it makes: `[3.4] Each time you open a page …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.policy.building import Builder
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Statement, WordedSection, Wording
from avowal.policy.problems import Place, Problem
from avowal.policy.yaml_nodes import compose

_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<anchor>[a-z][a-z0-9-]*)\}$")
_MARKER = re.compile(r"^(?P<bullet>- )?\[(?P<promises>[0-9A-Z]+\.[0-9]+(?: [0-9A-Z]+\.[0-9]+)*)\] ")
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.DOTALL)


def read_wording(text: str, file: str, problems: list[Problem], places: dict[str, Place]) -> Wording | None:
    """The wording in `text`, or None after telling `problems`; `places` gains `wording.LANG.anchor.index`."""
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    if front is None:
        problems.append(
            Problem(
                Place(file, 1), "The file does not begin with front matter.", "Begin with “---”, title, origin, “---”."
            )
        )
        return None
    node = compose(front["front"], file, problems, first_line=2)
    if node is None:
        return None
    language = file.rsplit("/", 1)[-1].removesuffix(".md")
    sections = _sections(text, front.end(), file, language, problems, places)
    wording: Wording = Builder(file, problems, {}, first_line=2).top(Wording, node, {"sections": sections})
    return wording


def _sections(
    text: str, start: int, file: str, language: str, problems: list[Problem], places: dict[str, Place]
) -> Catalogue[WordedSection]:
    found: dict[str, WordedSection] = {}
    anchor, title = "", ""
    statements: list[Statement] = []
    first_line = text[:start].count("\n") + 1
    for line, block in _blocks(text[start:], first_line):
        heading = _HEADING.match(block)
        if heading:
            if anchor:
                found[anchor] = WordedSection(title, tuple(statements))
            anchor, title, statements = heading["anchor"], heading["title"], []
            if anchor in found:
                problems.append(Problem(Place(file, line), f"The section “{anchor}” stands twice.", "Join the two."))
            places[f"wording.{language}.{anchor}"] = Place(file, line)
        elif block.startswith("#"):
            problems.append(
                Problem(Place(file, line), f"“{block[:60]}” is not a section heading.", "Write “## Heading {#anchor}”.")
            )
        elif not anchor:
            problems.append(
                Problem(Place(file, line), "Text stands before the first section.", "Move it under a heading.")
            )
        else:
            places[f"wording.{language}.{anchor}.{len(statements)}"] = Place(file, line)
            statements.append(_statement(block))
    if anchor:
        found[anchor] = WordedSection(title, tuple(statements))
    return Catalogue(found.items())


def _statement(block: str) -> Statement:
    marker = _MARKER.match(block)
    if marker is None:
        return Statement(block)
    return Statement((marker["bullet"] or "") + block[marker.end() :], tuple(marker["promises"].split()))


def _blocks(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Paragraphs, list items and headings, each as one line of text with the number of its first line."""
    start, gathered = 0, list[str]()
    for number, line in enumerate(text.split("\n"), first_line):
        opens_block = line.startswith(("- ", "#"))
        if gathered and (opens_block or not line.strip() or gathered[0].startswith("#")):
            yield start, " ".join(gathered)
            gathered = []
        if line.strip():
            start = start if gathered else number
            gathered.append(line.strip())
    if gathered:
        yield start, " ".join(gathered)
