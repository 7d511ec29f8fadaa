"""How the crawl behaves on a page: as a curious visitor who types, moves, scrolls, waits, and leaves without sending.

Nothing is submitted and nothing is clicked, so whatever is sent is the page's own doing (R6, R9).
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from avowal.auditor.canaries import Aviary
from avowal.auditor.observers.scene import Scene
from avowal.auditor.stored import Canary

POINTER = ((137, 211), (349, 283), (463, 397), (229, 331), (311, 179))
"""Where the mouse goes: numbers unlikely to stand together by chance."""

MOST_FIELDS = 12
SHORTEST = 6  # characters below which a value may stand anywhere by chance
_FIELDS = """() => {
  const kinds = new Set(["text", "search", "email", "tel", "url", "number", "password", ""]);
  const found = [...document.querySelectorAll("input, textarea, [contenteditable=''], [contenteditable=true]")];
  return found.map((field, index) => {
    field.setAttribute("data-f", index);
    const box = field.getBoundingClientRect();
    const kind = field.localName === "input" ? (field.getAttribute("type") || "text").toLowerCase() : "text";
    const usable = kinds.has(kind) && !field.disabled && !field.readOnly && box.width > 1 && box.height > 1
      && getComputedStyle(field).visibility === "visible";
    return { index, kind, usable, name: field.name || field.id || field.localName, length: field.maxLength ?? -1 };
  }).filter((field) => field.usable);
}"""
_LINKS = """() => [...document.querySelectorAll("a[href], button")].slice(0, 40)
  .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 4 && box.top > 0 && box.bottom < innerHeight)
  .slice(0, 3).map((box) => [box.left + box.width / 2, box.top + box.height / 2])"""
_SHUT = """(index) => { const field = document.querySelector(`[data-f="${index}"]`); if (field) field.blur(); }"""


def behave(scene: Scene, aviary: Aviary, *, drawn: bool) -> tuple[Canary, ...]:
    """Type, move, hover, scroll and wait; the canaries that were typed.

    On a page that is not `drawn` Chromium holds mouse events back for ever, so that there only keys are tried.
    """
    canaries: list[Canary] = []
    page = scene.page
    try:
        if drawn:
            _move(page)
        canaries += _type_in_fields(scene, aviary)
        keys = aviary.canary("keys", f"keyboard on {scene.url}")
        page.keyboard.type(keys.value)
        canaries.append(keys)
        if drawn:
            _move(page)
            page.mouse.wheel(0, 2400)
        page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
        _wait_for_timers(page)
    except BrowserError:
        return tuple(canaries)  # the page went away; what was typed until then counts
    return tuple(canaries)


def _type_in_fields(scene: Scene, aviary: Aviary) -> list[Canary]:
    canaries = []
    usable: list[dict[str, Any]] = scene.ask(_FIELDS, [])
    for field in usable[:MOST_FIELDS]:
        canary = aviary.canary("typed", f"field “{field['name']}” on {scene.url}", form=str(field["kind"]))
        if 0 < int(field["length"]) < len(canary.value):
            canary = Canary(canary.value[: int(field["length"])], canary.kind, canary.where)
        if _type(scene.page, int(field["index"]), canary.value) and len(canary.value) >= SHORTEST:
            canaries.append(canary)
    return canaries


def _type(page: Page, index: int, value: str) -> bool:
    try:
        page.locator(f"[data-f='{index}']").focus(timeout=500)
        page.keyboard.type(value)
        page.evaluate(_SHUT, index)
    except BrowserError:
        return False
    return True


def _move(page: Page) -> None:
    for x, y in POINTER:
        page.mouse.move(x, y)
    for x, y in page.evaluate(_LINKS):
        page.mouse.move(x, y)


def _wait_for_timers(page: Page) -> None:
    """Wait until the timers that the page has set have gone off, at most two and a half seconds."""
    left = page.evaluate(
        "() => { const k = Object.getOwnPropertySymbols(window).find((s) => /^f[0-9a-f]{16}$/.test(s.description));"
        " return k ? window[k]() : 0; }"
    )
    page.wait_for_timeout(min(float(left), 2500) + 120)
