"""What scripts do in the page, as the init script beside this file attributes it.

Hooks can be detected and do not reach workers, so they say who did something; that something left the browser is
always proved by the requests.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Response

from avowal.auditor.evidence import Observation, Sent
from avowal.auditor.observers.scene import Scene

_SOURCE = Path(__file__).with_name("scripts.js")
_QUOTED = re.compile(r"""["'`]([A-Za-z0-9_.-]{3,80})=?["'`]|\b([A-Za-z0-9_.-]{3,80})=(?=[;(\[\\\s"'])""")
_LONGEST = 2_000_000
_ELSEWHERE = frozenset({"sent", "cookie-write", "storage-write", "csp"})


def init_script(binding: str) -> str:
    """The script that runs before any of the page's, telling what it sees to the function called `binding`."""
    return _SOURCE.read_text(encoding="utf-8").replace("__BINDING__", binding)


class ScriptObserver:
    """Gathers `observations` and `sent`."""

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
            Sent(str(one["detail"]), str(one["url"]), str(one["body"]).encode(), str(one["script"]))
            for one in scene.reports
            if one["kind"] == "sent"
        ]
        return {
            "observations": tuple(sorted(observations, key=lambda o: (o.kind, o.detail, o.script, o.frame))),
            "sent": tuple(sent),
        }


def _ours(told: dict[str, Any]) -> bool:
    """The crawl's own questions to the page have no script address, and match text in their own right."""
    return told["kind"] == "cookie-lookup" and not told["script"]


def _file(script: str) -> str:
    return re.sub(r":\d+:\d+$", "", script).partition("#")[0]
