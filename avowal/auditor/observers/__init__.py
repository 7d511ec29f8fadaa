"""Observers: each watches one thing while a page is open and says what it saw. None of them judges.

A new kind of evidence is a new file here, a field of `PageVisit`, and its class in `OBSERVERS`.
"""

from __future__ import annotations

from typing import Any, Protocol

from avowal.auditor.observers.cookies import CookieObserver
from avowal.auditor.observers.documents import DocumentObserver
from avowal.auditor.observers.embeds import EmbedObserver
from avowal.auditor.observers.forms import FormObserver
from avowal.auditor.observers.frame import FrameObserver
from avowal.auditor.observers.headers import HeaderObserver
from avowal.auditor.observers.links import LinkObserver
from avowal.auditor.observers.requests import RequestObserver
from avowal.auditor.observers.scene import Scene
from avowal.auditor.observers.scripts import ScriptObserver
from avowal.auditor.observers.storage import StorageObserver


class Observer(Protocol):
    """Watches one thing on one page."""

    def watch(self, scene: Scene) -> None:
        """Start listening; called before the page is asked for."""

    def look(self, scene: Scene) -> None:
        """Look at the page while it is still open; may find that it has gone."""

    def seen(self, scene: Scene) -> dict[str, Any]:
        """Fields of `PageVisit`; called after the page was left."""


OBSERVERS: tuple[type[Observer], ...] = (
    RequestObserver,
    CookieObserver,
    StorageObserver,
    ScriptObserver,
    LinkObserver,
    DocumentObserver,
    HeaderObserver,
    FrameObserver,
    FormObserver,
    EmbedObserver,
)
