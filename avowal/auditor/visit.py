"""One page in one pass: open it, watch it, behave on it, look at it, leave it. What goes wrong is noted, not raised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, Download, Page, Response
from playwright.sync_api import Error as BrowserError

from avowal.auditor.browser import Browser, settle_dialog, watched
from avowal.auditor.canaries import Aviary
from avowal.auditor.carrying import carried
from avowal.auditor.conduct import POINTER, behave
from avowal.auditor.evidence import PageVisit, Pass
from avowal.auditor.observers import OBSERVERS, Observer
from avowal.auditor.observers.scene import Scene, Wire

LOAD_SECONDS = 12.0
PAGE_SECONDS = 40.0
_IS_DRAWN = """() => new Promise((answer) => {
  requestAnimationFrame(() => answer(true));
  setTimeout(() => answer(false), 900);
})"""
_FAREWELL = """() => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  window.dispatchEvent(new Event("blur"));
  window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: false }));
}"""
_AFTER_LEAVING = 80  # milliseconds in which a beacon sent at pagehide comes into sight


class BrowserDied(Exception):
    """Chromium ended during a visit; `visit` is what is known of it."""

    def __init__(self, visit: PageVisit) -> None:
        super().__init__(visit.url)
        self.visit = visit


@dataclass(frozen=True)
class Visiting:
    """How pages of one pass are visited. `reachable` answers whether an address may be asked for (R101)."""

    passing: Pass
    own_hosts: frozenset[str]
    aviary: Aviary
    screenshots: Path | None
    reachable: Callable[[str], bool]
    allow_private: bool


def visit(browser: Browser, url: str, how: Visiting, number: int) -> PageVisit:
    """Visit `url`; raises BrowserDied when Chromium ended and has to be started again."""
    if not how.reachable(url):
        reason = "The address is a private one; pass --allow-private to audit it."
        return PageVisit(how.passing, url, url, None, trouble=(reason,))
    with watched(browser, PAGE_SECONDS) as late:
        seen = _tried(browser, url, how, number)
    if late.is_set():
        said = f"The page did not settle within {PAGE_SECONDS:.0f} seconds; the browser was ended."
        raise BrowserDied(replace(seen, trouble=(*seen.trouble, said)))
    if not alive(browser):
        raise BrowserDied(seen)
    return seen


def _tried(browser: Browser, url: str, how: Visiting, number: int) -> PageVisit:
    trouble: list[str] = []
    try:
        return _visit(browser, url, how, number, trouble)
    except BrowserError as error:
        return PageVisit(how.passing, url, url, None, trouble=(*trouble, _first_line(error)))


def _visit(browser: Browser, url: str, how: Visiting, number: int, trouble: list[str]) -> PageVisit:
    browser.reports.clear()
    browser.pop_ups.clear()
    browser.expected = None
    page = browser.context.new_page()
    browser.expected = page
    try:
        scene = _scene(browser, page, url, how)
        observers = [observer() for observer in OBSERVERS]
        response = _open(scene, observers, trouble)
        if response is None:
            return _noted(PageVisit(how.passing, url, page.url, None), scene, observers, trouble)
        if not how.allow_private and not how.reachable(page.url):
            trouble.append("The page led to a private address, which was not looked at.")
            return PageVisit(how.passing, url, page.url, None, trouble=tuple(trouble))
        return _look_around(browser, scene, response, observers, how, number, trouble)
    finally:
        _close(page)


def _scene(browser: Browser, page: Page, url: str, how: Visiting) -> Scene:
    wire = Wire(browser.context.new_cdp_session(page))
    wire.send("Network.enable", maxPostDataSize=65_536)
    if how.passing is Pass.UNGUARDED:
        wire.send("Page.setBypassCSP", enabled=True)
    return Scene(how.passing, url, browser.context, page, wire, how.own_hosts, reports=browser.reports)


def _open(scene: Scene, observers: list[Observer], trouble: list[str]) -> Response | None:
    page = scene.page
    page.on("dialog", lambda dialog: _answer(dialog, trouble))
    page.on("download", lambda download: trouble.append(_download(download)))
    page.on("crash", lambda _crashed: trouble.append("The page crashed."))
    for observer in observers:
        observer.watch(scene)
    try:
        response = page.goto(scene.url, wait_until="commit", timeout=LOAD_SECONDS * 1000)
    except BrowserError as error:
        trouble.append(_first_line(error))
        return None
    try:
        page.wait_for_load_state("load", timeout=LOAD_SECONDS * 1000)
    except BrowserError:
        trouble.append(f"It was still loading after {LOAD_SECONDS:.0f} seconds.")
    return response


def _look_around(
    browser: Browser,
    scene: Scene,
    response: Response,
    observers: list[Observer],
    how: Visiting,
    number: int,
    trouble: list[str],
) -> PageVisit:
    page = scene.page
    final = page.url
    drawn = bool(scene.ask(_IS_DRAWN, otherwise=False))
    if not drawn:
        trouble.append("It was never drawn, so that no mouse was moved on it and no picture taken.")
    screenshot = _screenshot(scene, how, number) if drawn else None
    canaries = behave(scene, how.aviary, drawn=drawn)
    for observer in observers:
        observer.look(scene)
    _leave(page)
    trouble += [
        f"It opened a window ({address})." for address in sorted(set(browser.pop_ups)) if address != "about:blank"
    ]
    seen = PageVisit(
        how.passing, scene.url, final, response.status, screenshot=screenshot, canaries=canaries, pointer=POINTER
    )
    return _noted(seen, scene, observers, trouble)


def _noted(visit: PageVisit, scene: Scene, observers: list[Observer], trouble: list[str]) -> PageVisit:
    fields: dict[str, Any] = {}
    for observer in observers:
        fields |= observer.seen(scene)
    if {"requests", "sent"} <= fields.keys():
        fields["carried"] = carried(scene.cookie_values, fields["requests"], fields["sent"], scene.own_hosts)
    kept = {name: getattr(visit, name) for name in visit.__dataclass_fields__}
    return PageVisit(**{**kept, **fields, "trouble": tuple(dict.fromkeys(trouble))})


def _screenshot(scene: Scene, how: Visiting, number: int) -> str | None:
    if how.screenshots is None:
        return None
    name = f"{how.passing.value}-{number:03}.jpg"
    try:
        scene.page.screenshot(path=how.screenshots / name, type="jpeg", quality=70, timeout=5000)
    except BrowserError:
        return None
    return name


def _leave(page: Page) -> None:
    """Go away, so that what a page sends when it is left is sent, and give it a moment to be seen.

    DevTools turns to the next page before the old one's last events, so the page is first told that it is being
    left while it is still watched; what it keeps for the real leaving is in the net log.
    """
    try:
        page.evaluate(_FAREWELL)
        page.wait_for_timeout(_AFTER_LEAVING)
        page.goto("about:blank", timeout=4000)
        page.wait_for_timeout(_AFTER_LEAVING)
    except BrowserError:
        return


def _close(page: Page) -> None:
    try:
        page.close()
    except BrowserError:
        return


def alive(browser: Browser) -> bool:
    """Whether the browser still answers."""
    try:
        browser.context.cookies()
    except BrowserError:
        return False
    return True


def _answer(dialog: Dialog, trouble: list[str]) -> None:
    trouble.append(f"It opened a dialog ({dialog.type}).")
    settle_dialog(dialog)


def _download(download: Download) -> str:
    return f"It offered a download ({download.url.partition('?')[0]})."


def _first_line(error: BrowserError) -> str:
    return str(error).splitlines()[0].removeprefix("Page.goto: ") + "."
