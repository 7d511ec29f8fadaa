"""What must hold of how any page looks and works, whoever reads it: each look takes an open page and yields faults.

axe alone passes pages that nobody can read (a text a screen tall, boxes instead of letters), so geometry, fonts and
the keyboard are looked at too. Used by `scripts/audit --pages` over every page, and by the journeys over a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from fontTools.ttLib import TTFont
from playwright.sync_api import Page

import avowal.website

STATIC = Path(avowal.website.__file__).parent / "static" / "avowal"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
HEADING_AT_MOST = 500
"""Pixels: a first heading taller than this is a wrong unit, not a long title."""
TARGET = 24
"""Pixels (WCAG 2.5.8)."""
_FACE = re.compile(r"@font-face\s*\{[^}]*url\(\"?fonts/([^\")]+)\"?\)[^}]*?unicode-range:\s*([^;}]+)")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")

TEXT_SPACING = """*{line-height:1.5 !important;letter-spacing:.12em !important;word-spacing:.16em !important}
p{margin-block-end:2em !important}"""
_SHOWN_TEXT = """() => [...document.querySelectorAll("body, body *")].flatMap((element) =>
  [...element.childNodes].filter((node) => node.nodeType === 3 && element.tagName !== "SCRIPT").map((node) => node.data)
).join("")"""
_OFF_SCREEN = """() => [...document.querySelectorAll("h1, h2")].filter((heading) => {
  if (!heading.checkVisibility()) return false;
  const box = heading.getBoundingClientRect();
  return box.width > 2 && (box.left < -1 || box.right > innerWidth + 1);
}).map((heading) => heading.textContent.trim())"""
_CLIPPED = """() => [...document.querySelectorAll("h1, h2, h3, p, li, summary, .button")].filter((element) =>
  element.checkVisibility() && element.clientHeight > 2 && getComputedStyle(element).overflowY === "hidden"
  && element.scrollHeight > element.clientHeight + 2).map((element) => element.textContent.trim().slice(0, 60))"""


def axe(page: Page) -> Iterator[str]:
    """Violations of the Web Content Accessibility Guidelines, levels A and AA, that axe can see."""
    for violation in Axe().run(page, options=WCAG).response["violations"]:
        where = ", ".join(str(node["target"][0]) for node in violation["nodes"][:3])
        yield f"{violation['id']}: {violation['help']} ({where})"


def fits(page: Page) -> Iterator[str]:
    """Nothing runs out of the window sideways (1.4.10), and every heading lies within it."""
    width, wide = page.viewport_size or {"width": 0}, page.evaluate("document.documentElement.scrollWidth")
    if wide > width["width"]:
        yield f"the page is {wide} pixels wide in a window of {width['width']}"
    yield from (f"a heading runs out of the window: {words}" for words in page.evaluate(_OFF_SCREEN))
    yield from (f"text is cut off: {words}" for words in page.evaluate(_CLIPPED))


def heading(page: Page) -> Iterator[str]:
    """One first heading, of a sane height."""
    found = page.locator("h1")
    if found.count() != 1:
        yield f"{found.count()} first headings"
        return
    box = found.bounding_box()
    if box is None or not 0 < box["height"] < HEADING_AT_MOST:
        yield f"the first heading is {box['height'] if box else 0:.0f} pixels tall"


def spaced(page: Page) -> Iterator[str]:
    """With the text spacing of 1.4.12 everything still fits; changes the page, so look at this last."""
    page.evaluate(
        "(css) => { const all = new CSSStyleSheet(); all.replaceSync(css); document.adoptedStyleSheets = [all]; }",
        TEXT_SPACING,
    )
    yield from (f"with wider text spacing {fault}" for fault in fits(page))


@cache
def _codes(file: str) -> frozenset[int]:
    with TTFont(STATIC / "fonts" / file, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def faces(sheet: str) -> tuple[tuple[str, frozenset[int]], ...]:
    """The font files that a style sheet names, each with the characters for which a browser asks for it."""
    css = (STATIC / sheet).read_text(encoding="utf-8")
    return tuple((file, _within(written)) for file, written in _FACE.findall(css))


def _within(written: str) -> frozenset[int]:
    found: set[int] = set()
    for part in written.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def without_font(text: str, sheets: list[str]) -> str:
    """The characters of `text` that no font of these style sheets holds: a reader may see boxes."""
    offered: set[int] = set()
    for sheet in sheets:
        for file, asked in faces(sheet):
            offered |= asked & _codes(file)
    return "".join(sorted({one for one in _UNSEEN.sub("", text) if ord(one) not in offered}))


def letters(page: Page) -> Iterator[str]:
    """Every character of the page, in menus too, is in a font that we ship and that this page names."""
    sheets = page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].map((link) => link.href)")
    ours = [re.sub(r"\.[0-9a-f]{8,}(?=\.css)", "", href.partition("?")[0].rpartition("/")[2]) for href in sheets]
    missing = without_font(page.evaluate(_SHOWN_TEXT), [name for name in ours if (STATIC / name).is_file()])
    if missing:
        yield f"no font of ours has {missing} ({', '.join(f'U+{ord(one):04X}' for one in missing[:12])})"


def everything(page: Page) -> Iterator[str]:
    """All looks at one open page; the last one changes it."""
    for look in (axe, fits, heading, letters, spaced):
        yield from look(page)
