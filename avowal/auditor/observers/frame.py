"""The frame of a page, and whether a keyboard gets out of its menus again (ledger H.1 to H.5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from avowal.auditor.evidence import Pass
from avowal.auditor.framed import Alert, PageFrame, Telephone
from avowal.auditor.observers.scene import Scene
from avowal.auditor.written_dates import written_date

_LOOK = Path(__file__).with_name("frame.js").read_text(encoding="utf-8")
_MOST_MENUS = 2
_TABS = 3
_AT_THE_END = """(which) => {
  const menus = [...document.querySelectorAll("nav, [role=navigation], [role=menubar], header")];
  const stops = (menu) => [...menu.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")]
    .filter((one) => one.getClientRects().length && getComputedStyle(one).visibility !== "hidden" && !one.disabled);
  const holds = (menu) => menus.some((other) => other !== menu && menu.contains(other));
  const inner = menus.filter((menu) => !holds(menu) && stops(menu).length > 1);
  const menu = inner[which];
  if (!menu) return "";
  menu.setAttribute("data-keyboard", which);
  if (!document.querySelector("[data-keyboard-end]")) {  // else Tab comes round to the menu on a page of nothing else
    const end = document.createElement("span");
    end.tabIndex = 0;
    end.dataset.keyboardEnd = "";
    document.body.append(end);
  }
  stops(menu).at(-1).focus();
  return menu.contains(document.activeElement) ? menu.getAttribute("aria-label") || menu.id || menu.localName : "";
}"""
_INSIDE = """(which) => { const menu = document.querySelector(`[data-keyboard="${which}"]`);
  return !!menu && menu.contains(document.activeElement); }"""


class FrameObserver:
    """Gathers `frame`. Comes last, since it moves the focus."""

    def __init__(self) -> None:
        self._found: dict[str, Any] = {}
        self._menus = 0
        self._trapped: list[str] = []

    def watch(self, scene: Scene) -> None:
        """The frame is read when the page has settled."""

    def look(self, scene: Scene) -> None:
        before = len(scene.reports)
        self._found = scene.ask(_LOOK, {})
        if scene.passing is Pass.FIRST_VISIT:
            try:
                self._try_the_keyboard(scene)
            except BrowserError:
                return
        del scene.reports[before:]  # what the look itself set off is not the page's doing

    def _try_the_keyboard(self, scene: Scene) -> None:
        page = scene.page
        for which in range(_MOST_MENUS):
            name = str(page.evaluate(_AT_THE_END, which) or "")
            if name:
                self._menus += 1
                if all(self._is_inside_after_tab(page, which) for _ in range(_TABS)):
                    self._trapped.append(name)

    def _is_inside_after_tab(self, page: Page, which: int) -> bool:
        page.keyboard.press("Tab")
        return bool(page.evaluate(_INSIDE, which))

    def seen(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002, one shape for every observer
        found = self._found
        if not found:
            return {}
        return {
            "frame": PageFrame(
                looked=True,
                parts=tuple(sorted({str(part) for part in found["parts"]})),
                breadcrumb=bool(found["breadcrumb"]),
                heading=bool(found["heading"]),
                updated=tuple(str(text) for text in found["updated"]),
                telephones=tuple(
                    Telephone(str(one["number"]), str(one["around"]), str(one["region"])) for one in found["telephones"]
                ),
                alerts=tuple(Alert(str(one["text"]), _end(one)) for one in found["alerts"]),
                menus=self._menus,
                trapped=tuple(self._trapped),
                covered_by=str(found["covered"]),
                referrer=str(found["referrer"]),
            )
        }


def _end(alert: dict[str, Any]) -> str:
    """The last of the days an alert names as its end; empty where it names none."""
    told = [str(alert["ends"])[:10]] if alert["ends"] else []
    if alert["said"]:
        written = written_date(str(alert["said"]))
        told += [written.isoformat()] if written else [str(day)[:10] for day in alert["times"]]
    return max(told, default="")
