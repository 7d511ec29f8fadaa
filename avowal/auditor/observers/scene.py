"""What observers are given: the open page, the browser's own events below it, and what the page's scripts told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page
from playwright.sync_api import Error as BrowserError

from avowal.auditor.evidence import Pass

NESTED = "nested"
"""Marks the events of a target inside the page. Whether such a target is reached before it runs is a race with the
browser, so what only its own session tells (which script) is not used as evidence: two runs must say the same."""

Listener = Callable[[dict[str, Any]], None]


class Wire:
    """The DevTools events of a page and of the workers and foreign frames inside it.

    Nested targets are attached in the unflattened way, where their messages come wrapped in the page's session:
    Playwright hands out no session for them. They wait for us before they run, so that nothing of theirs is missed.
    """

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._listeners: dict[str, list[Listener]] = {}
        self._sent = 0
        session.on("Target.attachedToTarget", self._attached)
        session.on("Target.receivedMessageFromTarget", self._nested)
        self.send("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=False)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser; raises Playwright's Error when the page is gone."""
        return dict(self._session.send(method, parameters) or {})

    def on(self, event: str, listener: Listener) -> None:
        """Hear `event` of the page and of every target nested in it."""
        if event not in self._listeners:
            self._listeners[event] = []
            self._session.on(event, lambda parameters: self._hear(event, parameters))
        self._listeners[event].append(listener)

    def _hear(self, event: str, parameters: dict[str, Any]) -> None:
        for listener in self._listeners.get(event, ()):
            listener(parameters)

    def _attached(self, parameters: dict[str, Any]) -> None:
        session = parameters["sessionId"]
        self._tell(session, "Network.enable", maxPostDataSize=65_536)
        self._tell(session, "Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=False)
        self._tell(session, "Runtime.runIfWaitingForDebugger")

    def _tell(self, session: str, method: str, **parameters: Any) -> None:
        self._sent += 1
        message = json.dumps({"id": self._sent, "method": method, "params": parameters})
        try:
            self._session.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})
        except BrowserError:
            return  # the frame or worker ended before it was reached; its requests were seen on the page

    def _nested(self, parameters: dict[str, Any]) -> None:
        message = json.loads(parameters["message"])
        if "method" in message:
            self._hear(message["method"], {**message.get("params", {}), NESTED: True})


@dataclass
class Scene:
    """One page being looked at in one pass.

    `moment` is what the visitor is doing right now: `loading`, `resting`, `typing`, `clicking`, `choosing`, `leaving`
    or `returning`. The walk sets it; observers stamp what they hear with it.
    """

    passing: Pass
    url: str
    context: BrowserContext
    page: Page
    wire: Wire
    own_hosts: frozenset[str]
    reports: list[dict[str, Any]] = field(default_factory=list)
    responses: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    cookie_values: list[tuple[str, str]] = field(default_factory=list)
    moment: str = "loading"

    def ask(self, script: str, otherwise: Any) -> Any:
        """The value of a script in the main frame; `otherwise` where the page cannot answer."""
        try:
            return self.page.evaluate(script)
        except BrowserError:
            return otherwise
