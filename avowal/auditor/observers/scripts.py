"""What scripts do in the page, as the init script beside this file attributes it.

Hooks can be detected and do not reach workers, so they say who did something; that something left the browser is
always proved by the requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Response

from avowal.auditor.evidence import Listener, Observation, Sent, Traits, host_of
from avowal.auditor.observers.scene import Scene

_SOURCE = Path(__file__).with_name("scripts.js")
_QUOTED = re.compile(r"""["'`]([A-Za-z0-9_.-]{3,80})=?["'`]|\b([A-Za-z0-9_.-]{3,80})=(?=[;(\[\\\s"'])""")
_LONGEST = 2_000_000
_ELSEWHERE = frozenset({"sent", "cookie-write", "storage-write", "csp", "hears", "trait"})
_TRAITS = {"canvas-read": "canvas", "webgl-read": "webgl", "audio-read": "audio", "font-probe": "fonts"}
_ASKING = "permission-ask"


def init_script(binding: str) -> str:
    """The script that runs before any of the page's, telling what it sees to the function called `binding`."""
    return _SOURCE.read_text(encoding="utf-8").replace("__BINDING__", binding)


class ScriptObserver:
    """Gathers `observations`, `sent`, `listeners`, `traits` and `permissions`."""

    def __init__(self) -> None:
        self._scripts: dict[str, Response] = {}
        self._literals: dict[str, tuple[str, ...]] = {}

    def watch(self, scene: Scene) -> None:
        scene.page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        if response.request.resource_type in ("script", "document"):
            self._scripts[response.url.partition("#")[0]] = response

    def look(self, scene: Scene) -> None:
        """Fetch the text of the scripts that read cookies, while the browser still holds it."""
        for address in {_file(str(told["script"])) for told in scene.reports if told["kind"] == "cookie-read"}:
            response = self._scripts.get(address)
            if response is None:
                continue
            try:
                text = response.text()[:_LONGEST]
            except (BrowserError, UnicodeDecodeError):
                continue
            self._literals[address] = tuple(sorted({first or second for first, second in _QUOTED.findall(text)}))

    def seen(self, scene: Scene) -> dict[str, Any]:
        told = [one for one in scene.reports if one["kind"] not in _ELSEWHERE and not _ours(one)]
        observations = {
            Observation(
                str(one["kind"]),
                str(one["detail"]),
                str(one["script"]),
                str(one["frame"]),
                self._literals.get(_file(str(one["script"])), ()) if one["kind"] == "cookie-read" else (),
            )
            for one in told
        }
        sent = [
            Sent(str(one["detail"]), str(one["url"]), _body(one), str(one["script"]))
            for one in scene.reports
            if one["kind"] == "sent"
        ]
        return {
            "observations": tuple(sorted(observations, key=lambda o: (o.kind, o.detail, o.script, o.frame))),
            "sent": tuple(sent),
            "listeners": _listeners(scene.reports),
            "traits": _traits(scene.reports),
            "permissions": tuple(sorted({str(one["detail"]) for one in scene.reports if one["kind"] == _ASKING})),
        }


def _body(told: dict[str, Any]) -> bytes:
    return str(told["body"]).encode("latin-1" if told.get("bytes") else "utf-8", "replace")


def _listeners(reports: Iterable[dict[str, Any]]) -> tuple[Listener, ...]:
    found = set()
    for told in reports:
        if told["kind"] == "hears":
            event, _, target = str(told["detail"]).partition(" ")
            found.add(Listener(event, target, str(told["script"]), _host(told)))
    return tuple(sorted(found, key=lambda one: (one.script, one.event, one.target, one.host)))


def _traits(reports: Iterable[dict[str, Any]]) -> tuple[Traits, ...]:
    """What each script read of the device; reads of no script are the audit's own."""
    read: dict[tuple[str, str], set[str]] = {}
    for told in reports:
        kind, detail, script = str(told["kind"]), str(told["detail"]), _file(str(told["script"]))
        name = detail if kind == "trait" else _TRAITS.get(kind) or (_short(detail) if kind == "device-read" else "")
        if name and script:
            read.setdefault((script, _host(told)), set()).add(name)
    return tuple(Traits(script, host, tuple(sorted(names))) for (script, host), names in sorted(read.items()))


def _short(detail: str) -> str:
    """A read of the device without what it was asked with."""
    return "webrtc" if "WebRTC" in detail else detail


def _host(told: dict[str, Any]) -> str:
    """Whose script it is; one without an address of the web is of the frame in which it ran."""
    return host_of(_file(str(told["script"])).removeprefix("blob:")) or host_of(str(told["frame"]))


def _ours(told: dict[str, Any]) -> bool:
    """The crawl's own questions to the page have no script address, and match text in their own right."""
    return told["kind"] == "cookie-lookup" and not told["script"]


def _file(script: str) -> str:
    return re.sub(r":\d+:\d+$", "", script).partition("#")[0]
