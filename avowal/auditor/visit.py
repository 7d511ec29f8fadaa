"""One page in one pass: open it, watch it, behave on it, look at it, leave it. What goes wrong is noted, not raised."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, Download, Page, Response
from playwright.sync_api import Error as BrowserError

from avowal.auditor.bounds import MOST_BYTES, Scales, watched
from avowal.auditor.browser import Browser, settle_dialog
from avowal.auditor.canaries import Aviary
from avowal.auditor.choosing import Chooser, each, offered, survey
from avowal.auditor.concluding import concluded
from avowal.auditor.conduct import CLICKING, POINTER, Depth, behave, click
from avowal.auditor.evidence import Choice, Offered, PageVisit, Pass, Request, host_of
from avowal.auditor.frontier import template_of
from avowal.auditor.guard import STOPPED, Guard
from avowal.auditor.leaving import come_back, leave
from avowal.auditor.netlog import UNSEEN
from avowal.auditor.observers import OBSERVERS, Observer
from avowal.auditor.observers.documents import DocumentObserver
from avowal.auditor.observers.frame import FrameObserver
from avowal.auditor.observers.links import LinkObserver
from avowal.auditor.observers.scene import Scene, Wire

LOAD_SECONDS = 12.0
PAGE_SECONDS = 45.0
_SKELETON = Path(__file__).with_name("skeleton.js").read_text(encoding="utf-8")
_IS_DRAWN = """() => new Promise((answer) => {
  requestAnimationFrame(() => answer(true));
  setTimeout(() => answer(false), 900);
})"""
_AS_IT_STANDS = (DocumentObserver, LinkObserver, FrameObserver)
"""Read once, before anything is clicked: an opened menu or tab is no longer the page as it was served."""
_SETTLING = 900  # milliseconds for what a page does of itself before a choice is made on it
_AFTER_CHOOSING = 700

DepthOf = Callable[[str], Depth]
"""How deep to look at a page made after a template."""


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
    depth: DepthOf = lambda _template: Depth.DEEP
    round: int = 1
    scripts: bool = True
    clicked: set[str] = field(default_factory=set)
    """What of the frame around the pages was clicked in this pass."""


def visit(browser: Browser, url: str, how: Visiting, number: int) -> PageVisit:
    """Visit `url`; raises BrowserDied when Chromium ended and has to be started again."""
    return _bounded(browser, url, how, lambda trouble: _visit(browser, url, how, number, trouble))


def choose_on(
    browser: Browser, url: str, how: Visiting, choosing: Callable[[Chooser, Page], Choice | None], chooser: Chooser
) -> tuple[PageVisit | None, Choice | None]:
    """Open `url` and make a choice there: what was chosen, and what was seen from the very press on.

    What the page did before the choice belongs to the visitor who has not chosen, and is not in the visit.
    """
    made: list[Choice | None] = [None]

    def tried(trouble: list[str]) -> PageVisit:
        seen, made[0] = _choose(browser, url, how, choosing, chooser, trouble)
        return seen

    seen = _bounded(browser, url, how, tried)
    choice = made[0]
    return (seen if choice is not None and choice.made and seen.chose else None), choice


def _bounded(browser: Browser, url: str, how: Visiting, doing: Callable[[list[str]], PageVisit]) -> PageVisit:
    if not how.reachable(url):
        reason = "The address is a private one; pass --allow-private to audit it."
        return PageVisit(how.passing, url, url, None, trouble=(reason,), round=how.round)
    trouble: list[str] = []
    with watched(browser.profile, PAGE_SECONDS) as late:
        try:
            seen = doing(trouble)
        except BrowserError as error:
            said = (*trouble, _first_line(error))
            seen = PageVisit(how.passing, url, url, None, trouble=said, round=how.round)
    if late.why:
        raise BrowserDied(replace(seen, trouble=(*seen.trouble, late.why)))
    if not alive(browser):
        raise BrowserDied(seen)
    return seen


def _visit(browser: Browser, url: str, how: Visiting, number: int, trouble: list[str]) -> PageVisit:
    page = _new_page(browser, trouble)
    try:
        scene = _scene(browser, page, url, how)
        observers = _watching(scene)
        scales = Scales(scene.wire, MOST_BYTES)
        response = _open(page, url, trouble)
        if scales.said:
            trouble.append(scales.said)
        bare = PageVisit(how.passing, url, page.url, None, round=how.round)
        if response is None:
            return _noted(bare, scene, observers, trouble)
        if not how.allow_private and not how.reachable(page.url):
            trouble.append("The page led to a private address, which was not looked at.")
            return replace(bare, trouble=tuple(trouble))
        seen = replace(bare, status=response.status)
        return _look_around(browser, scene, seen, observers, how, number, trouble)
    finally:
        _close(page)


def _new_page(browser: Browser, trouble: list[str]) -> Page:
    browser.reports.clear()
    browser.pop_ups.clear()
    browser.expected = None
    page = browser.context.new_page()
    browser.expected = page
    page.on("dialog", lambda dialog: _answer(dialog, trouble))
    page.on("download", lambda download: trouble.append(_download(download)))
    page.on("crash", lambda _crashed: trouble.append("The page crashed."))
    return page


def _scene(browser: Browser, page: Page, url: str, how: Visiting) -> Scene:
    wire = Wire(browser.context.new_cdp_session(page))
    wire.send("Network.enable", maxPostDataSize=65_536)
    if how.passing is Pass.UNGUARDED:
        wire.send("Page.setBypassCSP", enabled=True)
    return Scene(
        how.passing, url, browser.context, page, wire, how.own_hosts, reports=browser.reports, netlog=browser.netlog
    )


def _watching(scene: Scene) -> list[Observer]:
    observers = [observer() for observer in OBSERVERS]
    for observer in observers:
        observer.watch(scene)
    return observers


def _open(page: Page, url: str, trouble: list[str]) -> Response | None:
    try:
        response = page.goto(url, wait_until="commit", timeout=LOAD_SECONDS * 1000)
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
    seen: PageVisit,
    observers: list[Observer],
    how: Visiting,
    number: int,
    trouble: list[str],
) -> PageVisit:
    drawn = how.scripts and bool(scene.ask(_IS_DRAWN, otherwise=False))
    if how.scripts and not drawn:
        trouble.append("It was never drawn, so that no mouse was moved on it and no picture taken.")
    guard = Guard(scene)
    scene.moment = "resting"
    seen = replace(seen, final_url=scene.page.url, pointer=POINTER, **_made_after(scene))
    depth = how.depth(seen.template) if how.scripts else Depth.SHALLOW
    seen = replace(seen, screenshot=_screenshot(scene, how, number) if drawn else None, depth=depth.value)
    seen = replace(seen, offered=_offered(scene) if how.scripts and depth is not Depth.SHALLOW else ())
    with suppress(BrowserError):
        guard.hold()
    canaries = behave(scene, how.aviary, drawn=drawn, depth=depth) if how.scripts else ()
    for observer in observers:
        observer.look(scene)
    if drawn and depth in CLICKING:
        clicked, more = click(scene, how.aviary, guard, depth, how.clicked)
        canaries = (*canaries, *more)
        seen = replace(seen, clicked=clicked.words, led=clicked.changed)
        for observer in observers:
            if not isinstance(observer, _AS_IT_STANDS):
                observer.look(scene)
    guard.loose()
    if how.scripts:
        leave(scene)
        if depth in CLICKING:
            come_back(scene)
    trouble += [
        f"It opened a window ({address})." for address in sorted(set(browser.pop_ups)) if address != "about:blank"
    ]
    return _held_back(_noted(replace(seen, canaries=canaries), scene, observers, trouble), guard)


def _made_after(scene: Scene) -> dict[str, Any]:
    found = scene.ask(_SKELETON, {"skeleton": "", "rtl": False})
    return {"template": template_of(scene.url, str(found["skeleton"])), "rtl": bool(found["rtl"])}


def _offered(scene: Scene) -> tuple[Offered, ...]:
    """What the page asks about choices; a page that is made for choosing is no question."""
    try:
        controls = offered(survey(scene.page))
    except BrowserError:
        return ()
    return tuple(dict.fromkeys(Offered(kind, words, area) for kind, words, area in each(controls)))


def _choose(
    browser: Browser,
    url: str,
    how: Visiting,
    choosing: Callable[[Chooser, Page], Choice | None],
    chooser: Chooser,
    trouble: list[str],
) -> tuple[PageVisit, Choice | None]:
    page = _new_page(browser, trouble)
    watching: list[tuple[Scene, list[Observer]]] = []

    def begin() -> None:
        browser.reports.clear()
        scene = _scene(browser, page, page.url, how)
        scene.moment = "resting"  # the choice is being pressed; what follows is after it
        watching.append((scene, _watching(scene)))

    try:
        response = _open(page, url, trouble)
        seen = PageVisit(how.passing, url, page.url, response.status if response else None, round=how.round)
        if response is None:
            return replace(seen, trouble=tuple(trouble)), None
        page.wait_for_timeout(_SETTLING)
        choice = choosing(replace(chooser, begin=begin), page)
        if choice is None or not choice.made or not watching:
            return replace(seen, trouble=tuple(trouble)), choice
        scene, observers = watching[-1]
        page.wait_for_timeout(_AFTER_CHOOSING)
        for observer in observers:
            observer.look(scene)
        leave(scene)
        seen = replace(seen, url=scene.url, final_url=choice.page, chose=True, depth="choosing")
        return _without_what_left_before(_noted(seen, scene, observers, trouble)), choice
    finally:
        _close(page)


def _without_what_left_before(seen: PageVisit) -> PageVisit:
    """The visit without what the page of before said as the press led away from it: it did not know of the choice.

    Where the press leads nowhere, the page that is told of the choice stays, and all that it sends counts.
    """
    if seen.url.partition("#")[0] == seen.final_url.partition("#")[0]:
        return seen
    left = [one for one in seen.requests if one.initiator == UNSEEN and dict(one.headers).get("referer") == seen.url]
    return replace(seen, requests=tuple(one for one in seen.requests if one not in left))


def _noted(visit: PageVisit, scene: Scene, observers: list[Observer], trouble: list[str]) -> PageVisit:
    fields: dict[str, Any] = {}
    for observer in observers:
        fields |= observer.seen(scene)
    return concluded(replace(visit, **fields, trouble=tuple(dict.fromkeys(trouble))), scene)


def _held_back(seen: PageVisit, guard: Guard) -> PageVisit:
    """The visit without the documents that our own clicks asked for and that were held back.

    A link that was changed as it was clicked stays: it is what a visitor's click would have sent.
    """
    stopped = {address.partition("#")[0] for _, address in guard.stopped}
    plain = {link.href.partition("#")[0] for link in seen.links} | {seen.url, seen.final_url}

    hosts = {host_of(address) for address in stopped}
    reached = {one.host for one in seen.requests if one.kind not in ("document", "hint")}

    def ours(request: Request) -> bool:
        if request.kind == "hint":  # the connection that the browser made ready for a document that was held back
            return request.host in hosts and request.host not in reached and request.proof == "netlog"
        bare = request.url.partition("#")[0]
        return request.kind == "document" and bare in stopped and bare in plain and request.method == "GET"

    kept = tuple(
        replace(one, blocked=STOPPED)
        if one.kind == "document" and one.url.partition("#")[0] in stopped and one.page == seen.url
        else one
        for one in seen.requests
        if one.moment == "loading" or not ours(one)
    )
    changed = tuple(
        Request(
            address,
            "GET",
            "document",
            seen.url,
            "a link that was changed as it was clicked",
            STOPPED,
            moment="clicking",
            proof="page",
        )
        for address in seen.led
    )
    led = (*(f"{method} {address}" for method, address in guard.stopped), *seen.led)
    return replace(seen, requests=(*kept, *changed), led=tuple(dict.fromkeys(led)))


def _screenshot(scene: Scene, how: Visiting, number: int) -> str | None:
    if how.screenshots is None:
        return None
    name = f"{how.passing.value}-{number:03}.jpg"
    try:
        scene.page.screenshot(path=how.screenshots / name, type="jpeg", quality=70, timeout=5000)
    except BrowserError:
        return None
    return name


def _close(page: Page) -> None:
    with suppress(BrowserError):
        page.close()


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
