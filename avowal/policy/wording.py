"""Reads and writes `wording/LANG.md`: the page as people wrote it, section by section, statement by statement.

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
from avowal.policy.yaml_text import scalar

LONGEST_STATEMENT = 3000
"""Characters: nobody reads a longer paragraph, and reading its English costs more than its length (R112)."""
_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<anchor>[a-z][a-z0-9-]*)\}$")
_MARKER = re.compile(r"^(?P<bullet>- )?\[(?P<promises>[0-9A-Z]+\.[0-9]+(?: [0-9A-Z]+\.[0-9]+)*)\] ")
_ANY_HEADING = re.compile(r"^## .+? \{#(?P<anchor>[a-z][a-z0-9-]*)\}[ \t]*$", re.MULTILINE)
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.DOTALL)


class NotWritable(ValueError):
    """A wording holds what its file cannot say: an empty statement, a line break, a heading within a section."""


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
            if len(block) > LONGEST_STATEMENT:
                message = f"A statement of {len(block)} characters is too long to read; {LONGEST_STATEMENT} at most."
                problems.append(Problem(Place(file, line), message, "Make it several paragraphs."))
            statements.append(_statement(block[:LONGEST_STATEMENT]))
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


def write_wording(wording: Wording) -> str:
    """The text of `wording/LANG.md` that reads as `wording`; NotWritable where there is none."""
    given = {name: getattr(wording, name) for name in ("title", "origin", "reviewer", "qualification")}
    lines = [f"{name}: {scalar(value)}" for name, value in given.items() if value is not None]
    for part, entries in (("labels", wording.labels), ("sources", wording.sources)):
        lines += [f"{part}:", *(f"  {key}: {scalar(value)}" for key, value in entries.items())] if entries else []
    front = "".join(f"{line}\n" for line in lines)
    sections = "\n".join(write_section(anchor, section) for anchor, section in wording.sections.items())
    text = f"---\n{front}---\n" + (f"\n{sections}" if sections else "")
    problems: list[Problem] = []
    if read_wording(text, "wording/any.md", problems, {}) != wording:
        raise NotWritable("A title, a name or a key of the wording cannot be written down; give it other words.")
    return text


def write_section(anchor: str, section: WordedSection) -> str:
    """One section as it stands in the file, with its heading; NotWritable where it cannot be said there."""
    blocks = [f"## {section.title} {{#{anchor}}}", *map(_written, section.statements)]
    problems: list[Problem] = []
    found = _sections("\n\n".join(blocks), 0, "", "", problems, {})
    if problems or dict(found) != {anchor: section}:
        raise NotWritable(f"The section “{anchor}” cannot be written down: its heading is empty or has a line break.")
    return "".join(_spaced(blocks))


def replace_section(text: str, anchor: str, section: WordedSection) -> str:
    """`text` of a wording's file with one section written anew and everything else as it stands.

    A section that is not there yet comes last. Raises NotWritable.
    """
    text = text.replace("\r\n", "\n")
    written = write_section(anchor, section)
    headings = [found for found in _ANY_HEADING.finditer(text) if found["anchor"]]
    for found in headings:
        if found["anchor"] == anchor:
            end = next((later.start() for later in headings if later.start() > found.start()), len(text))
            return text[: found.start()] + written + ("\n" if end < len(text) else "") + text[end:]
    return f"{text.rstrip()}\n\n{written}"


def _written(statement: Statement) -> str:
    block = statement.text
    if statement.promises:
        bullet = "- " if block.startswith("- ") else ""
        block = f"{bullet}[{' '.join(statement.promises)}] {block.removeprefix(bullet)}"
    if list(_blocks(block, 1)) != [(1, block)] or block.startswith("#") or _statement(block) != statement:
        raise NotWritable(f"“{block[:60]}” is no single paragraph or list item of words.")
    return block


def _spaced(blocks: list[str]) -> Iterator[str]:
    """Each block with its line end, an empty line before it unless it goes on with a list."""
    for before, block in zip(["", *blocks], blocks, strict=False):
        yield "\n" if before and not (before.startswith("- ") and block.startswith("- ")) else ""
        yield f"{block}\n"
