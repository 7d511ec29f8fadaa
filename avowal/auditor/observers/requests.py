"""Every request of a page, its frames and its workers: asked for, refused, or only announced.

DevTools events are the proof. Playwright's own events add what the page's session does not carry, the page's
hints (preconnect, prefetch) what the network layer does before any request exists, and the page's
`securitypolicyviolation` events what the content-security policy stopped before it became a request.
"""

from __future__ import annotations

import base64
import re
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Request as BrowserRequest

from avowal.auditor.evidence import Request, host_of
from avowal.auditor.observers.scene import NESTED, Scene

_BODY = 65_536
_HINTS = """() => [...document.querySelectorAll(
  'link[rel~=preconnect],link[rel~="dns-prefetch"],link[rel~=prefetch],link[rel~=preload],link[rel~=modulepreload],link[rel~=prerender]')]
  .map(link => [link.rel, link.href])"""
_LINK_ENTRY = re.compile(r"""<([^<>]*)>((?:"[^"]*"|[^",<\n])*)""")  # several headers come with a line for each
_REL = re.compile(r""";\s*rel\s*=\s*"?((?:(?<=")[^"]*|[^\s;",]*))""", re.IGNORECASE)
_ANNOUNCED = frozenset({"preconnect", "dns-prefetch", "prefetch", "preload", "modulepreload", "prerender"})
_STOPPED = "csp"
_INSIDE = "a frame or worker of the page"


class RequestObserver:
    """Gathers `requests`, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._by_id: dict[str, dict[str, Any]] = {}
        self._others: list[Request] = []
        self._hints: list[tuple[str, str]] = []

    def watch(self, scene: Scene) -> None:
        wire = scene.wire
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.requestWillBeSentExtraInfo", self._headers)
        wire.on("Network.loadingFailed", self._failed)
        wire.on("Network.webSocketCreated", self._socket)
        wire.on("Network.webSocketFrameSent", self._frame)
        wire.on("Network.webTransportCreated", self._transport)
        scene.page.on("request", lambda request: self._other(scene, request))

    def look(self, scene: Scene) -> None:
        self._hints = [(str(rel), str(href)) for rel, href in scene.ask(_HINTS, [])]

    def seen(self, scene: Scene) -> dict[str, Any]:
        found = [_request(scene, kept) for kept in self._by_id.values()]
        known = {(request.url, request.method) for request in found}
        others = {(one.url, one.method): one for one in self._others if (one.url, one.method) not in known}
        found += others.values()
        found += self._announced(scene, {request.host for request in found})
        found += _stopped(scene, {request.url for request in found})
        return {"requests": tuple(found)}

    def _asked(self, event: dict[str, Any]) -> None:
        identity = event["requestId"]
        if "redirectResponse" in event and identity in self._by_id:
            self._by_id[f"{identity} redirect {len(self._by_id)}"] = self._by_id.pop(identity)
        self._by_id[identity] = {"event": event, "headers": {}, "blocked": None, "frames": b""}

    def _headers(self, event: dict[str, Any]) -> None:
        kept = self._by_id.get(event["requestId"])
        if kept is not None:
            kept["headers"] = event.get("headers", {})

    def _failed(self, event: dict[str, Any]) -> None:
        kept = self._by_id.get(event["requestId"])
        if kept is not None:
            kept["blocked"] = event.get("blockedReason")

    def _socket(self, event: dict[str, Any]) -> None:
        request = {"url": event["url"], "method": "GET"}
        event = {"request": request, "type": "WebSocket", "initiator": event.get("initiator", {})}
        self._by_id[f"socket {len(self._by_id)} {request['url']}"] = {
            "event": event,
            "headers": {},
            "blocked": None,
            "frames": b"",
        }

    def _frame(self, event: dict[str, Any]) -> None:
        sockets = [kept for kept in self._by_id.values() if kept["event"].get("type") == "WebSocket"]
        if sockets:
            sockets[-1]["frames"] += str(event["response"].get("payloadData", "")).encode() + b"\n"

    def _transport(self, event: dict[str, Any]) -> None:
        self._socket({"url": event["url"], "initiator": event.get("initiator", {})})

    def _other(self, scene: Scene, request: BrowserRequest) -> None:
        self._others.append(
            Request(
                request.url,
                request.method,
                request.resource_type,
                scene.url,
                initiator=_INSIDE,
                body=(request.post_data_buffer or b"")[:_BODY],
            )
        )

    def _announced(self, scene: Scene, hosts: set[str]) -> list[Request]:
        hints = list(self._hints)
        for url, headers in scene.responses:
            for name, value in headers.items():
                if name.lower() == "link":
                    hints.extend(announced_in(str(value), url))
        return [
            Request(href, "CONNECT", "hint", scene.url, initiator=f"a link with rel={rel}")
            for rel, href in hints
            if _ANNOUNCED & set(rel.lower().split()) and href.startswith(("http", "ws")) and host_of(href) not in hosts
        ]


def announced_in(header: str, url: str) -> list[tuple[str, str]]:
    """The (relation, address) pairs of a `Link` header of `url` that make a browser turn to the address."""
    return [
        (rel, address)
        for href, parameters in _LINK_ENTRY.findall(header)
        for rel in _REL.findall(parameters)
        if _ANNOUNCED & set(rel.lower().split()) and (address := _joined(url, href.strip()))
    ]


def _joined(url: str, href: str) -> str:
    """The whole address; empty for one that no browser could turn to."""
    try:
        return urljoin(url, href)
    except ValueError:
        return ""


def _request(scene: Scene, kept: dict[str, Any]) -> Request:
    event = kept["event"]
    asked = event["request"]
    headers = {**asked.get("headers", {}), **kept["headers"]}
    return Request(
        url=str(asked["url"]) + str(asked.get("urlFragment", "")),
        method=str(asked["method"]),
        kind=str(event.get("type", "Other")).lower(),
        page=scene.url,
        initiator=_INSIDE if event.get(NESTED) else _initiator(event.get("initiator", {})),
        blocked=kept["blocked"],
        headers=tuple(sorted((str(name).lower(), str(value)) for name, value in headers.items())),
        body=(_body(asked) + kept["frames"])[:_BODY],
    )


def _body(asked: dict[str, Any]) -> bytes:
    parts = [base64.b64decode(entry["bytes"]) for entry in asked.get("postDataEntries", ()) if "bytes" in entry]
    return b"".join(parts) or str(asked.get("postData", "")).encode()


def _initiator(initiator: dict[str, Any]) -> str:
    frames = _frames(initiator.get("stack"))
    if frames:
        return "script " + " ← ".join(frames[:4])
    if initiator.get("url"):
        line = initiator.get("lineNumber")
        return f"{initiator.get('type', 'other')} {initiator['url']}" + (
            f":{int(line) + 1}" if line is not None else ""
        )
    return str(initiator.get("type", "other"))


def _frames(stack: dict[str, Any] | None) -> list[str]:
    frames: list[str] = []
    while stack is not None:
        calls = (call for call in stack.get("callFrames", ()) if str(call["url"]).startswith("http"))
        frames.extend(f"{call['url']}:{int(call['lineNumber']) + 1}" for call in calls)
        stack = stack.get("parent")
    return frames


def _stopped(scene: Scene, known: set[str]) -> list[Request]:
    return [
        Request(
            str(told["url"]), "GET", str(told["detail"]).split(" ")[0], scene.url, str(told.get("source", "")), _STOPPED
        )
        for told in scene.reports
        if told["kind"] == "csp" and str(told.get("url", "")).startswith(("http", "ws")) and told["url"] not in known
    ]
