"""The means of planting: a header added, HTML changed, a script served, all around an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from avowal.auditor.evidence import Pass

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_NOT_PASSED_ON = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since"})


@dataclass(frozen=True)
class Fault:
    """One way to break a promise.

    `name` is unique, short and fit for a host name; `sign` stands in the finding that this fault causes and in no
    finding of another, so that many can be planted at once. `passes` are the visitors that meet it, `page` is where
    they do; `alone`: no other fault can be planted beside it. `ours`: it takes away a part of our own sites' frame,
    whose lack on a stranger's site would be no fault. `unseen_here` says why a fresh copy of Harbor cannot
    show it; tests plant it in a site that can.
    """

    promise: str
    name: str
    sign: str
    plant: Callable[[App], App]
    passes: tuple[Pass, ...] = (Pass.FIRST_VISIT,)
    page: str = "/"
    alone: bool = False
    ours: bool = False
    unseen_here: str = ""


UNGUARDED = (Pass.FIRST_VISIT, Pass.UNGUARDED)
"""Visitors for a fault that a page's own security policy stops before anything is to be seen of it."""


def header(name: str, value: str) -> Callable[[App], App]:
    """Adds a response header to every page of HTML."""

    def plant(app: App) -> App:
        async def planted(scope: Scope, receive: Receive, send: Send) -> None:
            async def add(message: Message) -> None:
                if message["type"] == "http.response.start" and _is_html(message):
                    message = {**message, "headers": [*message["headers"], (name.encode(), value.encode())]}
                await send(message)

            await app(scope, receive, add)

        return planted

    return plant


def rewrite(change: Callable[[str], str]) -> Callable[[App], App]:
    """Puts every page of HTML through `change`; other answers pass untouched."""

    def plant(app: App) -> App:
        async def planted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            await app(_plainly(scope), receive, _Rewriting(send, change))

        return planted

    return plant


def insert(html: str) -> Callable[[App], App]:
    """Puts `html` at the end of the main part of every page."""
    return rewrite(lambda page: page.replace("</main>", f"{html}</main>", 1) if "</main>" in page else page + html)


def insert_in_head(html: str) -> Callable[[App], App]:
    """Puts `html` at the end of every page's head."""
    return rewrite(lambda page: page.replace("</head>", f"{html}</head>", 1))


def file(path: str, content: str, kind: str) -> Callable[[App], App]:
    """Serves `content` at `path`."""

    def plant(app: App) -> App:
        async def planted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or scope["path"] != path:
                await app(scope, receive, send)
                return
            body = content.encode()
            headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        return planted

    return plant


def script(name: str, source: str) -> Callable[[App], App]:
    """Serves `source`, closed in on itself, as a script file of the site's own and loads it on every page."""
    path = f"/planted/{name}.js"
    serve, load = (
        file(path, f"(() => {{\n{source}\n}})();", "text/javascript"),
        insert(f'<script src="{path}"></script>'),
    )
    return lambda app: serve(load(app))


_FIELD = """<form action="/planted/ask/" method="post"><label>Your e-mail <input name="email" type="email"></label>
<button>Send</button></form>"""


def with_field(plant: Callable[[App], App]) -> Callable[[App], App]:
    """A fault that needs something to be typed into: a form with an e-mail field on every page."""
    return lambda app: plant(insert(_FIELD)(app))


def _is_html(message: Message) -> bool:
    return any(name.lower() == b"content-type" and b"text/html" in value for name, value in message["headers"])


def _plainly(scope: Scope) -> Scope:
    """The same request without leave to compress or to say *not modified*."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in _NOT_PASSED_ON]}


class _Rewriting:
    """Holds a page of HTML back until it is whole, changes it, and sends it on."""

    def __init__(self, send: Send, change: Callable[[str], str]) -> None:
        self._send = send
        self._change = change
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        body = self._change(self._body.decode("utf-8", "replace")).encode()
        kept = [pair for pair in start["headers"] if pair[0].lower() not in (b"content-length", b"etag")]
        await self._send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})
