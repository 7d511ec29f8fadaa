"""Response headers of the page and of what the sites themselves serve for it, and what their own front door stopped."""

from __future__ import annotations

import re
from typing import Any

from avowal.auditor.evidence import Answered, Refusal, host_of
from avowal.auditor.observers.scene import Scene

_REFUSED = "avowal-refused"
_MOST = 80  # answers of one page whose headers are kept


class HeaderObserver:
    """Gathers `headers` of the page itself, `response_headers` of the sites' answers, and `refusals` of all."""

    def __init__(self) -> None:
        self._document: dict[str, str] = {}
        self._own: dict[str, Answered] = {}

    def watch(self, scene: Scene) -> None:
        scene.wire.on("Network.responseReceived", lambda event: self._received(scene, event))

    def _received(self, scene: Scene, event: dict[str, Any]) -> None:
        response = event["response"]
        headers = {str(name).lower(): str(value) for name, value in response.get("headers", {}).items()}
        scene.responses.append((str(response["url"]), headers))
        url, kind = str(response["url"]), str(event.get("type", "Other")).lower()
        if host_of(url) in scene.own_hosts and len(self._own) < _MOST:
            told = sorted((name, value) for name, value in headers.items() if name != "set-cookie")
            self._own.setdefault(url, Answered(url, int(response.get("status", 0)), kind, tuple(told)))
        if event.get("type") == "Document" and not self._document:
            self._document = headers

    def look(self, scene: Scene) -> None:
        """Headers come by themselves."""

    def seen(self, scene: Scene) -> dict[str, Any]:
        refusals = {
            refusal for url, headers in scene.responses for refusal in read_refusals(headers.get(_REFUSED, ""), url)
        }
        return {
            "headers": tuple(sorted((name, value) for name, value in self._document.items() if name != "set-cookie")),
            "response_headers": tuple(self._own.values()),
            "refusals": tuple(sorted(refusals, key=lambda one: (one.url, one.what, one.name, one.reason))),
        }


def read_refusals(header: str, url: str) -> list[Refusal]:
    """The entries of an `avowal-refused` header: `cookie; name=…; reason=…; promise=…; refused`, divided by commas."""
    found = []
    for entry in re.split(r"[,\n]", header):
        what, *parts = [part.strip() for part in entry.split(";")]
        said = dict(part.split("=", 1) for part in parts if "=" in part)
        if what:
            name, reason = said.get("name", ""), said.get("reason", "")
            found.append(Refusal(what, name, reason, said.get("promise", ""), url, "mended" in parts))
    return found
