"""How the crawl behaves on a page: as a curious visitor who types, moves, scrolls, clicks, waits, and leaves.

Nothing is submitted, nothing chosen, and no click leads away, so whatever is sent is the page's own doing (R6, R9).
A deep look tries all of it; a typing one leaves the clicks out; a shallow one loads, scrolls and leaves.
"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Frame, Page

from avowal.auditor.canaries import Aviary
from avowal.auditor.clicking import Clicked, click_around
from avowal.auditor.guard import Guard
from avowal.auditor.observers.scene import Scene
from avowal.auditor.stored import Canary

POINTER = ((137, 211), (349, 283), (463, 397), (229, 331), (311, 179))
"""Where the mouse goes: numbers unlikely to stand together by chance."""

MOST_FIELDS = 40
SHORTEST = 6  # characters below which a value may stand anywhere by chance
_MOST_FRAMES = 8
_MOST_SCROLLS = 8
_FIELDS = """(most) => {
  const kinds = new Set(["text", "search", "email", "tel", "url", "number", "password", "date", "month", ""]);
  const known = window[Symbol.for("f.typed")] ||= [];
  const roots = window[Symbol.for("f.roots")];
  const every = (root, all) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.matches("input, textarea, select, [contenteditable=''], [contenteditable=true]")) all.push(one);
      const inner = one.shadowRoot || (roots && roots.get(one));
      if (inner) every(inner, all);
    }
    return all;
  };
  const found = [];
  for (const field of every(document, [])) {
    if (known.includes(field) || found.length >= most) continue;
    const box = field.getBoundingClientRect();
    const kind = field.localName === "input" ? (field.getAttribute("type") || "text").toLowerCase()
      : field.localName === "select" ? "select" : "text";
    const usable = (kinds.has(kind) || kind === "select") && !field.disabled && !field.readOnly
      && box.width > 1 && box.height > 1
      && getComputedStyle(field).visibility === "visible";
    if (!usable) continue;
    known.push(field);
    found.push({ index: known.length - 1, kind, name: field.name || field.id || field.localName,
      length: field.maxLength ?? -1 });
  }
  return found;
}"""
_FOCUS = """(index) => { const field = window[Symbol.for("f.typed")][index];
  field.scrollIntoView({ block: "center", behavior: "instant" }); field.focus(); return field.matches(":focus"); }"""
_SHUT = """(index) => { const field = window[Symbol.for("f.typed")][index];
  field.dispatchEvent(new Event("change", { bubbles: true })); field.blur(); }"""
_PICK = """(index) => { const field = window[Symbol.for("f.typed")][index];
  const other = [...field.options].findIndex((one, at) => at !== field.selectedIndex && !one.disabled && one.value);
  if (other < 0) return; field.focus(); field.selectedIndex = other;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  field.blur(); }"""
_SET = """([index, value]) => { const field = window[Symbol.for("f.typed")][index]; field.focus(); field.value = value;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  field.blur(); }"""
_HOVERED = """(most) => [...document.querySelectorAll(
    "a[href], button, summary, img, input, [onmouseover], [onmouseenter]")].slice(0, 200)
  .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 4 && box.top > 0 && box.bottom < innerHeight)
  .slice(0, most).map((box) => [box.left + box.width / 2, box.top + box.height / 2])"""
_SELECT = """() => { const one = [...document.querySelectorAll("main p, p, h1")].find((p) => p.innerText.trim());
  if (!one) return false; getSelection().selectAllChildren(one); return true; }"""
_DOWN = """() => { const before = scrollY; scrollBy({ top: innerHeight * 0.9, behavior: "instant" });
  return scrollY > before + 2; }"""
_LEFT_OF_TIMERS = (
    "() => { const k = Object.getOwnPropertySymbols(window).find((s) => /^f[0-9a-f]{16}$/.test(s.description));"
    " return k ? window[k]() : 0; }"
)


class Depth(Enum):
    """How much is tried on a page."""

    SHALLOW = "shallow"
    TYPING = "typing"
    CAREFUL = "careful"  # as deep, but clicking only what opens and closes: behind a sign-in a click may act
    DEEP = "deep"


CLICKING = frozenset({Depth.DEEP, Depth.CAREFUL})
_TIMERS = {Depth.SHALLOW: 1600}  # milliseconds waited for timers at most; elsewhere 2500


def behave(scene: Scene, aviary: Aviary, *, drawn: bool, depth: Depth = Depth.DEEP) -> tuple[Canary, ...]:
    """Type, move, hover, scroll and wait, as far as `depth` says; the canaries that were typed.

    On a page that is not `drawn` Chromium holds mouse events back for ever, so that there only keys are tried.
    """
    canaries: list[Canary] = []
    with suppress(BrowserError):  # the page went away; what was typed until then counts
        page = scene.page
        if depth is not Depth.SHALLOW:
            scene.moment = "typing"
            if drawn:
                _move(page, 3)
            _type_in_fields(scene, aviary, canaries)
            keys = aviary.canary("keys", f"keyboard on {scene.url}")
            page.keyboard.type(keys.value)
            canaries.append(keys)
            _copy(page)
        scene.moment = "resting"
        if drawn and depth is not Depth.SHALLOW:
            _move(page, 12 if depth in CLICKING else 3)
            page.mouse.wheel(0, 2400)
        _scroll(page)
        _wait_for_timers(page, _TIMERS.get(depth, 2500))
    scene.moment = "resting"
    return tuple(canaries)


def click(
    scene: Scene, aviary: Aviary, guard: Guard, depth: Depth, before: set[str]
) -> tuple[Clicked, tuple[Canary, ...]]:
    """Click about the page, then fill the fields that a click has opened; what was clicked and typed.

    `before` is what of the pages' frame was clicked before.
    """
    canaries: list[Canary] = []
    clicked = Clicked()
    with suppress(BrowserError):
        scene.moment = "clicking"
        clicked = click_around(scene, guard, before, careful=depth is Depth.CAREFUL)
        scene.moment = "typing"
        _type_in_fields(scene, aviary, canaries)
        scene.moment = "resting"
        _wait_for_timers(scene.page, 1600)
    scene.moment = "resting"
    return clicked, tuple(canaries)


def _type_in_fields(scene: Scene, aviary: Aviary, canaries: list[Canary]) -> None:
    left = MOST_FIELDS
    for frame in scene.page.frames[:_MOST_FRAMES]:
        usable: list[dict[str, Any]] = []
        with suppress(BrowserError):
            usable = frame.evaluate(_FIELDS, left)
        left -= len(usable)
        found = (_try_field(scene, frame, one, aviary) for one in usable)
        canaries.extend(canary for canary in found if canary is not None)


def _try_field(scene: Scene, frame: Frame, told: dict[str, Any], aviary: Aviary) -> Canary | None:
    """What was typed into one field, if it is long enough to prove anything."""
    index, kind, length = int(told["index"]), str(told["kind"]), int(told["length"])
    with suppress(BrowserError):
        if kind == "select":
            frame.evaluate(_PICK, index)
            return None
        canary = _canary(aviary, kind, f"field “{told['name']}” on {scene.url}")
        if 0 < length < len(canary.value):
            canary = Canary(canary.value[:length], canary.kind, canary.where)
        if kind in ("date", "month"):
            frame.evaluate(_SET, [index, canary.value])
        elif not _type(scene.page, frame, index, canary.value):
            return None
        return canary if len(canary.value) >= SHORTEST else None
    return None


def _canary(aviary: Aviary, kind: str, where: str) -> Canary:
    """A canary in the form of the field; a day lies so long ago that no page names it by chance."""
    if kind not in ("date", "month"):
        return aviary.canary("typed", where, form=kind)
    digits = aviary.canary("typed", where, form="number").value
    day = f"{1890 + int(digits[:2]) % 30}-{1 + int(digits[2:4]) % 12:02}"
    return Canary(day if kind == "month" else f"{day}-{1 + int(digits[4:6]) % 28:02}", "typed", where)


def _type(page: Page, frame: Frame, index: int, value: str) -> bool:
    if not frame.evaluate(_FOCUS, index):
        return False
    page.keyboard.type(value)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    frame.evaluate(_SHUT, index)
    return True


def _copy(page: Page) -> None:
    """Copy a paragraph, as visitors do with a telephone number."""
    if page.evaluate(_SELECT):
        page.keyboard.press("Control+c")
        page.evaluate("() => getSelection().removeAllRanges()")


def _move(page: Page, most: int) -> None:
    for x, y in POINTER:
        page.mouse.move(x, y)
    for x, y in page.evaluate(_HOVERED, most):
        page.mouse.move(x, y)


def _scroll(page: Page) -> None:
    """Down in steps to the end, or as far as eight screens: some pages have no end."""
    for _ in range(_MOST_SCROLLS):
        if not page.evaluate(_DOWN):
            return
        page.wait_for_timeout(30)
    page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")


def _wait_for_timers(page: Page, most: int) -> None:
    """Wait until the timers that the page has set have gone off, `most` milliseconds at most."""
    left = page.evaluate(_LEFT_OF_TIMERS)
    page.wait_for_timeout(min(float(left), most) + 120)
