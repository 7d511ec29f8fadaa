"""Faults of documents: 0.8 (one missing, none named on the home page) and R.1 (a wrong language in page or PDF)."""

from __future__ import annotations

import re
from collections.abc import Callable

from avowal.auditor.faults.planting import App, Fault, Message, Receive, Scope, Send, rewrite

_NOTICE = "/resources/privacy-practices/"
_GONE = f"/es{_NOTICE}"
_RESOURCE_LINK = re.compile(r'<a\b[^>]*href="[^"]*/resources/[^"]*"[^>]*>.*?</a>', re.DOTALL)


def _gone(app: App) -> App:
    """The Spanish notice is not there."""

    async def planted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == _GONE:
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/html")]})
            await send({"type": "http.response.body", "body": b"<!doctype html><title>Not found</title>"})
            return
        await app(scope, receive, send)

    return planted


def _on(path: str, plant: Callable[[App], App]) -> Callable[[App], App]:
    """A fault of one address only."""

    def planted(app: App) -> App:
        faulty = plant(app)

        async def chosen(scope: Scope, receive: Receive, send: Send) -> None:
            here = scope["type"] == "http" and scope["path"] == path
            await (faulty if here else app)(scope, receive, send)

        return chosen

    return planted


def _as_french(page: str) -> str:
    return re.sub(r'<html lang="[^"]*"', '<html lang="fr"', page, count=1)


def _untagged(app: App) -> App:
    """Each PDF comes as a bare file that says nothing of its language."""
    bare = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n%%EOF\n"

    async def planted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(".pdf"):
            await app(scope, receive, send)
            return

        async def emptied(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message["headers"] if pair[0].lower() != b"content-length"]
                message = {**message, "headers": [*kept, (b"content-length", str(len(bare)).encode())]}
            elif message["type"] == "http.response.body":
                message = {**message, "body": bare, "more_body": False}
            await send(message)

        await app(scope, receive, emptied)

    return planted


DOCUMENT_FAULTS: tuple[Fault, ...] = (
    Fault("0.8", "notice-gone", "its address answered 404", _gone, ours=True),
    Fault(
        "0.8",
        "notice-unnamed",
        "looked for a link to /resources/",
        _on("/", rewrite(lambda page: _RESOURCE_LINK.sub("", page))),
        ours=True,
    ),
    Fault("R.1", "notice-in-french", "lang=“fr”", _on(f"/ko{_NOTICE}", rewrite(_as_french)), ours=True),
    Fault("R.1", "pdf-untagged", "/Lang “”", _untagged, ours=True),
)
