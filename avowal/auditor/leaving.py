"""Leaving a page and coming back to it, so that what it sends at these moments is sent and seen."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error as BrowserError

from avowal.auditor.observers.scene import Scene

_AWAY = """() => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
  Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  window.dispatchEvent(new Event("blur"));
}"""
_HERE_AGAIN = """() => {
  delete document.visibilityState; delete document.hidden;
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  window.dispatchEvent(new Event("focus"));
}"""
_FAREWELL = """() => window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: false }))"""
_AFTER_LEAVING = 80  # milliseconds in which a beacon sent at pagehide comes into sight
_BACK = 250


def leave(scene: Scene) -> None:
    """Go away, so that what a page sends when it is left is sent, and give it a moment to be seen.

    DevTools turns to the next page before the old one's last events, so the page is first told that it is being
    left while it is still watched; what it keeps for the real leaving is in the net log.
    """
    scene.moment = "leaving"
    with suppress(BrowserError):
        scene.page.evaluate(_AWAY)
        scene.page.evaluate(_FAREWELL)
        scene.page.wait_for_timeout(_AFTER_LEAVING)
        scene.page.goto("about:blank", timeout=4000)
        scene.page.wait_for_timeout(_AFTER_LEAVING)


def come_back(scene: Scene) -> None:
    """Come back by the browser's own button, look for a moment, turn to another tab and back, and go for good."""
    scene.moment = "returning"
    with suppress(BrowserError):
        scene.page.go_back(timeout=4000, wait_until="load")
        scene.page.wait_for_timeout(_BACK)
        scene.page.evaluate(_AWAY)
        scene.page.evaluate(_HERE_AGAIN)
        scene.page.wait_for_timeout(_AFTER_LEAVING)
        scene.moment = "leaving"
        scene.page.goto("about:blank", timeout=4000)
