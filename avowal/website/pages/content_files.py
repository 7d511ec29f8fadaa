"""Reads a content directory: Markdown pages with YAML in front, the navigation of each site, the alert, pictures.

`pages/SITE/LANGUAGE/PATH.md` is the page at `/PATH/`; `index.md` opens its section. The same path in another
language is its translation. See `avowal/sample/content/README.md` for the form.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from markdown_it import MarkdownIt

_ORIGINAL = "en"
"""The language in which pages are written; each other version is a translation of one in it."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one where the library has it."""
_LANGUAGE = re.compile(r"^[a-z]{2}(-[A-Za-z]+)?$")
_TELEPHONES = re.compile(r"^\{\{\s*telephones\s*\}\}$")
_SECTION = re.compile(r"(?m)^(?=## )")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
Block = dict[str, Any]


class ContentProblem(ValueError):
    """A content file cannot be read; the text says which and what to write."""


@dataclass(frozen=True)
class PageFile:
    """One page in one language. `path` is empty for the home page, else `join/medi-cal`."""

    site: str
    language: str
    path: str
    front: Mapping[str, Any]
    body: tuple[Block, ...]

    def __str__(self) -> str:
        return f"pages/{self.site}/{self.language}/{self.path or 'index'}"

    @property
    def parent(self) -> str:
        return str(PurePosixPath(self.path).parent) if "/" in self.path else ""

    @property
    def slug(self) -> str:
        return PurePosixPath(self.path).name


def page_files(directory: Path) -> list[PageFile]:
    """Every page, those that others hang from first, then in the order of their site's menus; raises ContentProblem."""
    root = directory / "pages"
    found = [_read(root, file) for file in root.glob("*/*/**/*.md")]
    places = {site: _order_in_menus(navigation_file(directory, site)) for site in {page.site for page in found}}

    def place(page: PageFile) -> tuple[Any, ...]:
        depth = page.path.count("/") + bool(page.path)
        return (
            page.site,
            depth,
            places[page.site].get(f"/{page.path}/", len(places[page.site])),
            page.path,
            page.language != _ORIGINAL,
            page.language,
        )

    return sorted(found, key=place)


def _order_in_menus(navigation: Mapping[str, Any]) -> dict[str, int]:
    """Address → its first place among the menus."""
    urls: list[str] = []
    for menu in navigation.get("menus", ()):
        urls += [menu["url"], *(link["url"] for group in menu["groups"] for link in group["links"])]
    return {url: place for place, url in reversed(list(enumerate(urls)))}


def _read(root: Path, file: Path) -> PageFile:
    site, language, *rest = file.relative_to(root).with_suffix("").parts
    path = "/".join(rest[:-1] if rest[-1] == "index" else rest)
    front, text = _split(file)
    return PageFile(site, language, path, front, tuple(body_blocks(text)))


def _split(file: Path) -> tuple[Mapping[str, Any], str]:
    opening, *parts = file.read_text(encoding="utf-8").split("---\n", 2)
    if opening or len(parts) != len(("front matter", "body")):
        raise ContentProblem(f"{file}: begin the page with its front matter between two lines of `---`.")
    fields = _read_yaml(file, parts[0])
    if not isinstance(fields, dict) or "title" not in fields:
        raise ContentProblem(f"{file}: the front matter names no title; write `title: …` between the two `---` lines.")
    return fields, parts[1]


def body_blocks(text: str) -> Iterator[Block]:
    """A page's Markdown as blocks of its body: running text, notes (`>`), the telephone lines, and blocks in a fence.

    A fenced block's value is what its YAML says; see `content_blocks`.
    """
    prose: list[str] = []
    for source, kind in _chunks(text):
        if kind == "prose":
            prose.append(source)
            continue
        yield from _prose(prose)
        prose = []
        yield _block(source, kind)
    yield from _prose(prose)


def _block(source: str, kind: str) -> Block:
    if kind == "telephones":
        return {"type": "telephones", "value": None}
    if kind == "note":
        return {"type": "note", "value": source}
    return {"type": kind, "value": _read_yaml(Path(f"the block ```{kind}"), source)}


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """Top-level pieces of the Markdown in order, each with what it becomes."""
    lines = text.splitlines(keepends=True)
    for token in _MARKDOWN.parse(text):
        if token.level or token.map is None or token.nesting < 0:
            continue
        source = "".join(lines[slice(*token.map)])
        if token.type == "blockquote_open":
            yield re.sub(r"(?m)^> ?", "", source), "note"
        elif token.type == "fence" and token.info.strip():
            yield token.content, token.info.strip()
        else:
            yield source + "\n", "telephones" if _TELEPHONES.match(source.strip()) else "prose"


def _prose(pieces: list[str]) -> Iterator[Block]:
    if pieces:
        yield {"type": "prose", "value": "\n".join(pieces)}


def html(markdown: str) -> str:
    """Markdown as the running text that an editor would have written."""
    return _MARKDOWN.render(markdown).strip().replace("strong>", "b>").replace("em>", "i>")


def parts(blocks: Iterable[Block], count: int) -> list[list[Block]]:
    """The blocks of a page as those of its first `count` sections, and the rest: each section begins with a `## `.

    The headings of those sections are left out: the page says them. Raises ContentProblem where there are fewer.
    """
    found: list[list[Block]] = []
    for block in blocks:
        prose = block["type"] == "prose"
        pieces = [piece for piece in _SECTION.split(block["value"]) if piece.strip()] if prose else [block]
        for piece in pieces:
            opens = isinstance(piece, str) and piece.startswith("## ")
            if opens and len(found) <= count:
                found.append([])
            if not found:
                raise ContentProblem("Begin this page with the `## ` heading of its first section.")
            words = _without_heading(piece) if opens and len(found) <= count else piece
            if isinstance(words, dict):
                found[-1].append(words)
            elif words.strip():
                found[-1].append({"type": "prose", "value": words})
    if len(found) < count:
        raise ContentProblem(f"This page needs {count} sections, each under a `## ` heading; it has {len(found)}.")
    return [*found, *([[]] if len(found) == count else [])]


def _without_heading(section: str) -> str:
    return section.partition("\n")[2]


def navigation_file(directory: Path, site: str) -> Mapping[str, Any]:
    """The navigation of `site`: `navigation.SITE.yaml`, else `navigation.yaml`."""
    own = directory / f"navigation.{site}.yaml"
    return _yaml(own if own.is_file() else directory / "navigation.yaml")


def alert_file(directory: Path) -> Mapping[str, Any] | None:
    """The alert, or None where the content has none."""
    file = directory / "alert.yaml"
    return _yaml(file) if file.is_file() else None


def _yaml(file: Path) -> Mapping[str, Any]:
    read = _read_yaml(file, file.read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise ContentProblem(f"{file}: this is not a list of named entries; see the content README for its form.")
    return read


@lru_cache(maxsize=32)
def _read_yaml(file: Path, text: str) -> Any:
    """Its content, never changed by who reads it; a navigation is asked for once for each of its languages."""
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506  (either is a safe loader)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f":{place.line + 1}" if place else ""
        what = getattr(error, "problem", "it cannot be read")
        raise ContentProblem(
            f"{file}{line}: this is not YAML ({what}); put quotes around text with : ? or #."
        ) from error


def end_of_next_month(today: date) -> date:
    """The last day of the month after that of `today`."""
    year, month = divmod(today.year * 12 + today.month, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def words_file(directory: Path, language: str) -> Mapping[str, str]:
    """English text of the frame → its text in `language`, from `words/LANGUAGE.yaml`; empty where there is none."""
    file = directory / "words" / f"{language}.yaml"
    return _yaml(file) if file.is_file() else {}


def in_language(value: Any, language: str, words: Mapping[str, str] | None = None) -> Any:
    """The same structure with every `{en: …, es: …}` replaced by its text in `language`.

    Where it has none it is looked up in `words`, else it stays English.
    """
    if isinstance(value, dict):
        if value and all(_LANGUAGE.match(key) for key in value):
            english = value.get("en")
            return value.get(language, (words or {}).get(str(english), english))
        return {key: in_language(entry, language, words) for key, entry in value.items()}
    if isinstance(value, list):
        return [in_language(entry, language, words) for entry in value]
    return value
