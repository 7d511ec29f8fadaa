"""Clicks what does not lead away: buttons, tabs, disclosures, labels, telephone links; and, held back, a few that do.

Nothing is sent and nothing chosen: buttons that send a form, that act in the world by their words, or that belong to
a question about choices are left alone (R6, R9).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Frame

from avowal.auditor.choice_words import acts
from avowal.auditor.choosing import offered, survey
from avowal.auditor.guard import Guard
from avowal.auditor.observers.scene import Scene

_FIND = Path(__file__).with_name("clicking.js").read_text(encoding="utf-8")
_PLACE = """(index) => { const one = window[Symbol.for("f.clicks")][index];
  if (!one.isConnected) return "gone";
  one.scrollIntoView({ block: "center", behavior: "instant" });
  const box = one.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  const free = top && (one.contains(top) || (top.shadowRoot && top.shadowRoot.contains(one)));
  return free ? [x, y] : null; }"""
_CLICK = """(index) => { const one = window[Symbol.for("f.clicks")][index], target = one.getAttribute("target");
  if (target !== null) one.setAttribute("target", "_self");
  const before = one.href;
  one.click();
  const after = one.href;
  if (target !== null) one.setAttribute("target", target);
  return after && after !== before ? after : ""; }"""
_AFTER = 25  # milliseconds after each click
_MOST = 30
_MOST_IN_FRAME = 6
_MOST_AWAY = 5
_MOST_FRAMES = 5


@dataclass(frozen=True)
class Clicked:
    """The words of what was clicked, and where links led once they had been clicked, where that was changed."""

    words: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def click_around(scene: Scene, guard: Guard, before: set[str], *, careful: bool) -> Clicked:
    """Click on the page and in its frames. `careful` clicks only what opens and closes, as behind a sign-in.

    `before` holds what of the frame around the pages (menus, footer) was clicked on an earlier page, and is added to.
    """
    quiet = offered(survey(scene.page))
    guard.hold_clicks()
    words: list[str] = []
    changed: list[str] = []
    for number, frame in enumerate(scene.page.frames[:_MOST_FRAMES]):
        left_out = [one.index for one in quiet if one.frame is frame]
        limits = {
            "quiet": left_out,
            "most": _MOST_IN_FRAME if number else _MOST,
            "links": 0 if careful else _MOST_AWAY,
        }
        with suppress(BrowserError):
            for told in frame.evaluate(_FIND, limits):
                if (careful and not told["safe"]) or (told["how"] == "inside" and acts(str(told["text"]))):
                    continue
                if told["framed"]:
                    known = f"{told['tag']} {told['text']} {told['href']}"
                    if known in before:
                        continue
                    before.add(known)
                if (where := _click(scene, frame, told, main=number == 0)) is not None:
                    words.append(str(told["text"]))
                    changed += [where] if where else []
    guard.loose_clicks()
    return Clicked(tuple(words), tuple(changed))


def _click(scene: Scene, frame: Frame, told: dict[str, Any], *, main: bool) -> str | None:
    """Where the link led once clicked, if that was changed, else nothing; None when it was not clicked."""
    place = frame.evaluate(_PLACE, told["index"])
    if place == "gone":
        return None
    led = ""
    if main and place is not None and told["how"] == "inside":
        scene.page.mouse.click(float(place[0]), float(place[1]))
    else:
        led = str(frame.evaluate(_CLICK, told["index"]))
    scene.page.wait_for_timeout(_AFTER)
    return led
