"""The planted copy: one application for many host names, each of which has the faults of its bed.

A host name `MODE-BED.plan.localhost` is served as `plan.localhost`, with the faults of BED within or before the front
door. Every other name is somebody else's site: one sets a cookie, one has nothing any more, the rest answer nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from avowal.auditor.faults.beacons import SETS_COOKIES
from avowal.auditor.faults.links import ANSWERS_GONE
from avowal.auditor.faults.planting import App, Message, Receive, Scope, Send
from avowal.auditor.publications import DOCUMENT
from avowal.auditor.selftest.beds import INSIDE, OUTSIDE, Bed

_BED = "avowal.selftest"
"""Key of the scope under which the bed stands; the door hands on what it does not know."""
_GATES = frozenset({b"content-security-policy", b"permissions-policy", b"referrer-policy", b"avowal-refused"})
_WITH_HOST = frozenset({b"host", b"origin", b"referer"})
_TO_OTHERS = {
    SETS_COOKIES: (204, [(b"set-cookie", b"uid=1; Path=/; Max-Age=34560000; SameSite=None; Secure")]),
    ANSWERS_GONE: (410, []),
}


class Inside:
    """Stands between the front door and the website: plants the faults of the bed that the scope names."""

    def __init__(self, website: App, beds: Mapping[str, Bed]) -> None:
        self._website = website
        self._planted = {name: planted(website, bed) for name, bed in beds.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._planted.get(scope.get(_BED, ""), self._website)(scope, receive, send)


class Site:
    """Stands before the front door. `hosts` are the names under which the deployment itself is served."""

    def __init__(self, door: App, beds: Mapping[str, Bed], hosts: frozenset[str]) -> None:
        self._door = door
        self._beds = beds
        self._hosts = hosts
        self._outside = {name: planted(_gateless(door), bed) for name, bed in beds.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._door(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").partition(":")[0].lower()
        label, _, rest = host.partition(".")
        mode, _, name = label.partition("-")
        if rest in self._hosts and name in self._beds and mode in (INSIDE, OUTSIDE):
            own = _as_served(scope, label)
            app = self._door if mode == INSIDE else self._outside[name]
            answer = _Renamed(send, rest, label) if scope["path"] == DOCUMENT else send
            await app({**own, _BED: name} if mode == INSIDE else own, receive, answer)
        elif host in self._hosts or _is_here(host):
            await self._door(scope, receive, send)
        else:
            await _answer(send, *_TO_OTHERS.get(host, (204, [])))


def planted(app: App, bed: Bed) -> App:
    """`app` with all faults of a bed."""
    return reduce(lambda site, fault: fault.plant(site), bed.faults, app)


def _is_here(host: str) -> bool:
    return host in ("localhost", "127.0.0.1") or host.endswith(".localhost")


def _as_served(scope: Scope, label: str) -> Scope:
    """The request as the deployment knows it: without the bed's label in any address."""
    marked = f"{label}.".encode()
    headers = [
        (name, value.replace(marked, b"") if name.lower() in _WITH_HOST else value) for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}


def _gateless(door: App) -> App:
    """The deployment with what its gates put on an answer taken off again."""

    async def gateless(scope: Scope, receive: Receive, send: Send) -> None:
        async def strip(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message["headers"] if pair[0].lower() not in _GATES]
                message = {**message, "headers": kept}
            await send(message)

        await door(scope, receive, strip)

    return gateless


class _Renamed:
    """Sends the document for programs on with the bed's host name in its addresses: what they name is the bed's too."""

    def __init__(self, send: Send, host: str, label: str) -> None:
        self._send = send
        self._names = f"://{host}".encode(), f"://{label}.{host}".encode()
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            body = self._body.replace(*self._names)
            kept = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
            headers = [*kept, (b"content-length", str(len(body)).encode())]
            await self._send({**self._start, "headers": headers})
            await self._send({"type": "http.response.body", "body": body})


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
