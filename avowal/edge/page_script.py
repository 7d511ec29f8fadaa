"""Serves `page.js`, the one script that sends page beacons, as it stands in this folder."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from avowal.edge.protocol import Headers, Receive, Scope, Send, answer, values_of
from avowal.edge.visit import visit_of

SILENT = b"// The policy in force declares no page beacon, so nothing is sent.\n"


class _Script:
    """A script with its headers, made once."""

    def __init__(self, text: bytes, cache_control: bytes) -> None:
        self.text = text
        self.tag = b'"' + hashlib.sha256(text).hexdigest()[:16].encode("ascii") + b'"'
        self.headers: Headers = [
            (b"content-type", b"text/javascript; charset=utf-8"),
            (b"cache-control", cache_control),
            (b"etag", self.tag),
        ]


class PageScript:
    """The script where the policy declares a page beacon; one that does nothing where it does not."""

    def __init__(self) -> None:
        self._sending = _Script(files("avowal.edge").joinpath("page.js").read_bytes(), b"public, max-age=3600")
        self._silent = _Script(SILENT, b"no-cache")

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        visit = visit_of(scope)
        declared = any(found.covers(visit.site) for found in visit.gates.page_beacons)
        script = self._sending if declared else self._silent
        if visit.method not in ("GET", "HEAD"):
            await answer(send, 405, [(b"allow", b"GET, HEAD")])
        elif script.tag in _tags(values_of(visit.headers, b"if-none-match")):
            await answer(send, 304, script.headers)
        else:
            await answer(send, 200, script.headers, script.text)


def _tags(values: list[bytes]) -> list[bytes]:
    return [tag.strip().removeprefix(b"W/") for value in values for tag in value.split(b",")]
