"""Keeps the visitor on the page while it is tried out: no click, script or form may lead it away or send a form.

Below the page the browser holds back every request for a new main document; in the page a listener, the last to hear
a click or a submission, stops what the page itself lets happen. What would have happened is noted.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.sync_api import Error as BrowserError

from avowal.auditor.observers.scene import Scene

STOPPED = "stopped by the audit, which stayed on the page"
_PATTERNS = [{"urlPattern": "*", "resourceType": "Document", "requestStage": "Request"}]
_HOLD = """() => {
  const held = Symbol.for("f.held");
  if (window[held]) return;
  const tried = [], open = window.open;
  const click = (event) => {
    const link = event.composedPath().find((one) => one.localName === "a" || one.localName === "area");
    if (!link || !link.href || link.ping || /^javascript:/i.test(link.getAttribute("href") || "")) return;
    const here = link.href.split("#")[0] === location.href.split("#")[0] && link.hash;
    if (here || event.defaultPrevented) return;
    tried.push(["GET", link.href]);
    event.preventDefault();
  };
  const submit = (event) => {
    if (event.defaultPrevented) return;
    tried.push([(event.target.method || "get").toUpperCase(), event.target.action || location.href, "form"]);
    event.preventDefault();
  };
  addEventListener("click", click);
  addEventListener("submit", submit);
  window.open = function (address) {
    if (address) tried.push(["GET", new URL(address, location.href).href]); return null; };
  window[held] = { tried, loose: () => {
    removeEventListener("click", click); removeEventListener("submit", submit); window.open = open; delete window[held];
  } };
}"""
_LOOSE = """() => { const held = window[Symbol.for("f.held")];
  if (!held) return []; held.loose(); return held.tried; }"""


class Guard:
    """Holds one page; `stopped` are the method and address of each way that was tried to leave it."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._main = ""
        self._holding = False
        self.stopped: list[tuple[str, str]] = []
        self.forms: list[tuple[str, str]] = []

    def hold(self) -> None:
        """From now on the page stays; raises Playwright's Error when it is gone."""
        if not self._main:
            self._main = str(self._scene.wire.send("Page.getFrameTree")["frameTree"]["frame"]["id"])
            self._scene.wire.on("Fetch.requestPaused", self._paused)
        self._holding = True
        self._scene.wire.send("Fetch.enable", patterns=_PATTERNS)

    def hold_clicks(self) -> None:
        """Stop what clicks and submissions would do, in each frame."""
        for frame in self._scene.page.frames:
            with suppress(BrowserError):
                frame.evaluate(_HOLD)

    def loose_clicks(self) -> None:
        """Let clicks be again, and note what they would have done."""
        for frame in self._scene.page.frames:
            with suppress(BrowserError):
                for method, address, *what in frame.evaluate(_LOOSE):
                    (self.forms if what else self.stopped).append((str(method), str(address)))

    def loose(self) -> None:
        """Let the page go where it will."""
        self._holding = False
        with suppress(BrowserError):
            self._scene.wire.send("Fetch.disable")

    def _paused(self, event: dict[str, Any]) -> None:
        identity = event["requestId"]
        try:
            if self._holding and event["frameId"] == self._main:
                asked = event["request"]
                self.stopped.append((str(asked["method"]), str(asked["url"])))
                self._scene.wire.send("Fetch.failRequest", requestId=identity, errorReason="Aborted")
            else:
                self._scene.wire.send("Fetch.continueRequest", requestId=identity)
        except BrowserError:
            return
