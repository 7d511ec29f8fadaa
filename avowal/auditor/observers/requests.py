"""Every request of a page, its frames and its workers: asked for, refused, or only announced.

DevTools events say who asked and when. Playwright's own events add what the page's session does not carry (service
workers), the page's hints (preconnect, prefetch, speculation rules, addresses for reports) what the network layer does
before any request exists, the page's `securitypolicyviolation` events what the content-security policy stopped before
it became a request, and the net log what nobody else saw, with the bytes that went out.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Request as BrowserRequest

from avowal.auditor.evidence import Request, host_of
from avowal.auditor.netlog import Open, merged
from avowal.auditor.observers.hints import ANNOUNCED, LOOK, announced_in, report_endpoints
from avowal.auditor.observers.scene import NESTED, NESTED_URL, Scene

_BODY = 65_536
_STOPPED = "csp"
_INSIDE = "a frame or worker of the page"
_BYTES = 2  # the operation code of a WebSocket message that is no text
_ICE = ("stun:", "stuns:", "turn:", "turns:")


@dataclass
class _Asked:
    """One request while it is being told of."""

    event: dict[str, Any]
    moment: str
    headers: dict[str, str] = field(default_factory=dict)
    blocked: str | None = None
    status: int | None = None
    messages: bytearray = field(default_factory=bytearray)


class RequestObserver:
    """Gathers `requests`, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._by_id: dict[str, _Asked] = {}
        self._early: dict[str, list[dict[str, str]]] = {}
        self._others: list[Request] = []
        self._hints: dict[tuple[str, str], None] = {}
        self._main = ""
        self._now: Callable[[], str] = lambda: "loading"

    def watch(self, scene: Scene) -> None:
        self._now = lambda: scene.moment
        with suppress(BrowserError):
            self._main = str(scene.wire.send("Page.getFrameTree")["frameTree"]["frame"]["id"])
        wire = scene.wire
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.requestWillBeSentExtraInfo", self._headers)
        wire.on("Network.responseReceived", self._answered)
        wire.on("Network.loadingFailed", self._failed)
        wire.on("Network.webSocketCreated", self._socket)
        wire.on("Network.webSocketFrameSent", self._message)
        wire.on("Network.webTransportCreated", self._transport)

        def other(request: BrowserRequest) -> None:
            self._other(scene, request)

        scene.context.on("request", other)
        scene.page.on("close", lambda _page: scene.context.remove_listener("request", other))

    def look(self, scene: Scene) -> None:
        for rel, href in scene.ask(LOOK, []):
            self._hints[str(rel), str(href)] = None

    def seen(self, scene: Scene) -> dict[str, Any]:
        found = [self._request(scene, kept) for kept in self._by_id.values()]
        known = {(request.url, request.method) for request in found}
        others = {(one.url, one.method): one for one in self._others if (one.url, one.method) not in known}
        found += (_of_worker(scene, one, found) for one in list(others.values()))
        found = list(merged(found, scene.left, Open(scene.url, self._final(scene), *_circumstances(scene))))
        found += _asked_by_webrtc(scene, {request.host for request in found})
        found += self._announced(scene, {request.host for request in found})
        found += _reported_to(scene, {request.host for request in found})
        found += _stopped(scene, {request.url for request in found})
        return {"requests": tuple(found)}

    def _final(self, scene: Scene) -> str:
        """Where the page's own address led to."""
        documents = (one.event for one in self._by_id.values() if one.event.get("type") == "Document")
        of_page = [str(event["request"]["url"]) for event in documents if event.get("frameId") == self._main]
        return next((url for url in of_page if url != "about:blank"), scene.url)

    def _asked(self, event: dict[str, Any]) -> None:
        identity = str(event["requestId"])
        before = self._by_id.pop(identity, None)
        if before is not None:
            before.status = int(event.get("redirectResponse", {}).get("status", 0)) or before.status
            self._by_id[f"{identity} redirect {len(self._by_id)}"] = before
        early = self._early.get(identity)
        self._by_id[identity] = _Asked(event, self._now(), early.pop(0) if early else {})

    def _headers(self, event: dict[str, Any]) -> None:
        identity, headers = str(event["requestId"]), dict(event.get("headers", {}))
        kept = self._by_id.get(identity)
        if kept is None or kept.headers:
            self._early.setdefault(identity, []).append(headers)
        else:
            kept.headers = headers

    def _answered(self, event: dict[str, Any]) -> None:
        kept = self._by_id.get(str(event["requestId"]))
        if kept is not None:
            kept.status = int(event["response"]["status"])

    def _failed(self, event: dict[str, Any]) -> None:
        kept = self._by_id.get(str(event["requestId"]))
        if kept is not None:
            kept.blocked = event.get("blockedReason")

    def _socket(self, event: dict[str, Any], kind: str = "WebSocket") -> None:
        request = {"url": event["url"], "method": "GET"}
        told = {**event, "request": request, "type": kind, "frameId": event.get("frameId", self._main)}
        self._by_id[str(event.get("requestId") or event["transportId"])] = _Asked(told, self._now())

    def _transport(self, event: dict[str, Any]) -> None:
        self._socket(event, "WebTransport")

    def _message(self, event: dict[str, Any]) -> None:
        kept = self._by_id.get(str(event["requestId"]))
        if kept is not None:
            payload = str(event["response"].get("payloadData", ""))
            raw = base64.b64decode(payload) if event["response"].get("opcode") == _BYTES else payload.encode()
            kept.messages += raw[: _BODY - len(kept.messages)] + b"\n"

    def _other(self, scene: Scene, request: BrowserRequest) -> None:
        worker = request.service_worker
        try:
            if worker is None and request.frame.page is not scene.page:
                return
            frame = worker.url if worker is not None else request.frame.url
        except BrowserError:
            frame = ""  # a frame that is being made, or is gone by now
        main = worker is None and frame == scene.page.main_frame.url
        self._others.append(
            Request(
                request.url,
                request.method,
                request.resource_type,
                scene.url,
                initiator=_INSIDE,
                body=(request.post_data_buffer or b"")[:_BODY],
                frame=frame,
                source="service_worker" if worker is not None else "page" if main else "frame",
                moment=scene.moment,
            )
        )

    def _request(self, scene: Scene, kept: _Asked) -> Request:
        event, asked = kept.event, kept.event["request"]
        headers = {**asked.get("headers", {}), **kept.headers}
        nested = str(event.get(NESTED, ""))
        source = nested or ("page" if event.get("frameId", self._main) == self._main else "frame")
        frame = str(event.get("documentURL") or event.get(NESTED_URL) or scene.url)
        return Request(
            url=str(asked["url"]) + str(asked.get("urlFragment", "")),
            method=str(asked["method"]),
            kind=str(event.get("type", "Other")).lower(),
            page=scene.url,
            initiator=_initiator(event.get("initiator", {})),
            blocked=kept.blocked,
            headers=tuple(sorted((str(name).lower(), str(value)) for name, value in headers.items())),
            body=(_body(asked) + bytes(kept.messages))[:_BODY],
            frame=str(event.get(NESTED_URL) or frame) if nested.endswith("worker") else frame,
            source=source,
            moment=kept.moment,
            status=kept.status,
        )

    def _announced(self, scene: Scene, hosts: set[str]) -> list[Request]:
        hints = list(self._hints)
        for url, headers in scene.responses:
            hints += announced_in(str(headers.get("link", "")), url)
        return [
            _by_browser(scene, href, "CONNECT", "hint", f"a link with rel={rel}")
            for rel, href in dict.fromkeys(hints)
            if ANNOUNCED & set(rel.lower().split()) and href.startswith(("http", "ws")) and host_of(href) not in hosts
        ]


def _of_worker(scene: Scene, request: Request, heard: Sequence[Request]) -> Request:
    """A request that Playwright told of and no session of ours: what the page asks for by itself is always heard, and
    what a frame does too once anything of it was heard. So a worker asked, which ran before its session was ready."""
    inside = [address for kind, address in scene.wire.workers if kind == "worker"]
    if request.source == "service_worker" or not inside:
        return request
    if request.source == "frame" and not any(one.source == "frame" and one.frame == request.frame for one in heard):
        return request
    return replace(request, source="worker", frame=inside[0] if len(inside) == 1 else request.frame)


def _circumstances(scene: Scene) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[float, str], ...]]:
    return tuple(scene.wire.workers), tuple(scene.moments)


def _by_browser(scene: Scene, url: str, method: str, kind: str, why: str) -> Request:
    """What the browser does on the page's behalf, as far as only the page's words for it were seen."""
    return Request(url, method, kind, scene.url, initiator=why, frame=scene.url, source="browser", proof="page")


def _reported_to(scene: Scene, hosts: set[str]) -> list[Request]:
    """Addresses of others to which the browser is asked to report."""
    found = [
        _by_browser(scene, address, "POST", "report", f"an address for reports in the header {name} of {url}")
        for url, headers in scene.responses
        for name, address in report_endpoints(headers, url)
        if host_of(address) not in hosts | scene.own_hosts
    ]
    return list({request.url: request for request in found}.values())


def _asked_by_webrtc(scene: Scene, hosts: set[str]) -> list[Request]:
    """Servers that a script named for WebRTC, which tell it the visitor's addresses."""
    found: dict[str, Request] = {}
    for told in scene.reports:
        for server in told.get("servers", ()) if told["kind"] == "device-read" else ():
            if str(server).startswith(_ICE):
                url = f"stun://{str(server).partition(':')[2].partition('?')[0]}"
                if host_of(url) not in hosts:
                    found[url] = Request(
                        url,
                        "STUN",
                        "webrtc",
                        scene.url,
                        f"script {told['script']}",
                        frame=str(told["frame"]),
                        proof="page",
                    )
    return list(found.values())


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
            str(told["url"]),
            "GET",
            str(told["detail"]).split(" ")[0],
            scene.url,
            str(told.get("source", "")),
            _STOPPED,
            frame=str(told["frame"]),
            proof="page",
        )
        for told in scene.reports
        if told["kind"] == "csp" and str(told.get("url", "")).startswith(("http", "ws")) and told["url"] not in known
    ]
