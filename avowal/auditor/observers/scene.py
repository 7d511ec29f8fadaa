"""What observers are given: the open page, the browser's own events below it, and what the page's scripts told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page
from playwright.sync_api import Error as BrowserError

from avowal.auditor.evidence import Pass
from avowal.auditor.leaking import Kept
from avowal.auditor.netlog_reading import Departure, NetLog

NESTED = "nested"
"""Under this name the events of a target inside the page say what it is: frame | worker | shared_worker |
service_worker; events of the page itself do not have it."""
NESTED_URL = "nested_url"
_KINDS = {"iframe": "frame", "worker": "worker", "shared_worker": "shared_worker", "service_worker": "service_worker"}

_NOWHERE = "http://nowhere.invalid/"
_WRITING = 20  # milliseconds

Listener = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class _Target:
    """A frame or worker inside the page, reached through `path`: the sessions that its messages are wrapped in."""

    path: tuple[str, ...]
    kind: str
    url: str


class Wire:
    """The DevTools events of a page and of the workers and foreign frames inside it, however deep.

    Nested targets are attached in the unflattened way, where their messages come wrapped in the sessions around them:
    Playwright hands out no session for them. They wait for us before they run, so that nothing of theirs is missed;
    only a shared worker belongs to no page and is reached when it already runs. What it sent before is in the net log.
    """

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._listeners: dict[str, list[Listener]] = {}
        self._sent = 0
        self._targets: dict[tuple[str, ...], _Target] = {}
        self._shared: set[str] = set()
        self.workers: list[tuple[str, str]] = []
        """Kind and address of each worker that was met."""
        session.on("Target.attachedToTarget", lambda told: self._attached((), told))
        session.on("Target.receivedMessageFromTarget", lambda told: self._received((), told))
        session.on("Target.targetCreated", self._created)
        self.send("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=False)
        self.send("Target.setDiscoverTargets", discover=True)

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

    def _created(self, told: dict[str, Any]) -> None:
        target = told["targetInfo"]
        if target["type"] != "shared_worker" or target["targetId"] in self._shared:
            return
        self._shared.add(target["targetId"])
        with suppress(BrowserError):  # it may have ended by now
            session = self.send("Target.attachToTarget", targetId=target["targetId"], flatten=False)["sessionId"]
            self._attached((), {"sessionId": session, "targetInfo": target})

    def _attached(self, above: tuple[str, ...], told: dict[str, Any]) -> None:
        path, target = (*above, str(told["sessionId"])), told["targetInfo"]
        if path in self._targets:
            return
        kind = _KINDS.get(str(target["type"]), "frame")
        self._targets[path] = _Target(path, kind, str(target["url"]))
        if kind != "frame":
            self.workers.append((kind, str(target["url"])))
        self._tell(path, "Network.enable", maxPostDataSize=65_536)
        self._tell(path, "Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=False)
        self._tell(path, "Runtime.runIfWaitingForDebugger")

    def _tell(self, path: tuple[str, ...], method: str, **parameters: Any) -> None:
        for session in reversed(path):
            self._sent += 1
            message = json.dumps({"id": self._sent, "method": method, "params": parameters})
            method, parameters = "Target.sendMessageToTarget", {"sessionId": session, "message": message}
        with suppress(BrowserError):  # the frame or worker ended before it was reached
            self._session.send(method, parameters)

    def _received(self, above: tuple[str, ...], told: dict[str, Any]) -> None:
        path = (*above, str(told["sessionId"]))
        message = json.loads(told["message"])
        parameters = message.get("params", {})
        match message.get("method"):
            case None:
                return
            case "Target.attachedToTarget":
                self._attached(path, parameters)
            case "Target.receivedMessageFromTarget":
                self._received(path, parameters)
            case event:
                target = self._targets.get(path)
                kind, url = (target.kind, target.url) if target else ("frame", "")
                self._hear(event, {**parameters, NESTED: kind, NESTED_URL: url})


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
    moments: list[tuple[float, str]] = field(default_factory=list)
    """When each moment began, in milliseconds since 1970."""
    moment: str = "loading"
    netlog: NetLog | None = None
    stored_values: list[Kept] = field(default_factory=list)
    """All values that the browser keeps: compared with what is sent while the page is open, and forgotten."""

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name == "moment":
            self.moments.append((time.time() * 1000, str(value)))

    def moment_at(self, at: float) -> str:
        """What the visitor was doing at `at`, in milliseconds since 1970."""
        return next((moment for began, moment in reversed(self.moments) if began <= at), self.moments[0][1])

    @cached_property
    def left(self) -> tuple[Departure, ...]:
        """What the net log has of this visit so far; asked for when the page was left."""
        if self.netlog is None:
            return ()
        self._flush()
        begun, found = self.moments[0][0], self.netlog.read()
        self.netlog.late += (one for one in found if one.at < begun)
        return tuple(one for one in found if one.at >= begun)

    def _flush(self) -> None:
        """Make Chromium write its net log: it does so whenever fifteen events wait, and each cookie is an event."""
        with suppress(BrowserError):
            made = [{"name": f"f{number}", "value": "f", "url": _NOWHERE} for number in range(16)]
            self.wire.send("Network.setCookies", cookies=made)
            for one in made:
                self.wire.send("Network.deleteCookies", name=one["name"], url=_NOWHERE)
            self.page.wait_for_timeout(_WRITING)

    def ask(self, script: str, otherwise: Any) -> Any:
        """The value of a script in the main frame; `otherwise` where the page cannot answer."""
        try:
            return self.page.evaluate(script)
        except BrowserError:
            return otherwise
