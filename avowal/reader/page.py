"""HTML → blocks. Scripts, styles and hidden parts are left out; landmarks are kept as names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from avowal.reader.blocks import Block, Kind, Link
from avowal.reader.problems import NotReadable

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "iframe",
        "object",
        "head",
        "title",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "ul",
        "hr",
        "figcaption",
        "dialog",
    ]
) | frozenset(_HEADINGS)
_LANDMARKS = {"nav": "nav", "footer": "footer", "aside": "aside", "dialog": "dialog"}
_ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "nav",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "menu": "nav",
    "menubar": "nav",
}
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:(?P<nav>nav|navbar|navigation|menu|megamenu|breadcrumbs?|skip-?links?|pager|toolbar)"
    r"|(?P<footer>footer)|(?P<dialog>(?:cookie|consent)-?(?:bar|banner|notice|popup|dialog|modal|consent)|gdpr)"
    r"|(?P<aside>sidebar))(?:$|[-_ ])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\n\f]+")
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


@dataclass(frozen=True)
class _Around:
    """What encloses the element being read."""

    line: int = 1
    landmark: str = ""
    main: bool = False
    depth: int = 0
    kind: Kind = Kind.PARAGRAPH
    in_article: bool = False
    marked_lines: bool = False


def blocks_of(html: str, *, marked_lines: bool = False) -> tuple[str, tuple[Block, ...]]:
    """The page's title and its blocks, in the order of the source. Raises NotReadable.

    `marked_lines`: the HTML was made from another format, and `data-line` says where a block stood in that.
    """
    try:
        soup = BeautifulSoup(html, "html.parser")
        title = soup.title.get_text(" ", strip=True) if soup.title else ""
        return title, tuple(_read(soup.body or soup, _Around(marked_lines=marked_lines)))
    except RecursionError:
        raise NotReadable("The page's elements lie too deep in each other to be read. Save it as text.") from None


def _read(element: Tag, around: _Around) -> Iterator[Block]:
    """Blocks of `element`, whose inline runs become blocks of the kind around it."""
    run: list[NavigableString | Tag] = []
    for child in element.children:
        if isinstance(child, Comment) or not isinstance(child, NavigableString | Tag):
            continue
        if isinstance(child, Tag) and _hidden(child):
            continue
        if isinstance(child, Tag) and (child.name in _BLOCKS or _holds_blocks(child)):
            yield from _block(run, around)
            run = []
            yield from _of_element(child, around)
        else:
            run.append(child)
    yield from _block(run, around)


def _holds_blocks(tag: Tag) -> bool:
    return any(isinstance(child, Tag) and child.name in _BLOCKS for child in tag.descendants)


def _of_element(tag: Tag, around: _Around) -> Iterator[Block]:
    inside = _around(tag, around)
    if tag.name in _HEADINGS:
        for block in _block(list(tag.children), inside):
            yield replace(block, kind=Kind.HEADING, level=_HEADINGS[tag.name])
    elif tag.name == "tr":
        yield from _row(tag, inside)
    elif tag.name == "ol" and (heading := _lone_item(tag, inside)):
        yield heading
    elif tag.name in ("li", "dd"):
        yield from _item(tag, inside)
    elif tag.name in ("ul", "ol"):
        yield from _read(tag, replace(inside, depth=inside.depth + 1))
    elif tag.name == "dt":
        for block in _block(list(tag.children), inside):
            yield replace(block, kind=Kind.HEADING, level=4)
    else:
        yield from _read(tag, inside)


def _item(tag: Tag, inside: _Around) -> Iterator[Block]:
    """A list item: its first block is the item, what follows in it are paragraphs of the same depth."""
    first = True
    for block in _read(tag, replace(inside, kind=Kind.PARAGRAPH)):
        if first and block.kind is Kind.PARAGRAPH:
            yield replace(block, kind=Kind.ITEM)
        else:
            yield block
        first = False


def _lone_item(tag: Tag, inside: _Around) -> Block | None:
    """A numbered list of one short item is a heading that was numbered: `3. Weblogs`."""
    items = tag.find_all("li", recursive=False)
    if len(items) != 1 or items[0].find(["ul", "ol"]) is not None:
        return None
    found = list(_block(list(items[0].children), inside))
    if len(found) != 1 or found[0].words > 14 or found[0].text.endswith((".", ";")) or found[0].is_links:  # noqa: PLR2004 - headings.LONGEST_HEADING
        return None
    number = str(tag.get("start") or items[0].get("value") or "1")
    return replace(found[0], kind=Kind.HEADING, level=2, number=number)


def _row(tag: Tag, inside: _Around) -> Iterator[Block]:
    cells = [next(_block(list(cell.children), inside), None) for cell in tag.find_all(["td", "th"], recursive=False)]
    filled = [cell for cell in cells if cell is not None]
    if filled and not all(cell.name == "th" for cell in tag.find_all(["td", "th"], recursive=False)):
        yield replace(
            filled[0],
            kind=Kind.ROW,
            text=": ".join(cell.text.replace("\n", " ") for cell in filled),
            markdown=": ".join(cell.markdown.replace("\n", " ") for cell in filled),
            links=tuple(link for cell in filled for link in cell.links),
        )


def _around(tag: Tag, around: _Around) -> _Around:
    said = tag.get("data-line") if around.marked_lines else tag.sourceline
    return replace(
        around,
        line=int(str(said)) if said else around.line,
        landmark=around.landmark or _landmark(tag, around),
        main=around.main or tag.name == "main" or tag.get("role") == "main",
        in_article=around.in_article or tag.name in ("article", "main"),
    )


def _landmark(tag: Tag, around: _Around) -> str:
    if tag.name in ("body", "html", "main"):
        return ""
    if tag.name in _LANDMARKS:
        return _LANDMARKS[tag.name]
    if tag.name == "header" and not around.in_article:
        return "header"
    role = _ROLES.get(str(tag.get("role") or ""))
    if role:
        return role
    if tag.name not in ("div", "ul", "ol", "section"):
        return ""
    named = _NAMED.search(" ".join([*(tag.get("class") or ()), str(tag.get("id") or "")]))
    return next((name for name, value in named.groupdict().items() if value), "") if named else ""


def _hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return tag.name in _SKIPPED or tag.has_attr("hidden") or "display:none" in style


def _block(nodes: Iterable[PageElement], around: _Around) -> Iterator[Block]:
    """One block out of inline nodes, or none where they hold no words."""
    links: list[Link] = []
    lines = (line.strip() for line in "".join(_plain(node, links) for node in nodes).split("\v"))
    text = "\n".join(_SPACE.sub(" ", line) for line in lines if line)
    if not text:
        return
    marked = (_SPACE.sub(" ", line).strip() for line in "".join(map(_marked, nodes)).split("\v"))
    yield Block(
        around.kind,
        text,
        "\n".join(line for line in marked if line),
        around.line,
        tuple(links),
        landmark=around.landmark,
        main=around.main,
        depth=around.depth,
    )


def _plain(node: PageElement, links: list[Link]) -> str:
    """The words of a node, `\\v` for a line break; gathers its links."""
    if isinstance(node, Comment):
        return ""
    if isinstance(node, NavigableString):
        return str(node)
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\v"
    if _hidden(node):
        return ""
    text = "".join(_plain(child, links) for child in node.children)
    if node.name == "a" and node.get("href"):
        links.append(Link(_SPACE.sub(" ", text.replace("\v", " ")).strip(), str(node["href"]).strip()))
    return text


def _marked(node: PageElement) -> str:
    """The same as Markdown: links and emphasis kept."""
    if not isinstance(node, Tag):
        return "" if isinstance(node, Comment) else str(node)
    if node.name == "br" or _hidden(node):
        return "\v" if node.name == "br" else ""
    inside = "".join(_marked(child) for child in node.children)
    address, mark = node.get("href"), _EMPHASIS.get(node.name)
    if node.name == "a" and address and inside.strip():
        return f"[{inside.strip()}]({str(address).strip()})"
    if mark and inside.strip() and "\v" not in inside:
        lead, tail = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        return f"{lead}{mark}{inside.strip()}{mark}{tail}"
    return inside
