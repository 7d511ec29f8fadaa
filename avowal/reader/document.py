"""Text → document: which format it is in, and its blocks with every heading found. HTML is the common form."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from avowal.reader.blocks import Block
from avowal.reader.headings import recognised
from avowal.reader.page import blocks_of

_TAGS = re.compile(r"<(?:!doctype|html|body|div|p|h[1-6]|ul|table|section|main)\b", re.IGNORECASE)
_FEW_TAGS = 3
_MARKDOWN = re.compile(r"^#{1,6} |\]\(|^(?:-{3,}|={3,})\s*$|^\s*[*+-] |\*\*\S|^\s*\d+\\?\. ", re.MULTILINE)
_FRONT = re.compile(r"\A\s*---\n(?P<front>.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"""^title:\s*["']?(?P<title>.+?)["']?\s*$""", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦–]|\(?[a-z0-9]{1,2}\))\s+")
_CONTINUED = re.compile(r"^\s{2,}\S")


@dataclass(frozen=True)
class Document:
    """`title` is the one that the page gives itself, `name` that of the file or address."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    lines: int


def document(text: str, name: str) -> Document:
    """The blocks of `text`; the ending of `name` helps where the text itself could be either."""
    if _is_html(text, name):
        title, blocks = blocks_of(text)
    elif name.endswith((".md", ".markdown")) or _MARKDOWN.search(text):
        title, blocks = _of_markdown(text)
    else:
        title, blocks = blocks_of(_plain_as_html(text), marked_lines=True)
    return Document(name, title, recognised(blocks), text.count("\n") + 1)


def _is_html(text: str, name: str) -> bool:
    if name.endswith((".md", ".markdown")):
        return False
    found = len(_TAGS.findall(text[:200_000]))
    return found >= _FEW_TAGS or (found > 0 and name.endswith((".html", ".htm", ".xhtml")))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"breaks": True, "html": True}).enable("table")


def _of_markdown(text: str) -> tuple[str, tuple[Block, ...]]:
    front = _FRONT.match(text)
    title = ""
    if front is not None:
        found = _TITLE.search(front["front"])
        title = found["title"] if found else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        _note_line(token)
    return title, blocks_of(parser.renderer.render(tokens, parser.options, {}), marked_lines=True)[1]


def _note_line(token: Token) -> None:
    if token.map is not None and token.nesting == 1:
        token.attrSet("data-line", str(token.map[0] + 1))


def _plain_as_html(text: str) -> str:
    """Blank lines part paragraphs; lines that begin with a bullet are items; each remembers its line."""
    written: list[str] = []
    gathered: list[str] = []
    start, kind = 1, "p"
    for number, line in enumerate([*text.split("\n"), ""], 1):
        bullet = _BULLET.match(line)
        if gathered and (not line.strip() or bullet):
            written.append(_element(kind, start, gathered))
            gathered = []
        if line.strip():
            if not gathered:
                start, kind = number, "li" if bullet else "p"
            gathered.append(line[bullet.end() :] if bullet else line)
    return "".join(written)


def _element(kind: str, line: int, lines: list[str]) -> str:
    inside = "<br>".join(html.escape(line.strip()) for line in lines)
    element = f'<{kind} data-line="{line}">{inside}</{kind}>'
    return f"<ul>{element}</ul>" if kind == "li" else element
